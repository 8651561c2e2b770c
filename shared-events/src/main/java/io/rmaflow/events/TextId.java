package io.rmaflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A reference to a free text that only the owning service holds. */
public record TextId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TextId {
    Ids.requireId("TextId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
