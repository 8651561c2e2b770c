package io.rmaflow.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.client.rma.model.Explanation;
import io.rmaflow.client.rma.model.Happening;
import io.rmaflow.client.rma.model.HistoryEntry;
import io.rmaflow.console.audit.Moments.Moment;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentsTest {

  private static final HistoryEntry REPORTED =
      entry(0, "FailureReported", "2026-05-01T09:00:00+09:00", "2026-05-01T09:00:00+09:00");
  private static final HistoryEntry DUE =
      entry(1, "DeadlineSet", "2026-05-01T09:00:00+09:00", "2026-05-01T09:00:00+09:00");
  private static final HistoryEntry DELIVERED =
      entry(2, "ReplacementDelivered", "2026-05-02T11:00:00+09:00", "2026-05-07T10:00:00+09:00");
  private static final HistoryEntry CORRECTED =
      entry(3, "FactCorrected", "2026-05-08T10:00:00+09:00", "2026-05-08T10:00:00+09:00");

  @Test
  void whatIsRecordedAtOnceIsOneMoment_namedByWhatHasWords() {
    assertThat(
            Moments.of(
                    List.of(DUE, REPORTED),
                    new Explanation()
                        .facts(List.of(new Happening().sequence(0L).text(List.of("申込みがありました。"))))
                        .decisions(List.of()))
                .recorded())
        .containsExactly(
            new Moment(OffsetDateTime.parse("2026-05-01T09:00:00+09:00"), "申込みがありました。", false));
  }

  @Test
  void whenSomethingHappenedAndWhenItBecameKnownAreDifferentMoments() {
    Moments moments = Moments.of(List.of(REPORTED, DELIVERED), null);
    assertThat(moments.recorded())
        .extracting(Moment::value)
        .containsExactly("2026-05-01T09:00+09:00", "2026-05-07T10:00+09:00");
    assertThat(moments.occurred())
        .extracting(Moment::value)
        .containsExactly("2026-05-01T09:00+09:00", "2026-05-02T11:00+09:00");
  }

  @Test
  void aComparisonBeginsBeforeTheLastCorrection_andWithoutOneWithTheFirstRecord() {
    assertThat(Moments.of(List.of(REPORTED, DELIVERED, CORRECTED), null).before())
        .isEqualTo("2026-05-07T10:00:00+09:00");
    assertThat(Moments.of(List.of(REPORTED, DELIVERED), null).before())
        .isEqualTo("2026-05-01T09:00:00+09:00");
  }

  private static HistoryEntry entry(
      long sequence, String type, String occurredAt, String recordedAt) {
    return new HistoryEntry()
        .streamsequence(sequence)
        .type(type)
        .occurredAt(OffsetDateTime.parse(occurredAt))
        .recordedAt(OffsetDateTime.parse(recordedAt));
  }
}
