package io.rmaflow.notification.files;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ContactEvent.ContactChanged;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import io.rmaflow.kit.jdbc.InOneGo;
import io.rmaflow.kit.jdbc.ReadOnce;
import io.rmaflow.kit.jdbc.RoundTrip;
import io.rmaflow.notification.mail.CaseFile;
import io.rmaflow.notification.mail.ContractFile;
import io.rmaflow.notification.mail.MailRules.Release;
import io.rmaflow.notification.mail.MailRules.UnitInUse;
import io.rmaflow.notification.wording.Surroundings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What is known of cases, contracts, units and products, as far as mails need it. */
@Repository
public class Files implements Surroundings {

  private static final String RETURN_ADDRESS = "shipping.returnAddress";
  private static final String RETENTION = "retention.";

  private final JdbcClient database;
  private final JdbcOperations rows;
  private final JsonMapper json = EventJson.mapper();

  /** What this transaction knows of the cases that it has locked. */
  private final ReadOnce<CaseId, CaseFile> locked = new ReadOnce<>();

  /** What it writes at its end: of several events of a case only the last file. */
  private final InOneGo<Change> changes = new InOneGo<>(this::write);

  Files(JdbcClient database, JdbcOperations rows) {
    this.database = database;
    this.rows = rows;
  }

  // ---- cases

  /** What is known of the case; nobody else changes it before this transaction ends. */
  public CaseFile lock(CaseId caseId) {
    return locked.get(caseId, this::lockNow);
  }

  /** The same without a lock, for somebody to whom alone the tables belong. */
  public CaseFile known(CaseId caseId) {
    return locked.get(caseId, this::caseFile);
  }

  private CaseFile lockNow(CaseId caseId) {
    RoundTrip trip = new RoundTrip(rows);
    // the row may not be there yet, and what is read must be what it is after the waiting
    trip.update("select pg_advisory_xact_lock(hashtextextended(?, 0))", "case/" + caseId.value());
    Supplier<List<CaseFile>> known =
        trip.query(
            "select file from case_file where case_id = ?",
            (row, n) -> json.readValue(row.getString(1), CaseFile.class),
            caseId.value());
    trip.go();
    return known.get().stream().findFirst().orElseGet(() -> CaseFile.empty(caseId));
  }

  /** Keeps what is known of a locked case by now. */
  public void save(CaseFile file) {
    locked.put(file.caseId(), file);
    changes.add(
        new Change(
            "case " + file.caseId(),
            """
            insert into case_file (case_id, file) values (?, cast(? as jsonb))
            on conflict (case_id) do update set file = excluded.file
            """,
            file.caseId().value(),
            json.writeValueAsString(file)));
  }

  /** What was committed of the case. */
  public CaseFile caseFile(CaseId caseId) {
    return database
        .sql("select file from case_file where case_id = :id")
        .param("id", caseId.value())
        .query(String.class)
        .optional()
        .map(file -> json.readValue(file, CaseFile.class))
        .orElseGet(() -> CaseFile.empty(caseId));
  }

  /**
   * A row as it is to be at the end of the transaction.
   *
   * @param thing of which only the last change counts
   */
  private record Change(String thing, String sql, String key, String value) {}

  private void write(List<Change> all) {
    Map<String, Change> last = new LinkedHashMap<>();
    all.forEach(change -> last.put(change.thing(), change));
    RoundTrip trip = new RoundTrip(rows);
    last.values().forEach(change -> trip.update(change.sql(), change.key(), change.value()));
    trip.go();
  }

  // ---- contracts

  /** Keeps what is known of contracts by now. */
  public void save(Collection<ContractFile> contracts) {
    rows.batchUpdate(
        """
        insert into contract_file (contract_id, file) values (?, cast(? as jsonb))
        on conflict (contract_id) do update set file = excluded.file
        """,
        contracts.stream()
            .map(file -> new Object[] {file.contractId().value(), json.writeValueAsString(file)})
            .toList());
  }

