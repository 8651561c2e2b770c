package io.rmaflow.kit.personal;

import io.rmaflow.events.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * A place where a unit stands or goes to.
 *
 * @param postalCode such as {@code 105-0013}; as written, where a request says something else
 * @param address in one line
 */
public record Site(
    @PersonalData @Nullable String postalCode, @PersonalData @Nullable String address) {}
