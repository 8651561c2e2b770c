package io.rmaflow.time;

/**
 * What a closed day is called.
 *
 * @param ja Japanese name, not blank
 * @param en English name, not blank
 */
public record DayName(String ja, String en) {

  /** Rejects a blank name with {@link IllegalArgumentException}. */
  public DayName {
    if (ja.isBlank() || en.isBlank()) {
      throw new IllegalArgumentException("A closed day needs a Japanese and an English name");
    }
  }
}
