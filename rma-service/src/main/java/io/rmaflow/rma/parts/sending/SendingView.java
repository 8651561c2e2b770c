package io.rmaflow.rma.parts.sending;

import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.ShipmentLeg;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is read back of what the vendor sends.
 *
 * @param dispatchedAt when the exchange unit left the vendor
 * @param deliveredAt when it was with the customer
 * @param dispatchDue by when the exchange unit leaves, JST, inclusive
 * @param loanerDispatchDue by when the loaner leaves instead (MFR-3), JST, inclusive
 * @param equivalent a product of equivalent function that was offered; null where none was
 */
public record SendingView(
    @Nullable Instant dispatchedAt,
    @Nullable Instant deliveredAt,
    @Nullable LocalDate dispatchDue,
    @Nullable LocalDate loanerDispatchDue,
    @Nullable EquivalentView equivalent) {

  /**
   * The exchange unit.
   *
   * @param serialNumber its serial number
   * @param productCode its product
   * @param softwareVersion with which it left
   * @param factoryDefault whether it came with the settings of the factory
   * @param condition null where nobody said, and of a unit that the engineer brought
   */
  public record Replacement(
      SerialNumber serialNumber,
      ProductCode productCode,
      @Nullable String softwareVersion,
      boolean factoryDefault,
      @Nullable Condition condition) {}

  /**
   * A product of equivalent function that was offered.
   *
   * @param productCode the product
   * @param offeredAt when it was offered
   * @param acceptedAt when the customer agreed; null while it has not
   */
  public record EquivalentView(
      ProductCode productCode, Instant offeredAt, @Nullable Instant acceptedAt) {}

  /** Of a case, empty before it is accepted. */
  public static SendingView of(Optional<CaseFile> file) {
    Optional<Sending> sending = sending(file);
    boolean loaner =
        file.flatMap(one -> one.part(Sends.class)).filter(Sends::sendsLoaner).isPresent();
    Optional<LocalDate> due = file.flatMap(one -> one.dueTimes().dueDay(Deadline.Name.DISPATCH));
    return new SendingView(
        sending.flatMap(Sending::shipped).map(ReplacementShipped::dispatchedAt).orElse(null),
        sending.flatMap(Sending::delivered).map(ReplacementDelivered::deliveredAt).orElse(null),
        due.filter(_ -> !loaner).orElse(null),
        due.filter(_ -> loaner).orElse(null),
        sending
            .flatMap(Sending::equivalent)
            .map(
                offered ->
                    new EquivalentView(
                        offered.productCode(),
                        offered.offeredAt(),
                        offered.acceptedAt().orElse(null)))
            .orElse(null));
  }

  /** The exchange unit that has left. */
  public static Optional<Replacement> replacement(Optional<CaseFile> file) {
    return sending(file)
        .flatMap(Sending::shipped)
        .map(
            shipped ->
                new Replacement(
                    shipped.serialNumber(),
                    shipped.productCode(),
                    shipped.softwareVersion(),
                    shipped.factoryDefault(),
                    shipped.condition()));
  }

  /** The way of the exchange unit. */
  public static Stream<ShipmentLeg> legs(CaseFile file) {
    Optional<Sending> sending = sending(Optional.of(file));
    return sending.flatMap(Sending::shipped).stream()
        .map(
            shipped ->
                ShipmentLeg.of(
                    shipped.shipment(),
                    Optional.of(shipped.dispatchedAt()),
                    sending.flatMap(Sending::delivered).map(ReplacementDelivered::deliveredAt)));
  }

  private static Optional<Sending> sending(Optional<CaseFile> file) {
    return file.flatMap(one -> one.part(Sends.class)).map(Sends::sending);
  }
}
