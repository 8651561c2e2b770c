package io.rmaflow.contract.sitecheck.rules;

import io.rmaflow.contract.decision.StreamCommand;
import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.StreamNames;

/**
 * What was found out about the place where a unit stands (ELG-6).
 *
 * @param siteFingerprint of the site as it is registered now
 * @param arrivalTargetHours hours from the acceptance to the arrival aimed at (ONS-2, ONS-7)
 */
@Clause("ELG-6")
public record CheckSite(
    SerialNumber serialNumber, String siteFingerprint, boolean serviceable, int arrivalTargetHours)
    implements StreamCommand {

  @Override
  public String streamId() {
    return streamId(serialNumber);
  }

  /** The stream of a unit's site checks. */
  public static String streamId(SerialNumber serial) {
    return StreamNames.of("site-check", serial);
  }
}
