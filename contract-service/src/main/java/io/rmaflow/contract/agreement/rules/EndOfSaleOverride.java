package io.rmaflow.contract.agreement.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.ContractEvent.ContractRuleOverridden;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * a term that would end after the end-of-sale limit is refused, unless an administrator sets
 * that one rule aside with a reason. No other rule of a contract leaves such room.
 */
@Clause("A-28")
public final class EndOfSaleOverride {

  /** The clause that gives the room. */
  @Clause("A-28")
  public static final String RULE = "A-28";

  /** The refusal that goes away. */
  static final String CODE = "EOS_LIMIT_EXCEEDED";

  private EndOfSaleOverride() {}

  /**
   * What is left of the refusals.
   *
   * @param reasonId why the rule was set aside, absent where it did not have to be
   */
  record Outcome(List<Refusal> refusals, @Nullable TextId reasonId) {
    Outcome {
      refusals = List.copyOf(refusals);
    }

    /** The record of it, where the rule had to be set aside. */
    Optional<ContractRuleOverridden> overridden(ContractId contract) {
      return Optional.ofNullable(reasonId)
          .map(reason -> new ContractRuleOverridden(contract, RULE, reason));
    }
  }

  /** Takes the one refusal out where somebody gave a reason. */
  static Outcome apply(List<Refusal> refusals, @Nullable TextId reasonId) {
    List<Refusal> others =
        refusals.stream().filter(refusal -> !refusal.code().equals(CODE)).toList();
    return reasonId == null || others.size() == refusals.size()
        ? new Outcome(refusals, null)
        : new Outcome(others, reasonId);
  }
}
