package io.rmaflow.contract.customer;

import io.rmaflow.contract.customer.CustomerCommand.LinkCustomerIds;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/customers}: accounts and which of them are one company. */
@RestController
@RequestMapping("/api/customers")
class CustomerResource {

  private final Customers customers;
  private final JdbcClient jdbc;
  private final Writes writes;
  private final Commands commands;
  private final StoredStreams streams;

  CustomerResource(
      Customers customers,
      JdbcClient jdbc,
      Writes writes,
      Commands commands,
      StoredStreams streams) {
    this.customers = customers;
    this.jdbc = jdbc;
    this.writes = writes;
    this.commands = commands;
    this.streams = streams;
  }

  /** An account with all that belongs to it. */
  record CustomerView(
      CustomerId customerId,
      Instant issuedAt,
      List<CustomerId> linkedCustomerIds,
      List<SerialNumber> serialNumbers,
      List<ContactId> contactIds,
      List<String> contractIds) {}

  @GetMapping("/{customerId}")
  CustomerView one(@PathVariable("customerId") CustomerId customerId) {
    return view(customerId);
  }

  /** The desk found both IDs to be one company (A-61, CID). */
  @PostMapping("/{customerId}/links")
  ResponseEntity<?> link(@PathVariable("customerId") CustomerId customerId, WriteRequest request) {
    view(customerId);
    return writes.perform(
        request,
        fields -> {
          String other = fields.requiredIdentifier("customerId");
          Instant occurredAt = fields.occurredAt();
          if (other.equals(customerId.value())) {
            fields.reject("customerId", "別のお客様IDを指定してください。", "An ID cannot be linked to itself.");
          }
          fields.check();
          LinkCustomerIds command = new LinkCustomerIds(customerId, new CustomerId(other));
          request.requireVersion(version(command.streamId()));
          if (!customers.isKnown(command.linkedCustomerId())) {
            throw new PolicyRefused(List.of(unknown(other)));
          }
          commands.send(command, Recording.of(request.caller().subject(), occurredAt));
          return Answer.ok(view(customerId))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  private static Refusal unknown(String customerId) {
    return new Refusal(
        "CUSTOMER_ID_MISMATCH",
        List.of("CID-3", "A-30"),
        new Message("このお客様IDは発行されていません。", "This customer ID was never issued."),
        Map.of("customerId", customerId));
  }

  private CustomerView view(CustomerId id) {
    Instant issuedAt =
        customers.issuedAt(id).orElseThrow(() -> new NotFound("customer", id.value()));
    return new CustomerView(
        id,
        issuedAt,
        customers.linked(id).stream()
            .filter(other -> !other.equals(id))
            .sorted((a, b) -> a.value().compareTo(b.value()))
            .toList(),
        texts("select serial_number from unit where customer_id = ? order by serial_number", id)
            .stream()
            .map(SerialNumber::new)
            .toList(),
        customers.contacts(id),
        texts("select contract_id from contract where customer_id = ? order by contract_id", id));
  }

  private List<String> texts(String sql, CustomerId id) {
    return jdbc.sql(sql).param(id.value()).query(String.class).list();
  }

  private long version(String streamId) {
    return streams.lastSequence(streamId).orElse(-1);
  }
}
