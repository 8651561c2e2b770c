package io.rmaflow.contract.customer.rules;

import io.rmaflow.contract.customer.rules.CustomerCommand.AddAlias;
import io.rmaflow.contract.customer.rules.CustomerCommand.IssueCustomerId;
import io.rmaflow.contract.customer.rules.CustomerCommand.LinkCustomerIds;
import io.rmaflow.contract.customer.rules.CustomerCommand.RemindOfId;
import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.contract.CustomerEvent;
import io.rmaflow.events.contract.CustomerEvent.CustomerAliasAdded;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdReminderRequested;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import java.util.HashSet;
import java.util.Set;

/** A customer's account as its events tell it. */
public record CustomerState(boolean issued, Set<CustomerId> linked, Set<CustomerId> aliases) {

  /** Before the ID was issued. */
  public static final CustomerState UNKNOWN = new CustomerState(false, Set.of(), Set.of());

  public CustomerState {
    linked = Set.copyOf(linked);
    aliases = Set.copyOf(aliases);
  }

  /**
   * Decides a command; what is so already changes nothing (CID-5: an ID is issued once). There is
   * no command that issues another ID to an account, neither at a renewal nor for a lost one.
   */
  @Clause("CID-5")
  public Decision<CustomerEvent> decide(CustomerCommand command) {
    return switch (command) {
      case IssueCustomerId(var id, var contacts) ->
          issued ? Decision.nothing() : Decision.happens(new CustomerIdIssued(id, contacts));
      case LinkCustomerIds(var id, var other) ->
          linked.contains(other)
              ? Decision.nothing()
              : Decision.happens(new CustomerIdsLinked(id, other));
      case AddAlias(var id, var alias) ->
          aliases.contains(alias)
              ? Decision.nothing()
              : Decision.happens(new CustomerAliasAdded(id, alias));
      case RemindOfId(var id, var contacts) ->
          contacts.isEmpty()
              ? Decision.conflict(
                  id,
                  "NO_REGISTERED_CONTACT",
                  "ご登録の連絡先がないため、お客様IDを再送できません。",
                  "There is no registered contact that the ID could be sent to.")
              : Decision.happens(new CustomerIdReminderRequested(id, contacts));
    };
  }

  /** The state after one more event. */
  public CustomerState evolve(CustomerEvent event) {
    return switch (event) {
      case CustomerIdIssued _ -> new CustomerState(true, linked, aliases);
      case CustomerIdsLinked link ->
          new CustomerState(issued, with(linked, link.linkedCustomerId()), aliases);
      case CustomerAliasAdded added ->
          new CustomerState(issued, linked, with(aliases, added.alias()));
      case CustomerIdReminderRequested _ -> this;
    };
  }

  private static Set<CustomerId> with(Set<CustomerId> ids, CustomerId one) {
    Set<CustomerId> more = new HashSet<>(ids);
    more.add(one);
    return more;
  }
}
