package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Message;
import java.util.List;
import java.util.function.Function;

/**
 * What a rule asks, for whoever wants to know afterwards why a request was accepted or refused.
 *
 * @param words what has to hold, in words that are true where the rule is passed
 * @param clauses where that stands; they may depend on the product
 * @param looksAt what of the request and of what was known the rule looks at, in the order in which
 *     it is told
 */
public record Question(Message words, Function<Asked, List<String>> clauses, List<Input> looksAt) {

  /** Copies the list. */
  public Question {
    looksAt = List.copyOf(looksAt);
  }

  /** What has to hold, by these clauses. */
  static Question of(
      String ja, String en, Function<Asked, List<String>> clauses, Input... looksAt) {
    return new Question(new Message(ja, en), clauses, List.of(looksAt));
  }

  /** What has to hold. */
  public static Question of(String ja, String en, List<String> clauses, Input... looksAt) {
    return of(ja, en, asked -> clauses, looksAt);
  }

  /** That an item of a list of exclusions is not met. */
  static Question notMet(String clause, Message item, Input... looksAt) {
    return of(
        "対象外の項目「" + item.ja() + "」に該当しないこと",
        "the exclusion “" + item.en() + "” does not apply",
        List.of(clause),
        looksAt);
  }
}
