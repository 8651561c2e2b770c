package io.rmaflow.contract.agreement;

import io.rmaflow.contract.agreement.rules.AgreementState.Status;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.ContractEvent.AgencyNamed;
import io.rmaflow.events.contract.ContractEvent.ContractActivated;
import io.rmaflow.events.contract.ContractEvent.ContractExpired;
import io.rmaflow.events.contract.ContractEvent.ContractMovedToReplacement;
import io.rmaflow.events.contract.ContractEvent.ContractRenewed;
import io.rmaflow.events.contract.ContractEvent.ContractRuleOverridden;
import io.rmaflow.events.contract.ContractEvent.ContractSigned;
import io.rmaflow.events.contract.ContractEvent.Party;
import io.rmaflow.kit.jdbc.WriteBatch;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The contracts, as everybody in this service looks them up. */
@Component
@ProcessingGroup("agreements")
public class Agreements {

  private final JdbcClient jdbc;

  Agreements(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A contract without its terms. */
  public record Agreement(
      ContractId contractId,
      CustomerId customerId,
      SerialNumber serialNumber,
      ProductCode productCode,
      Status status,
      LocalDate startDate,
      LocalDate expiryDate,
      Party appliedBy,
      @Nullable String agency,
      String policyVersion,
      Instant signedAt) {}

  /**
   * One term of a contract, both days inclusive, JST.
   *
   * @param termYears years of it
   * @param plan that holds in it
   * @param startDate first covered day, in Japan
   * @param expiryDate last covered day, in Japan
   * @param concludedBy who applied for the first one, or renewed by this one (CON-11)
   * @param renewedBy who renewed by this term; of the first one, who applied
   * @param agency which agency that was; null where the customer did it, or where it is not known
   */
  public record Term(
      int termYears,
      Plan plan,
      LocalDate startDate,
      LocalDate expiryDate,
      Party concludedBy,
      Party renewedBy,
      @Nullable String agency) {}

  /**
   * A rule that was set aside for a contract.
   *
   * @param rule the clause that gives the room
   */
  public record SetAside(
      String rule, TextId reasonId, Instant overriddenAt, @Nullable String overriddenBy) {}

  /**
   * A unit's hold on a contract.
   *
   * @param heldFrom since when, absent: from the beginning
   * @param heldTo until when, exclusive; absent: still
   */
  public record Holding(
      ContractId contractId,
      SerialNumber serialNumber,
      @Nullable Instant heldFrom,
      @Nullable Instant heldTo) {}

  /** The next ID, {@code CT-<n>}. */
  public ContractId nextId() {
    long number = jdbc.sql("select nextval('contract_number')").query(Long.class).single();
    return new ContractId("CT-" + number);
  }

  /** So many further IDs. */
  public List<ContractId> nextIds(int count) {
    return jdbc
        .sql("select nextval('contract_number') from generate_series(1, ?)")
        .param(count)
        .query(Long.class)
        .list()
        .stream()
        .map(number -> new ContractId("CT-" + number))
        .toList();
  }

  /** The contract of this ID. */
  public Optional<Agreement> find(ContractId id) {
    return jdbc.sql("select * from contract where contract_id = ?")
        .param(id.value())
        .query(Agreements::agreement)
        .optional();
  }

  /** The terms of a contract, the first one first. */
  public List<Term> terms(ContractId id) {
    return terms(List.of(id)).getOrDefault(id, List.of());
  }

  /** The same of many at once; without those that are not known. */
  Map<ContractId, List<Term>> terms(Collection<ContractId> ids) {
    return byContract(
        "select * from contract_term where contract_id = any(?) order by number",
        ids,
        row ->
            new Term(
                row.getInt("term_years"),
                Plan.valueOf(row.getString("plan")),
                row.getObject("start_date", LocalDate.class),
                row.getObject("expiry_date", LocalDate.class),
                Party.valueOf(row.getString("concluded_by")),
                Party.valueOf(row.getString("concluded_by")),
                row.getString("agency")));
  }

  /** What was set aside for contracts, of each the first first; without those where nothing was. */
  Map<ContractId, List<SetAside>> overrides(Collection<ContractId> ids) {
    return byContract(
        "select * from contract_override where contract_id = any(?) order by sequence",
        ids,
        row ->
            new SetAside(
                row.getString("rule"),
                new TextId(row.getString("reason_id")),
                row.getTimestamp("overridden_at").toInstant(),
                row.getString("overridden_by")));
  }

  @FunctionalInterface
  private interface OfRow<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> Map<ContractId, List<T>> byContract(
      String sql, Collection<ContractId> ids, OfRow<T> reading) {
    Map<ContractId, List<T>> found = new HashMap<>();
    jdbc.sql(sql)
        .param(ids.stream().map(ContractId::value).toArray(String[]::new))
        .query(
            row -> {
              found
                  .computeIfAbsent(
                      new ContractId(row.getString("contract_id")), id -> new ArrayList<>())
                  .add(reading.read(row));
            });
    return found;
  }

  /** Every contract that the unit holds or ever held, the oldest first. */
  public List<Holding> holdings(SerialNumber serial) {
    return jdbc.sql(
            """
            select h.* from contract_holder h join contract c using (contract_id)
            where h.serial_number = ? order by c.start_date, c.contract_id
            """)
        .param(serial.value())
        .query(
            (row, number) ->
                new Holding(
                    new ContractId(row.getString("contract_id")),
                    new SerialNumber(row.getString("serial_number")),
                    instant(row.getTimestamp("held_from")),
                    instant(row.getTimestamp("held_to"))))
        .list();
  }

  /**
   * The contracts that fit every filter given, the newest first.
   *
   * @param customerIds of any of these; empty: of all
   */
  public Page<Agreement> search(
      @Nullable SerialNumber serialNumber,
      @Nullable Set<CustomerId> customerIds,
      @Nullable LocalDate expiringBefore,
      PageRequest page) {
    Map<String, Object> filters = new LinkedHashMap<>();
    List<String> conditions = new ArrayList<>(List.of("true"));
    if (serialNumber != null) {
      conditions.add(
          "contract_id in (select contract_id from contract_holder where serial_number = :serial)");
      filters.put("serial", serialNumber.value());
    }
    if (customerIds != null) {
      conditions.add("customer_id = any(:customers)");
      filters.put("customers", customerIds.stream().map(CustomerId::value).toArray(String[]::new));
    }
    if (expiringBefore != null) {
      conditions.add("expiry_date < :before and status <> 'EXPIRED'");
      filters.put("before", expiringBefore);
    }
    String where = " from contract where " + String.join(" and ", conditions);
    long total = jdbc.sql("select count(*)" + where).params(filters).query(Long.class).single();
    List<Agreement> items =
        jdbc.sql(
                "select *"
                    + where
                    + " order by signed_at desc, contract_id limit :size offset :offset")
            .params(filters)
            .param("size", page.size())
            .param("offset", page.offset())
            .query(Agreements::agreement)
            .list();
    return new Page<>(items, page.page(), page.size(), total);
  }

  /**
   * Some of the contracts that have not expired, by their IDs.
   *
   * @param after only those whose IDs come after this one; empty: from the first one on
   * @param day only those that end after it, JST
   */
  List<Agreement> inForce(String after, LocalDate day, int most) {
    return jdbc.sql(
            """
            select * from contract
            where contract_id > ? and expiry_date > ? and status <> 'EXPIRED'
            order by contract_id limit ?
            """)
        .params(after, day, most)
        .query(Agreements::agreement)
        .list();
  }

  @EventHandler
  void on(ContractSigned signed, EventEnvelope<?> envelope) {
    WriteBatch.update(
        jdbc,
        signed.contractId().value(),
        """
        insert into contract (contract_id, customer_id, serial_number, product_code, status,
            start_date, expiry_date, applied_by, agency, policy_version, signed_at)
        values (?, ?, ?, ?, 'CONCLUDED', ?, ?, ?, ?, ?, ?)
        """,
        signed.contractId().value(),
        signed.customerId().value(),
        signed.serialNumber().value(),
        signed.productCode().value(),
        signed.startDate(),
        signed.expiryDate(),
        signed.appliedBy().name(),
        signed.agency(),
        signed.policyVersion(),
        Timestamp.from(envelope.occurredAt()));
    addTerm(
        signed.contractId(),
        signed.plan(),
        signed.termYears(),
        signed.startDate(),
        signed.expiryDate(),
        signed.appliedBy(),
        signed.appliedBy() == Party.AGENCY ? signed.agency() : null);
    WriteBatch.update(
        jdbc,
        signed.contractId().value(),
        "insert into contract_holder (contract_id, serial_number) values (?, ?)",
        signed.contractId().value(),
        signed.serialNumber().value());
  }

  @EventHandler
  void on(ContractRuleOverridden overridden, EventEnvelope<?> envelope) {
    jdbc.sql("insert into contract_override values (?, ?, ?, ?, ?, ?)")
        .param(overridden.contractId().value())
        .param(envelope.streamSequence())
        .param(overridden.rule())
        .param(overridden.reasonId().value())
        .param(Timestamp.from(envelope.occurredAt()))
        .param(envelope.actor())
        .update();
  }

  @EventHandler
  void on(AgencyNamed named) {
    WriteBatch.update(
        jdbc,
        named.contractId().value(),
        "update contract set agency = ? where contract_id = ?",
        named.agency(),
        named.contractId().value());
  }

  @EventHandler
  void on(ContractActivated activated) {
    setStatus(activated.contractId(), Status.ACTIVE);
  }

  @EventHandler
  void on(ContractExpired expired) {
    setStatus(expired.contractId(), Status.EXPIRED);
  }

  @EventHandler
  void on(ContractRenewed renewed) {
    addTerm(
        renewed.contractId(),
        renewed.plan(),
        renewed.termYears(),
        renewed.startDate(),
        renewed.expiryDate(),
        renewed.renewedBy(),
        renewed.agency());
    WriteBatch.update(
        jdbc,
        renewed.contractId().value(),
        """
        update contract
        set expiry_date = ?, status = case status when 'EXPIRED' then 'ACTIVE' else status end
        where contract_id = ?
        """,
        renewed.expiryDate(),
        renewed.contractId().value());
  }

  /** The same case may move the contract again, to another instant or another unit. */
  @EventHandler
  void on(ContractMovedToReplacement moved) {
    String contract = moved.contractId().value();
    Timestamp at = Timestamp.from(moved.movedAt());
    jdbc.sql(
            """
            delete from contract_holder
            where contract_id = ? and moved_in_case = ? and serial_number <> ?
            """)
        .param(contract)
        .param(moved.caseId().value())
        .param(moved.toSerialNumber().value())
        .update();
    jdbc.sql("update contract_holder set held_to = ? where contract_id = ? and serial_number = ?")
        .param(at)
        .param(contract)
        .param(moved.fromSerialNumber().value())
        .update();
    jdbc.sql(
            """
            insert into contract_holder (contract_id, serial_number, held_from, moved_in_case)
            values (?, ?, ?, ?)
            on conflict (contract_id, serial_number) do update
              set held_from = excluded.held_from, moved_in_case = excluded.moved_in_case
            """)
        .param(contract)
        .param(moved.toSerialNumber().value())
        .param(at)
        .param(moved.caseId().value())
        .update();
    jdbc.sql(
            """
            update contract set serial_number = coalesce(
              (select serial_number from contract_holder
               where contract_id = :contract and held_to is null
               order by held_from desc nulls last limit 1), serial_number)
            where contract_id = :contract
            """)
        .param("contract", contract)
        .update();
  }

  private void addTerm(
      ContractId id,
      Plan plan,
      int years,
      LocalDate start,
      LocalDate expiry,
      Party party,
      @Nullable String agency) {
    WriteBatch.update(
        jdbc,
        id.value(),
        """
        insert into contract_term (contract_id, number, plan, term_years, start_date,
            expiry_date, concluded_by, agency)
        select ?, count(*) + 1, ?, ?, ?, ?, ?, ? from contract_term where contract_id = ?
        """,
        id.value(),
        plan.name(),
        years,
        start,
        expiry,
        party.name(),
        agency,
        id.value());
  }

  private void setStatus(ContractId id, Status status) {
    WriteBatch.update(
        jdbc,
        id.value(),
        "update contract set status = ? where contract_id = ?",
        status.name(),
        id.value());
  }

  private static Agreement agreement(ResultSet row, int number) throws SQLException {
    return new Agreement(
        new ContractId(row.getString("contract_id")),
        new CustomerId(row.getString("customer_id")),
        new SerialNumber(row.getString("serial_number")),
        new ProductCode(row.getString("product_code")),
        Status.valueOf(row.getString("status")),
        row.getObject("start_date", LocalDate.class),
        row.getObject("expiry_date", LocalDate.class),
        Party.valueOf(row.getString("applied_by")),
        row.getString("agency"),
        row.getString("policy_version"),
        row.getTimestamp("signed_at").toInstant());
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
