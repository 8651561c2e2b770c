package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.rma.cover.PolicyContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a step is decided on, and the answers that all procedures share.
 *
 * @param now the recording time, which decides what is overdue already
 */
public record Deciding(CaseFile file, PolicyContext policy, Instant now) {

  /** The case. */
  public CaseId caseId() {
    return file.caseId();
  }

  /** Whose. */
  public CustomerId customerId() {
    return file.customerId();
  }

  /** The number; only where one was issued. */
  public RmaNumber rmaNumber() {
    return file.issuedRmaNumber();
  }

  /** The state does not allow the step. */
  public Decision notInThisState() {
    return notInThisState(file.status());
  }

  static Decision notInThisState(CaseStatus status) {
    return new Decision.Conflict(
        status,
        "NOT_IN_THIS_STATE",
        new Message(
            "現在の状態では受け付けられません: " + status,
            "The case is " + status + "; this step is not possible now."));
  }

  /** RMA-5: nothing is recorded before the number. */
  @Clause("RMA-5")
  static Decision noRmaNumber(CaseStatus status) {
    return new Decision.Conflict(
        status,
        "RMA_NUMBER_NOT_ISSUED",
        new Message(
            "修理対応番号（RMA番号）の発行前には記録できません。",
            "It cannot be recorded before the RMA number is issued (RMA-5)."));
  }

  /** The step was decided before; a decision is taken once. */
  public Decision alreadyDecided() {
    return conflict(
        "ALREADY_DECIDED", "既に記録されています。", "This has been decided and recorded already.");
  }

  /** The state does not allow the step, with the reason. */
  public Decision conflict(String code, String ja, String en) {
    return new Decision.Conflict(file.status(), code, new Message(ja, en));
  }

  /** The policy refuses what the step says, by these clauses. */
  public static Decision refused(String code, List<String> clauses, String ja, String en) {
    String named = " [" + String.join(", ", clauses) + "]";
    return new Decision.Refused(
        List.of(new Refusal(code, clauses, new Message(ja + named, en + named), Map.of())));
  }

  // ---- decisions

  /** Decides on the case's part of this kind, of a case that goes on and has one. */
  public <P> Decision whileOpen(Class<P> kind, Function<P, Decision> decide) {
    return file.isOpen() ? onPart(kind, decide) : notInThisState();
  }

  /** Decides on the case's part of this kind; a procedure without one knows no such step. */
  public <P> Decision onPart(Class<P> kind, Function<P, Decision> decide) {
    return file.part(kind).map(decide).orElseGet(this::notInThisState);
  }

  // ---- facts

  /**
   * A fact that belongs to this part, recordable as soon as there is an RMA number (RMA-5) and in
   * whatever order it becomes known.
   */
  @Clause("RMA-5")
  public <P> Decision fact(Class<P> kind, Function<P, Decision> decide) {
    return factForbidden(file.part(kind).isPresent()).orElseGet(() -> decide.apply(file.its(kind)));
  }

  /** A fact: told first, the same again is no news, and another needs a correction (RMA-9). */
  @Clause("RMA-9")
  public <T> Decision told(@Nullable T known, Predicate<T> same, Supplier<Decision> first) {
    if (known == null) {
      return first.get();
    }
    return same.test(known)
        ? Decision.nothing()
        : conflict(
            "FACT_ALREADY_RECORDED",
            "別の値で記録済みです。訂正（correction）を使用してください。",
            "It is recorded with other values; use a correction.");
  }

  /**
   * What forbids recording a fact: there is no RMA number yet (RMA-5), or the case knows no such
   * fact.
   */
  @Clause("RMA-5")
  public Optional<Decision> factForbidden(boolean ofTheProcedure) {
    if (file.rmaNumber().isEmpty()) {
      return Optional.of(noRmaNumber(file.status()));
    }
    return ofTheProcedure ? Optional.empty() : Optional.of(notInThisState());
  }

  /** A leg with who pays for it and what the carrier calls it (SHP). */
  public Shipment shipment(Leg leg, Direction direction, Step.Carriage carriage) {
    return shipment(file, leg, direction, carriage);
  }

  /** The same outside of a decision. */
  public static Shipment shipment(
      CaseFile file, Leg leg, Direction direction, Step.Carriage carriage) {
    return new Shipment(
        leg,
        direction,
        file.procedure().payer(direction),
        carriage.carrier(),
        carriage.trackingNumber());
  }

  /** Whether everything said of the carriage is as it is known. */
  public static boolean same(Step.Carriage carriage, Shipment known) {
    return sameOrLeftOut(carriage.carrier(), known.carrier())
        && sameOrLeftOut(carriage.trackingNumber(), known.trackingNumber());
  }

  /** Whether nothing was said, or what is known. */
  public static boolean sameOrLeftOut(@Nullable Object said, @Nullable Object known) {
    return said == null || said.equals(known);
  }

  /** Whether this is the faulty unit, which is named where another one is meant. */
  public boolean isTheFaultyUnit(SerialNumber unit) {
    return unit.equals(file.serialNumber());
  }

  /** The faulty unit named where another one is meant. */
  public static Decision theFaultyUnitItself(String field) {
    return new Decision.Invalid(
        field,
        "IS_THE_FAULTY_UNIT",
        new Message("障害機自身のシリアル番号です。", "This is the faulty unit itself."));
  }
}
