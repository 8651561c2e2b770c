package io.rmaflow.events;

/** The paid maintenance plans, a closed list (GEN-4, GEN-5). */
@Clause({"GEN-4", "GEN-5"})
public enum Plan {
  CROSS_SEND_BACK,
  MANUFACTURER,
  ONSITE_WEEKDAY,
  ONSITE_24X365,
  TECHNICAL_SUPPORT_VA
}
