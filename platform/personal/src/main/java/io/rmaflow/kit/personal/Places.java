package io.rmaflow.kit.personal;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.sealing.Place;

/** The columns that hold persons' data; what is sealed is bound to their names. */
final class Places {

  private Places() {}

  static Place name(ContactId id) {
    return new Place("personal_contact.name", id.value());
  }

  static Place email(ContactId id) {
    return new Place("personal_contact.email", id.value());
  }

  static Place phone(ContactId id) {
    return new Place("personal_contact.phone", id.value());
  }

  static Place postalCode(SiteId id) {
    return new Place("personal_site.postal_code", id.value());
  }

  static Place address(SiteId id) {
    return new Place("personal_site.address", id.value());
  }

  static Place content(TextId id) {
    return new Place("personal_text.content", id.value());
  }
}
