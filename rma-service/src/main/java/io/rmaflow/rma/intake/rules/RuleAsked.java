package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import java.util.List;

/**
 * A rule that was asked of a request.
 *
 * @param step its place in the order of RMA-8
 * @param clauses where it stands in the policy
 * @param words what has to hold
 * @param looked what it looked at, in words
 * @param refusals what it says against the request; none where it is passed
 */
public record RuleAsked(
    IntakeRule.Step step,
    List<String> clauses,
    Message words,
    List<Looked> looked,
    List<Refusal> refusals) {

  /** Copies the lists. */
  public RuleAsked {
    clauses = List.copyOf(clauses);
    looked = List.copyOf(looked);
    refusals = List.copyOf(refusals);
  }

  /**
   * Something that a rule looked at.
   *
   * @param name of the published names, such as {@code SOFTWARE_VERSION}
   * @param label what it is called
   * @param value what it was
   */
  public record Looked(String name, Message label, Message value) {}

  static RuleAsked of(IntakeRule rule, Asked asked, List<Refusal> refusals) {
    Question question = rule.question();
    return new RuleAsked(
        rule.step(),
        question.clauses().apply(asked),
        question.words(),
        question.looksAt().stream()
            .map(input -> new Looked(input.name(), input.label(), input.of(asked)))
            .toList(),
        refusals);
  }
}
