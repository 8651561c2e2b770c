package io.rmaflow.contract.customer;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.customer.rules.AccountRules;
import io.rmaflow.contract.customer.rules.AccountRules.AliasUse;
import io.rmaflow.contract.customer.rules.CustomerCommand;
import io.rmaflow.contract.customer.rules.CustomerCommand.AddAlias;
import io.rmaflow.contract.customer.rules.CustomerCommand.LinkCustomerIds;
import io.rmaflow.contract.customer.rules.CustomerCommand.RemindOfId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/customers}: accounts and which of them are one company. */
@Tag(name = "customers")
@RestController
@RequestMapping("/api/customers")
class CustomerResource {

  private final Customers customers;
  private final EarlierCustomers earlierCustomers;
  private final AccountUnits accountUnits;
  private final JdbcClient jdbc;
  private final Writes writes;
  private final Commands commands;
  private final StoredStreams streams;

  CustomerResource(
      Customers customers,
      EarlierCustomers earlierCustomers,
      AccountUnits accountUnits,
      JdbcClient jdbc,
      Writes writes,
      Commands commands,
      StoredStreams streams) {
    this.customers = customers;
    this.earlierCustomers = earlierCustomers;
    this.accountUnits = accountUnits;
    this.jdbc = jdbc;
    this.writes = writes;
    this.commands = commands;
    this.streams = streams;
  }

  /** CID-4: what everybody is told together with the ID. */
  @Clause("CID-4")
  private static final Message KEEP_IT =
      new Message(
          "お客様IDは保守契約終了まで大切に保管してください。契約を更新してもお客様IDは変わりません。",
          "Please keep the customer ID until the maintenance contract ends; a renewal does not"
              + " change it.");

  /**
   * An account with all that belongs to it.
   *
   * @param customerId the present one, also where another of its IDs was named
   * @param issuedAt when it was issued, or taken over
   * @param note what everybody is told together with the ID (CID-4)
   * @param aliases its IDs of the system until September 2011, the latest first (CID-6)
   * @param linkedCustomerIds the other IDs of the same company
   * @param serialNumbers of the units that are registered under it
   * @param contactIds of its contacts
   * @param contractIds of its contracts
   */
  record CustomerView(
      CustomerId customerId,
      Instant issuedAt,
      Message note,
      List<CustomerId> aliases,
      List<CustomerId> linkedCustomerIds,
      List<SerialNumber> serialNumbers,
      List<ContactId> contactIds,
      List<String> contractIds) {}

  /**
   * Whom a lost ID was told once more.
   *
   * @param customerId the ID, which stays the same
   * @param contactIds the contacts that it was sent to
   */
  record Reminded(CustomerId customerId, List<ContactId> contactIds) {}

  /**
   * An ID of the system until September 2011 that means this account.
   *
   * @param alias that ID
   */
  record NewAlias(CustomerId alias, Happened occurredAt) {}

  /**
   * A lost ID.
   *
   * @param contactId only this one is told; all contacts where absent
   */
  record Loss(Happened occurredAt, @Identifier @Nullable String contactId) {}

  /**
   * The other ID of the same company.
   *
   * @param customerId an ID that was issued, or one of its aliases; not the one of the path
   */
  record Link(CustomerId customerId, Happened occurredAt) {}

  /**
   * A customer ID with everything under it: as it is, as recorded by an instant, or as it was at
   * one by all that is known. An ID of the earlier system shows the account that it means.
   *
   * @param customerId customer ID, or one of its aliases
   */
  @InJapanese("お客様 ID と、その ID の機器・連絡先・契約。旧システムの ID でも、過去の時点(asOf・trueAt)でも取得できます。")
  @Clause({"CID-4", "CID-6"})
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/{customerId}")
  @ReadsPersonalData
  CustomerView customer(
      @PathVariable("customerId") CustomerId customerId, @Valid @ModelAttribute AsOf then) {
    return then.isPresent() ? view(customers.present(customerId)) : earlier(customerId, then);
  }

  private CustomerView earlier(CustomerId named, AsOf then) {
    EarlierCustomers.Account account =
        earlierCustomers
            .find(named, then)
            .orElseThrow(() -> new NotFound("customer", named.value()));
    CustomerId id = account.customerId();
    return new CustomerView(
        id,
        account.issuedAt(),
        KEEP_IT,
        account.aliases(),
        earlierCustomers.linked(id, then).stream()
            .filter(other -> !other.equals(id))
            .sorted((a, b) -> a.value().compareTo(b.value()))
            .toList(),
        accountUnits.of(id, then),
        account.contactIds(),
        earlierCustomers.begun(
            texts(
                "select contract_id from contract where customer_id = ? order by contract_id", id),
            then));
  }

