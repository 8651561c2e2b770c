package io.rmaflow.contract.registration;

import io.rmaflow.contract.registration.rules.UnitCommand.AsGiven;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.events.contract.UnitEvent.Source;
import io.rmaflow.events.contract.UnitEvent.UnitMoved;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import io.rmaflow.events.contract.UnitEvent.UnitSoftwareReported;
import io.rmaflow.events.contract.UnitEvent.WarrantyMovedToReplacement;
import io.rmaflow.kit.jdbc.WriteBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The units, as everybody in this service looks them up. */
@Component
@ProcessingGroup("units")
public class Units {

  private final JdbcClient jdbc;

  Units(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A unit.
   *
   * @param source absent for a unit that is known only because it replaced another one
   * @param registeredOn absent for a unit that is known only because it replaced another one
   * @param warranty as bought or inherited, absent where there is none
   * @param softwareVersion what it is said to run, absent where nobody has said (NOT-15)
   * @param heldFrom since when it holds what it inherited
   * @param given how its identifiers were typed when it was registered
   */
  public record Unit(
      SerialNumber serialNumber,
      ProductCode productCode,
      ProductFamily family,
      CustomerId customerId,
      @Nullable Source source,
      LocalDate purchaseDate,
      LocalDate shippedOn,
      ShippedBy shippedBy,
      @Nullable LocalDate registeredOn,
      boolean secondHand,
      SalesChannel salesChannel,
      SiteId siteId,
      String siteFingerprint,
      String ownerFingerprint,
      List<ContactId> contactIds,
      @Nullable Period warranty,
      @Nullable String hypervisor,
      @Nullable String platform,
      @Nullable SoftwareVersion softwareVersion,
      @Nullable SerialNumber replaces,
      @Nullable Instant heldFrom,
      @Nullable SerialNumber replacedBy,
      @Nullable Instant replacedAt,
      AsGiven given) {

    /** The same with all that may have changed of it; where nothing moved it, it stands still. */
    public Unit changed(
        @Nullable UnitMoved moved,
        @Nullable SoftwareVersion software,
        @Nullable Period warrantyNow,
        @Nullable SerialNumber inPlaceOf,
        @Nullable Instant since,
        @Nullable SerialNumber successor,
        @Nullable Instant until) {
      return new Unit(
          serialNumber,
          productCode,
          family,
          customerId,
          source,
          purchaseDate,
          shippedOn,
          shippedBy,
          registeredOn,
          secondHand,
          salesChannel,
          moved == null ? siteId : moved.siteId(),
          moved == null ? siteFingerprint : moved.siteFingerprint(),
          moved == null ? ownerFingerprint : moved.ownerFingerprint(),
          contactIds,
          warrantyNow,
          hypervisor,
          platform,
          software,
          inPlaceOf,
          since,
          successor,
          until,
          given);
    }
  }

  /** The unit of this serial number. */
  public Optional<Unit> find(SerialNumber serial) {
    return jdbc.sql("select * from unit where serial_number = ?")
        .param(serial.value())
        .query(Units::unit)
        .optional();
  }

  /** The units of these serial numbers; without those that are not registered. */
  public Map<SerialNumber, Unit> find(Collection<SerialNumber> serials) {
    if (serials.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql("select * from unit where serial_number = any(?)")
        .param(serials.stream().map(SerialNumber::value).distinct().toArray(String[]::new))
        .query(Units::unit)
        .list()
        .stream()
        .collect(Collectors.toMap(Unit::serialNumber, unit -> unit));
  }

  /**
   * The unit, held until the present transaction ends: two applications for one unit are decided
   * one after the other (CON-19).
   */
  @Clause("CON-19")
  public Optional<Unit> lock(SerialNumber serial) {
    return jdbc.sql("select * from unit where serial_number = ? for update")
        .param(serial.value())
        .query(Units::unit)
        .optional();
  }

  /** Where the owner's name stands among the personal texts. */
  public Optional<TextId> ownerOf(SerialNumber serial) {
    return jdbc.sql("select text_id from unit_owner where serial_number = ?")
        .param(serial.value())
        .query(String.class)
        .optional()
        .map(TextId::new);
  }

  /** Notes where the owner's name stands; no event carries it. */
  public void keepOwner(SerialNumber serial, TextId owner) {
    WriteBatch.update(
        jdbc,
        serial.value(),
        """
        insert into unit_owner (serial_number, text_id) values (?, ?)
        on conflict (serial_number) do update set text_id = excluded.text_id
        """,
        serial.value(),
        owner.value());
  }

  /**
   * One unit took the place of another: it becomes known, at the same site and under the same
   * account. May be told again, with another instant, product or unit for the same case.
   *
   * @param product of the replacement, absent: that of the replaced unit
   */
  public void replace(
      String caseId,
      SerialNumber from,
      SerialNumber to,
      @Nullable ProductCode product,
      @Nullable ProductFamily family,
      Instant at) {
    forgetOther(caseId, from, to);
    jdbc.sql(
            """
            update unit set replaced_by = :to, replaced_at = :at, replaced_in_case = :case
            where serial_number = :from
            """)
        .param("to", to.value())
        .param("at", Timestamp.from(at))
        .param("case", caseId)
        .param("from", from.value())
        .update();
    jdbc.sql(
            """
            insert into unit (serial_number, product_code, family, customer_id, purchase_date,
                shipped_on, shipped_by, registered_on, second_hand, sales_channel, site_id,
                site_fingerprint, owner_fingerprint, contact_ids, hypervisor, platform, replaces,
                held_from)
            select :to, coalesce(:product, product_code), coalesce(:family, family), customer_id,
                purchase_date, shipped_on, shipped_by, null, second_hand, sales_channel, site_id,
                site_fingerprint, owner_fingerprint, contact_ids, hypervisor, platform, :from, :at
            from unit where serial_number = :from
            on conflict (serial_number) do update
              set replaces = excluded.replaces, held_from = excluded.held_from,
                  product_code = case when unit.registered_on is null
                    then excluded.product_code else unit.product_code end,
                  family = case when unit.registered_on is null
                    then excluded.family else unit.family end
            """)
        .param("to", to.value())
        .param("product", product == null ? null : product.value())
        .param("family", family == null ? null : family.name())
        .param("from", from.value())
        .param("at", Timestamp.from(at))
        .update();
    jdbc.sql(
            """
            insert into unit_owner (serial_number, text_id)
            select :to, text_id from unit_owner where serial_number = :from
            on conflict do nothing
            """)
        .param("to", to.value())
        .param("from", from.value())
        .update();
  }

  /** A corrected serial number: what was taken for the replacement inherited nothing after all. */
  private void forgetOther(String caseId, SerialNumber from, SerialNumber to) {
    jdbc.sql(
            """
            delete from unit where registered_on is null and replaces = :from
              and serial_number <> :to and serial_number in
                (select replaced_by from unit where serial_number = :from
                   and replaced_in_case = :case)
            """)
        .param("from", from.value())
        .param("to", to.value())
        .param("case", caseId)
        .update();
    jdbc.sql(
            """
            update unit set replaces = null, held_from = null
            where replaces = :from and serial_number <> :to
            """)
        .param("from", from.value())
        .param("to", to.value())
        .update();
  }

  @EventHandler
  void on(UnitRegistered registered) {
    Period warranty = registered.warranty();
    WriteBatch.update(
        jdbc,
        registered.serialNumber().value(),
        """
        insert into unit (serial_number, product_code, family, customer_id, purchase_date,
            shipped_on, shipped_by, registered_on, second_hand, sales_channel, site_id,
            site_fingerprint, owner_fingerprint, contact_ids, warranty_from, warranty_to,
            hypervisor, source, platform, serial_number_as_given, product_code_as_given,
            customer_id_as_given)
        values (?, ?, (select family from product where product_code = ?), ?, ?, ?, ?, ?, ?, ?, ?,
            ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        registered.serialNumber().value(),
        registered.productCode().value(),
        registered.productCode().value(),
        registered.customerId().value(),
        registered.purchaseDate(),
        registered.shippedOn(),
        registered.shippedBy().name(),
        registered.registeredOn(),
        registered.secondHand(),
        registered.salesChannel().name(),
        registered.siteId().value(),
        registered.siteFingerprint(),
        registered.ownerFingerprint(),
        registered.contactIds().stream().map(ContactId::value).toArray(String[]::new),
        warranty == null ? null : warranty.from(),
        warranty == null ? null : warranty.to(),
        registered.hypervisor(),
        registered.source().name(),
        registered.platform(),
        registered.serialNumberAsGiven(),
        registered.productCodeAsGiven(),
        registered.customerIdAsGiven());
  }

  @EventHandler
  void on(UnitMoved moved) {
    jdbc.sql(
            """
            update unit set site_id = ?, site_fingerprint = ?, owner_fingerprint = ?
            where serial_number = ?
            """)
        .param(moved.siteId().value())
        .param(moved.siteFingerprint())
        .param(moved.ownerFingerprint())
        .param(moved.serialNumber().value())
        .update();
  }

  @EventHandler
  void on(UnitSoftwareReported reported) {
    jdbc.sql("update unit set software_version = ? where serial_number = ?")
        .param(reported.softwareVersion().text())
        .param(reported.serialNumber().value())
        .update();
  }

  /** The longer of the two warranties stays where the replacement had one of its own. */
  @EventHandler
  void on(WarrantyMovedToReplacement moved) {
    jdbc.sql(
            """
            update unit set warranty_from = :from, warranty_to = :to
            where serial_number = :serial and (warranty_to is null or warranty_to < :to)
            """)
        .param("from", moved.warranty().from())
        .param("to", moved.warranty().to())
        .param("serial", moved.replacementSerialNumber().value())
        .update();
  }

  private static Unit unit(ResultSet row, int number) throws SQLException {
    LocalDate warrantyFrom = row.getObject("warranty_from", LocalDate.class);
    LocalDate warrantyTo = row.getObject("warranty_to", LocalDate.class);
    return new Unit(
        new SerialNumber(row.getString("serial_number")),
        new ProductCode(row.getString("product_code")),
        ProductFamily.valueOf(row.getString("family")),
        new CustomerId(row.getString("customer_id")),
        source(row.getString("source")),
        row.getObject("purchase_date", LocalDate.class),
        row.getObject("shipped_on", LocalDate.class),
        ShippedBy.valueOf(row.getString("shipped_by")),
        row.getObject("registered_on", LocalDate.class),
        row.getBoolean("second_hand"),
        SalesChannel.valueOf(row.getString("sales_channel")),
        new SiteId(row.getString("site_id")),
        row.getString("site_fingerprint"),
        row.getString("owner_fingerprint"),
        Stream.of((String[]) row.getArray("contact_ids").getArray()).map(ContactId::new).toList(),
        warrantyFrom == null || warrantyTo == null ? null : new Period(warrantyFrom, warrantyTo),
        row.getString("hypervisor"),
        row.getString("platform"),
        version(row.getString("software_version")),
        serial(row.getString("replaces")),
        instant(row.getTimestamp("held_from")),
        serial(row.getString("replaced_by")),
        instant(row.getTimestamp("replaced_at")),
        new AsGiven(
            row.getString("serial_number_as_given"),
            row.getString("product_code_as_given"),
            row.getString("customer_id_as_given")));
  }

  private static @Nullable Source source(@Nullable String text) {
    return text == null ? null : Source.valueOf(text);
  }

  private static @Nullable SoftwareVersion version(@Nullable String text) {
    return text == null ? null : new SoftwareVersion(text);
  }

  private static @Nullable SerialNumber serial(@Nullable String text) {
    return text == null ? null : new SerialNumber(text);
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
