package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.cover.PolicyContext;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One rule for each name of a due time. */
public final class DueTimeTable {

  private final Map<Deadline.Name, DueTimeRule> rules = new EnumMap<>(Deadline.Name.class);

  /**
   * Of these rules.
   *
   * @throws IllegalArgumentException where a name has no rule, or two
   */
  public DueTimeTable(List<DueTimeRule> rules) {
    for (DueTimeRule rule : rules) {
      if (this.rules.put(rule.name(), rule) != null) {
        throw new IllegalArgumentException("two rules for the due time " + rule.name());
      }
    }
    Set<Deadline.Name> without = EnumSet.allOf(Deadline.Name.class);
    without.removeAll(this.rules.keySet());
    if (!without.isEmpty()) {
      throw new IllegalArgumentException("no rule for the due times " + without);
    }
  }

  /** The moments of this due time, see {@link DueTimeRule#moments}. */
  public List<Moment> moments(Deadline deadline, PolicyContext policy) {
    return Objects.requireNonNull(rules.get(deadline.name())).moments(deadline, policy);
  }
}
