package io.rmaflow.rma.intake.rules;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rules that leave room for the vendor's discretion; no other can be set aside, GEN-2 ("in no
 * case") least of all. Each is named by the clause that gives the room.
 */
public enum OverridableRule {
  /** Paid service after the years that follow an end of sale (EOS-1, EOS-2). */
  A_28("A-28"),
  /** Problems that are not serious, in limited software maintenance. */
  EOS_7("EOS-7"),
  /** Versions that are no longer under service (VER-7, VER-9, A-78). */
  VER_10("VER-10");

  private final String clause;

  OverridableRule(String clause) {
    this.clause = clause;
  }

  /** The rule of that clause; empty where none can be set aside under that name. */
  public static Optional<OverridableRule> of(String clause) {
    return Arrays.stream(values()).filter(rule -> rule.clause.equals(clause)).findFirst();
  }

  /** The clause, such as {@code A-28}. */
  public String clause() {
    return clause;
  }

  /** The clauses of all, for a person to choose from. */
  public static String allClauses() {
    return Arrays.stream(values()).map(OverridableRule::clause).collect(Collectors.joining(", "));
  }
}
