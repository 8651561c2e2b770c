package io.rmaflow.rma.cover;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.Plan;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.contract.CalendarEvent;
import io.rmaflow.events.contract.CalendarEvent.CalendarChanged;
import io.rmaflow.events.contract.ContactEvent;
import io.rmaflow.events.contract.ContractEvent;
import io.rmaflow.events.contract.ContractEvent.AgencyNamed;
import io.rmaflow.events.contract.ContractEvent.ContractActivated;
import io.rmaflow.events.contract.ContractEvent.ContractExpired;
import io.rmaflow.events.contract.ContractEvent.ContractExpiryNoticeDue;
import io.rmaflow.events.contract.ContractEvent.ContractMovedToReplacement;
import io.rmaflow.events.contract.ContractEvent.ContractRenewed;
import io.rmaflow.events.contract.ContractEvent.ContractRuleOverridden;
import io.rmaflow.events.contract.ContractEvent.ContractSigned;
import io.rmaflow.events.contract.CustomerEvent;
import io.rmaflow.events.contract.CustomerEvent.CustomerAliasAdded;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdReminderRequested;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import io.rmaflow.events.contract.IdentityEvent;
import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.contract.ProductEvent.EndOfSaleAnnounced;
import io.rmaflow.events.contract.ProductEvent.HotfixApproved;
import io.rmaflow.events.contract.ProductEvent.HotfixTargetsNamed;
import io.rmaflow.events.contract.ProductEvent.ProductAdded;
import io.rmaflow.events.contract.ProductEvent.ReleaseDesignated;
import io.rmaflow.events.contract.ProductEvent.ReleasePublished;
import io.rmaflow.events.contract.ProductEvent.ReleaseWithdrawn;
import io.rmaflow.events.contract.SettingEvent;
import io.rmaflow.events.contract.SettingEvent.SettingChanged;
import io.rmaflow.events.contract.SiteCheckEvent;
import io.rmaflow.events.contract.SiteCheckEvent.SiteChecked;
import io.rmaflow.events.contract.UnitEvent;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.contract.UnitEvent.UnitMoved;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import io.rmaflow.events.contract.UnitEvent.UnitSoftwareReported;
import io.rmaflow.events.contract.UnitEvent.WarrantyMovedToReplacement;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.EventConsumer;
import io.rmaflow.kit.jdbc.InOneGo;
import io.rmaflow.time.JapanTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what contract-service tells. Streams come in any order among each other, so that no row
 * waits for one of another stream; the events of one stream come in order, each once.
 */
@Component
class ContractEvents implements EventConsumer {

  private static final String UNIT =
      """
      insert into cover_unit
        (serial_number, product_code, customer_id, purchase_date, second_hand,
         warranty_from, warranty_to)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (serial_number) do update set
        product_code = excluded.product_code, customer_id = excluded.customer_id,
        purchase_date = excluded.purchase_date, second_hand = excluded.second_hand,
        warranty_from = excluded.warranty_from, warranty_to = excluded.warranty_to
      """;

