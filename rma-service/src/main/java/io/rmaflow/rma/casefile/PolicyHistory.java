package io.rmaflow.rma.casefile;

import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.PolicyVersions;
import java.time.Instant;
import java.util.List;

/** Calendar and settings as they were over time. */
interface PolicyHistory {

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
}
