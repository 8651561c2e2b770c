package io.rmaflow.console.frame;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person behind a request. */
final class Presence {

  private Presence() {}

  static Optional<Person> person(@Nullable Object principal, Locale language) {
    return Persons.loggedIn(principal)
        .map(
            known ->
                new Person(
                    known.getName(),
                    known.role(),
                    known.customerIds(),
                    Locale.ENGLISH.getLanguage().equals(language.getLanguage())
                        ? Locale.ENGLISH
                        : Locale.JAPANESE));
  }
}
