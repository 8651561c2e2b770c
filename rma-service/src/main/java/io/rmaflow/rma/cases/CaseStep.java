package io.rmaflow.rma.cases;

import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.KnownAs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a case after its intake, as somebody reports or decides it. */
public sealed interface CaseStep {

  /** A step of one procedure, which stands beside that procedure and decides for itself. */
  non-sealed interface OfProcedure extends CaseStep {

    /** What comes of it: pure. */
    Decision decide(Deciding on);
  }

  /**
   * A step that tells what happened outside: recordable in whatever order it becomes known, and
   * again without effect.
   */
  sealed interface Fact extends CaseStep {
    When when();
  }

  /**
   * When a fact happened.
   *
   * @param stated whether the caller said so; otherwise it is the time of the call, and no
   *     contradiction to another instant that is already recorded
   */
  record When(Instant at, boolean stated) {}

  /** What the carrier calls a shipment; what is not known is absent. */
  record Carriage(@Nullable String carrier, @Nullable String trackingNumber) {

    /** Of a shipment that nobody reported. */
    public static final Carriage UNKNOWN = new Carriage(null, null);
  }

  /** The desk asks the customer for logs, settings or the like (CSB-10). */
  record RequestInformation(@Nullable TextId textId, Instant at) implements CaseStep {}

  /** The customer answers. */
  record ProvideInformation(@Nullable TextId textId, List<AttachmentRef> attachments, Instant at)
      implements CaseStep {
    public ProvideInformation {
      attachments = List.copyOf(attachments);
    }
  }

  /**
   * The vendor judges whether it is a hardware fault (GEN-6).
   *
   * @param rmaNumber the number to issue where it is one; not used otherwise
   */
  record Judge(boolean hardwareFault, @Nullable TextId reasonId, RmaNumber rmaNumber, Instant at)
      implements CaseStep {}

  /** The vendor offers an equivalent product (CSB-17). */
  record OfferEquivalent(ProductCode productCode, Instant at) implements CaseStep {}

  /**
   * The customer agrees or not (CSB-18).
   *
   * @param latestSoftwareVersion of the offered product; absent where none is known
   */
  record AnswerEquivalent(boolean accepted, @Nullable String latestSoftwareVersion, Instant at)
      implements CaseStep {}

  /**
   * The exchange unit left (CSB-23). What is absent is filled in by the rule that decides it.
   *
   * @param latestSoftwareVersion of the shipped product now; absent where none is known (CSB-15)
   */
  record ShipReplacement(
      SerialNumber serialNumber,
      @Nullable ProductCode productCode,
      @Nullable String softwareVersion,
      @Nullable Boolean factoryDefault,
      @Nullable Condition condition,
      Carriage carriage,
      @Nullable String latestSoftwareVersion,
      When when)
      implements Fact {}

  /** The exchange unit arrived (CSB-20). */
  record DeliverReplacement(When when) implements Fact {}

  /** The customer handed the faulty unit to the carrier. */
  record DispatchFaultyUnit(Carriage carriage, When when) implements Fact {}

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
  }

  /** The vendor received the faulty unit. */
  record ReceiveFaultyUnit(ReceivedUnit unit, When when) implements Fact {

    /** One whose serial number was read. */
    public ReceiveFaultyUnit(SerialNumber serialNumber, @Nullable Condition condition, When when) {
      this(new ReceivedUnit(serialNumber, condition), when);
    }
  }

  /** The customer wants to keep the faulty unit (CSB-27). */
  record RequestBuyOut(@Nullable TextId reasonId, Instant at) implements CaseStep {}

  /**
   * The vendor answers.
   *
   * @param priceYen whole yen; only of meaning where agreed
   */
  record DecideBuyOut(boolean agreed, long priceYen, @Nullable TextId reasonId, Instant at)
      implements CaseStep {}

  /**
   * An exclusion is found after the acceptance.
   *
   * @param clause such as {@code EXC-CSB-8}
   */
  record FindExclusion(String clause, @Nullable TextId foundId, Instant at) implements CaseStep {}

  /** The request is withdrawn. */
  record Cancel(@Nullable TextId reasonId, Instant at) implements CaseStep {}

  /** Somebody writes something down. */
  record AddNote(TextId textId) implements CaseStep {}

  /** An administrator sets a rule aside. */
  record OverrideRule(String rule, @Nullable TextId reasonId) implements CaseStep {}

  /**
   * A recorded fact was wrong (RMA-9).
   *
   * @param value the right value, in the field's own notation
   * @param visit of which visit, where the case has such a fact of each; absent: of the last
   */
  record Correct(
      String ofEvent,
      String field,
      String value,
      @Nullable TextId reasonId,
      @Nullable Integer visit)
      implements CaseStep {

    /** Of a fact that the case has once, or of the last. */
    public Correct(String ofEvent, String field, String value, @Nullable TextId reasonId) {
      this(ofEvent, field, value, reasonId, null);
    }
  }
}
