package io.rmaflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One case, from the failure report to its closure; also the ID of its stream. */
public record CaseId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CaseId {
    Ids.requireId("CaseId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
