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
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.CompanyHolidays;
import io.rmaflow.time.DayName;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the cover out of this service's own tables. */
@Component
class CoverFacts implements Cover {

  /** The unit and every unit that it is connected with by exchanges, over any number of steps. */
  private static final String FAMILY_OF =
      """
      with recursive family (serial_number) as (
        select cast(:serial as text)
        union
        select case when x.faulty_serial = f.serial_number
                    then x.replacement_serial else x.faulty_serial end
        from family f
        join cover_exchange x
          on x.faulty_serial = f.serial_number or x.replacement_serial = f.serial_number
        where x.replacement_serial is not null
      )
      """;

  private final JdbcClient jdbc;
  private volatile @Nullable BusinessCalendar lastCalendar;

  CoverFacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public PolicyContext policy() {
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
    return new SettingValues(settings)
        .policy(
            calendarVersion == null ? BusinessCalendar.standard() : calendar(calendarVersion),
            settingsVersion);
  }

  /** A setting, or without key and value the calendar. */
  private record Told(@Nullable String key, @Nullable String value, int version) {}

  @Override
  public PolicyContext policyAt(Instant instant) {
    OffsetDateTime at = instant.atOffset(ZoneOffset.UTC);
    BusinessCalendar calendar =
        jdbc.sql(
                """
                select content from cover_calendar_version where since <= :at
                 order by version desc limit 1
                """)
            .param("at", at)
            .query((row, number) -> calendar(text(row, "content")))
            .optional()
            .orElse(BusinessCalendar.standard());
    int version =
        jdbc.sql(
                """
                select coalesce(max(settings_version), 1) from cover_setting_version
                 where since <= :at
                """)
            .param("at", at)
            .query(Integer.class)
            .single();
    SettingValues settings =
        new SettingValues(
            jdbc
                .sql(
                    """
                    select distinct on (key) key, value from cover_setting_version
                     where since <= :at order by key, settings_version desc
                    """)
                .param("at", at)
                .query((row, number) -> Map.entry(text(row, "key"), text(row, "value")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    return settings.policy(calendar, version);
  }

  @Override
  public List<Instant> policyChanges() {
    return jdbc.sql(
            """
            select since from cover_calendar_version
            union select since from cover_setting_version order by since
            """)
        .query((row, number) -> row.getObject("since", OffsetDateTime.class).toInstant())
        .list();
  }

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
    return jdbc.sql("select * from cover_product where product_code = :product")
        .param("product", productCode.value())
        .query(
            (row, number) ->
                new ProductKnowledge(
                    productCode,
                    ProductFamily.valueOf(text(row, "family")),
                    releases(productCode),
                    designations(productCode),
                    endOfSale(row),
                    hotfixTargets(productCode)))
        .optional();
  }

  @Override
  public boolean customerKnown(CustomerId customerId) {
    return jdbc.sql("select exists (select from cover_customer where customer_id = :customer)")
        .param("customer", customerId.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public CustomerId presentId(CustomerId customerId) {
    return jdbc.sql("select customer_id from cover_customer_alias where alias = :alias")
        .param("alias", customerId.value())
        .query((row, number) -> new CustomerId(text(row, "customer_id")))
        .optional()
        .orElse(customerId);
  }

  @Override
  public Set<CustomerId> linkedIds(CustomerId customerId) {
    return jdbc.sql(
            """
            with recursive company (customer_id) as (
              select cast(:customer as text)
              union
              select l.linked_id from company c
              join cover_customer_link l on l.customer_id = c.customer_id
            )
            select customer_id from company
            """)
        .param("customer", customerId.value())
        .query((row, number) -> new CustomerId(text(row, "customer_id")))
        .set();
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

  private Lineage lineage(SerialNumber serialNumber) {
    List<String> members = new ArrayList<>();
    Map<SerialNumber, Lineage.Registration> registrations = new HashMap<>();
    jdbc.sql(
            FAMILY_OF
                + "select f.serial_number as member, u.* from family f"
                + " left join cover_unit u on u.serial_number = f.serial_number")
        .param("serial", serialNumber.value())
        .query(
            row -> {
              members.add(text(row, "member"));
              if (row.getString("serial_number") != null) {
                Lineage.Registration unit = registration(row);
                registrations.put(unit.serialNumber(), unit);
              }
            });
    String[] family = members.toArray(String[]::new);
    List<Lineage.SiteEntry> sites =
        jdbc.sql(
                "select * from cover_site where serial_number = any(:family)"
                    + " order by serial_number, stream_sequence")
            .param("family", family)
            .query((row, number) -> site(row))
            .list();
    List<Lineage.SignedTerm> terms =
        jdbc.sql(
                "select c.serial_number, t.* from cover_contract c"
                    + " join cover_term t using (contract_id) where c.serial_number = any(:family)")
            .param("family", family)
            .query((row, number) -> term(row))
            .list();
    List<Lineage.Exchange> exchanges =
        jdbc
            .sql(
                """
                select distinct on (case_id) * from cover_exchange
                where faulty_serial = any(:family)
                order by case_id, source = 'rma' desc, delivered_at desc, source
                """)
            .param("family", family)
            .query((row, number) -> exchange(row))
            .list()
            .stream()
            .flatMap(Optional::stream)
            .toList();
    List<Lineage.SiteCheck> siteChecks =
        jdbc.sql(
                "select * from cover_site_check where serial_number = any(:family)"
                    + " and serviceable order by serial_number, stream_sequence")
            .param("family", family)
            .query((row, number) -> siteCheck(row))
            .list();
    return new Lineage(registrations, sites, terms, exchanges, siteChecks);
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

  private List<ProductKnowledge.Release> releases(ProductCode productCode) {
    return jdbc.sql("select * from cover_release where product_code = :product")
        .param("product", productCode.value())
        .query(
            (row, number) ->
                new ProductKnowledge.Release(
                    new SoftwareVersion(text(row, "version")),
                    ReleaseKind.valueOf(text(row, "kind")),
                    row.getObject("published_on", LocalDate.class),
                    row.getBoolean("published_table"),
                    row.getBoolean("withdrawn")))
        .list();
  }

  private List<ProductKnowledge.HotfixTarget> hotfixTargets(ProductCode productCode) {
    return jdbc.sql("select * from cover_hotfix_target where product_code = :product")
        .param("product", productCode.value())
        .query(
            (row, number) ->
                new ProductKnowledge.HotfixTarget(
                    new SoftwareVersion(text(row, "version")),
                    new CustomerId(text(row, "customer_id")),
                    row.getObject("handed_out_on", LocalDate.class)))
        .list();
  }

  private List<ProductKnowledge.Designation> designations(ProductCode productCode) {
    return jdbc.sql("select * from cover_designation where product_code = :product")
        .param("product", productCode.value())
        .query(
            (row, number) ->
                new ProductKnowledge.Designation(
                    new SoftwareVersion(text(row, "version")),
                    row.getObject("until", LocalDate.class)))
        .list();
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
