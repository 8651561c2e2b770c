package io.rmaflow.kit.personal;

import io.rmaflow.events.PersonalData;
import io.rmaflow.events.values.Values;
import io.rmaflow.kit.web.Fields;
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
    String language) {

  /** Reads the fields name, email, phone and language (default ja), none of them required. */
  public static Contact from(Fields fields) {
    return new Contact(
        fields.value("name", Values.NAME),
        fields.email("email"),
        fields.phone("phone"),
        fields.language("language"));
  }

  /** As {@link #from}, with name and email required. */
  public static Contact reachableFrom(Fields fields) {
    return new Contact(
        fields.requiredValue("name", Values.NAME, ""),
        fields.requiredValue("email", Values.EMAIL, ""),
        fields.phone("phone"),
        fields.language("language"));
  }
}
