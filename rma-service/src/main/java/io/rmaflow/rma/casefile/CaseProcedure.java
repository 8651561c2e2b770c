package io.rmaflow.rma.casefile;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.cover.PolicyContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a procedure is to the kernel: its table of contents. All of it is pure; a case is judged by
 * what it knows, the policy and the time alone.
 */
public interface CaseProcedure {

  /** Its name. */
  Procedure name();

  /**
   * Where its state begins.
   *
   * @param before what is known already of a case that followed another procedure until now (a
   *     declined initial failure, RMA-10); without anything in a new case
   */
  ProcedureState begin(ProcedureState before);

  /** The furthest step that a case which goes on has reached: the procedure's life cycle. */
  CaseStatus progress(CaseFile file);

  /** What follows from the facts, in this order; each once more changes nothing. */
  List<Consequence> consequences();

  /** When and why the case ends by itself; empty while it goes on. */
  Optional<CaseClosed> end(CaseFile file);

  /** Who has to act next, and by when, while the case goes on. */
  List<Duty> duties(CaseFile file);

  /** What the vendor sends first, once it is judged to be a hardware fault. */
  default List<CaseEvent> firstSent(CaseFile judged, PolicyContext policy) {
    return List.of();
  }

  /** What is called off where nothing is to be sent any more. */
  default List<CaseEvent> calledOff(CaseFile file, String because) {
    return List.of();
  }

  /** What somebody owes still, although the case has ended. */
  default List<Duty> dutiesAfterTheEnd(CaseFile file) {
    return List.of();
  }

  /** What is still owed for a due time that has come, to be recorded once. */
  default List<CaseEvent> owed(CaseFile file, DueTimePassed passed) {
    return List.of();
  }

  /** The units that the vendor may find on its bench. */
  default List<UnitLeg> units(CaseFile file) {
    return List.of();
  }

  /** What was brought to the customer, and by which the case is found beside its units. */
  default List<SerialNumber> brought(CaseFile file) {
    return List.of();
  }

  /**
   * The fact that a unit accepted in place of the awaited one stands for; empty where none is
   * awaited on that leg.
   */
  default Optional<CaseEvent> insteadOfTheAwaited(CaseFile file, UnexpectedUnitReceived unit) {
    return Optional.empty();
  }

  /**
   * Whether a unit of this leg can stand for an awaited one; what an engineer collects on site,
   * where nobody owes a return, stands for none.
   */
  default boolean awaitsReturn(Leg leg) {
    return true;
  }

  /** Whether it is a question and no service request: nothing is judged then (TEC, VA, MFR-20). */
  @Clause("MFR-20")
  default boolean isInquiry() {
    return false;
  }

  /**
   * What may be found to lie outside the service after the acceptance. The lists are not
   * mixed: an item of one procedure's list excludes nothing in another's.
   */
  @Clause({"A-75", "A-79"})
  default List<? extends Exclusion> exclusions(CaseFile file) {
    return List.of();
  }

  /** What it is called by people. */
  default Message called() {
    return Terms.of(name());
  }

  /** What is due under that name, for people. */
  default Message dueCalled(Deadline.Name due) {
    return Due.called(due);
  }

  /**
   * Why a due time moved, a duty was called off, a case ended, by the code that the event has:
   * words for people. What every case may say is said by the kernel.
   */
  default Map<String, Message> reasons() {
    return Map.of();
  }

  /** Who pays when the customer sends the faulty unit; empty where the customer sends none. */
  default Optional<Payer> returnPayer() {
    return Optional.empty();
  }

  /** Who pays for what goes this way: whoever sends it, where nothing else is said. */
  @Clause({"A-53", "SHP-3", "SHP-5", "SHP-6", "SHP-9", "SHP-11"})
  default Payer payer(Direction direction) {
    return direction == Direction.TO_CUSTOMER ? Payer.VENDOR : returnPayer().orElse(Payer.CUSTOMER);
  }
}
