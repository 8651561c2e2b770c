package io.rmaflow.rma.casefile;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DoaDeclined;
import io.rmaflow.events.rma.CaseEvent.ExclusionFound;
import io.rmaflow.events.rma.Deadline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The end of a case, as far as it comes by itself. */
public final class Closing {

  /** Why a case is closed without a hardware fault: a code. */
  public static final String NOT_HW_FAULT = "NOT_HW_FAULT";

  static final String CASE_ENDED = "CASE_ENDED";

  /** What nobody owes any more once the case has ended; a unit that is out is owed all the same. */
  private static final List<Deadline.Name> OVER_WITH_THE_CASE =
      List.of(
          Deadline.Name.ARRIVAL_TARGET,
          Deadline.Name.FIRST_CONTACT,
          Deadline.Name.REPAIR_GUIDE,
          Deadline.Name.FAULTY_UNIT_REMINDER);

  /** The case is closed, or for another reason, or at another time, than was recorded. */
  public static final Consequence CLOSED =
      on ->
          implied(on.file())
              .filter(closed -> !Optional.of(closed).equals(on.file().ending().closed()))
              .ifPresent(on::record);

  /** Nothing is due any more. */
  public static final Consequence NOTHING_DUE_AFTER_THE_END =
      on -> {
        if (on.file().isOpen()) {
          return;
        }
        for (Deadline.Name name : OVER_WITH_THE_CASE) {
          if (on.file().dueTimes().of(name).filter(DueTime::isOwed).isPresent()) {
            on.record(new DeadlineCancelled(on.file().caseId(), name, CASE_ENDED));
          }
        }
      };

  private Closing() {}

  /** The end that the facts imply; empty while they imply none. */
  static Optional<CaseClosed> implied(CaseFile file) {
    if (file.judgement() instanceof Judgement.NoHardwareFault(var fact)) {
      return closed(file, NOT_HW_FAULT, fact.judgedAt());
    }
    if (file.isCancelled()) {
      return Optional.empty();
    }
    DoaDeclined declined = file.declined();
    if (declined != null && declined.procedure() == null) {
      return closed(file, declined.refusal().code(), declined.declinedAt());
    }
    return excluded(file).or(() -> file.procedure().end(file));
  }

  /** while nothing is out, the first exclusion found ends it. */
  @Clause("A-75")
  private static Optional<CaseClosed> excluded(CaseFile file) {
    return file.unitIsOut()
        ? Optional.empty()
        : file.findings().exclusions().stream()
            .filter(ExclusionFound::chargeable)
            .min(Comparator.comparing(ExclusionFound::foundAt))
            .flatMap(found -> closed(file, found.code(), found.foundAt()));
  }

  /** The closure of this case. */
  public static Optional<CaseClosed> closed(CaseFile file, String because, Instant at) {
    return Optional.of(new CaseClosed(file.caseId(), because, at));
  }
}
