package io.rmaflow.rma.parts.loan;

import io.rmaflow.events.Message;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerDelivered;
import io.rmaflow.events.rma.CaseEvent.LoanerDispatched;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.events.rma.CaseEvent.Warning;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Deciding;
import io.rmaflow.rma.casefile.Reckoning;
import io.rmaflow.rma.casefile.ShipmentLeg;
import io.rmaflow.rma.casefile.Step;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is read back of the loaner.
 *
 * @param loaner the loaner that left for the case; null while none has
 * @param loanerPromise what is kept for a case that waits for its loaner, now (MFR-23); null once
 *     one has left, and in what was recorded or true earlier
 */
public record LoanView(@Nullable CaseLoaner loaner, @Nullable LoanerPromise loanerPromise) {

  /**
   * The loaner of the case.
   *
   * @param serialNumber null where it only became known that one was sent, not which
   * @param softwareVersion with which it left
   * @param factoryDefault whether it came with the settings of the factory
   * @param outstanding whether it is out and not yet back with the vendor
   */
  public record CaseLoaner(
      @Nullable SerialNumber serialNumber,
      @Nullable String softwareVersion,
      boolean factoryDefault,
      boolean outstanding) {}

  /** Of a case, empty before it is accepted. */
  public static LoanView of(Optional<CaseFile> file, Optional<LoanerPromise> promise) {
    return new LoanView(
        loan(file)
            .filter(Loan::wasSent)
            .map(
                loan ->
                    new CaseLoaner(
                        loan.serialNumber().orElse(null),
                        loan.shipped().map(LoanerShipped::softwareVersion).orElse(null),
                        loan.shipped().map(LoanerShipped::factoryDefault).orElse(true),
                        loan.isOutstanding()))
            .orElse(null),
        promise.orElse(null));
  }

  /** The way out of the loaner. */
  public static Stream<ShipmentLeg> legOut(CaseFile file) {
    Optional<Loan> loan = loan(Optional.of(file));
    return loan.flatMap(Loan::shipped).stream()
        .map(
            shipped ->
                ShipmentLeg.of(
                    shipped.shipment(),
                    Optional.of(shipped.dispatchedAt()),
                    loan.flatMap(Loan::delivered).map(LoanerDelivered::deliveredAt)));
  }

  /** Its way home; one that nobody reported only its receipt tells of. */
  public static Stream<ShipmentLeg> legHome(CaseFile file) {
    return loan(Optional.of(file))
        .filter(loan -> loan.leftCustomerAt().isPresent())
        .map(
            loan ->
                ShipmentLeg.of(
                    loan.handedOver()
                        .map(LoanerDispatched::shipment)
                        .orElseGet(
                            () ->
                                Deciding.shipment(
                                    file, Leg.LOANER, Direction.TO_VENDOR, Step.Carriage.UNKNOWN)),
                    loan.leftCustomerAt(),
                    loan.receivedAt()))
        .stream();
  }

  private static Optional<Loan> loan(Optional<CaseFile> file) {
    return file.flatMap(one -> one.part(Lends.class)).map(Lends::loan);
  }

  /** MFR-23, MFR-10: none is kept for the case; the day is a guide. */
  public static List<Warning> warnings(Optional<LoanerPromise> promise) {
    return promise
        .filter(kept -> kept.serialNumber() == null)
        .map(kept -> List.of(noneFree(kept.nextDue())))
        .orElse(List.of());
  }

  private static Warning noneFree(@Nullable LocalDate nextDue) {
    return new Warning(
        "NO_LOANER_FREE",
        nextDue == null
            ? new Message(
                "ただいま貸出機に空きがなく、次に空く時期も未定です。空き次第割り当てます。",
                "No loaner is free, nor is it known when one will be; one is kept for the case as"
                    + " soon as it is.")
            : new Message(
                "ただいま貸出機に空きがありません。次に空く見込み: " + Reckoning.ja(nextDue) + "。空き次第割り当てます。",
                "No loaner is free. The next one is expected about "
                    + Reckoning.en(nextDue)
                    + "; one is kept for the case as soon as it is."));
  }
}
