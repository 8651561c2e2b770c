package io.rmaflow.contract.agreement.rules;

import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A term that was concluded in an earlier system.
 *
 * @param startDate its first covered day, JST
 * @param agency the agency of record, absent where the customer dealt directly
 * @param applia whether the unit was sold by the EC site applia (ELG-5)
 * @param windowBase the day before which no contract begins (CON-8, VA-8), JST
 * @param longManufacturerLumps the setting {@code mfr.lump67.enabled}
 */
public record TakeOverTerm(
    Plan plan,
    int years,
    LocalDate startDate,
    @Nullable String agency,
    ProductFamily family,
    boolean secondHand,
    boolean applia,
    LocalDate windowBase,
    boolean longManufacturerLumps) {

  /** CON-16: its last covered day, JST inclusive. */
  public LocalDate expiryDate() {
    return ApplicationRules.expiry(startDate, years);
  }
}
