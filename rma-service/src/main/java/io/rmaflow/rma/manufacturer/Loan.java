package io.rmaflow.rma.manufacturer;

import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.LoanerDelivered;
import io.rmaflow.events.rma.CaseEvent.LoanerDispatched;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the loaner of one case (MFR-5); immutable.
 *
 * @param confirmedAt when the customer said that it runs on the loaner (MFR-26)
 * @param returnRequestedAt since when it is asked back (MFR-30)
 * @param handedOver that the customer handed it to the carrier
 * @param returned that the vendor received it
 * @param remindedFor the day for which the reminder of A-54 went out; absent where none did
 * @param overdueToldFor the day after which the later one did, too
 */
public record Loan(
    @Nullable LoanerShipped shipped,
    @Nullable LoanerDelivered delivered,
    @Nullable Instant confirmedAt,
    @Nullable Instant returnRequestedAt,
    @Nullable LoanerDispatched handedOver,
    @Nullable LoanerReturned returned,
    @Nullable LocalDate remindedFor,
    @Nullable LocalDate overdueToldFor) {

  /** No loaner yet. */
  public static final Loan NONE = new Loan(null, null, null, null, null, null, null, null);

  /** Whether a loaner has ever left; a delivery says so too. */
  public boolean wasSent() {
    return shipped != null || delivered != null;
  }

  /** Whether a loaner is out and not yet back with the vendor (MFR-5). */
  public boolean isOutstanding() {
    return wasSent() && returned == null;
  }

  /** When it left the customer; the receipt stands for a hand-over that was never reported. */
  public @Nullable Instant leftCustomerAt() {
    if (handedOver != null) {
      return handedOver.customerShippedAt();
    }
    return returned == null ? null : returned.receivedAt();
  }

  /** The same after one more event of the case; of any other event it is unchanged. */
  public Loan evolve(CaseEvent event) {
    return switch (event) {
      case LoanerShipped e -> shipped(e);
      case LoanerDelivered e -> delivered(e);
      case CaseEvent.LoanerOperationConfirmed e ->
          new Loan(
              shipped,
              delivered,
              e.confirmedAt(),
              returnRequestedAt,
              handedOver,
              returned,
              remindedFor,
              overdueToldFor);
      case CaseEvent.LoanerReturnRequested e ->
          new Loan(
              shipped,
              delivered,
              confirmedAt,
              e.requestedAt(),
              handedOver,
              returned,
              remindedFor,
              overdueToldFor);
      case LoanerDispatched e -> handedOver(e);
      case LoanerReturned e -> returned(e);
      case CaseEvent.LoanerReturnReminderDue e -> told(e.reminderDue(), overdueToldFor);
      case CaseEvent.LoanerReturnOverdue e -> told(remindedFor, e.reminderDue());
      default -> this;
    };
  }

  /** The same with this shipment. */
  public Loan shipped(LoanerShipped fact) {
    return new Loan(
        fact,
        delivered,
        confirmedAt,
        returnRequestedAt,
        handedOver,
        returned,
        remindedFor,
        overdueToldFor);
  }

  /** The same with this delivery. */
  public Loan delivered(LoanerDelivered fact) {
    return new Loan(
        shipped,
        fact,
        confirmedAt,
        returnRequestedAt,
        handedOver,
        returned,
        remindedFor,
        overdueToldFor);
  }

  /** The same with this hand-over. */
  public Loan handedOver(LoanerDispatched fact) {
    return new Loan(
        shipped,
        delivered,
        confirmedAt,
        returnRequestedAt,
        fact,
        returned,
        remindedFor,
        overdueToldFor);
  }

  /** The same with this receipt, or with none where what came was another unit. */
  public Loan returned(@Nullable LoanerReturned fact) {
    return new Loan(
        shipped,
        delivered,
        confirmedAt,
        returnRequestedAt,
        handedOver,
        fact,
        remindedFor,
        overdueToldFor);
  }

  private Loan told(@Nullable LocalDate remindedNow, @Nullable LocalDate overdueToldNow) {
    return new Loan(
        shipped,
        delivered,
        confirmedAt,
        returnRequestedAt,
        handedOver,
        returned,
        remindedNow,
        overdueToldNow);
  }
}
