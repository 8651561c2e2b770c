package io.rmaflow.events.contract;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.Wire;

/** What can happen to a customer's account; stream {@code customer/<customer ID>}. */
public sealed interface CustomerEvent extends DomainEvent {

  CustomerId customerId();

  /** A customer ID was issued (CID-1, CID-2, A-30); it never changes afterwards (CID-5). */
  @Wire("CustomerIdIssued")
  record CustomerIdIssued(CustomerId customerId) implements CustomerEvent {}

  /** The desk found two IDs to be one company; from now on each may name the other's units. */
  @Wire("CustomerIdsLinked")
  record CustomerIdsLinked(CustomerId customerId, CustomerId linkedCustomerId)
      implements CustomerEvent {}
}
