package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.reading.Requests;
import io.rmaflow.rma.casefile.Bench.UnitReceipt;
import io.rmaflow.rma.casefile.CommonStepsResource.Correction;
import io.rmaflow.rma.casefile.CommonStepsResource.Information;
import io.rmaflow.rma.casefile.CommonStepsResource.Note;
import io.rmaflow.rma.casefile.StepTaker.Handover;
import io.rmaflow.rma.casefile.StepTaker.Occurrence;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a step's request says, and what its sender is told of one that cannot be. */
class WhatIsToldOfAStepTest {

  private static final Instant NOW = Instant.parse("2026-05-08T03:00:00Z");
  private static final Caller DESK = new Caller("desk-1", Role.SUPPORT, Set.of());
  private static final Caller ADMIN = new Caller("admin-1", Role.ADMIN, Set.of());
  private static final Caller CUSTOMER = new Caller("web-1", Role.CUSTOMER, Set.of("C-1001"));

  private static <T extends Record> T told(String json, Class<T> type, Caller caller) {
    return Requests.read(json, type, caller, NOW, () -> 7);
  }

  private static List<String> wrong(String json, Class<? extends Record> type, Caller caller) {
    InvalidRequest invalid =
        catchThrowableOfType(InvalidRequest.class, () -> told(json, type, caller));
    return invalid.errors().stream().map(error -> error.field() + " " + error.code()).toList();
  }

  @Test
  void whatNobodyDates_happensNow_andContradictsNoInstantThatIsKnown() {
    Occurrence now = told("{}", Occurrence.class, DESK);
    Occurrence earlier =
        told("{\"occurredAt\": \"2026-05-07T10:00:00+09:00\"}", Occurrence.class, DESK);

    assertThat(now.when()).isEqualTo(new Step.When(NOW, false));
    assertThat(now.when().agreesWith(Instant.parse("2026-05-01T00:00:00Z"))).isTrue();
    assertThat(earlier.when())
        .isEqualTo(new Step.When(Instant.parse("2026-05-07T01:00:00Z"), true));
    assertThat(earlier.when().agreesWith(Instant.parse("2026-05-01T00:00:00Z"))).isFalse();
  }

  @Test
  void whatACustomerDates_happensNow() {
    Handover handover =
        told("{\"occurredAt\": \"2026-05-07T10:00:00+09:00\"}", Handover.class, CUSTOMER);

    assertThat(handover.when()).isEqualTo(new Step.When(NOW, false));
    assertThat(handover.carriage()).isEqualTo(Step.Carriage.UNKNOWN);
  }

  @Test
  void everythingThatIsWrong_isToldAtOnce() {
    assertThat(
            wrong(
                """
                {"occurredAt": "2026-05-09T10:00:00+09:00", "ofEvent": " ", "field": 7,
                 "value": {"is": 1}, "visit": 3}
                """,
                Correction.class,
                DESK))
        .containsExactly(
            "occurredAt IN_THE_FUTURE",
            "ofEvent REQUIRED",
            "field WRONG_TYPE",
            "value WRONG_TYPE",
            "visit OUT_OF_RANGE");
    assertThat(
            wrong(
                """
                {"text": 5, "attachments": [{"kind": "LOG"}, 7, {"attachmentId": "a-1"}]}
                """,
                Information.class,
                DESK))
        .containsExactly(
            "text WRONG_TYPE",
            "attachments[0].attachmentId REQUIRED",
            "attachments[1] WRONG_TYPE",
            "attachments[2].kind REQUIRED");
    assertThat(wrong("{\"text\": \"  \"}", Note.class, DESK)).containsExactly("text REQUIRED");
  }

  @Test
  void aCorrection_takesAnInstant_aNumberAndAMark() {
    assertThat(correctedTo("\"2026-05-01T10:00:00+09:00\"")).isEqualTo("2026-05-01T10:00:00+09:00");
    assertThat(correctedTo("12")).isEqualTo("12");
    assertThat(correctedTo("true")).isEqualTo("true");
  }

  private static String correctedTo(String value) {
    return told(
            "{\"ofEvent\": \"Inspected\", \"field\": \"estimateDays\", \"value\": " + value + "}",
            Correction.class,
            DESK)
        .value();
  }

  @Test
  void aUnitOnTheBench_isNamed_orItIsSaidWhyItCannotBe() {
    assertThat(wrong("{}", UnitReceipt.class, DESK)).containsExactly("serialNumber REQUIRED");
    assertThat(wrong("{\"serialUnreadable\": true}", UnitReceipt.class, DESK))
        .containsExactly("reason REQUIRED");
    assertThat(
            wrong(
                "{\"serialNumber\": \"NR2A-1\", \"serialUnreadable\": true, \"condition\": \"WET\"}",
                UnitReceipt.class,
                DESK))
        .containsExactly(
            "condition UNKNOWN_VALUE", "serialUnreadable CONTRADICTION", "reason REQUIRED");
    assertThat(told("{\"serialNumber\": \"ｎｒ２ａ－１\"}", UnitReceipt.class, DESK).serialNumber())
        .isEqualTo(new SerialNumber("NR2A-1"));
  }

  @Test
  void aSerialNumberThatCannotBe_isNotAskedForOnceMore() {
    assertThat(wrong("{\"serialNumber\": \"" + "1".repeat(129) + "\"}", UnitReceipt.class, DESK))
        .containsExactly("serialNumber TOO_LONG");
  }

  @Test
  void aDateFarBack_needsItsReasonInItsOwnWords_alsoWhereTheStepNeedsOne() {
    InvalidRequest invalid =
        catchThrowableOfType(
            InvalidRequest.class,
            () ->
                told(
                    "{\"occurredAt\": \"2026-04-01T10:00:00+09:00\", \"serialUnreadable\": true}",
                    UnitReceipt.class,
                    ADMIN));

    assertThat(invalid.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.field()).isEqualTo("reason");
              assertThat(error.message().ja()).isEqualTo("7 日より前の日時を記録するには理由が必要です。");
            });
    assertThat(
            wrong(
                "{\"occurredAt\": \"2026-04-01T10:00:00+09:00\", \"serialNumber\": \"NR2A-1\"}",
                UnitReceipt.class,
                DESK))
        .containsExactly("occurredAt TOO_FAR_BACK");
  }
}
