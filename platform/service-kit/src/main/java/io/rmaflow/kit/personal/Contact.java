package io.rmaflow.kit.personal;

import io.rmaflow.events.PersonalData;
import io.rmaflow.kit.web.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A person who can be reached.
 *
 * @param name at most 200 characters
 * @param email where mails go; a person without one gets none
 * @param phone digits and separators
 * @param language {@code ja} or {@code en}: what mails are written in
 */
public record Contact(
    @PersonalData @Nullable String name,
    @PersonalData @Nullable String email,
    @PersonalData @Nullable String phone,
    String language) {

  /** The longest name, in characters. */
  public static final int MAX_NAME = 200;

  /** Reads the fields name, email, phone and language (default ja), none of them required. */
  public static Contact from(Fields fields) {
    return new Contact(
        fields.text("name", MAX_NAME),
        fields.email("email"),
        fields.phone("phone"),
        fields.language("language"));
  }

  /** As {@link #from}, with name and email required. */
  public static Contact reachableFrom(Fields fields) {
    String name = fields.requiredText("name", MAX_NAME);
    fields.requiredText("email", MAX_NAME * 2);
    return new Contact(
        name, fields.email("email"), fields.phone("phone"), fields.language("language"));
  }
}
