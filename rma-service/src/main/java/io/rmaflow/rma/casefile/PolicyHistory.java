package io.rmaflow.rma.casefile;

import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.PolicyVersions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Calendar and settings as they were over time. */
public interface PolicyHistory {

  /** As they were made by then. */
  PolicyContext at(Instant instant);

  /** When they changed, in order. */
  List<Instant> changes();

  /** One policy that never changed. */
  static PolicyHistory always(PolicyContext policy) {
    return new PolicyHistory() {
      @Override
      public PolicyContext at(Instant instant) {
        return policy;
      }

      @Override
      public List<Instant> changes() {
        return List.of();
      }
    };
  }

  /** What contract-service has told. */
  static PolicyHistory of(PolicyVersions told) {
    List<Instant> changes = told.changes();
    return new PolicyHistory() {
      @Override
      public PolicyContext at(Instant instant) {
        return told.at(instant);
      }

      @Override
      public List<Instant> changes() {
        return changes;
      }
    };
  }

  /**
   * The same, changed at each time in the same way; each policy is asked for once and kept. The
   * changes are those known now. For one thread.
   */
  default PolicyHistory keptAs(UnaryOperator<PolicyContext> change) {
    NavigableSet<Instant> since = new TreeSet<>(changes());
    List<Instant> inOrder = List.copyOf(since);
    Map<Instant, PolicyContext> known = new HashMap<>();
    return new PolicyHistory() {
      @Override
      public PolicyContext at(Instant instant) {
        Instant last = since.floor(instant);
        return known.computeIfAbsent(
            last == null ? Instant.MIN : last,
            unused -> change.apply(PolicyHistory.this.at(instant)));
      }

      @Override
      public List<Instant> changes() {
        return inOrder;
      }
    };
  }
}
