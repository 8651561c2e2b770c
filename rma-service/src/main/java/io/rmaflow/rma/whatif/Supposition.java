package io.rmaflow.rma.whatif;

import io.rmaflow.events.Refusal;
import io.rmaflow.rma.cover.PolicyChange;
import io.rmaflow.rma.intake.rules.Known;
import io.rmaflow.rma.intake.rules.OverridableRule;
import io.rmaflow.time.DayName;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What is supposed to have been otherwise, over the whole period.
 *
 * @param settings values by the names of their settings
 * @param closed days on which the company is supposed to have been closed as well
 * @param open company holidays on which it is supposed to have worked
 * @param rules clauses that are supposed to have been applied otherwise
 */
record Supposition(
    Map<String, JsonNode> settings, List<Closed> closed, List<LocalDate> open, List<Rule> rules) {

  Supposition {
    settings = Map.copyOf(new TreeMap<>(settings));
    closed = List.copyOf(closed);
    open = List.copyOf(open);
    rules = List.copyOf(rules);
  }

  /**
   * A further holiday of the company.
   *
   * @param date in Japan
   * @param ja its name in Japanese
   * @param en its name in English
   */
  record Closed(LocalDate date, String ja, String en) {}

  /**
   * A clause that is applied otherwise.
   *
   * @param clause such as {@code EXC-CSB-14}
   * @param applies false: no request is refused by it; true: it is not set aside for anybody
   */
  record Rule(String clause, boolean applies) {}

  PolicyChange policy() {
    Map<String, String> values = new HashMap<>();
    settings.forEach((key, value) -> values.put(key, value.toString()));
    Map<LocalDate, DayName> days = new HashMap<>();
    closed.forEach(day -> days.put(day.date(), new DayName(day.ja(), day.en())));
    return new PolicyChange(values, days, new HashSet<>(open));
  }

  /** Whether a refusal counts: none of the clauses behind it is switched off. */
  boolean counts(Refusal refusal) {
    return rules.stream()
        .noneMatch(rule -> !rule.applies() && refusal.clauses().contains(rule.clause()));
  }

  /** What would have been known of a request. */
  Known appliedTo(Known known) {
    Set<OverridableRule> setAside = EnumSet.noneOf(OverridableRule.class);
    setAside.addAll(known.setAside());
    rules.stream()
        .filter(Rule::applies)
        .forEach(rule -> OverridableRule.of(rule.clause()).ifPresent(setAside::remove));
    return known.under(policy().appliedTo(known.policy()), setAside);
  }
}
