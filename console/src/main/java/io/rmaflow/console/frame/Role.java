package io.rmaflow.console.frame;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do; the services decide on each call again. */
public enum Role {
  SUPPORT,
  LOGISTICS,
  AUDITOR,
  ADMIN,
  CUSTOMER;

  /** The role as a token names it; empty for one that has no pages. */
  static Optional<Role> named(String wireName) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(wireName)).findFirst();
  }

  /** As tokens and the services' documents write it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
