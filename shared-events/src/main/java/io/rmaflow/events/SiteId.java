package io.rmaflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A reference to an address that only the owning service holds. */
public record SiteId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SiteId {
    Ids.requireId("SiteId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
