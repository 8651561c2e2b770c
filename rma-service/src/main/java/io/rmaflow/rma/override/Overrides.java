package io.rmaflow.rma.override;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.RequestRefused;
import io.rmaflow.events.rma.CaseEvent.RuleOverridden;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.rma.casefile.SearchText;
import io.rmaflow.rma.intake.rules.OverridableRule;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which rules were set aside in a case. What was set aside for a refused request holds for the one
 * that is sent again in its place: same unit, same company, {@code resubmissionOf} the refused one.
 */
@Component
public class Overrides {

  private final StoredStreams streams;

  Overrides(StoredStreams streams) {
    this.streams = streams;
  }

  /**
   * Checks that a rule may be set aside in this case now.
   *
   * @throws InvalidRequest where the rule leaves no room
   * @throws StateConflict where it was set aside in this case before
   */
  public void check(String caseId, String rule) {
    Optional<OverridableRule> known = OverridableRule.of(rule);
    if (known.isEmpty()) {
      throw InvalidRequest.of(
          "rule",
          "NOT_OVERRIDABLE",
          "適用を除外できる規則は次のとおりです: " + OverridableRule.allClauses(),
          "The rules that can be set aside are " + OverridableRule.allClauses() + ".");
    }
    if (in(streams.events(caseId)).contains(known.get())) {
      throw new StateConflict(
          rule,
          "ALREADY_OVERRIDDEN",
          "この規則は既に適用除外とされています。",
          "The rule has been set aside already.");
    }
  }

  /**
   * What was set aside in a refused request, for the one that is sent in its place; nothing where
   * it was not refused, or is about another unit or another company.
   *
   * @param company all linked IDs of the customer
   */
  public Set<OverridableRule> forResubmission(
      @Nullable CaseId refusedCase, @Nullable SerialNumber serialNumber, Set<CustomerId> company) {
    return forResubmission(refusedCase, serialNumber, company, Instant.MAX);
  }

  /**
   * The same as far as it was recorded by then.
   *
   * @param by that instant included
   */
  public Set<OverridableRule> forResubmission(
      @Nullable CaseId refusedCase,
      @Nullable SerialNumber serialNumber,
      Set<CustomerId> company,
      Instant by) {
    if (refusedCase == null || serialNumber == null) {
      return Set.of();
    }
    List<StoredEvent> events =
        streams.events(refusedCase.value()).stream()
            .filter(event -> !event.envelope().recordedAt().isAfter(by))
            .toList();
    boolean sameMatter =
        events.stream()
            .anyMatch(
                stored ->
                    stored.envelope().data() instanceof RequestRefused refused
                        && refused.customerId() != null
                        && company.contains(refused.customerId())
                        && refused.serialNumber() != null
                        && SearchText.of(refused.serialNumber().value())
                            .equals(SearchText.of(serialNumber.value())));
    return sameMatter ? in(events) : Set.of();
  }

  private static Set<OverridableRule> in(List<StoredEvent> events) {
    Set<OverridableRule> rules = EnumSet.noneOf(OverridableRule.class);
    for (StoredEvent stored : events) {
      if (stored.envelope().data() instanceof RuleOverridden overridden) {
        OverridableRule.of(overridden.rule()).ifPresent(rules::add);
      }
    }
    return rules;
  }
}
