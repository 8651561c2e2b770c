package io.rmaflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A customer's account (お客様ID): issued once, stable over renewals (CID-5, A-30). Spelled as serial
 * numbers are.
 *
 * @see SerialNumber
 */
@Clause({"CID-5", "A-30"})
public record CustomerId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CustomerId {
    value = Ids.upperCase(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