  /**
   * Know the ID by one of an earlier system. An ID that the system until September 2011 had issued
   * to this customer; it means one account only.
   *
   * @param named customer ID, or one of its aliases
   */
  @InJapanese("旧システムで発行された ID を登録します。")
  @Clause({"CID-6", "A-31"})
  @Allowed({ADMIN, SUPPORT})
  @Refuses(status = 409, codes = "ALIAS_TAKEN")
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Example(
      """
          {"alias": "OLD-4711"}
          """)
  @PostMapping("/{customerId}/aliases")
  @AdministrativeAct
  ResponseEntity<CustomerView> addAlias(
      @PathVariable("customerId") CustomerId named,
      @Valid @RequestBody NewAlias body,
      WriteRequest call) {
    CustomerId customerId = known(named);
    return writes.perform(
        call.continuing(CustomerCommand.streamId(customerId)),
        () -> {
          CustomerId alias = body.alias();
          refuseTaken(customerId, alias);
          AddAlias command = new AddAlias(customerId, alias);
          call.requireVersion(version(command.streamId()));
          commands.send(command, Recording.of(call.caller().subject(), body.occurredAt().at()));
          return Answer.ok(view(customerId))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  /** Which account an alias means already. */
  record Meant(CustomerId alias, CustomerId customerId) {}

  private void refuseTaken(CustomerId customerId, CustomerId alias) {
    CustomerId meant = customers.present(alias);
    AliasUse use = AccountRules.use(customerId, alias, meant, customers.isKnown(alias));
    if (use == AliasUse.OWN || use == AliasUse.TAKEN) {
      throw new StateConflict(
          new Meant(alias, meant),
          "ALIAS_TAKEN",
          "このIDは別のお客様IDとして使われています。",
          "This ID means another account already.");
    }
  }

  /**
   * Send a lost ID again, to registered addresses only. The loss is recorded, and the same ID told
   * again; there is no other one.
   *
   * @param named customer ID, or one of its aliases
   */
  @InJapanese("紛失したお客様 ID を、登録済みの連絡先にのみ再通知します。")
  @Clause("CID-7")
  @Allowed({ADMIN, SUPPORT})
  @Refuses(status = 400, codes = "NOT_REGISTERED")
  @Refuses(status = 409, codes = "NO_REGISTERED_CONTACT")
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Example(
      """
          {
            "occurredAt": "2026-05-01T09:30:00+09:00",
            "reason": "お電話で紛失のご連絡"
          }
          """)
  @PostMapping("/{customerId}/reminder")
  ResponseEntity<Reminded> remindOfId(
      @PathVariable("customerId") CustomerId named,
      @Valid @RequestBody(required = false) Loss body,
      WriteRequest call) {
    CustomerId customerId = known(named);
    return writes.performChecking(
        call.continuing(CustomerCommand.streamId(customerId)),
        findings -> {
          String contact = body.contactId();
          List<ContactId> registered = customers.contacts(customerId);
          List<ContactId> chosen =
              registered.stream()
                  .filter(id -> contact == null || id.value().equals(contact))
                  .toList();
          if (contact != null && chosen.isEmpty()) {
            findings.reject(
                "contactId",
                "NOT_REGISTERED",
                "このお客様IDに登録された連絡先ではありません。",
                "It is not a registered contact of this customer.");
          }
          findings.check();
          RemindOfId command = new RemindOfId(customerId, chosen);
          call.requireVersion(version(command.streamId()));
          commands.send(command, Recording.of(call.caller().subject(), body.occurredAt().at()));
          return Answer.ok(new Reminded(customerId, chosen))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  /**
   * Link the IDs of one company. The desk found both to be the same one.
   *
   * @param named customer ID, or one of its aliases
   */
  @InJapanese("同じ会社のお客様 ID を名寄せします。")
  @Clause({"A-30", "A-61"})
  @Allowed({ADMIN, SUPPORT})
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Refuses(status = 422, codes = "CUSTOMER_ID_MISMATCH")
  @Example(
      """
          {"customerId": "C-1002"}
          """)
  @PostMapping("/{customerId}/links")
  @AdministrativeAct
  ResponseEntity<CustomerView> linkCustomers(
      @PathVariable("customerId") CustomerId named,
      @Valid @RequestBody Link body,
      WriteRequest call) {
    CustomerId customerId = known(named);
    return writes.performChecking(
        call.continuing(CustomerCommand.streamId(customerId)),
        findings -> {
          CustomerId other = customers.present(body.customerId());
          if (other.equals(customerId)) {
            findings.reject("customerId", "別のお客様IDを指定してください。", "An ID cannot be linked to itself.");
          }
          findings.check();
          LinkCustomerIds command = new LinkCustomerIds(customerId, other);
          call.requireVersion(version(command.streamId()));
          if (!customers.isKnown(command.linkedCustomerId())) {
            throw new PolicyRefused(List.of(AccountRules.neverIssued(other)));
          }
          commands.send(command, Recording.of(call.caller().subject(), body.occurredAt().at()));
          return Answer.ok(view(customerId))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  /** CID-6, A-31: an ID of the earlier system means the present account in every call. */
  @Clause({"CID-6", "A-31"})
  private CustomerId known(CustomerId named) {
    CustomerId id = customers.present(named);
    if (!customers.isKnown(id)) {
      throw new NotFound("customer", named.value());
    }
    return id;
  }

  private CustomerView view(CustomerId id) {
    Instant issuedAt =
        customers.issuedAt(id).orElseThrow(() -> new NotFound("customer", id.value()));
    return new CustomerView(
        id,
        issuedAt,
        KEEP_IT,
        customers.aliases(id),
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
