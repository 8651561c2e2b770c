package io.rmaflow.rma.parts.repair;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.RepairedUnitDelivered;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Reading;
import io.rmaflow.rma.casefile.ShipmentLeg;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is read back of the repair.
 *
 * @param repairGuideDate about when the repaired unit is to be expected, JST: a guide
 * @param repairedUnit the unit as it was sent back; null while it was not
 * @param chargeableParts parts that are to be paid for, in words, as far as these are not erased
 */
public record RepairView(
    @Nullable LocalDate repairGuideDate,
    @Nullable RepairedUnit repairedUnit,
    List<String> chargeableParts) {

  /**
   * The faulty unit itself, repaired.
   *
   * @param serialNumber its serial number
   * @param softwareVersion with which it left
   * @param factoryDefault whether it came with the settings of the factory
   */
  public record RepairedUnit(
      SerialNumber serialNumber, @Nullable String softwareVersion, boolean factoryDefault) {}

  /** Of a case, empty before it is accepted. */
  public static RepairView of(Optional<CaseFile> file, Reading reading) {
    Optional<Repair> repair = repair(file);
    return new RepairView(
        file.flatMap(one -> one.dueTimes().dueDay(Deadline.Name.REPAIR_GUIDE)).orElse(null),
        repair
            .flatMap(Repair::shipped)
            .map(
                shipped ->
                    new RepairedUnit(
                        shipped.serialNumber(),
                        shipped.softwareVersion(),
                        shipped.factoryDefault()))
            .orElse(null),
        texts(file).flatMap(id -> reading.texts().apply(id).stream()).toList());
  }

  /** The texts that a repair is shown with: its chargeable parts. */
  public static Stream<TextId> texts(Optional<CaseFile> file) {
    return repair(file).flatMap(Repair::inspected).stream()
        .flatMap(inspected -> inspected.chargeablePartIds().stream());
  }

  /** The way back of the repaired unit. */
  public static Stream<ShipmentLeg> legs(CaseFile file) {
    Optional<Repair> repair = repair(Optional.of(file));
    return repair.flatMap(Repair::shipped).stream()
        .map(
            shipped ->
                ShipmentLeg.of(
                    shipped.shipment(),
                    Optional.of(shipped.dispatchedAt()),
                    repair.flatMap(Repair::delivered).map(RepairedUnitDelivered::deliveredAt)));
  }

  private static Optional<Repair> repair(Optional<CaseFile> file) {
    return file.flatMap(one -> one.part(Inspects.class)).map(Inspects::repair);
  }
}
