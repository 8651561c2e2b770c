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

  /** ONS-2: the hours from the acceptance to the arrival unless the site is another case. */
  @Clause("ONS-2")
  public static final int USUAL_TARGET_HOURS = 4;

  /** The most hours that may be promised for a site (ONS-7). */
  public static final int LONGEST_TARGET_HOURS = 240;

  @Override
  public String streamId() {
    return streamId(serialNumber);
  }

  /** The stream of a unit's site checks. */
  public static String streamId(SerialNumber serial) {
    return StreamNames.of("site-check", serial);
  }
}
