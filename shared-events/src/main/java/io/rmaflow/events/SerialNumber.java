package io.rmaflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The serial number of one unit (シリアル番号), as printed on it. */
public record SerialNumber(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SerialNumber {
    Ids.requireId("SerialNumber", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
