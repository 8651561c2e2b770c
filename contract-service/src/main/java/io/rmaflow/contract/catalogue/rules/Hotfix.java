package io.rmaflow.contract.catalogue.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.contract.ProductEvent.Approver;
import io.rmaflow.events.contract.ProductEvent.HotfixNeed;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far a hotfix has come (SWP-2 to SWP-5).
 *
 * @param approvedBy who has agreed so far
 * @param targets whom it was handed out to
 * @param needs which of the versions that were supported when it was published need it (VER-18)
 */
@Clause({"SWP-2", "SWP-3", "SWP-4", "SWP-5"})
public record Hotfix(Set<Approver> approvedBy, Set<CustomerId> targets, List<HotfixNeed> needs) {

  /** SWP-3: what everybody is told together with a hotfix. */
  @Clause("SWP-3")
  public static final Message NOT_FULLY_VERIFIED =
      new Message(
          "ホットフィックスは修正部分以外の動作検証を行っていません。サイドエフェクトの可能性があります。",
          "Beyond the correction a hotfix was not verified; side effects are possible.");

  /** Before anybody agreed. */
  public static final Hotfix NOT_APPROVED = new Hotfix(Set.of(), Set.of(), List.of());

  public Hotfix {
    approvedBy = Set.copyOf(approvedBy);
    targets = Set.copyOf(targets);
    needs = List.copyOf(needs);
  }

  /** Who still has to agree, customer support first (SWP-2). */
  @Clause("SWP-2")
  public List<Approver> missing() {
    return EnumSet.allOf(Approver.class).stream()
        .filter(approver -> !approvedBy.contains(approver))
        .toList();
  }

  Hotfix neededAs(List<HotfixNeed> judged) {
    return new Hotfix(approvedBy, targets, judged);
  }

  Hotfix approvedAlsoBy(Approver approver) {
    Set<Approver> more = new HashSet<>(approvedBy);
    more.add(approver);
    return new Hotfix(more, targets, needs);
  }

  Hotfix handedOutTo(List<CustomerId> customers) {
    Set<CustomerId> more = new HashSet<>(targets);
    more.addAll(customers);
    return new Hotfix(approvedBy, more, needs);
  }
}