  private static final String SITE =
      """
      insert into cover_site
        (serial_number, stream_sequence, since, site_id, site_fingerprint, owner_fingerprint)
      values (?, ?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  private static final String SITE_CHECK =
      """
      insert into cover_site_check
        (serial_number, stream_sequence, checked_at, site_fingerprint, serviceable,
         arrival_target_hours)
      values (?, ?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  private static final String CONTRACT =
      """
      insert into cover_contract (contract_id, serial_number) values (?, ?)
      on conflict (contract_id) do update set serial_number = excluded.serial_number
      """;

  private static final String TERM =
      """
      insert into cover_term
        (contract_id, stream_sequence, plan, years, starts_on, ends_on, concluded_on)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  private static final String CUSTOMER =
      "insert into cover_customer (customer_id, told_at) values (?, ?) on conflict do nothing";

  private final JdbcClient jdbc;
  private final CoverFacts cover;
  private final LinkListener links;
  private final PolicyListener policyListener;
  private final BusinessClock clock;

  // what comes in great numbers where a company brings its units and contracts along
  private final InOneGo<@Nullable Object[]> units;
  private final InOneGo<@Nullable Object[]> sites;
  private final InOneGo<@Nullable Object[]> siteChecks;
  private final InOneGo<@Nullable Object[]> contracts;
  private final InOneGo<@Nullable Object[]> terms;
  private final InOneGo<@Nullable Object[]> customers;

  ContractEvents(
      JdbcClient jdbc,
      JdbcOperations rows,
      CoverFacts cover,
      LinkListener links,
      PolicyListener policyListener,
      BusinessClock clock) {
    this.jdbc = jdbc;
    this.units = InOneGo.replacements(rows, UNIT);
    this.sites = InOneGo.rows(rows, SITE);
    this.siteChecks = InOneGo.rows(rows, SITE_CHECK);
    this.contracts = InOneGo.replacements(rows, CONTRACT);
    this.terms = InOneGo.rows(rows, TERM);
    this.customers = InOneGo.rows(rows, CUSTOMER);
    this.cover = cover;
    this.links = links;
    this.policyListener = policyListener;
    this.clock = clock;
  }

  @Override
  public String topic() {
    return "contract.events";
  }

  @Override
  public void on(EventEnvelope<?> envelope) {
    keep(envelope, new Following(links, policyListener));
  }

  /** What the event tells is written down, and nobody hears of it. */
  void keep(EventEnvelope<?> envelope) {
    keep(envelope, Following.NOBODY);
  }

  /** Who is told of what was written down. */
  private record Following(LinkListener links, PolicyListener policies) {

    static final Following NOBODY =
        new Following(
            (one, other) -> {},
            new PolicyListener() {
              @Override
              public void daysChanged(PolicyContext policy) {
                // nothing follows
              }

              @Override
              public void remindersChanged() {
                // nothing follows
              }
            });
  }

  private void keep(EventEnvelope<?> envelope, Following following) {
    DomainEvent event = envelope.data();
    switch (event) {
      case UnitEvent unit -> on(unit, envelope);
      case ContractEvent contract -> on(contract, envelope);
      case CustomerEvent customer -> on(customer, following);
      case ProductEvent product -> on(product, envelope);
      case CalendarEvent calendar -> on(calendar, envelope, following);
      case SettingEvent setting -> on(setting, envelope, following);
      case SiteCheckEvent siteCheck -> on(siteCheck, envelope);
      case IdentityEvent ignored -> {
        // the desk of contract-service looks into it
      }
      case ContactEvent ignored -> {
        // who is told of what is notification-service's concern
      }
      default ->
          throw new IllegalArgumentException(envelope.type() + " does not belong on this topic");
    }
  }

  @Clause("VER-9")
  private void on(UnitEvent event, EventEnvelope<?> envelope) {
    switch (event) {
      case UnitRegistered registered -> {
        register(registered);
        site(
            envelope,
            registered.serialNumber(),
            registered.siteId(),
            registered.siteFingerprint(),
            registered.ownerFingerprint());
      }
      case UnitMoved moved ->
          site(
              envelope,
              moved.serialNumber(),
              moved.siteId(),
              moved.siteFingerprint(),
              moved.ownerFingerprint());
      case UnitSoftwareReported ignored -> {
        // a request names the version that it is judged by (VER-9)
      }
      case WarrantyMovedToReplacement moved ->
          exchanged(
              envelope,
              moved.caseId(),
              moved.serialNumber(),
              moved.replacementSerialNumber(),
              moved.movedAt());
    }
  }

  private void on(SiteCheckEvent event, EventEnvelope<?> envelope) {
    switch (event) {
      case SiteChecked checked ->
          siteChecks.add(
              row(
                  checked.serialNumber().value(),
                  envelope.streamSequence(),
                  envelope.occurredAt().atOffset(ZoneOffset.UTC),
                  checked.siteFingerprint(),
                  checked.serviceable(),
                  checked.arrivalTargetHours()));
    }
  }

  private void on(ContractEvent event, EventEnvelope<?> envelope) {
    switch (event) {
      case ContractSigned signed -> {
        contracts.add(row(signed.contractId().value(), signed.serialNumber().value()));
        term(
            envelope,
            signed.contractId(),
            signed.plan(),
            signed.termYears(),
            new Period(signed.startDate(), signed.expiryDate()),
            signed.takenOver());
      }
      case ContractRenewed renewed ->
          term(
              envelope,
              renewed.contractId(),
              renewed.plan(),
              renewed.termYears(),
              new Period(renewed.startDate(), renewed.expiryDate()),
              renewed.takenOver());
      case ContractRuleOverridden overridden -> beyondEndOfSale(overridden);
      case ContractMovedToReplacement moved ->
          exchanged(
              envelope,
              moved.caseId(),
              moved.fromSerialNumber(),
              moved.toSerialNumber(),
              moved.movedAt());
      case ContractActivated ignored -> {
        // the dates of the term say it
      }
      case ContractExpired ignored -> {
        // the dates of the term say it
      }
      case AgencyNamed ignored -> {
        // who may renew a contract changes nothing of what it covers
      }
      case ContractExpiryNoticeDue ignored -> {
        // a matter between notification-service and the customer
      }
    }
  }

  private void on(CustomerEvent event, Following following) {
    switch (event) {
      case CustomerIdIssued issued -> customers.add(row(issued.customerId().value(), now()));
      case CustomerIdsLinked linked -> {
        jdbc.sql(
                """
                insert into cover_customer_link (customer_id, linked_id, told_at)
                values (:one, :other, :now), (:other, :one, :now)
                on conflict do nothing
                """)
            .param("one", linked.customerId().value())
            .param("other", linked.linkedCustomerId().value())
            .param("now", now())
            .update();
        following.links().onLinked(linked.customerId(), linked.linkedCustomerId());
      }
      case CustomerAliasAdded known -> {
        customers.add(row(known.alias().value(), now()));
        jdbc.sql(
                """
                insert into cover_customer_link (customer_id, linked_id, told_at)
                values (:one, :other, :now), (:other, :one, :now)
                on conflict do nothing
                """)
            .param("one", known.customerId().value())
            .param("other", known.alias().value())
            .param("now", now())
            .update();
        alias(known);
      }
      case CustomerIdReminderRequested ignored -> {
        // notification-service tells the ID once more
      }
    }
  }

  /** Cases that were taken in under an ID before it was told whom it means are found there too. */
  private void alias(CustomerAliasAdded known) {
    jdbc.sql(
            """
            insert into cover_customer_alias (alias, customer_id, told_at)
            values (:alias, :customer, :now)
            on conflict (alias) do update set customer_id = excluded.customer_id
            """)
        .param("alias", known.alias().value())
        .param("customer", known.customerId().value())
        .param("now", now())
        .update();
    for (String statement :
        List.of(
            "update case_index set customer_id = :customer where customer_id = :alias",
            "update return_duty set customer_id = :customer where customer_id = :alias")) {
      jdbc.sql(statement)
          .param("alias", known.alias().value())
          .param("customer", known.customerId().value())
          .update();
    }
    cover.aliasesChanged();
  }

  private void on(ProductEvent event, EventEnvelope<?> envelope) {
    String product = event.productCode().value();
    switch (event) {
      case ProductAdded added ->
          jdbc.sql(
                  """
                  insert into cover_product (product_code, family) values (:product, :family)
                  on conflict (product_code) do update set family = excluded.family
                  """)
              .param("product", product)
              .param("family", added.family().name())
              .update();
      case ReleasePublished published ->
          jdbc.sql(
                  """
                  insert into cover_release
                    (product_code, version, kind, published_on, published_table)
                  values (:product, :version, :kind, :publishedOn, :publishedTable)
                  on conflict (product_code, version) do update set
                    kind = excluded.kind, published_on = excluded.published_on,
                    published_table = excluded.published_table, withdrawn = false
                  """)
              .param("product", product)
              .param("version", published.version().text())
              .param("kind", published.kind().name())
              .param("publishedOn", published.publishedOn())
              .param("publishedTable", published.publishedTable())
              .update();
      case ReleaseWithdrawn withdrawn ->
          jdbc.sql(
                  "update cover_release set withdrawn = true"
                      + " where product_code = :product and version = :version")
              .param("product", product)
              .param("version", withdrawn.version().text())
              .update();
      case ReleaseDesignated designated ->
          jdbc.sql(
                  """
                  insert into cover_designation (product_code, version, until)
                  values (:product, :version, :until)
                  on conflict (product_code, version) do update set until = excluded.until
                  """)
              .param("product", product)
              .param("version", designated.version().text())
              .param("until", designated.until())
              .update();
      case HotfixApproved ignored -> {
        // whom it is handed out to is told by another event
      }
      case HotfixTargetsNamed named -> {
        for (CustomerId customer : named.customerIds()) {
          jdbc.sql(
                  """
                  insert into cover_hotfix_target
                    (product_code, version, customer_id, handed_out_on)
                  values (:product, :version, :customer, :handedOutOn)
                  on conflict do nothing
                  """)
              .param("product", product)
              .param("version", named.version().text())
              .param("customer", customer.value())
              .param("handedOutOn", JapanTime.dateOf(envelope.occurredAt()))
              .update();
        }
      }
      case EndOfSaleAnnounced announced ->
          jdbc.sql(
                  """
                  update cover_product set announced_on = :announcedOn, ends_on = :endsOn
                  where product_code = :product
                  """)
              .param("product", product)
              .param("announcedOn", announced.announcedOn())
              .param("endsOn", announced.endsOn())
              .update();
    }
  }

  private void on(CalendarEvent event, EventEnvelope<?> envelope, Following following) {
    switch (event) {
      case CalendarChanged changed -> {
        jdbc.sql(
                """
                insert into cover_calendar (version, content) values (:version, cast(:content as jsonb))
                on conflict (only_row) do update set
                  version = excluded.version, content = excluded.content
                """)
            .param("version", changed.calendarVersion())
            .param("content", new String(EventJson.write(changed), StandardCharsets.UTF_8))
            .update();
        jdbc.sql(
                """
                insert into cover_calendar_version (version, since, content, told_at)
                values (:version, :since, cast(:content as jsonb), :now)
                on conflict (version) do update set content = excluded.content
                """)
            .param("version", changed.calendarVersion())
            .param("since", envelope.recordedAt().atOffset(ZoneOffset.UTC))
            .param("now", now())
            .param("content", new String(EventJson.write(changed), StandardCharsets.UTF_8))
            .update();
        cover.policyChanged();
        following.policies().daysChanged(cover.policy());
      }
    }
  }

  private void on(SettingEvent event, EventEnvelope<?> envelope, Following following) {
    switch (event) {
      case SettingChanged changed -> {
        // a value that this service cannot read parks the stream, before any decision meets it
        SettingValues values = cover.settings().with(changed.key(), changed.value());
        values.policy(PolicyContext.STANDARD.calendar(), changed.settingsVersion());
        values.backdatingMaxDays(0);
        jdbc.sql(
                """
                insert into cover_setting (key, value, settings_version)
                values (:key, :value, :version)
                on conflict (key) do update set
                  value = excluded.value, settings_version = excluded.settings_version
                """)
            .param("key", changed.key())
            .param("value", changed.value())
            .param("version", changed.settingsVersion())
            .update();
        jdbc.sql(
                """
                insert into cover_setting_version (key, settings_version, since, value, told_at)
                values (:key, :version, :since, :value, :now)
                on conflict (key, settings_version) do update set value = excluded.value
                """)
            .param("key", changed.key())
            .param("version", changed.settingsVersion())
            .param("since", envelope.recordedAt().atOffset(ZoneOffset.UTC))
            .param("now", now())
            .param("value", changed.value())
            .update();
        cover.policyChanged();
        if (SettingValues.isReminderSchedule(changed.key())) {
          following.policies().remindersChanged();
        }
        if (SettingValues.isReminderDay(changed.key())) {
          following.policies().daysChanged(cover.policy());
        }
      }
    }
  }

  private void register(UnitRegistered registered) {
    Period warranty = registered.warranty();
    units.add(
        row(
            registered.serialNumber().value(),
            registered.productCode().value(),
            registered.customerId().value(),
            registered.purchaseDate(),
            registered.secondHand(),
            warranty == null ? null : warranty.from(),
            warranty == null ? null : warranty.to()));
  }

  private void site(
      EventEnvelope<?> envelope,
      SerialNumber serialNumber,
      SiteId siteId,
      String siteFingerprint,
      String ownerFingerprint) {
    sites.add(
        row(
            serialNumber.value(),
            envelope.streamSequence(),
            envelope.occurredAt().atOffset(ZoneOffset.UTC),
            siteId.value(),
            siteFingerprint,
            ownerFingerprint));
  }

  private void term(
      EventEnvelope<?> envelope,
      ContractId contractId,
      Plan plan,
      int years,
      Period covered,
      boolean takenOver) {
    terms.add(
        row(
            contractId.value(),
            envelope.streamSequence(),
            plan.name(),
            years,
            covered.from(),
            covered.to(),
            takenOver ? covered.from() : JapanTime.dateOf(envelope.occurredAt())));
  }

  /** When this is told to this service: from then on it is known here. */
  private OffsetDateTime now() {
    return clock.now().atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  /** it stands for the term that was concluded last. */
  @Clause("A-28")
  private void beyondEndOfSale(ContractRuleOverridden overridden) {
    terms.now();
    jdbc.sql(
            """
            update cover_term set beyond_end_of_sale = true
            where contract_id = :contract and stream_sequence =
              (select max(stream_sequence) from cover_term where contract_id = :contract)
            """)
        .param("contract", overridden.contractId().value())
        .update();
  }

  /** Mostly what this service told contract-service itself; its own row goes before this one. */
  private void exchanged(
      EventEnvelope<?> envelope,
      CaseId caseId,
      SerialNumber faulty,
      SerialNumber replacement,
      Instant movedAt) {
    jdbc.sql(
            """
            insert into cover_exchange
              (case_id, source, faulty_serial, replacement_serial, delivered_at)
            values (:case, :source, :faulty, :replacement, :movedAt)
            on conflict (case_id, source) do update set
              faulty_serial = excluded.faulty_serial,
              replacement_serial = excluded.replacement_serial,
              delivered_at = excluded.delivered_at
            """)
        .param("case", caseId.value())
        .param("source", envelope.streamId())
        .param("faulty", faulty.value())
        .param("replacement", replacement.value())
        .param("movedAt", movedAt.atOffset(ZoneOffset.UTC))
        .update();
  }
}
