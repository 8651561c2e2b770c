package io.rmaflow.events;

/** The paid maintenance plans, a closed list (GEN-4, GEN-5). */
@Clause({"GEN-4", "GEN-5"})
public enum Plan {
  /** A replacement is sent in advance, the faulty unit sent back. */
  CROSS_SEND_BACK,
  /** The unit is repaired by the vendor, with a loaner meanwhile. */
  MANUFACTURER,
  /** Somebody comes to the site on weekdays. */
  ONSITE_WEEKDAY,
  /** Somebody comes to the site at any time. */
  ONSITE_24X365,
  /** Questions about a virtual appliance are answered. */
  TECHNICAL_SUPPORT_VA
}
