package io.rmaflow.events.contract;

import io.rmaflow.events.Clause;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.Wire;

/** What was found out about a unit's place; stream {@code site-check/<serial number>}. */
public sealed interface SiteCheckEvent extends DomainEvent {

  SerialNumber serialNumber();

  /**
   * It was found out whether engineers can come to the unit's site, and how soon (ELG-6, ONS-7).
   *
   * @param siteFingerprint of the site that was checked; a unit that has moved since needs another
   *     check
   * @param arrivalTargetHours hours from the acceptance to the arrival aimed at, 4 unless the site
   *     is another case (ONS-2); without meaning where the site is not serviceable
   */
  @Clause({"ELG-6", "ONS-7"})
  @Wire("SiteChecked")
  record SiteChecked(
      SerialNumber serialNumber,
      String siteFingerprint,
      boolean serviceable,
      int arrivalTargetHours)
      implements SiteCheckEvent {}
}
