package io.rmaflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A product of the catalogue, as a slug such as {@code netregio2a-dhcp}. Spelled as serial numbers
 * are, but in lower case.
 *
 * @see SerialNumber
 */
public record ProductCode(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ProductCode {
    value = Ids.lowerCase(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
