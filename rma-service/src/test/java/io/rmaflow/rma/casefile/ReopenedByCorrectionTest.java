package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.rma.parts.returnduty.ReturnSteps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A closure stands as long as the facts give a reason for it, and no longer. */
class ReopenedByCorrectionTest {

  @Test
  @Clause("RMA-9")
  void aCaseThatNothingClosesAnyMore_goesOn() {
    CaseFile closedWithoutReason =
        Story.accepted("2026-05-01T10:30:00")
            .judged("2026-05-01T11:00:00")
            .shipped("2026-05-01T15:00:00")
            .delivered("2026-05-02T11:00:00")
            .state()
            .evolve(new CaseClosed(Story.CASE, "FAULTY_UNIT_RETURNED", at("2026-05-08T10:00:00")));
    assertThat(closedWithoutReason.status()).isEqualTo(CaseStatus.CLOSED);

    CaseFile corrected =
        closedWithoutReason.evolve(
            new FactCorrected(
                Story.CASE, "ReplacementDelivered", "deliveredAt", "2026-05-02T03:00:00Z", null));

    assertThat(corrected.status()).isEqualTo(CaseStatus.REPLACEMENT_DELIVERED);
    assertThat(corrected.isOpen()).isTrue();
    assertThat(corrected.closedAt()).isEmpty();
  }

  @ParameterizedTest
  @Clause("RMA-9")
  @CsvSource({
    "HardwareFaultJudged, judgedAt",
    "ReplacementShipped, dispatchedAt",
    "ReplacementDelivered, deliveredAt",
    "FaultyUnitDispatched, customerShippedAt",
    "FaultyUnitReturned, receivedAt",
  })
  void aCorrectedInstant_leavesTheReasonStanding_whicheverFactItIsOf(String fact, String field) {
    Story closed =
        Story.accepted("2026-05-01T10:30:00")
            .judged("2026-05-01T11:00:00")
            .shipped("2026-05-01T15:00:00")
            .delivered("2026-05-02T11:00:00")
            .handedOver("2026-05-07T10:00:00")
            .received("2026-05-08T10:00:00");

    closed.corrected(fact, field, "2026-05-01T14:00:00+09:00", "2026-05-09T10:00:00");

    assertThat(closed.state().status()).isEqualTo(CaseStatus.CLOSED);
    assertThat(closed.state().closedBecause()).contains("FAULTY_UNIT_RETURNED");
  }

  @Test
  @Clause({"RMA-9", "A-59"})
  void whereAnotherReasonRemains_theClosureNamesThatOne() {
    Story closed =
        Story.accepted("2026-05-01T10:30:00")
            .judged("2026-05-01T11:00:00")
            .shipped("2026-05-01T15:00:00")
            .delivered("2026-05-02T11:00:00");
    closed.take(
        new ReturnSteps.RequestBuyOut(null, at("2026-05-07T10:00:00")), "2026-05-07T10:00:00");
    closed.take(
        new ReturnSteps.DecideBuyOut(true, 30_000, null, at("2026-05-07T11:00:00")),
        "2026-05-07T11:00:00");
    assertThat(closed.state().closedBecause()).contains("BUY_OUT_AGREED");
    closed.received("2026-05-08T10:00:00");

    closed.corrected(
        "BuyOutAgreed", "agreedAt", "2026-05-08T12:00:00+09:00", "2026-05-09T10:00:00");

    assertThat(closed.state().status()).isEqualTo(CaseStatus.CLOSED);
    assertThat(closed.state().closedBecause()).contains("FAULTY_UNIT_RETURNED");
  }
}
