package io.rmaflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The serial number of one unit (シリアル番号), as printed on it. However it is typed, it has one
 * spelling here: NFKC, without white space around it, upper case; {@code O} and {@code 0} stay
 * apart.
 */
public record SerialNumber(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SerialNumber {
    value = Ids.upperCase(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
