package io.rmaflow.contract.sitecheck.rules;

import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.Clause;
import io.rmaflow.events.contract.SiteCheckEvent;
import io.rmaflow.events.contract.SiteCheckEvent.SiteChecked;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one unit's site.
 *
 * @param last the one that counts, absent before the first
 */
public record SiteCheckState(@Nullable SiteChecked last) {

  /** Before any check. */
  public static final SiteCheckState NOT_CHECKED = new SiteCheckState(null);

  /** ELG-6: every finding is recorded, the same one once. */
  @Clause("ELG-6")
  public Decision<SiteCheckEvent> decide(CheckSite command) {
    SiteChecked found =
        new SiteChecked(
            command.serialNumber(),
            command.siteFingerprint(),
            command.serviceable(),
            command.arrivalTargetHours());
    return found.equals(last) ? Decision.nothing() : Decision.happens(found);
  }

  /** The state after one more event. */
  public SiteCheckState after(SiteCheckEvent event) {
    return switch (event) {
      case SiteChecked found -> new SiteCheckState(found);
    };
  }
}
