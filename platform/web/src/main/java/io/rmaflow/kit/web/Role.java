package io.rmaflow.kit.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who somebody is to the services; stands in the token's claim {@code role} in lower case. */
public enum Role {
  /** Everything. */
  ADMIN,
  /** The support desk. */
  SUPPORT,
  /** Warehouse and carriers. */
  LOGISTICS,
  /** Reads only. */
  AUDITOR,
  /** Another system. */
  SERVICE,
  /** A customer, for its own IDs. */
  CUSTOMER;

  /** The name in the token. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that name in the token; nothing where there is none of that name. */
  public static Optional<Role> ofWireName(String wireName) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(wireName)).findFirst();
  }
}
