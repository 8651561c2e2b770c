package io.rmaflow.contract.registration.rules;

import io.rmaflow.contract.decision.Decision;
import io.rmaflow.contract.eligibility.rules.PlanRules;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.UnitEvent;
import io.rmaflow.events.contract.UnitEvent.Source;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How units come to be registered (REG-1, REG-2). */
public final class RegistrationRules {

  private RegistrationRules() {}

  /** REG-1: from the product's own screen; REG-2: NetWyvern has a form instead. */
  @Clause({"REG-1", "REG-2"})
  public static Source source(ProductFamily family) {
    return switch (family) {
      case NETWYVERN, SUPERDHCP -> Source.FORM;
      case NETNEBULAS, NETREGIO, NETFLUX, NETNEBULAS_IA, NETNEBULAS_VA -> Source.ONLINE;
    };
  }

  /** Whether a shipping date has to be told: CON-8 counts from it; software has none (VA-8). */
  @Clause({"CON-8", "VA-8"})
  public static boolean isShipped(ProductFamily family) {
    return PlanRules.isHardware(family);
  }

  /** A unit that came as a replacement has its cover by inheritance and is not registered anew. */
  public static Decision<UnitEvent> knownReplacement(
      SerialNumber serialNumber,
      CustomerId customerId,
      ProductCode productCode,
      @Nullable SerialNumber replaces) {
    return Decision.conflict(
        Map.of(
            "serialNumber", serialNumber,
            "customerId", customerId,
            "productCode", productCode,
            "replaces", String.valueOf(replaces)),
        "ALREADY_REGISTERED",
        "交換機として登録済みです。",
        "The unit is known already: it replaced another one.");
  }
}
