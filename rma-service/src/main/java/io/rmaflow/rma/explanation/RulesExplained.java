package io.rmaflow.rma.explanation;

import io.rmaflow.events.Refusal;
import io.rmaflow.rma.explanation.Explanation.InputExplained;
import io.rmaflow.rma.explanation.Explanation.Outcome;
import io.rmaflow.rma.explanation.Explanation.RuleExplained;
import io.rmaflow.rma.intake.rules.RuleAsked;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rules that were asked of a request, with what was decided. Each recorded reason belongs to a
 * rule; a rule without one was passed, whatever it would say by what is known now.
 */
final class RulesExplained {

  private RulesExplained() {}

  static List<RuleExplained> of(List<RuleAsked> asked, List<Refusal> recorded, Words words) {
    List<Refusal> left = new ArrayList<>(recorded);
    List<RuleExplained> all = new ArrayList<>();
    for (RuleAsked rule : asked) {
      List<Refusal> its = left.stream().filter(refusal -> isOf(rule, refusal)).toList();
      left.removeAll(its);
      all.add(explained(rule, its, words));
    }
    for (Refusal refusal : left) {
      all.add(
          new RuleExplained(
              null,
              Outcome.REFUSED,
              refusal.clauses(),
              null,
              List.of(),
              List.of(refusal.code()),
              fails(words) + words.of(refusal.message())));
    }
    return all;
  }

  private static boolean isOf(RuleAsked rule, Refusal recorded) {
    return rule.refusals().stream()
            .anyMatch(
                now ->
                    now.code().equals(recorded.code()) && now.clauses().equals(recorded.clauses()))
        || rule.clauses().equals(recorded.clauses());
  }

  private static RuleExplained explained(RuleAsked rule, List<Refusal> recorded, Words words) {
    List<InputExplained> inputs =
        rule.looked().stream()
            .map(
                one -> new InputExplained(one.name(), words.of(one.label()), words.of(one.value())))
            .toList();
    return new RuleExplained(
        rule.step().name(),
        recorded.isEmpty() ? Outcome.PASSED : Outcome.REFUSED,
        rule.clauses(),
        words.of(rule.words()),
        inputs,
        recorded.stream().map(Refusal::code).toList(),
        text(rule, recorded, inputs, words));
  }

  private static String text(
      RuleAsked rule, List<Refusal> recorded, List<InputExplained> inputs, Words words) {
    StringBuilder text =
        new StringBuilder(recorded.isEmpty() ? words.of("適合: ", "Holds: ") : fails(words))
            .append(words.of(rule.words()))
            .append(words.clauses(rule.clauses()))
            .append(words.of("。", "."));
    if (!inputs.isEmpty()) {
      text.append(words.of("確認した内容は、", " Looked at: "))
          .append(
              inputs.stream()
                  .map(one -> one.called() + words.of("＝", " = ") + one.value())
                  .collect(Collectors.joining(words.of("、", "; "))))
          .append(words.of("。", "."));
    }
    for (Refusal refusal : recorded) {
      text.append(words.of("お断りの理由: ", " Reason given: ")).append(words.of(refusal.message()));
    }
    if (recorded.isEmpty() && !rule.refusals().isEmpty()) {
      text.append(words.of("現在分かっている内容によれば適合しません。", " By what is known now it would not hold."));
    }
    return text.toString();
  }

  private static String fails(Words words) {
    return words.of("不適合: ", "Fails: ");
  }
}
