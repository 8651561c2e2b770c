package io.rmaflow.rma.parts.returnduty;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Closing;
import io.rmaflow.rma.casefile.Consequence;
import io.rmaflow.rma.casefile.DueTimePassed;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.parts.sending.Sends;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A case that exchanges in advance: once the exchange unit has arrived, the customer owes the
 * faulty one (CSB-4, DOA-8), or buys it.
 */
@Clause({"CSB-4", "DOA-8"})
public interface OwesReturn extends Sends, FaultyUnit.Awaited, BuyOut.Possible {

  /** Why the day of the return moved, an overdue return was withdrawn, the case ended. */
  Map<String, Message> REASONS =
      Map.of(
          Owing.DELIVERY_CORRECTED,
          new Message("到着の日時が訂正されたため", "the time of the delivery was corrected"),
          Owing.SENT_IN_TIME,
          new Message("期限内に発送されていたと分かったため", "it became known that it was sent in time"),
          Owing.BOUGHT_OUT_IN_TIME,
          new Message("期限内に買い取りが合意されていたため", "it was bought out in time"),
          Owing.DUE_DATE_MOVED,
          new Message("期限が変わったため", "the due date moved"),
          "BUY_OUT_AGREED",
          new Message("障害機の買い取りが合意されたため", "the faulty unit was bought out"),
          "FAULTY_UNIT_RETURNED",
          new Message("障害機が返却されたため", "the faulty unit is back"));

  /** The reminders that went out. */
  ReturnReminders reminders();

  /** By when it is owed, counted from the delivery. */
  Deadline returnDue(Instant deliveredAt, PolicyContext policy);

  /**
   * Follows from the delivery, the hand-over, the receipt, the buy-out and the time that passes.
   */
  Consequence DUE = Owing::follow;

  /** The furthest step reached (CSB). */
  default CaseStatus progress(CaseFile file) {
    return faultyUnit()
        .progress()
        .or(
            () ->
                ReturnDuty.of(file) instanceof ReturnDuty.Overdue
                    ? Optional.of(CaseStatus.RETURN_OVERDUE)
                    : sending().progress())
        .orElseGet(() -> sending().before(file));
  }

  /** The end: what is owed has come, or was bought, and what was sent has arrived. */
  default Optional<CaseClosed> end(CaseFile file) {
    return sending()
        .shipped()
        .flatMap(
            shipped -> sending().delivered().flatMap(delivered -> end(file, shipped, delivered)));
  }

  private Optional<CaseClosed> end(
      CaseFile file, ReplacementShipped shipped, ReplacementDelivered delivered) {
    Optional<Instant> bought = buyOut().agreedAt();
    Optional<Instant> received = faultyUnit().receivedAt();
    boolean boughtFirst =
        bought.isPresent() && received.filter(at -> at.isBefore(bought.get())).isEmpty();
    return (boughtFirst ? bought : received)
        .flatMap(
            settled ->
                Closing.closed(
                    file,
                    boughtFirst ? "BUY_OUT_AGREED" : "FAULTY_UNIT_RETURNED",
                    Stream.of(settled, shipped.dispatchedAt(), delivered.deliveredAt())
                        .max(Comparator.naturalOrder())
                        .orElseThrow()));
  }

  /** The reminder of NOT-7 that a due time brings, where the unit is owed and none was sent. */
  @Clause("NOT-7")
  default List<CaseEvent> owed(CaseFile file, DueTimePassed passed) {
    boolean due =
        file.dueTimes()
            .of(Deadline.Name.RETURN)
            .filter(known -> known.isOwed() && passed.isOf(known.deadline()))
            .isPresent();
    if (!due || ReturnDuty.settlement(this).isPresent()) {
      return List.of();
    }
    LocalDate day = Objects.requireNonNull(passed.dueDate());
    return ReturnRule.occasion(passed.moment()).stream()
        .filter(occasion -> !reminders().include(occasion, day))
        .map((Occasion occasion) -> (CaseEvent) Owing.reminder(file, occasion, day))
        .toList();
  }
}
