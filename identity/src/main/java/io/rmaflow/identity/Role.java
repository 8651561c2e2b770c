package io.rmaflow.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The roles of the published language, as the claim {@code role} names them. */
enum Role {
  ADMIN,
  SUPPORT,
  LOGISTICS,
  AUDITOR,
  SERVICE,
  CUSTOMER;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Role> named(String wireName) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(wireName)).findFirst();
  }

  /** All names, in the order of the alphabet. */
  static String names() {
    return Arrays.stream(values()).map(Role::wireName).sorted().collect(Collectors.joining(", "));
  }
}
