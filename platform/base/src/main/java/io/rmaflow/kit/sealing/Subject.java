package io.rmaflow.kit.sealing;

/**
 * Whom a key is of: a person, or what is forgotten as one.
 *
 * @param id of a person its contact ID; of anything else an ID that is no person's
 */
public record Subject(String id) {

  /** What no person is forgotten with, such as the key of an index. */
  private static final String SYSTEM = "system/";

  /** The longest ID, in characters. */
  public static final int LONGEST = 200;

  /** Refuses what no row can bear. */
  public Subject {
    if (id.isBlank() || id.length() > LONGEST) {
      throw new IllegalArgumentException("a subject has 1 to " + LONGEST + " characters");
    }
  }

  /** What belongs to nobody. */
  static Subject system(String name) {
    return new Subject(SYSTEM + name);
  }

  boolean isPersonal() {
    return !id.startsWith(SYSTEM);
  }
}
