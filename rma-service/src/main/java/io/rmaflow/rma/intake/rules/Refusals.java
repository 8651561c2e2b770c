package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a customer is told when a request is refused: the clause, in its own words where it has a
 * short one (NOT-16), and what to do next.
 */
public final class Refusals {

  private Refusals() {}

  /** One reason. */
  public static Refusal refusal(String code, List<String> clauses, String ja, String en) {
    return refusal(code, clauses, ja, en, Map.of());
  }

  /**
   * One reason, with details for programs. Every message ends with the clauses, so that it can be
   * looked up (NOT-16).
   */
  public static Refusal refusal(
      String code, List<String> clauses, String ja, String en, Map<String, Object> details) {
    String named = String.join(", ", clauses);
    return new Refusal(
        code,
        clauses,
        clauses.isEmpty()
            ? new Message(ja, en)
            : new Message(ja + "[" + named + "]", en + " [" + named + "]"),
        details);
  }

  /** The same refusal, with these details for programs. */
  public static Refusal detailed(Refusal refusal, Map<String, Object> details) {
    return new Refusal(refusal.code(), refusal.clauses(), refusal.message(), details);
  }

  /** A date as it is written in Japanese. */
  public static String dateJa(LocalDate date) {
    return date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
  }
}
