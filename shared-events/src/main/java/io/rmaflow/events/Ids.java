package io.rmaflow.events;

/** What all identifiers have in common: present, printable, not longer than a column. */
final class Ids {

  private static final int MAX_LENGTH = 128;

  private Ids() {}

  static void requireId(String kind, String value) {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          kind + " must have 1 to " + MAX_LENGTH + " characters and not be blank");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(kind + " must not contain control characters");
    }
  }
}
