package io.rmaflow.contract.customer;

import io.rmaflow.contract.customer.rules.ContactCommand;
import io.rmaflow.contract.customer.rules.CustomerCommand;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.contract.ContactEvent.ContactErased;
import io.rmaflow.events.contract.CustomerEvent.CustomerAliasAdded;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.AsOf;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Accounts as they had been recorded, or were, at an instant, out of their own events. The tables
 * only say where to look: what ever belonged to an account is found there.
 */
@Component
public class EarlierCustomers {

  private final Customers customers;
  private final StoredStreams streams;
  private final JdbcClient jdbc;

  EarlierCustomers(Customers customers, StoredStreams streams, JdbcClient jdbc) {
    this.customers = customers;
    this.streams = streams;
    this.jdbc = jdbc;
  }

  /**
   * An account.
   *
   * @param aliases the latest first
   * @param contactIds in their order, without those that were erased by then
   */
  record Account(
      CustomerId customerId,
      Instant issuedAt,
      List<CustomerId> aliases,
      List<ContactId> contactIds) {}

  /** The account that an ID meant then; empty where it meant none. */
  @Clause({"CID-6", "A-31"})
  Optional<Account> find(CustomerId named, AsOf then) {
    CustomerId present = customers.present(named);
    return account(present, then)
        .filter(account -> named.equals(present) || account.aliases().contains(named))
        .or(() -> named.equals(present) ? Optional.empty() : account(named, then));
  }

  private Optional<Account> account(CustomerId id, AsOf then) {
    List<EventEnvelope<?>> events = then.known(streams, CustomerCommand.streamId(id));
    return events.stream()
        .filter(event -> event.data() instanceof CustomerIdIssued)
        .findFirst()
        .map(
            issued ->
                new Account(
                    id,
                    issued.occurredAt(),
                    events.stream()
                        .filter(event -> event.data() instanceof CustomerAliasAdded)
                        .sorted(
                            Comparator.<EventEnvelope<?>, Instant>comparing(
                                    EventEnvelope::occurredAt)
                                .reversed()
                                .thenComparing(event -> alias(event).value()))
                        .map(EarlierCustomers::alias)
                        .toList(),
                    contacts(id, then)));
  }

  private static CustomerId alias(EventEnvelope<?> event) {
    return ((CustomerAliasAdded) event.data()).alias();
  }

  private List<ContactId> contacts(CustomerId id, AsOf then) {
    return jdbc
        .sql("select contact_id from contact where customer_id = ? order by contact_id")
        .param(id.value())
        .query(String.class)
        .list()
        .stream()
        .map(ContactId::new)
        .filter(contact -> isThere(then.known(streams, ContactCommand.streamId(contact))))
        .toList();
  }

  private static boolean isThere(List<EventEnvelope<?>> contact) {
    return !contact.isEmpty()
        && contact.stream().noneMatch(event -> event.data() instanceof ContactErased);
  }

  /** The ID with all that were linked to it then, directly or over others. */
  @Clause("A-61")
  public Set<CustomerId> linked(CustomerId id, AsOf then) {
    List<CustomerIdsLinked> links =
        customers.linked(id).stream()
            .flatMap(one -> then.known(streams, CustomerCommand.streamId(one)).stream())
            .flatMap(
                event ->
                    event.data() instanceof CustomerIdsLinked link
                        ? Stream.of(link)
                        : Stream.<CustomerIdsLinked>empty())
            .toList();
    Set<CustomerId> company = new HashSet<>(Set.of(id));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (CustomerIdsLinked link : links) {
        if (company.contains(link.customerId()) || company.contains(link.linkedCustomerId())) {
          grown |= company.addAll(List.of(link.customerId(), link.linkedCustomerId()));
        }
      }
    }
    return Set.copyOf(company);
  }

  /** Those of the streams that had begun by then, in the order given. */
  public List<String> begun(Collection<String> streamIds, AsOf then) {
    Map<String, Boolean> begun =
        streams.beginnings(streamIds).entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, one -> then.counts(one.getValue().envelope())));
    return streamIds.stream().filter(id -> begun.getOrDefault(id, false)).toList();
  }
}
