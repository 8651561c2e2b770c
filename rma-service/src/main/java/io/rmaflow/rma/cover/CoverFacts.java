package io.rmaflow.rma.cover;

import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.CalendarEvent.CalendarChanged;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.kit.jdbc.ReadOnce;
import io.rmaflow.kit.jdbc.RoundTrip;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.CompanyHolidays;
import io.rmaflow.time.DayName;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the cover out of this service's own tables. */
@Component
class CoverFacts implements Cover {

  /** The unit and every unit that it is connected with by exchanges, over any number of steps. */
  private static final String FAMILY_OF =
      """
      with recursive family (serial_number) as (
        select cast(? as text)
        union
        select case when x.faulty_serial = f.serial_number
                    then x.replacement_serial else x.faulty_serial end
        from family f
        join cover_exchange x
          on x.faulty_serial = f.serial_number or x.replacement_serial = f.serial_number
        where x.replacement_serial is not null
      )
      """;

  /** Before any change. */
  private static final BusinessCalendar UNCHANGED = BusinessCalendar.standard();

  private final JdbcClient jdbc;
  private final JdbcOperations database;
  private final ReadOnce<Policy, PolicyContext> policies = new ReadOnce<>();
  private final ReadOnce<CustomerId, CustomerId> presentIds = new ReadOnce<>();
  private volatile @Nullable BusinessCalendar lastCalendar;
  private volatile @Nullable LastPolicy lastPolicy;

  CoverFacts(JdbcOperations database) {
    this.jdbc = JdbcClient.create(database);
    this.database = database;
  }

  @Override
  public PolicyContext policy() {
    return policies.get(Policy.PRESENT, present -> read());
  }

  /** This transaction has changed calendar or settings. */
  void policyChanged() {
    policies.forget();
  }

  private PolicyContext read() {
    Map<String, String> settings = new HashMap<>();
    int settingsVersion = 1;
    Integer calendarVersion = null;
    for (Told told :
        jdbc.sql(
                """
                select key, value, settings_version as version from cover_setting
                union all select null, null, version from cover_calendar
                """)
            .query(
                (row, number) ->
                    new Told(row.getString("key"), row.getString("value"), row.getInt("version")))
            .list()) {
      if (told.key() == null || told.value() == null) {
        calendarVersion = told.version();
      } else {
        settings.put(told.key(), told.value());
        settingsVersion = Math.max(settingsVersion, told.version());
      }
    }
    BusinessCalendar calendar = calendarVersion == null ? UNCHANGED : calendar(calendarVersion);
    LastPolicy last = lastPolicy;
    if (last == null || !last.isOf(settings, settingsVersion, calendar)) {
      last =
          new LastPolicy(
              Map.copyOf(settings), new SettingValues(settings).policy(calendar, settingsVersion));
      lastPolicy = last;
    }
    return last.policy();
  }

  /** What was last made of settings: as long as they are the same, so is the policy. */
  private record LastPolicy(Map<String, String> settings, PolicyContext policy) {

    private boolean isOf(Map<String, String> others, int version, BusinessCalendar calendar) {
      return policy.settingsVersion() == version
          && policy.calendarVersion() == calendar.version()
          && settings.equals(others);
    }
  }

  private enum Policy {
    PRESENT
  }

  /** A setting, or without key and value the calendar. */
  private record Told(@Nullable String key, @Nullable String value, int version) {}

