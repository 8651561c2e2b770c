package io.rmaflow.rma.parts.visit;

import io.rmaflow.events.PersonalData;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.EngineerArrived;
import io.rmaflow.events.rma.CaseEvent.ServiceRestored;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is read back of an engineer's visit.
 *
 * @param arrivedAt when the engineer arrived, of two visits the first; also in {@code visit}
 * @param restoredAt when the unit worked again (ONS-22); also in {@code visit}
 * @param arrivalTarget by when the engineer is to arrive
 * @param visit the visit; null where the procedure has none
 */
public record VisitView(
    @Nullable Instant arrivedAt,
    @Nullable Instant restoredAt,
    @Nullable Instant arrivalTarget,
    @Nullable Visit visit) {

  /**
   * The engineer's visit; of two the first, to which the target applies (ONS-16).
   *
   * @param plannedFor when the engineer is to come; null while nobody has planned it
   * @param engineer who is to come; null where nobody was named, or the name was erased
   * @param earliestDate the first day on which somebody may come (ONS-4), JST
   * @param arrivedAt when the engineer arrived
   * @param onTarget whether that was in time; null before the arrival
   * @param minutesOverTarget whole minutes; 0 on target
   * @param restoredAt when the unit worked again (ONS-22)
   * @param reason why the engineer was late; null where nothing was said, or it has been erased
   * @param backupSupplied whether the customer had a backup at hand (ONS-14)
   * @param backupRestored whether it was put back (ONS-14)
   * @param checked whether it was checked that the unit works
   */
  public record Visit(
      @Nullable Instant plannedFor,
      @PersonalData @Nullable String engineer,
      LocalDate earliestDate,
      @Nullable Instant arrivedAt,
      @Nullable Boolean onTarget,
      @Nullable Long minutesOverTarget,
      @Nullable Instant restoredAt,
      @Nullable String reason,
      @Nullable Boolean backupSupplied,
      @Nullable Boolean backupRestored,
      @Nullable Boolean checked) {}

  /** Of a case, empty before it is accepted. */
  public static VisitView of(Optional<CaseFile> file, Reading reading) {
    Optional<Visits> visits = visits(file);
    return new VisitView(
        visits.flatMap(VisitView::arrivedAt).orElse(null),
        visits.flatMap(VisitView::restoredAt).orElse(null),
        file.flatMap(VisitView::target).orElse(null),
        file.flatMap(one -> visits.map(known -> visit(one, known, reading))).orElse(null));
  }

  /** What was exchanged on site as a whole. */
  public static Optional<UnitExchanged> broughtUnit(Optional<CaseFile> file) {
    return visits(file).flatMap(Visits::unit);
  }

  /** ONS-14: whether the customer's backup was put back. */
  public static boolean backupRestored(Optional<CaseFile> file) {
    return visits(file)
        .flatMap(Visits::restored)
        .filter(ServiceRestored::backupRestored)
        .isPresent();
  }

  /** The texts that a visit is shown with: who comes, and why one came late. */
  public static Stream<TextId> texts(Optional<CaseFile> file) {
    return visits(file).stream()
        .flatMap(
            visits ->
                Stream.of(visits.engineer(), visits.arrival(1).map(EngineerArrived::reasonId)))
        .flatMap(Optional::stream);
  }

  private static Visit visit(CaseFile file, Visits visits, Reading reading) {
    Optional<Instant> arrivedAt = arrivedAt(visits);
    Optional<Instant> target = target(file);
    Optional<ServiceRestored> restored = visits.restored();
    return new Visit(
        visits.plannedFor().orElse(null),
        visits.engineer().map(reading::text).orElse(null),
        ArrivalTargetRule.earliestDate(
            file.begunAt(), ArrivalTargetRule.isWeekdayPlan(file.entitlement()), reading.policy()),
        arrivedAt.orElse(null),
        arrivedAt.flatMap(at -> target.map(aimed -> !at.isAfter(aimed))).orElse(null),
        arrivedAt
            .flatMap(
                at -> target.map(aimed -> Math.max(0, Duration.between(aimed, at).toMinutes())))
            .orElse(null),
        restoredAt(visits).orElse(null),
        visits.arrival(1).map(EngineerArrived::reasonId).map(reading::text).orElse(null),
        restored.map(ServiceRestored::backupSupplied).orElse(null),
        restored.map(ServiceRestored::backupRestored).orElse(null),
        restored.map(ServiceRestored::checked).orElse(null));
  }

  private static Optional<Instant> target(CaseFile file) {
    return file.dueTimes()
        .standing(Deadline.Name.ARRIVAL_TARGET)
        .map(due -> due.deadline().dueAt());
  }

  private static Optional<Instant> arrivedAt(Visits visits) {
    return visits.arrival(1).map(EngineerArrived::arrivedAt);
  }

  private static Optional<Instant> restoredAt(Visits visits) {
    return visits.restored().map(ServiceRestored::restoredAt);
  }

  private static Optional<Visits> visits(Optional<CaseFile> file) {
    return file.flatMap(one -> one.part(Visited.class)).map(Visited::visits);
  }
}
