package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A due time that is still to be met, or a duty that nothing says by when to do.
 *
 * @param caseId null of a unit that no case was found for, and with it what only a case has
 * @param rmaNumber of the case, once it was issued
 * @param customerId whose case it is
 * @param serialNumber the unit that the case is about
 * @param procedure of the case
 * @param status of the case
 * @param who who has to act
 * @param name of the due time, else of the duty
 * @param due a day in Japan, inclusive, or an instant; null where nothing says by when
 * @param state whether it is late
 * @param submittedAt since when the case goes on, or the unplaced unit has lain there
 * @param receiptId of a unit that no case was found for; null of a case
 */
record OpenWork(
    @Nullable CaseId caseId,
    @Nullable RmaNumber rmaNumber,
    @Nullable CustomerId customerId,
    @Nullable SerialNumber serialNumber,
    @Nullable Procedure procedure,
    @Nullable CaseStatus status,
    Duty.Who who,
    String name,
    @Nullable Due due,
    DueTime.State state,
    Instant submittedAt,
    @Nullable String receiptId) {
  /** What is due first, the earliest first; then what nothing says by when, the oldest first. */
  static final Comparator<OpenWork> FIRST_TO_LAST =
      Comparator.comparing((OpenWork work) -> Optional.ofNullable(work.dueBy()).orElse(Instant.MAX))
          .thenComparing(OpenWork::submittedAt)
          .thenComparing(work -> Objects.toString(work.caseId(), "\uffff"))
          .thenComparing(OpenWork::name)
          .thenComparing(work -> Objects.toString(work.receiptId(), ""));

  /**
   * What is to be done in a case.
   *
   * @param meant the account that an ID means, where it does not mean itself
   */
  static Stream<OpenWork> of(CaseState.Reported state, Map<CustomerId, CustomerId> meant) {
    return Stream.concat(
        dueTimes(state).stream()
            .map(
                due ->
                    of(
                        state,
                        meant,
                        who(due),
                        due.deadline().name().name(),
                        Due.of(due.deadline()),
                        due.state())),
        duties(state).stream()
            .map(duty -> of(state, meant, duty.who(), duty.what(), null, DueTime.State.OPEN)));
  }

  private static OpenWork of(
      CaseState.Reported state,
      Map<CustomerId, CustomerId> meant,
      Duty.Who who,
      String name,
      @Nullable Due due,
      DueTime.State dueState) {
    Optional<CaseFile> file = state.accepted();
    CustomerId customer = file.map(CaseFile::customerId).orElse(state.reported().customerId());
    return new OpenWork(
        state.caseId(),
        file.flatMap(CaseFile::rmaNumber).orElse(null),
        customer == null ? null : meant.getOrDefault(customer, customer),
        file.map(CaseFile::serialNumber).orElse(state.reported().serialNumber()),
        state.followed().orElse(null),
        state.status(),
        who,
        name,
        due,
        dueState,
        state.reported().submittedAt(),
        null);
  }

  /** A unit that has to be placed. */
  static OpenWork of(UnplacedUnits.Unplaced unit) {
    return new OpenWork(
        null,
        null,
        null,
        unit.serialNumber(),
        null,
        null,
        Duty.Who.VENDOR,
        "PLACE_RECEIVED_UNIT",
        null,
        DueTime.State.OPEN,
        unit.receivedAt(),
        unit.receiptId());
  }

  /** The due times of a case that are still to be met. */
  static List<DueTime> dueTimes(CaseState.Reported state) {
    return state.accepted().stream()
        .flatMap(one -> one.dueTimes().all().stream())
        .filter(DueTime::isOwed)
        .toList();
  }

  /** What else is to be done; what has a due day stands among the due times already. */
  static List<Duty> duties(CaseState.Reported state) {
    return OpenDuties.of(state).stream().filter(duty -> duty.due() == null).distinct().toList();
  }

  /** Who has to meet a due time. */
  static Duty.Who who(DueTime due) {
    return switch (due.deadline().name()) {
      case RETURN, LOANER_RETURN_REMINDER, FAULTY_UNIT_REMINDER -> Duty.Who.CUSTOMER;
      case DISPATCH, ARRIVAL_TARGET, FIRST_CONTACT, REPAIR_GUIDE -> Duty.Who.VENDOR;
    };
  }

  /** From when on it is too late. */
  static Instant dueBy(DueTime due) {
    return Due.by(Due.of(due.deadline()));
  }

  /** From when on this is too late; null where nothing says by when. */
  @Nullable Instant dueBy() {
    return due == null ? null : Due.by(due);
  }
}
