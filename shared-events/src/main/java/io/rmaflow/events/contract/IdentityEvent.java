package io.rmaflow.events.contract;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.Wire;
import java.util.List;

/** What was found out about identifiers; stream {@code identity/<kind>/<spelling>}. */
public sealed interface IdentityEvent extends DomainEvent {

  /**
   * Several things were recorded under spellings of one identifier, before each had one spelling.
   * Nothing is merged: one of them is found under the spelling, the others stay as they are.
   *
   * @param kind what they are: {@code UNIT} or {@code CUSTOMER}
   * @param canonical the spelling of all of them
   * @param spellings under which they were recorded
   */
  @Wire("IdentityCollisionFound")
  record IdentityCollisionFound(String kind, String canonical, List<String> spellings)
      implements IdentityEvent {

    public IdentityCollisionFound {
      spellings = List.copyOf(spellings);
    }
  }
}
