package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.casefile.Exclusion;
import io.rmaflow.rma.intake.rules.IntakeRule.Source;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An exclusion with its words and with what finds it at intake. Where an item speaks of two things,
 * each has an entry under its clause, and the first gives the code of what is found later.
 *
 * @param says the item as its list has it
 * @param works which it refuses, whenever they are asked for
 * @param refusal absent where nothing at intake refuses in its words alone
 * @param found the check that finds it in a request; absent where only asked-for work or a person
 *     does
 */
public record ExcludedItem(
    String clause,
    String code,
    Message says,
    Set<RequestedWork> works,
    @Nullable Refusal refusal,
    @Nullable IntakeRule found,
    boolean ends)
    implements Exclusion {

  /** Copies the set. */
  public ExcludedItem {
    works = Set.copyOf(works);
  }

  /** An item that only a person finds, after the acceptance. */
  public static ExcludedItem item(String clause, String code, String ja, String en) {
    return new ExcludedItem(clause, code, new Message(ja, en), Set.of(), null, null, true);
  }

  /** The other thing that the same item speaks of. */
  public ExcludedItem also(String otherCode) {
    return new ExcludedItem(clause, otherCode, says, Set.of(), null, null, true);
  }

  /** In the words of the clause, with what is to be done about most items of the list. */
  public ExcludedItem quoted(Quotation quotation, String itemJa, String itemEn) {
    return quoted(quotation, itemJa, itemEn, quotation.next().ja(), quotation.next().en());
  }

  /** In the words of the clause, with what to do next, and other clauses that say the same. */
  public ExcludedItem quoted(
      Quotation quotation,
      String itemJa,
      String itemEn,
      String nextJa,
      String nextEn,
      String... besides) {
    Message message =
        quotation.of(clause, new Message(itemJa, itemEn), new Message(nextJa, nextEn));
    return saying(
        Refusals.refusal(
            code,
            Stream.concat(Stream.of(clause), Stream.of(besides)).toList(),
            message.ja(),
            message.en()));
  }

  /** In words that are no quotation. */
  public ExcludedItem saying(Refusal words) {
    return new ExcludedItem(clause, code, says, works, words, found, ends);
  }

  /** Refuses this work. */
  public ExcludedItem refusing(RequestedWork first, RequestedWork... further) {
    return new ExcludedItem(clause, code, says, EnumSet.of(first, further), refusal, found, ends);
  }

  /** Stands against a request that says so, in the item's own words. */
  public ExcludedItem foundIf(Step step, Predicate<Asked> applies, Input... looksAt) {
    Refusal words = words();
    return foundBy(step, Source.REQUEST, IntakeRule.refuseIf(applies, asked -> words), looksAt);
  }

  /** The same, where it rests on what contract-service told. */
  public ExcludedItem foundFromContractEvents(
      Step step, Predicate<Asked> applies, Input... looksAt) {
    Refusal words = words();
    return foundBy(
        step, Source.CONTRACT_EVENTS, IntakeRule.refuseIf(applies, asked -> words), looksAt);
  }

  /** Stands against a request where there is any detail to tell. */
  public ExcludedItem foundByDetails(
      Step step, Source source, Function<Asked, Map<String, Object>> details, Input... looksAt) {
    Refusal words = words();
    return foundBy(
        step,
        source,
        asked -> {
          Map<String, Object> told = details.apply(asked);
          return told.isEmpty() ? List.of() : List.of(Refusals.detailed(words, told));
        },
        looksAt);
  }

  /** Stands against a request by a check of its own. */
  public ExcludedItem foundBy(Step step, Source source, IntakeRule.Check check, Input... looksAt) {
    return foundBy(new IntakeRule(step, source, Question.notMet(clause, says, looksAt), check));
  }

  /** Stands against a request by a rule of its own. */
  public ExcludedItem foundBy(IntakeRule rule) {
    return new ExcludedItem(clause, code, says, works, refusal, rule, ends);
  }

  /** Found later, it leaves the case within the service. */
  public ExcludedItem withoutEnd() {
    return new ExcludedItem(clause, code, says, works, refusal, found, false);
  }

  /** The check that finds it in a request. */
  public IntakeRule rule() {
    return Objects.requireNonNull(found, clause);
  }

  /** In which it is refused. */
  public Refusal words() {
    return Objects.requireNonNull(refusal, clause);
  }
}