  SettingValues settings() {
    return new SettingValues(
        jdbc
            .sql("select key, value from cover_setting")
            .query((row, number) -> Map.entry(text(row, "key"), text(row, "value")))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public Optional<UnitCover> unit(SerialNumber serialNumber, Instant at) {
    return lineage(serialNumber).coverOf(serialNumber, at);
  }

  @Override
  public Optional<ProductKnowledge> product(ProductCode productCode) {
    String code = productCode.value();
    RoundTrip trip = new RoundTrip(database);
    Supplier<List<ProductKnowledge.Release>> releases =
        trip.query("select * from cover_release where product_code = ?", CoverFacts::release, code);
    Supplier<List<ProductKnowledge.Designation>> designations =
        trip.query(
            "select * from cover_designation where product_code = ?",
            CoverFacts::designation,
            code);
    Supplier<List<ProductKnowledge.HotfixTarget>> hotfixTargets =
        trip.query(
            "select * from cover_hotfix_target where product_code = ?",
            CoverFacts::hotfixTarget,
            code);
    Supplier<List<ProductKnowledge>> product =
        trip.query(
            "select * from cover_product where product_code = ?",
            (row, number) ->
                new ProductKnowledge(
                    productCode,
                    ProductFamily.valueOf(text(row, "family")),
                    releases.get(),
                    designations.get(),
                    endOfSale(row),
                    hotfixTargets.get()),
            code);
    trip.go();
    return product.get().stream().findFirst();
  }

  @Override
  public Company company(CustomerId customerId) {
    RoundTrip trip = new RoundTrip(database);
    Supplier<List<Boolean>> known =
        trip.query(
            "select exists (select from cover_customer where customer_id = ?)",
            (row, number) -> row.getBoolean(1),
            customerId.value());
    Supplier<List<CustomerId>> ids =
        trip.query(
            """
            with recursive company (customer_id) as (
              select cast(? as text)
              union
              select l.linked_id from company c
              join cover_customer_link l on l.customer_id = c.customer_id
            )
            select customer_id from company
            """,
            (row, number) -> new CustomerId(text(row, "customer_id")),
            customerId.value());
    trip.go();
    return new Company(known.get().getFirst(), Set.copyOf(ids.get()));
  }

  @Override
  public Map<CustomerId, CustomerId> presentIds(Collection<CustomerId> customerIds) {
    Map<CustomerId, CustomerId> present = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (CustomerId id : Set.copyOf(customerIds)) {
      CustomerId known = presentIds.known(id);
      present.put(id, known == null ? id : known);
      if (known == null) {
        unknown.add(id.value());
      }
    }
    if (!unknown.isEmpty()) {
      jdbc.sql("select alias, customer_id from cover_customer_alias where alias = any(:aliases)")
          .param("aliases", unknown.toArray(String[]::new))
          .query(
              row -> {
                present.put(
                    new CustomerId(text(row, "alias")), new CustomerId(text(row, "customer_id")));
              });
    }
    present.forEach(presentIds::put);
    return present;
  }

  /** This transaction has told whom an ID means. */
  void aliasesChanged() {
    presentIds.forget();
  }

  /** What one version says never changes, and reading it costs more than all the rest. */
  private BusinessCalendar calendar(int version) {
    BusinessCalendar last = lastCalendar;
    if (last != null && last.version() == version) {
      return last;
    }
    BusinessCalendar told =
        jdbc.sql("select content from cover_calendar")
            .query((row, number) -> calendar(text(row, "content")))
            .single();
    lastCalendar = told;
    return told;
  }

  static BusinessCalendar calendar(String changed) {
    CalendarChanged told =
        EventJson.read(changed.getBytes(StandardCharsets.UTF_8), CalendarChanged.class);
    Map<LocalDate, DayName> added =
        told.added().stream()
            .collect(
                Collectors.toMap(
                    holiday -> holiday.date(),
                    holiday -> new DayName(holiday.ja(), holiday.en()),
                    (first, second) -> second));
    return new BusinessCalendar(
        told.calendarVersion(),
        new CompanyHolidays(
            CompanyHolidays.STANDARD.yearly(), added, Set.copyOf(told.withdrawn())));
  }

  /**
   * As a rule a unit has no family: then one round trip says so, and all else of the unit with it.
   */
  private Lineage lineage(SerialNumber serialNumber) {
    RoundTrip trip = new RoundTrip(database);
    Supplier<List<Member>> family =
        trip.query(
            FAMILY_OF
                + "select f.serial_number as member, u.* from family f"
                + " left join cover_unit u on u.serial_number = f.serial_number",
            CoverFacts::member,
            serialNumber.value());
    OfFamily alone = new OfFamily(trip, serialNumber.value());
    trip.go();
    List<Member> members = family.get();
    if (members.size() == 1) {
      return alone.lineage(members);
    }
    RoundTrip again = new RoundTrip(database);
    OfFamily all =
        new OfFamily(again, members.stream().map(Member::serialNumber).toArray(String[]::new));
    again.go();
    return all.lineage(members);
  }

  private record Member(String serialNumber, Lineage.@Nullable Registration registration) {}

  private static Member member(ResultSet row, int number) throws SQLException {
    return new Member(
        text(row, "member"), row.getString("serial_number") == null ? null : registration(row));
  }

  /** What is known of units, beside their registrations. */
  private static final class OfFamily {
    private final Supplier<List<Lineage.SiteEntry>> sites;
    private final Supplier<List<Lineage.SignedTerm>> terms;
    private final Supplier<List<Optional<Lineage.Exchange>>> exchanges;
    private final Supplier<List<Lineage.SiteCheck>> siteChecks;

    private OfFamily(RoundTrip trip, String... family) {
      sites =
          trip.query(
              "select * from cover_site where serial_number = any(?)"
                  + " order by serial_number, stream_sequence",
              (row, number) -> site(row),
              (Object) family);
      terms =
          trip.query(
              "select c.serial_number, t.* from cover_contract c"
                  + " join cover_term t using (contract_id) where c.serial_number = any(?)",
              (row, number) -> term(row),
              (Object) family);
      exchanges =
          trip.query(
              """
              select distinct on (case_id) * from cover_exchange
              where faulty_serial = any(?)
              order by case_id, source = 'rma' desc, delivered_at desc, source
              """,
              (row, number) -> exchange(row),
              (Object) family);
      siteChecks =
          trip.query(
              "select * from cover_site_check where serial_number = any(?)"
                  + " and serviceable order by serial_number, stream_sequence",
              (row, number) -> siteCheck(row),
              (Object) family);
    }

    private Lineage lineage(List<Member> members) {
      return new Lineage(
          members.stream()
              .flatMap(member -> Optional.ofNullable(member.registration()).stream())
              .collect(Collectors.toMap(Lineage.Registration::serialNumber, unit -> unit)),
          sites.get(),
          terms.get(),
          exchanges.get().stream().flatMap(Optional::stream).toList(),
          siteChecks.get());
    }
  }

  private static Lineage.Registration registration(ResultSet row) throws SQLException {
    LocalDate from = row.getObject("warranty_from", LocalDate.class);
    LocalDate to = row.getObject("warranty_to", LocalDate.class);
    return new Lineage.Registration(
        new SerialNumber(text(row, "serial_number")),
        new ProductCode(text(row, "product_code")),
        new CustomerId(text(row, "customer_id")),
        row.getObject("purchase_date", LocalDate.class),
        row.getBoolean("second_hand"),
        from == null || to == null ? null : new Period(from, to));
  }

  private static Lineage.SiteEntry site(ResultSet row) throws SQLException {
    return new Lineage.SiteEntry(
        new SerialNumber(text(row, "serial_number")),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        new SiteId(text(row, "site_id")),
        text(row, "site_fingerprint"),
        text(row, "owner_fingerprint"));
  }

  private static Lineage.SiteCheck siteCheck(ResultSet row) throws SQLException {
    return new Lineage.SiteCheck(
        new SerialNumber(text(row, "serial_number")),
        text(row, "site_fingerprint"),
        row.getInt("arrival_target_hours"),
        row.getObject("checked_at", OffsetDateTime.class).toInstant());
  }

  private static Lineage.SignedTerm term(ResultSet row) throws SQLException {
    return new Lineage.SignedTerm(
        new SerialNumber(text(row, "serial_number")),
        new Term(
            new ContractId(text(row, "contract_id")),
            Plan.valueOf(text(row, "plan")),
            row.getInt("years"),
            row.getObject("starts_on", LocalDate.class),
            row.getObject("ends_on", LocalDate.class),
            row.getObject("concluded_on", LocalDate.class),
            row.getBoolean("beyond_end_of_sale")));
  }

  /** Nothing while the replacement or its delivery is not yet known. */
  private static Optional<Lineage.Exchange> exchange(ResultSet row) throws SQLException {
    String replacement = row.getString("replacement_serial");
    OffsetDateTime deliveredAt = row.getObject("delivered_at", OffsetDateTime.class);
    if (replacement == null || deliveredAt == null) {
      return Optional.empty();
    }
    String product = row.getString("product_code");
    return Optional.of(
        new Lineage.Exchange(
            new SerialNumber(text(row, "faulty_serial")),
            new SerialNumber(replacement),
            product == null ? null : new ProductCode(product),
            deliveredAt.toInstant()));
  }

  private static ProductKnowledge.Release release(ResultSet row, int number) throws SQLException {
    return new ProductKnowledge.Release(
        new SoftwareVersion(text(row, "version")),
        ReleaseKind.valueOf(text(row, "kind")),
        row.getObject("published_on", LocalDate.class),
        row.getBoolean("published_table"),
        row.getBoolean("withdrawn"));
  }

  private static ProductKnowledge.HotfixTarget hotfixTarget(ResultSet row, int number)
      throws SQLException {
    return new ProductKnowledge.HotfixTarget(
        new SoftwareVersion(text(row, "version")),
        new CustomerId(text(row, "customer_id")),
        row.getObject("handed_out_on", LocalDate.class));
  }

  private static ProductKnowledge.Designation designation(ResultSet row, int number)
      throws SQLException {
    return new ProductKnowledge.Designation(
        new SoftwareVersion(text(row, "version")), row.getObject("until", LocalDate.class));
  }

  private static ProductKnowledge.@Nullable EndOfSale endOfSale(ResultSet row) throws SQLException {
    LocalDate announcedOn = row.getObject("announced_on", LocalDate.class);
    LocalDate endsOn = row.getObject("ends_on", LocalDate.class);
    return announcedOn == null || endsOn == null
        ? null
        : new ProductKnowledge.EndOfSale(announcedOn, endsOn);
  }

  /** A column that the schema declares not null. */
  private static String text(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    if (value == null) {
      throw new IllegalStateException(column + " is null");
    }
    return value;
  }
}
