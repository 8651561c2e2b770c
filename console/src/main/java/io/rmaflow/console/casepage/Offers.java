package io.rmaflow.console.casepage;

import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.Duty;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which steps a person is offered in a case, and which of them is due. What is due is what the
 * service says that somebody has to do next; nothing of the policy is decided here.
 *
 * @param due the one that is due; null where nothing is, or not for this person
 * @param others all others, what else is due first
 * @param note the form for a note; null where the person writes none
 * @param demand the form for work beyond the service; null where the person asks for none
 */
record Offers(
    @Nullable StepForm due,
    List<StepForm> others,
    @Nullable StepForm note,
    @Nullable StepForm demand) {

  private static final Set<String> ENDED = Set.of("CLOSED", "CANCELLED");
  private static final String REFUSED = "REFUSED";

  /** Who looks at the page works for the vendor: what the vendor has to do comes first. */
  private static final List<String> FIRST = List.of("VENDOR", "CARRIER", "CUSTOMER");

  /**
   * The offers of a case.
   *
   * @param role of the person
   * @param back forms that come back filled in, by their step
   */
  static Offers of(Reading of, String role, Map<String, StepForm> back) {
    CaseAnswer the = of.the();
    List<Step> due =
        the.getOpenDuties().stream()
            .sorted(Comparator.comparingInt(Offers::rank))
            .map(Duty::getWhat)
            .flatMap(what -> Steps.thatDoes(what).stream())
            .filter(step -> step.roles().contains(role))
            .distinct()
            .toList();
    List<Step> all =
        Stream.concat(
                due.stream(),
                Steps.EVERY.stream()
                    .filter(
                        // what was typed comes back although the case has gone on
                        step -> isOffered(step, the, role) || back.containsKey(step.path())))
            .distinct()
            .toList();
    Step first = due.isEmpty() ? null : due.getFirst();
    return new Offers(
        first == null ? null : form(first, of, back),
        all.stream()
            .filter(step -> step.place() == Step.Place.STEPS && !step.equals(first))
            .map(step -> form(step, of, back))
            .toList(),
        at(Step.Place.NOTES, all, of, back),
        at(Step.Place.DEMANDS, all, of, back));
  }

  private static @Nullable StepForm at(
      Step.Place place, List<Step> all, Reading of, Map<String, StepForm> back) {
    Optional<Step> there = all.stream().filter(step -> step.place() == place).findFirst();
    return there.isPresent() ? form(there.get(), of, back) : null;
  }

  private static StepForm form(Step step, Reading of, Map<String, StepForm> back) {
    return Objects.requireNonNullElseGet(back.get(step.path()), () -> StepForm.blank(step, of));
  }

  private static int rank(Duty duty) {
    int rank = FIRST.indexOf(duty.getWho().getValue());
    return rank < 0 ? FIRST.size() : rank;
  }

  /** Whether a person of that role is offered a step in this case. */
  static boolean isOffered(Step step, CaseAnswer the, String role) {
    return step.roles().contains(role) && isOfTheProcedure(step, the) && isOfTheState(step, the);
  }

  private static boolean isOfTheProcedure(Step step, CaseAnswer the) {
    return the.getProcedure() == null
        ? step.when() == Step.When.ALWAYS
        : step.procedures().contains(the.getProcedure().getValue());
  }

  private static boolean isOfTheState(Step step, CaseAnswer the) {
    String status = the.getStatus().getValue();
    return switch (step.when()) {
      case ALWAYS -> true;
      case ONCE_ACCEPTED -> !status.equals(REFUSED);
      case WHILE_OPEN -> !status.equals(REFUSED) && !ENDED.contains(status);
    };
  }
}
