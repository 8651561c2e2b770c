package io.rmaflow.rma.explanation;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Due;
import io.rmaflow.rma.casefile.DueTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a case is as it is, as data and in words.
 *
 * @param caseId which case
 * @param rmaNumber its number; null before it is issued
 * @param customerId whose it is; null where a refused request named nobody
 * @param serialNumber of the faulty unit; null where a refused request named none
 * @param procedure that it follows, or was refused under; null before that
 * @param status how it stood
 * @param language of all words, {@code ja} or {@code en}
 * @param asOf by what had been recorded by then; null for all that is recorded
 * @param version the place of the last event that is explained
 * @param heading what is explained, in words
 * @param decisions what was decided, in the order of its recording
 * @param facts what happened, or followed, beside the decisions, in the order of its recording
 * @param deadlines due times in the order in which they were first set
 * @param notices mails about the case in the order of their endings
 * @param text all of it as lines of text, as it is printed
 */
public record Explanation(
    CaseId caseId,
    @Nullable RmaNumber rmaNumber,
    @Nullable CustomerId customerId,
    @Nullable SerialNumber serialNumber,
    @Nullable Procedure procedure,
    CaseStatus status,
    String language,
    @Nullable Instant asOf,
    long version,
    List<String> heading,
    List<Happening> decisions,
    List<Happening> facts,
    List<DueExplained> deadlines,
    List<NoticeExplained> notices,
    List<String> text) {

  /** Copies the lists. */
  public Explanation {
    heading = List.copyOf(heading);
    decisions = List.copyOf(decisions);
    facts = List.copyOf(facts);
    deadlines = List.copyOf(deadlines);
    notices = List.copyOf(notices);
    text = List.copyOf(text);
  }

  /**
   * Something that is recorded of the case.
   *
   * @param sequence its place in the case, from 0
   * @param event the name of the event
   * @param occurredAt when it happened
   * @param recordedAt when it became known
   * @param by the subject of the token of whoever recorded it, or the service; null where nobody is
   *     named
   * @param clauses on which it rests
   * @param calendarVersion the business calendar in force
   * @param settingsVersion the settings in force
   * @param rules that were asked of a request, in order; none of anything else
   * @param reconstructed whether which rules were asked, and what they looked at, was found by
   *     asking them again; what was decided is always as it is recorded
   * @param text in words
   */
  public record Happening(
      long sequence,
      String event,
      Instant occurredAt,
      Instant recordedAt,
      @Nullable String by,
      List<String> clauses,
      int calendarVersion,
      int settingsVersion,
      List<RuleExplained> rules,
      boolean reconstructed,
      List<String> text) {

    /** Copies the lists. */
    public Happening {
      clauses = List.copyOf(clauses);
      rules = List.copyOf(rules);
      text = List.copyOf(text);
    }
  }

  /** What a rule came to. */
  public enum Outcome {
    /** Nothing speaks against the request. */
    PASSED,
    /** It speaks against the request. */
    REFUSED
  }

  /**
   * A rule that was asked of a request.
   *
   * @param step of RMA-8; null of a recorded reason that no rule of today gives
   * @param outcome as it is recorded
   * @param clauses where it stands in the policy
   * @param asks what has to hold
   * @param inputs what it looked at
   * @param codes of the reasons that it gave
   * @param text in words
   */
  public record RuleExplained(
      @Nullable String step,
      Outcome outcome,
      List<String> clauses,
      @Nullable String asks,
      List<InputExplained> inputs,
      List<String> codes,
      String text) {

    /** Copies the lists. */
    public RuleExplained {
      clauses = List.copyOf(clauses);
      inputs = List.copyOf(inputs);
      codes = List.copyOf(codes);
    }
  }

  /**
   * Something that a rule looked at.
   *
   * @param name such as {@code SOFTWARE_VERSION}
   * @param called in words
   * @param value in words
   */
  public record InputExplained(String name, String called, String value) {}

  /**
   * A due time of the case.
   *
   * @param name what is due
   * @param called in words
   * @param due by when, as it stood last
   * @param state what had become of it
   * @param derivation how it came about, as it stood last
   * @param changes what was recorded of it, in order: set, moved, met, missed, called off
   * @param text in words
   */
  public record DueExplained(
      Deadline.Name name,
      String called,
      Due due,
      DueTime.State state,
      Deadline.Derivation derivation,
      List<DueChange> changes,
      List<String> text) {

    /** Copies the lists. */
    public DueExplained {
      changes = List.copyOf(changes);
      text = List.copyOf(text);
    }
  }

  /**
   * Something that was recorded of a due time.
   *
   * @param sequence its place in the case, from 0
   * @param event the name of the event
   * @param recordedAt when it became known
   * @param from where it lay before; null where it did not move
   * @param to where it lay afterwards; null where it did not move and was not set
   * @param because why, as a code; null where nothing but the facts is the reason
   * @param text in words
   */
  public record DueChange(
      long sequence,
      String event,
      Instant recordedAt,
      @Nullable Due from,
      @Nullable Due to,
      @Nullable String because,
      String text) {}

  /**
   * A mail about the case, once it is known what became of it.
   *
   * @param deliveryId as in the list of deliveries of notification-service
   * @param causedBy the name of the event that it tells of
   * @param causingEventId that event's ID
   * @param sequence that event's place in the case; null where it is another stream's
   * @param recipientContactId to whom
   * @param outcome what became of it
   * @param at when that was
   * @param text in words
   */
  public record NoticeExplained(
      String deliveryId,
      String causedBy,
      String causingEventId,
      @Nullable Long sequence,
      String recipientContactId,
      String outcome,
      Instant at,
      String text) {}

  Explanation withText(List<String> lines) {
    return new Explanation(
        caseId,
        rmaNumber,
        customerId,
        serialNumber,
        procedure,
        status,
        language,
        asOf,
        version,
        heading,
        decisions,
        facts,
        deadlines,
        notices,
        lines);
  }

  /** Decisions and facts in the order of their recording. */
  public List<Happening> course() {
    return Stream.concat(decisions.stream(), facts.stream())
        .sorted(Comparator.comparingLong(Happening::sequence))
        .toList();
  }
}
