package io.rmaflow.kit.web.fields;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A field of a change that can be left out, set to a value or taken away: a change to {@code null}
 * is another thing than none.
 *
 * @param mentioned whether the field is there, be it {@code null}
 * @param isNull whether it is {@code null}
 * @param value absent where the field is not there, {@code null}, blank or wrong
 * @param <T> the type of the value
 */
public record Sent<T>(boolean mentioned, boolean isNull, @JsonValue @Nullable T value) {

  /** What is sent where the field is mentioned, else what there was before. */
  public @Nullable T or(@Nullable T before) {
    return mentioned ? value : before;
  }

  /** Whether something is sent that is no value: nothing but white space, or what is wrong. */
  public boolean isBlank() {
    return mentioned && !isNull && value == null;
  }
}
