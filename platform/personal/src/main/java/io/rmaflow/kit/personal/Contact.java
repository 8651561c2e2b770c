package io.rmaflow.kit.personal;

import io.rmaflow.events.PersonalData;
import io.rmaflow.events.values.Values;
import org.jspecify.annotations.Nullable;

/**
 * A person who can be reached.
 *
 * @param name in one line
 * @param email where mails go; a person without one gets none
 * @param phone see {@link Values#PHONE}
 * @param language {@code ja} or {@code en}: what mails are written in
 */
public record Contact(
    @PersonalData @Nullable String name,
    @PersonalData @Nullable String email,
    @PersonalData @Nullable String phone,
    String language) {}
