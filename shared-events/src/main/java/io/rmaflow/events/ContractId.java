package io.rmaflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One contract chain of one unit: the contract as concluded with its renewals. */
public record ContractId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ContractId {
    Ids.requireId("ContractId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
