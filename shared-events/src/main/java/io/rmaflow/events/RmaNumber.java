package io.rmaflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The RMA number (修理対応番号), issued when the vendor judges a hardware fault (RMA-5, RMA-6). Spelled
 * as serial numbers are.
 *
 * @see SerialNumber
 */
@Clause({"RMA-5", "RMA-6"})
public record RmaNumber(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RmaNumber {
    value = Ids.upperCase(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
