package io.rmaflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A software version {@code X.Y.Z} or {@code X.Y.Z-r} (VER-1, A-68). Compared number by number;
 * leading zeros count for nothing in a comparison and are kept for display.
 *
 * @param text the version as written, such as {@code 4.10.1-2201} or {@code 1.06.11}
 */
@Clause({"VER-1", "A-68"})
public record SoftwareVersion(@JsonValue String text) implements Comparable<SoftwareVersion> {

  private static final Pattern NOTATION =
      Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:-(\\d{1,9}))?");

  private static final Comparator<SoftwareVersion> NUMERICALLY =
      Comparator.comparingInt(SoftwareVersion::major)
          .thenComparingInt(SoftwareVersion::minor)
          .thenComparingInt(SoftwareVersion::fix)
          .thenComparingInt(v -> v.revision().orElse(-1));

  /** Refuses, with an {@link IllegalArgumentException}, what is not in the notation. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SoftwareVersion {
    if (!NOTATION.matcher(text).matches()) {
      throw new IllegalArgumentException("not a version X.Y.Z or X.Y.Z-r: " + text);
    }
  }

  /** The version, or nothing where the text is not in the notation (VER-1). */
  @Clause("VER-1")
  public static Optional<SoftwareVersion> parse(String text) {
    String trimmed = text.strip();
    return NOTATION.matcher(trimmed).matches()
        ? Optional.of(new SoftwareVersion(trimmed))
        : Optional.empty();
  }

  /** X: operating-system or incompatible change (VER-2). */
  @Clause("VER-2")
  public int major() {
    return part(1);
  }

  /** Y: features (VER-3). */
  @Clause("VER-3")
  public int minor() {
    return part(2);
  }

  /** Z: defect fixes; it alone decides what is supported (VER-4, VER-7). */
  @Clause({"VER-4", "VER-7"})
  public int fix() {
    return part(3);
  }

  /** r: grows at every release, hotfixes included; absent in the published tables (VER-6, A-68). */
  @Clause({"VER-6", "A-68"})
  public Optional<Integer> revision() {
    return Optional.ofNullable(matched().group(4)).map(Integer::parseInt);
  }

  /** Whether X, Y and Z agree; a missing r matches every r. */
  @Clause("A-68")
  public boolean sameRelease(SoftwareVersion other) {
    return major() == other.major()
        && minor() == other.minor()
        && fix() == other.fix()
        && (revision().isEmpty()
            || other.revision().isEmpty()
            || revision().equals(other.revision()));
  }

  /** Numerically; a version without r comes before the same version with one. */
  @Override
  public int compareTo(SoftwareVersion other) {
    return NUMERICALLY.compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }

  private int part(int group) {
    return Integer.parseInt(matched().group(group));
  }

  private Matcher matched() {
    Matcher matcher = NOTATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalStateException("checked at construction: " + text);
    }
    return matcher;
  }
}
