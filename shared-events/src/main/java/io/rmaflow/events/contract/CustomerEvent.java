package io.rmaflow.events.contract;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.Wire;
import java.util.List;

/** What can happen to a customer's account; stream {@code customer/<customer ID>}. */
public sealed interface CustomerEvent extends DomainEvent {

  CustomerId customerId();

  /**
   * A customer ID was issued (CID-1, CID-2, A-30); it never changes afterwards (CID-5).
   *
   * @param contactIds the contacts of the registration that it was issued for; they are told the ID
   *     (NOT-13)
   */
  @Clause({"CID-1", "CID-2", "A-30", "CID-5"})
  @Wire("CustomerIdIssued")
  record CustomerIdIssued(CustomerId customerId, List<ContactId> contactIds)
      implements CustomerEvent {

    public CustomerIdIssued {
      contactIds = List.copyOf(contactIds);
    }
  }

  /**
   * The desk found two IDs to be one company; from now on each may name the other's units.
   */
  @Clause("A-61")
  @Wire("CustomerIdsLinked")
  record CustomerIdsLinked(CustomerId customerId, CustomerId linkedCustomerId)
      implements CustomerEvent {}

  /**
   * An ID of the system until September 2011, which issued a new one at each renewal, means this
   * account (CID-6, A-31).
   */
  @Clause({"CID-6", "A-31"})
  @Wire("CustomerAliasAdded")
  record CustomerAliasAdded(CustomerId customerId, CustomerId alias) implements CustomerEvent {}

  /**
   * The customer reported its ID lost and gets the same one told again (CID-7).
   *
   * @param contactIds registered contacts of the account, to whom it is sent
   */
  @Clause("CID-7")
  @Wire("CustomerIdReminderRequested")
  record CustomerIdReminderRequested(CustomerId customerId, List<ContactId> contactIds)
      implements CustomerEvent {

    public CustomerIdReminderRequested {
      contactIds = List.copyOf(contactIds);
    }
  }
}
