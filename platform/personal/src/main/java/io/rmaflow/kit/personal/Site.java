package io.rmaflow.kit.personal;

import io.rmaflow.events.PersonalData;
import io.rmaflow.events.values.Values;
import io.rmaflow.kit.web.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A place where a unit stands or goes to.
 *
 * @param postalCode such as {@code 105-0013}; as written, where a request says something else
 * @param address in one line
 */
public record Site(
    @PersonalData @Nullable String postalCode, @PersonalData @Nullable String address) {

  /** Reads the fields postalCode and address, neither of them required. */
  public static Site from(Fields fields) {
    return new Site(
        fields.value("postalCode", Values.POSTAL_CODE), fields.value("address", Values.ADDRESS));
  }

  /** As {@link #from}, with both required. */
  public static Site completeFrom(Fields fields) {
    return new Site(
        fields.requiredValue("postalCode", Values.POSTAL_CODE, ""),
        fields.requiredValue("address", Values.ADDRESS, ""));
  }
}
