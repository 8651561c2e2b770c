package io.rmaflow.rma.parts.sending;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrderCancelled;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Deciding;
import io.rmaflow.rma.casefile.Decision;
import io.rmaflow.rma.casefile.Duty;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.cover.PolicyContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A case in which the vendor sends something to the customer, or may agree on another product. */
public interface Sends {

  /** That nothing is sent before the customer has agreed to another product. */
  String EQUIVALENT_OFFERED = "EQUIVALENT_OFFERED";

  /** Why an order was called off, or its day moved. */
  Map<String, Message> REASONS =
      Map.of(
          Dispatch.JUDGEMENT_CORRECTED,
          new Message("判断の日時が訂正されたため", "the time of the judgement was corrected"),
          Dispatch.ORDER_CANCELLED,
          new Message("発送指示が取り消されたため", "the order to send was called off"),
          EQUIVALENT_OFFERED,
          new Message("同等品をご提案し、ご回答を待つため", "an equivalent product was offered"),
          SendingSteps.EQUIVALENT_DECLINED,
          new Message("同等品をご承諾いただけなかったため", "the equivalent product was declined"));

  /** What is to be sent and was. */
  Sending sending();

  /** What is known of it in a case that followed another procedure until now. */
  static Sending before(ProcedureState before) {
    return before instanceof Sends sends ? sends.sending() : Sending.NONE;
  }

  /** Whether an exchange unit is sent; else only what an engineer brings is agreed on. */
  boolean shipsReplacement();

  /** Whether another product can be offered as things stand (CSB-17, MFR-11, ONS-19). */
  @Clause({"CSB-17", "MFR-11", "ONS-19"})
  boolean mayOfferEquivalent();

  /** Whether logistics sends what was agreed on, and nobody brings it. */
  default boolean ordersWhatWasAgreed() {
    return true;
  }

  /** Whether what is due to leave is, or was, a loaner (MFR-3). */
  @Clause("MFR-3")
  default boolean sendsLoaner() {
    return false;
  }

  /** Whether an order stands that an offer takes the place of. */
  default boolean orderIsOpen() {
    return sending().order().isPresent();
  }

  /** When a shipment of this kind left; empty while it has not. */
  default Optional<Instant> dispatchedAt(Leg leg) {
    return sending().dispatchedAt(leg);
  }

  /** Whether a shipment of any kind has left. */
  default boolean anythingLeft() {
    return sending().shipped().isPresent();
  }

  /** What is against a shipment before it is looked at; empty where nothing is. */
  default Optional<Decision> forbidsShipping(Deciding on) {
    return Optional.empty();
  }

  /** Why a unit in this condition is not to be sent; empty where it may. */
  default Optional<Refusal> refusesToSend(@Nullable Condition condition) {
    return Optional.empty();
  }

  /** In what condition the exchange unit is sent where nobody said so. */
  default @Nullable Condition condition() {
    return null;
  }

  /** By when a shipment leaves: CSB-2, MFR-3. */
  @Clause({"CSB-2", "MFR-3"})
  default Deadline dispatchDue(CaseFile file, Leg leg, PolicyContext policy) {
    return DispatchRule.deadline(
        DispatchRule.clock(file, sending(), policy),
        file.versionRequested(),
        leg == Leg.LOANER,
        policy);
  }

  /** The vendor's duty to send what was ordered. */
  default List<Duty> toSend(CaseFile file) {
    return sending()
        .order()
        .filter(order -> !isSent(order.leg()))
        .map(
            order ->
                List.of(Duty.vendor(order.leg() + "_SHIPMENT").by(file, Deadline.Name.DISPATCH)))
        .orElse(List.of());
  }

  /** Whether what is sent on this leg has left, as far as is known. */
  default boolean isSent(Leg leg) {
    return sending().isOut();
  }

  // ---- orders

  /**
   * What logistics is told: to which address, and by when.
   *
   * @param ordering the case as it stands when that is ordered
   */
  static ShipmentOrdered order(
      CaseFile ordering,
      PolicyContext policy,
      Leg leg,
      ProductCode productCode,
      @Nullable String softwareVersion) {
    return new ShipmentOrdered(
        ordering.caseId(),
        ordering.issuedRmaNumber(),
        leg,
        productCode,
        softwareVersion,
        true,
        ordering.procedure().payer(Direction.TO_CUSTOMER),
        ordering.shipToSiteId(),
        ordering.shipToContactId(),
        Objects.requireNonNull(
            ordering.its(Sends.class).dispatchDue(ordering, leg, policy).dueDate()));
  }

  /** The same of the product of the faulty unit, with the software that was asked for (CSB-3). */
  @Clause("CSB-3")
  static ShipmentOrdered order(CaseFile ordering, PolicyContext policy, Leg leg) {
    return order(
        ordering,
        policy,
        leg,
        ordering.acceptance().productCode(),
        ordering.softwareToShip(ordering.acceptance().latestSoftwareVersion()));
  }

  /** That the order is called off; nothing where there is none. */
  static List<ShipmentOrderCancelled> calledOff(CaseFile file, String because) {
    return file.its(Sends.class)
        .sending()
        .order()
        .map(
            order ->
                List.of(
                    new ShipmentOrderCancelled(
                        file.caseId(), file.issuedRmaNumber(), order.leg(), because)))
        .orElse(List.of());
  }
}
