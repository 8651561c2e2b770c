package io.rmaflow.kit.web.fields;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An identifier in our spelling, with what was typed for it.
 *
 * @param id in the one spelling that we use
 * @param asGiven what was typed, for display; absent where it is that spelling
 * @param <I> the type of identifier
 */
public record Given<I>(@JsonValue I id, @Nullable String asGiven) {

  /** What was typed, where that is another spelling than that of what it means. */
  public @Nullable String asGivenFor(Object meant) {
    String typed = asGiven == null ? id.toString() : asGiven;
    return typed.equals(meant.toString()) ? null : typed;
  }
}
