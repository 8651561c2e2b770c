package io.rmaflow.contract.registration.rules;

import io.rmaflow.contract.eligibility.rules.PlanRules;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.time.Durations;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The product warranty (製品保証): one year from the customer's purchase. */
public final class Warranty {

  private static final int YEARS = 1;

  /** WAR-2: for the first year only, whoever asks for more. */
  @Clause("WAR-2")
  public static final Refusal NOT_RENEWABLE =
      new Refusal(
          "WARRANTY_NOT_RENEWABLE",
          List.of("WAR-2"),
          new Message(
              "製品保証は初年度のみで、延長・更新はできません。",
              "The warranty is for the first year only and cannot be renewed."),
          Map.of());

  private Warranty() {}

  /**
   * WAR-1, A-11, A-12: the period, both days inclusive, whenever the unit is registered;
   * nothing for a second-hand unit (GEN-3) and for a virtual appliance (ELG-8).
   */
  @Clause({"WAR-1", "A-11", "A-12", "A-56", "GEN-3", "ELG-8"})
  public static Optional<Period> of(
      ProductFamily family, boolean secondHand, LocalDate purchaseDate) {
    if (secondHand || !PlanRules.isHardware(family)) {
      return Optional.empty();
    }
    return Optional.of(new Period(purchaseDate, Durations.lastDayOfYears(purchaseDate, YEARS)));
  }
}
