package io.rmaflow.kit.personal;

import io.rmaflow.events.PersonalData;
import io.rmaflow.kit.web.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A place where a unit stands or goes to.
 *
 * @param postalCode as written by whoever gave it
 * @param address one text
 */
public record Site(
    @PersonalData @Nullable String postalCode, @PersonalData @Nullable String address) {

  private static final int MAX_POSTAL_CODE = 20;
  private static final int MAX_ADDRESS = 500;

  /** Reads the fields postalCode and address, neither of them required. */
  public static Site from(Fields fields) {
    return new Site(
        fields.text("postalCode", MAX_POSTAL_CODE), fields.text("address", MAX_ADDRESS));
  }

  /** As {@link #from}, with both required. */
  public static Site completeFrom(Fields fields) {
    return new Site(
        fields.requiredText("postalCode", MAX_POSTAL_CODE),
        fields.requiredText("address", MAX_ADDRESS));
  }
}
