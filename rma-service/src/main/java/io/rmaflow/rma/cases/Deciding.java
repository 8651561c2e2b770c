package io.rmaflow.rma.cases;

import io.rmaflow.events.Message;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.rma.cover.PolicyContext;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a step is decided on, and the answers that all procedures share.
 *
 * @param now the recording time, which decides what is overdue already
 */
public record Deciding(CaseState state, PolicyContext policy, Instant now) {

  /** The state does not allow the step. */
  public Decision notInThisState() {
    return conflict(
        "NOT_IN_THIS_STATE",
        "現在の状態では受け付けられません: " + state.status(),
        "The case is " + state.status() + "; this step is not possible now.");
  }

  /** The step was decided before; a decision is taken once. */
  public Decision alreadyDecided() {
    return conflict(
        "ALREADY_DECIDED", "既に記録されています。", "This has been decided and recorded already.");
  }

  /** The state does not allow the step, with the reason. */
  public Decision conflict(String code, String ja, String en) {
    return new Decision.Conflict(state.status(), code, new Message(ja, en));
  }

  /**
   * A fact that one of these procedures knows, recordable as soon as there is an RMA number (RMA-5)
   * and in whatever order it becomes known.
   *
   * @param known what is recorded of it; absent where nothing is
   * @param same whether the step says no more than what is recorded
   * @param first what comes of the step where nothing is recorded yet
   */
  public <T> Decision factOf(
      Set<Procedure> procedures, @Nullable T known, Predicate<T> same, Supplier<Decision> first) {
    return factForbidden(follows(procedures)).orElseGet(() -> fact(known, same, first));
  }

  /** A fact: told first, the same again is no news, and another needs a correction (RMA-9). */
  public <T> Decision fact(@Nullable T known, Predicate<T> same, Supplier<Decision> first) {
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
  public Optional<Decision> factForbidden(boolean ofTheProcedure) {
    if (state.rmaNumber() == null) {
      return Optional.of(
          conflict(
              "RMA_NUMBER_NOT_ISSUED",
              "修理対応番号（RMA番号）の発行前には記録できません。",
              "It cannot be recorded before the RMA number is issued (RMA-5)."));
    }
    return ofTheProcedure ? Optional.empty() : Optional.of(notInThisState());
  }

  /** Whether the case follows one of these procedures. */
  public boolean follows(Set<Procedure> procedures) {
    Procedure followed = state.procedure();
    return followed != null && procedures.contains(followed);
  }

  /** Whether the case follows this procedure. */
  public boolean follows(Procedure procedure) {
    return state.procedure() == procedure;
  }

  /** A leg with who pays for it and what the carrier calls it (SHP). */
  public static Shipment shipment(
      CaseState state, Leg leg, Direction direction, CaseStep.Carriage carriage) {
    return new Shipment(
        leg,
        direction,
        ShippingCosts.payer(state.procedure(), direction),
        carriage.carrier(),
        carriage.trackingNumber());
  }

  /** Whether the instant is not stated, or the one that is known. */
  public static boolean same(CaseStep.When when, Instant known) {
    return !when.stated() || when.at().equals(known);
  }

  /** Whether everything said of the carriage is as it is known. */
  public static boolean same(CaseStep.Carriage carriage, Shipment known) {
    return sameOrLeftOut(carriage.carrier(), known.carrier())
        && sameOrLeftOut(carriage.trackingNumber(), known.trackingNumber());
  }

  /** Whether nothing was said, or what is known. */
  public static boolean sameOrLeftOut(@Nullable Object said, @Nullable Object known) {
    return said == null || said.equals(known);
  }

  /** However either was typed. */
  public static boolean sameUnit(SerialNumber one, SerialNumber other) {
    return one.equals(other);
  }

  /** The faulty unit named where another one is meant. */
  public static Decision theFaultyUnitItself(String field) {
    return new Decision.Invalid(
        field,
        "IS_THE_FAULTY_UNIT",
        new Message("障害機自身のシリアル番号です。", "This is the faulty unit itself."));
  }
}
