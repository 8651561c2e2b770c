package io.rmaflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A reference to a person whose data only the owning service holds. */
public record ContactId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ContactId {
    Ids.requireId("ContactId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
