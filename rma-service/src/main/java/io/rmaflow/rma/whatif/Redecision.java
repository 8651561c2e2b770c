package io.rmaflow.rma.whatif;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.rma.casefile.DeadlineView;
import io.rmaflow.rma.casefile.PastCase;
import io.rmaflow.rma.casefile.PolicyHistory;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.intake.rules.Intake;
import io.rmaflow.rma.intake.rules.Known;
import io.rmaflow.rma.whatif.Finding.Kind;
import io.rmaflow.rma.whatif.Finding.Moved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides a case of the past twice, as everything was and as it is supposed to have been, and tells
 * the differences: pure. What persons have decided stays; what rules decide of a report, and every
 * due time that follows from the facts, is worked out anew. Each case stands for itself: that
 * another case's date would have moved, and so a customer not have been late, is not followed.
 */
@Clause({"RMA-8", "RMA-9"})
final class Redecision {

  private final Intake intake;
  private final Supposition supposed;
  private final PolicyHistory asItWas;
  private final PolicyHistory asSupposed;
  private final Instant at;

  /**
   * For one thread.
   *
   * @param policies calendar and settings as they were over time
   * @param at as of when
   */
  Redecision(Intake intake, Supposition supposed, PolicyHistory policies, Instant at) {
    this.intake = intake;
    this.supposed = supposed;
    this.asItWas = policies.keptAs(UnaryOperator.identity());
    this.asSupposed = asItWas.keptAs(supposed.policy()::appliedTo);
    this.at = at;
  }

  /** Calendar and settings under which the report of a case was judged. */
  PolicyContext policyOf(PastCase past) {
    return asItWas.at(past.judgedAt());
  }

  /**
   * What is the matter with a case; nothing where all would have been as it was.
   *
   * @param known of the report, under {@link #policyOf}
   */
  List<Finding> of(PastCase past, Known known) {
    CaseEvent recorded = past.answer();
    Optional<CaseEvent> again = intake.answer(past.report(), known, refusal -> true);
    Optional<CaseEvent> otherwise =
        intake.answer(past.report(), supposed.appliedTo(known), supposed::counts);
    Verdict before = verdict(again);
    Verdict after = verdict(otherwise);
    Map<String, DeadlineView> dueBefore = past.dueTimes(recorded, asItWas, at);
    // an answer that the supposition leaves as it was is the recorded one, whatever is known now
    Map<String, DeadlineView> dueAfter =
        after.equals(before)
            ? past.dueTimes(recorded, asSupposed, at)
            : otherwise.map(answer -> past.dueTimes(answer, asSupposed, at)).orElse(Map.of());
    List<Finding> findings = new ArrayList<>();
    Verdict answered = Verdict.of(recorded);
    add(Kind.NOT_REPRODUCED, past, answered, before, past.recordedDueTimes(), dueBefore, findings);
    add(Kind.DIFFERENT, past, before, after, dueBefore, dueAfter, findings);
    return findings;
  }

  private static Verdict verdict(Optional<CaseEvent> answer) {
    return answer.map(Verdict::of).orElse(Verdict.ACCEPTED_WITHOUT_COVER);
  }

  private static void add(
      Kind kind,
      PastCase past,
      Verdict before,
      Verdict after,
      Map<String, DeadlineView> dueBefore,
      Map<String, DeadlineView> dueAfter,
      List<Finding> findings) {
    List<Moved> dates = moved(dueBefore, dueAfter);
    if (!before.equals(after) || !dates.isEmpty()) {
      findings.add(new Finding(kind, past.caseId().value(), before, after, dates, null));
    }
  }

  private static List<Moved> moved(
      Map<String, DeadlineView> before, Map<String, DeadlineView> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .filter(name -> !isSame(before.get(name), after.get(name)))
        .map(
            name ->
                new Moved(
                    name,
                    Finding.DueThen.of(before.get(name)),
                    Finding.DueThen.of(after.get(name))))
        .toList();
  }

  private static boolean isSame(@Nullable DeadlineView one, @Nullable DeadlineView other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.due().equals(other.due())
        && one.state() == other.state()
        && Objects.equals(one.metAt(), other.metAt())
        && Objects.equals(one.inTime(), other.inTime());
  }
}
