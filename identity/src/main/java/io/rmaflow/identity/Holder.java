package io.rmaflow.identity;

import java.util.List;

/**
 * Whom a token is about.
 *
 * @param account the subject, which events name as their actor: never a person's name
 * @param customerIds for {@link Role#CUSTOMER} its own IDs, at least one; otherwise none
 */
record Holder(String account, Role role, List<String> customerIds) {

  /** As many characters as an event keeps of its actor. */
  static final int LONGEST_ACCOUNT = 128;

  static final int MOST_CUSTOMER_IDS = 100;

  /**
   * @throws IllegalArgumentException saying in English, as errors of OAuth are, which field is
   *     wrong
   */
  Holder {
    customerIds = List.copyOf(customerIds);
    if (account.isBlank() || account.length() > LONGEST_ACCOUNT || hasControls(account)) {
      throw new IllegalArgumentException(
          "The actor has 1 to " + LONGEST_ACCOUNT + " characters and no control characters");
    }
    if ((role == Role.CUSTOMER) == customerIds.isEmpty()) {
      throw new IllegalArgumentException(
          role == Role.CUSTOMER
              ? "A customer's token needs a customer ID"
              : "Only a customer's token has customer IDs");
    }
    if (customerIds.size() > MOST_CUSTOMER_IDS) {
      throw new IllegalArgumentException(
          "A token has at most " + MOST_CUSTOMER_IDS + " customer IDs");
    }
    for (String each : customerIds) {
      if (each.isBlank() || each.length() > LONGEST_ACCOUNT || hasControls(each)) {
        throw new IllegalArgumentException(
            "A customer ID has 1 to " + LONGEST_ACCOUNT + " characters and no control characters");
      }
    }
  }

  static Holder of(String account, Role role) {
    return new Holder(account, role, List.of());
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
