package io.rmaflow.console.casepage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.client.rma.model.Explanation;
import io.rmaflow.client.rma.model.Happening;
import io.rmaflow.client.rma.model.HistoryEntry;
import io.rmaflow.events.rma.CorrectableFields;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final HistoryEntry DELIVERED =
      entry(7, "ReplacementDelivered", Map.of("deliveredAt", "2026-05-02T02:00:00Z"));
  private static final HistoryEntry CORRECTED =
      entry(
          9,
          "FactCorrected",
          Map.of(
              "ofEvent",
              "ReplacementDelivered",
              "field",
              "occurredAt",
              "value",
              "2026-05-07T01:30:00Z"));
  private static final HistoryEntry TAKEN_BACK =
      entry(
          12,
          "FactCorrected",
          Map.of(
              "ofEvent",
              "ReplacementDelivered",
              "field",
              "deliveredAt",
              "value",
              "2026-05-02T02:00:00Z"));

  @Test
  void aCorrectionIsToldAsOne_whatItWasAndWhatItIs() {
    Told.Correction told = correction(List.of(DELIVERED, CORRECTED), 1);
    assertThat(told.event()).isEqualTo("ReplacementDelivered");
    assertThat(told.field()).isEqualTo("deliveredAt");
    assertThat(told.ofSequence()).isEqualTo(7);
    assertThat(told.typedBefore()).isEqualTo("2026-05-02T11:00:00");
    assertThat(told.typedAfter()).isEqualTo("2026-05-07T10:30:00");
    assertThat(told.last()).isTrue();
    assertThat(told.undoes()).isFalse();
  }

  @Test
  void aCorrectionThatIsTakenBackIsToldSo_andOnlyTheLastCanBeTakenBack() {
    List<HistoryEntry> history = List.of(DELIVERED, CORRECTED, TAKEN_BACK);
    assertThat(correction(history, 1).last()).isFalse();
    assertThat(correction(history, 2).undoes()).isTrue();
    assertThat(correction(history, 2).typedBefore()).isEqualTo("2026-05-07T10:30:00");
    assertThat(correction(history, 2).last()).isTrue();
  }

  @Test
  void aFactIsCorrectedFromWhatItIsNow_notFromWhatItWasFirst() {
    assertThat(
            Objects.requireNonNull(Timeline.facts(List.of(DELIVERED, CORRECTED)).get(7L)).shown())
        .containsExactly(new Fact.Shown("deliveredAt", Fact.Kind.INSTANT, "2026-05-07T10:30:00"));
  }

  @Test
  void aParcelsFieldsAreThoseOfItsShipment() {
    Map<Long, Fact> facts =
        Timeline.facts(
            List.of(
                entry(
                    5,
                    "FaultyUnitDispatched",
                    Map.of(
                        "customerShippedAt",
                        "2026-05-14T06:00:00Z",
                        "shipment",
                        Map.of("carrier", "佐川急便")))));
    assertThat(Objects.requireNonNull(facts.get(5L)).values())
        .containsEntry("carrier", "佐川急便")
        .containsEntry("trackingNumber", "")
        .containsEntry("customerShippedAt", "2026-05-14T06:00:00Z");
  }

  @Test
  void ofTwoVisitsEachHasItsFact_andACorrectionMeansTheOneThatItNames() {
    List<HistoryEntry> history =
        List.of(
            entry(5, "EngineerArrived", Map.of("visit", 1, "arrivedAt", "2026-05-01T01:00:00Z")),
            entry(8, "EngineerArrived", Map.of("visit", 2, "arrivedAt", "2026-05-08T01:00:00Z")),
            entry(
                9,
                "FactCorrected",
                Map.of(
                    "ofEvent",
                    "EngineerArrived",
                    "field",
                    "arrivedAt",
                    "value",
                    "2026-05-01T02:00:00Z",
                    "visit",
                    1)));
    Map<Long, Fact> facts = Timeline.facts(history);
    assertThat(Objects.requireNonNull(facts.get(5L)).values())
        .containsEntry("arrivedAt", "2026-05-01T02:00:00Z");
    assertThat(Objects.requireNonNull(facts.get(8L)).values())
        .containsEntry("arrivedAt", "2026-05-08T01:00:00Z");
  }

  @Test
  void whatTheServiceExplainsIsToldInItsWords_andWhatItDoesNotIsLeftToTheDueTimes() {
    Explanation explanation =
        new Explanation()
            .facts(
                List.of(
                    new Happening()
                        .sequence(7L)
                        .text(List.of("2026-05-02（土）11:00:00　交換機が到着しました。", "記録: 山田"))))
            .decisions(List.of());
    List<Told> told =
        Timeline.of(List.of(DELIVERED, entry(8, "DeadlineSet", Map.of())), explanation);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().headline()).isEqualTo("2026-05-02（土）11:00:00　交換機が到着しました。");
    assertThat(told.getFirst().decision()).isFalse();
  }

  @Test
  void withoutAnExplanationTheEventsAreNamed_withoutThoseOfDueTimes() {
    List<Told> told = Timeline.of(List.of(DELIVERED, entry(8, "DeadlineSet", Map.of())), null);
    assertThat(told).extracting(Told::event).containsExactly("ReplacementDelivered");
  }

  @Test
  void everyFactThatCanBeCorrectedAndEachOfItsFieldsHasItsWords() {
    Properties words = StepsTest.words("ja");
    assertThat(CorrectableFields.events()).hasSizeGreaterThan(15);
    for (String event : CorrectableFields.events()) {
      assertThat(words).containsKey("casepage.event." + event);
      CorrectableFields.ofEvent(event)
          .orElseThrow()
          .names()
          .forEach(name -> assertThat(words).containsKey("casepage.field." + name));
    }
  }

  private static Told.Correction correction(List<HistoryEntry> history, int index) {
    return Objects.requireNonNull(Timeline.of(history, null).get(index).correction());
  }

  private static HistoryEntry entry(long sequence, String type, Map<String, Object> data) {
    OffsetDateTime at = OffsetDateTime.parse("2026-05-14T10:00:00+09:00");
    return new HistoryEntry()
        .streamsequence(sequence)
        .type(type)
        .occurredAt(at)
        .recordedAt(at)
        .actor("yamada")
        .data(data);
  }
}