  /** What is known of the contract now. */
  public Optional<ContractFile> contractFile(ContractId contractId) {
    return database
        .sql("select file from contract_file where contract_id = :id")
        .param("id", contractId.value())
        .query(String.class)
        .optional()
        .map(file -> json.readValue(file, ContractFile.class));
  }

  // ---- units

  /** Keeps whom the registrations name. */
  public void saveContacts(Collection<UnitRegistered> units) {
    rows.batchUpdate(
        """
        insert into unit_contacts (serial_number, product_code, contact_ids) values (?, ?, ?)
        on conflict (serial_number) do update
        set contact_ids = excluded.contact_ids, product_code = excluded.product_code
        """,
        units.stream()
            .map(
                unit ->
                    new Object[] {
                      unit.serialNumber().value(),
                      unit.productCode().value(),
                      unit.contactIds().stream().map(ContactId::value).toArray(String[]::new)
                    })
            .toList());
  }

  /** The contacts of the unit's registration; nothing where it has not been taken in yet. */
  public Optional<List<ContactId>> contactsOf(SerialNumber unit) {
    return database
        .sql("select contact_ids from unit_contacts where serial_number = :unit")
        .param("unit", unit.value())
        .query((row, n) -> (String[]) row.getArray("contact_ids").getArray())
        .optional()
        .map(ids -> Arrays.stream(ids).map(ContactId::new).toList());
  }

  /**
   * Who looks after which units of the product that are under contract on that day. A contract may
   * have moved to another unit; the contacts are those of the registered one.
   */
  public Map<ContactId, List<UnitInUse>> unitsByContact(ProductCode product, LocalDate day) {
    changes.now();
    Map<ContactId, List<UnitInUse>> units = new LinkedHashMap<>();
    database
        .sql(
            """
            select unnest(u.contact_ids) as contact, c.unit, v.version
            from unit_contacts u
            join lateral (
              select distinct coalesce(file ->> 'presentSerialNumber', u.serial_number) as unit
              from contract_file
              where file ->> 'registeredSerialNumber' = u.serial_number
                and file ->> 'expiryDate' >= :day) c on true
            left join unit_version v on v.serial_number = c.unit
            where u.product_code = :product
            order by contact, c.unit
            """)
        .param("product", product.value())
        .param("day", day.toString())
        .query(
            row -> {
              String version = row.getString("version");
              units
                  .computeIfAbsent(new ContactId(row.getString("contact")), c -> new ArrayList<>())
                  .add(
                      new UnitInUse(
                          new SerialNumber(row.getString("unit")),
                          version == null ? null : new SoftwareVersion(version)));
            });
    return units;
  }

  /** The contacts of a customer's units of the product that are under contract on that day. */
  public List<ContactId> contactsOf(CustomerId customer, ProductCode product, LocalDate day) {
    return database
        .sql(
            """
            select distinct unnest(u.contact_ids) as contact from unit_contacts u
            join contract_file c on c.file ->> 'registeredSerialNumber' = u.serial_number
            where u.product_code = :product and c.file ->> 'customerId' = :customer
              and c.file ->> 'expiryDate' >= :day
            order by contact
            """)
        .param("product", product.value())
        .param("customer", customer.value())
        .param("day", day.toString())
        .query((row, n) -> new ContactId(row.getString("contact")))
        .list();
  }

  /**
   * Keeps what software a unit has, as somebody last said; nothing where it is not in the notation.
   */
  public void saveVersionInUse(SerialNumber unit, String version) {
    SoftwareVersion.parse(version)
        .ifPresent(
            known ->
                changes.add(
                    new Change(
                        "unit " + unit,
                        """
                        insert into unit_version (serial_number, version) values (?, ?)
                        on conflict (serial_number) do update set version = excluded.version
                        """,
                        unit.value(),
                        known.text())));
  }

  // ---- contacts

