package io.rmaflow.rma.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.rma.casefile.UnitLeg;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A receipt is never guessed: it closes cases and resumes service. */
class PlacingTest {

  private static final SerialNumber UNIT = new SerialNumber("NR2A-0001");
  private static final Instant AT = Instant.parse("2026-05-12T01:00:00Z");

  private final UnitLeg first = leg("case-1", "11", true, null);
  private final UnitLeg second = leg("case-2", "22", true, null);
  private final UnitLeg over = leg("case-0", "00", false, AT);

  private static UnitLeg leg(
      String caseId, String trackingNumber, boolean open, @Nullable Instant receivedAt) {
    return new UnitLeg(
        new CaseId(caseId), Leg.FAULTY_UNIT, UNIT, "Sagawa", trackingNumber, open, receivedAt);
  }

  @Test
  void theOneLegThatWaitsForTheUnit_hasIt() {
    assertThat(Placing.of(UNIT, null, List.of(over, first), List.of()))
        .isEqualTo(new Placing.At(first));
  }

  @Test
  void ofTwo_theOneUnderWhoseTrackingNumberItCame_hasIt() {
    assertThat(Placing.of(UNIT, null, List.of(first, second), List.of(second)))
        .isEqualTo(new Placing.At(second));
  }

  @Test
  void ofTwoThatNothingTellsApart_aPersonChooses() {
    assertThat(Placing.of(UNIT, null, List.of(first, second), List.of()))
        .isEqualTo(new Placing.Unplaced(List.of(first, second)));
  }

  @Test
  void theUnitGoesBeforeTheTrackingNumber() {
    assertThat(Placing.of(UNIT, null, List.of(first), List.of(second)))
        .isEqualTo(new Placing.At(first));
  }

  @Test
  void aUnitThatNobodyWaitsFor_goesByItsTrackingNumber_orIsForAPersonToPlace() {
    assertThat(Placing.of(UNIT, null, List.of(over), List.of(second)))
        .isEqualTo(new Placing.At(second));
    assertThat(Placing.of(UNIT, null, List.of(over), List.of()))
        .isEqualTo(new Placing.Unplaced(List.of(over)));
    assertThat(Placing.of(null, AT, List.of(), List.of(first, second)))
        .isEqualTo(new Placing.Unplaced(List.of(first, second)));
  }

  @Test
  void whatWasReceivedAtThatVeryInstant_isKnown() {
    assertThat(Placing.of(UNIT, AT, List.of(over, first), List.of()))
        .isEqualTo(new Placing.Known(over));
  }
}
