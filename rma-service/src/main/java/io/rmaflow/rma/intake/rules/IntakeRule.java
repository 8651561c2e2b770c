package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Refusal;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One check of a request, as a named value.
 *
 * @param step its place in the order of RMA-8
 * @param source whose events a refusal by it rests on
 * @param question what it asks, for people
 */
public record IntakeRule(Step step, Source source, Question question, Check check) {

  /** The steps of RMA-8, in its order. */
  public enum Step {
    REQUIRED_FIELDS(false),
    REGISTRATION(false),
    SECOND_HAND(true),
    PLAN(true),
    PERIOD(true),
    CHANNEL(false),
    ISOLATION(true),
    SITE_AND_OWNER(true),
    UNRETURNED_UNITS(true),
    EXCLUSIONS(true),
    VERSION(true);

    private final boolean needsUnitAndCustomer;

    Step(boolean needsUnitAndCustomer) {
      this.needsUnitAndCustomer = needsUnitAndCustomer;
    }

    /** Whether the step is skipped without a known serial number and a known customer. */
    boolean needsUnitAndCustomer() {
      return needsUnitAndCustomer;
    }
  }

  /** What a refusal rests on. */
  public enum Source {
    /** What the request itself says. */
    REQUEST,
    /** What contract-service has told, so far as it has arrived here. */
    CONTRACT_EVENTS
  }

  /** Every reason against the request; none where it passes. */
  @FunctionalInterface
  public interface Check {
    List<Refusal> refusals(Asked asked);
  }

  /** A rule that rests on the request alone. */
  public static IntakeRule ofRequest(Step step, Question question, Check check) {
    return new IntakeRule(step, Source.REQUEST, question, check);
  }

  /** A rule that rests on what contract-service told, too. */
  public static IntakeRule ofContractEvents(Step step, Question question, Check check) {
    return new IntakeRule(step, Source.CONTRACT_EVENTS, question, check);
  }

  /** The check that gives one reason where something holds. */
  public static Check refuseIf(Predicate<Asked> fails, Function<Asked, Refusal> refusal) {
    return asked -> fails.test(asked) ? List.of(refusal.apply(asked)) : List.of();
  }
}