  /** Keeps who wants contract notices (NOT-2). */
  public void saveOptIns(Collection<ContactChanged> contacts) {
    rows.batchUpdate(
        """
        insert into contact_opt_in (contact_id, contract_notices) values (?, ?)
        on conflict (contact_id) do update set contract_notices = excluded.contract_notices
        """,
        contacts.stream()
            .map(contact -> new Object[] {contact.contactId().value(), contact.contractNotices()})
            .toList());
  }

  /** Whether the contact wants contract notices now; nothing where the contact is not known yet. */
  public Optional<Boolean> wantsContractNotices(ContactId contact) {
    return database
        .sql("select contract_notices from contact_opt_in where contact_id = :id")
        .param("id", contact.value())
        .query(Boolean.class)
        .optional();
  }

  /** The contact is nobody any more, and wants no notices. */
  public void forget(ContactId contact) {
    database
        .sql(
            """
            insert into contact_opt_in (contact_id, contract_notices) values (:id, false)
            on conflict (contact_id) do update set contract_notices = false
            """)
        .param("id", contact.value())
        .update();
  }

  /** Both IDs are of one company. */
  @Clause({"A-31", "A-61"})
  public void saveLink(CustomerId one, CustomerId other) {
    database
        .sql(
            """
            insert into customer_link (customer_id, linked_customer_id)
            values (:one, :other), (:other, :one)
            on conflict do nothing
            """)
        .param("one", one.value())
        .param("other", other.value())
        .update();
  }

  // ---- products and settings

  /** Keeps what a product is called. */
  public void saveName(ProductCode product, String name) {
    database
        .sql(
            """
            insert into product_name (product_code, name) values (:code, :name)
            on conflict (product_code) do update set name = excluded.name
            """)
        .param("code", product.value())
        .param("name", name)
        .update();
  }

  /** The product's periodic releases so far, without those that were withdrawn. */
  public List<Release> periodicReleases(ProductCode product) {
    return database
        .sql(
            """
            select version, published_on from periodic_release where product_code = :code
            order by published_on, version
            """)
        .param("code", product.value())
        .query(
            (row, n) ->
                new Release(
                    new SoftwareVersion(row.getString("version")),
                    row.getObject("published_on", LocalDate.class)))
        .list();
  }

  /** Keeps a periodic release; one that is known stays as it is. */
  public void saveRelease(ProductCode product, SoftwareVersion version, LocalDate publishedOn) {
    database
        .sql(
            """
            insert into periodic_release (product_code, version, published_on)
            values (:code, :version, :day) on conflict do nothing
            """)
        .param("code", product.value())
        .param("version", version.text())
        .param("day", publishedOn)
        .update();
  }

  /** Forgets a release that was withdrawn. */
  public void removeRelease(ProductCode product, SoftwareVersion version) {
    database
        .sql("delete from periodic_release where product_code = :code and version = :version")
        .param("code", product.value())
        .param("version", version.text())
        .update();
  }

  /** Keeps a setting that mails, or their keeping, depend on; its value is JSON text. */
  public void saveSetting(String key, String value) {
    if (key.equals(RETURN_ADDRESS)) {
      save(key, json.readValue(value, String.class));
    } else if (key.startsWith(RETENTION)) {
      save(key, value);
    }
  }

  private void save(String key, String value) {
    database
        .sql(
            """
            insert into setting (key, value) values (:key, :value)
            on conflict (key) do update set value = excluded.value
            """)
        .param("key", key)
        .param("value", value)
        .update();
  }

  /** The setting as JSON text; nothing where nobody has set it. */
  public Optional<String> setting(String key) {
    return database
        .sql("select value from setting where key = :key")
        .param("key", key)
        .query(String.class)
        .optional();
  }

  @Override
  public String returnAddress() {
    return database
        .sql("select value from setting where key = :key")
        .param("key", RETURN_ADDRESS)
        .query(String.class)
        .optional()
        .orElse(POLICY_RETURN_ADDRESS);
  }

  @Override
  public String productName(ProductCode code) {
    return database
        .sql("select name from product_name where product_code = :code")
        .param("code", code.value())
        .query(String.class)
        .optional()
        .orElse(code.value());
  }
}
