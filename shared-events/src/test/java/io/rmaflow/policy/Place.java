package io.rmaflow.policy;

import java.util.Comparator;

/**
 * Where a clause is named.
 *
 * @param file from the repository's root, with slashes
 * @param type the simple name of the file's type, or the file's name where it is no source
 * @param member the element inside it: dotted names of a rule, the sentence of a test, empty for
 *     the type itself
 */
record Place(String file, String type, String member) implements Comparable<Place> {

  private static final Comparator<Place> BY_FILE =
      Comparator.comparing(Place::file).thenComparing(Place::member);

  @Override
  public int compareTo(Place other) {
    return BY_FILE.compare(this, other);
  }
}
