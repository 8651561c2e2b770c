package io.rmaflow.contract.customer.rules;

import io.rmaflow.contract.decision.StreamCommand;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.StreamNames;
import java.util.List;

/** What may be asked of a customer's account. */
public sealed interface CustomerCommand extends StreamCommand {

  CustomerId customerId();

  @Override
  default String streamId() {
    return streamId(customerId());
  }

  /** The stream of an account. */
  static String streamId(CustomerId id) {
    return StreamNames.of("customer", id);
  }

  /** A new ID is issued (CID-1, CID-2), to be told to these contacts (NOT-13). */
  record IssueCustomerId(CustomerId customerId, List<ContactId> contactIds)
      implements CustomerCommand {
    public IssueCustomerId {
      contactIds = List.copyOf(contactIds);
    }
  }

  /** CID-6, A-31: an ID of the system until September 2011 means this account. */
  record AddAlias(CustomerId customerId, CustomerId alias) implements CustomerCommand {}

  /** CID-7: the customer lost its ID; these registered contacts are told it once more. */
  record RemindOfId(CustomerId customerId, List<ContactId> contactIds) implements CustomerCommand {
    public RemindOfId {
      contactIds = List.copyOf(contactIds);
    }
  }

  /** The desk found both to be one company. */
  record LinkCustomerIds(CustomerId customerId, CustomerId linkedCustomerId)
      implements CustomerCommand {}
}
