package io.rmaflow.rma.casefile;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.KnownAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a case after its intake, as somebody reports or decides it. It stands beside that which
 * it is about, and decides for itself.
 */
public interface Step {

  /** What comes of it in an accepted case: pure. */
  Decision decide(Deciding on);

  /** What comes of it in a case that was refused: nothing goes on there. */
  default Decision decide(CaseState.Reported refused) {
    return Deciding.notInThisState(refused.status());
  }

  /**
   * A step that tells what happened outside: recordable in whatever order it becomes known, and
   * again without effect.
   */
  interface Fact extends Step {

    @Override
    default Decision decide(CaseState.Reported refused) {
      return Deciding.noRmaNumber(refused.status());
    }
  }

  /** A step that is possible in every case, whatever its state. */
  interface Always extends Step {

    @Override
    default Decision decide(Deciding on) {
      return decide(on.file());
    }

    @Override
    Decision decide(CaseState.Reported reported);
  }

  /**
   * When a fact happened.
   *
   * @param stated whether the caller said so; otherwise it is the time of the call, and no
   *     contradiction to another instant that is already recorded
   */
  record When(Instant at, boolean stated) {

    /** Whether it is not stated, or the instant that is known. */
    public boolean agreesWith(Instant known) {
      return !stated || at.equals(known);
    }
  }

  /** What the carrier calls a shipment; what is not known is absent. */
  record Carriage(@Nullable String carrier, @Nullable String trackingNumber) {

    /** Of a shipment that nobody reported. */
    public static final Carriage UNKNOWN = new Carriage(null, null);
  }

  /**
   * A unit that lies on the vendor's bench.
   *
   * @param serialNumber as read on the unit; absent only where it cannot be read
   * @param unreadableReasonId why it cannot be read; absent where it was
   * @param knownAs whose it is, as far as this service knows
   */
  record ReceivedUnit(
      @Nullable SerialNumber serialNumber,
      @Nullable TextId unreadableReasonId,
      @Nullable Condition condition,
      KnownAs knownAs) {

    /** One whose serial number was read, and of which no more is known. */
    public ReceivedUnit(SerialNumber serialNumber, @Nullable Condition condition) {
      this(serialNumber, null, condition, KnownAs.NOTHING);
    }

    /** Whether it was read to be another one than this. */
    public boolean isAnotherThan(@Nullable SerialNumber awaited) {
      return serialNumber != null && awaited != null && !serialNumber.equals(awaited);
    }
  }
}
