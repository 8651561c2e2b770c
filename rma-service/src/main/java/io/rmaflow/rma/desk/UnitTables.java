package io.rmaflow.rma.desk;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.SearchText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Units over all their cases, connected by the exchanges that replaced one by the other. */
@Component
class UnitTables {

  /**
   * Every unit that took the place of this one or whose place it took, over any number of steps.
   */
  private static final String FAMILY =
      """
      with recursive family (serial_key) as (
        select cast(:key as text)
        union
        select case when search_key(x.faulty_serial) = f.serial_key
                    then search_key(x.replacement_serial) else search_key(x.faulty_serial) end
          from family f
          join cover_exchange x
            on search_key(x.faulty_serial) = f.serial_key
            or search_key(x.replacement_serial) = f.serial_key
         where x.replacement_serial is not null
      )
      """;

  private final JdbcClient database;

  UnitTables(JdbcClient database) {
    this.database = database;
  }

  /**
   * One unit took another's place.
   *
   * @param caseId the case in which that happened
   * @param serialNumber the faulty unit
   * @param replacedBy the unit in its place
   * @param deliveredAt from when on; null while its delivery is not known
   */
  record Exchange(
      CaseId caseId,
      SerialNumber serialNumber,
      SerialNumber replacedBy,
      @Nullable Instant deliveredAt) {}

  /**
   * A case of the unit, or of one of its line.
   *
   * @param caseId its ID
   * @param rmaNumber once it was issued
   * @param serialNumber the unit that it is about
   * @param customerId whose case it is
   * @param procedure by which it goes on; null where none was found
   * @param status the furthest step that it has reached
   * @param submittedAt when the request was made
   * @param resubmissionOf the refused case, or the triage, that it follows
   */
  record UnitCase(
      CaseId caseId,
      @Nullable RmaNumber rmaNumber,
      @Nullable SerialNumber serialNumber,
      @Nullable CustomerId customerId,
      @Nullable Procedure procedure,
      CaseStatus status,
      Instant submittedAt,
      @Nullable CaseId resubmissionOf) {}

  /** Whether anything is known of such a unit. */
  boolean isKnown(SerialNumber serialNumber) {
    return database
        .sql(
            """
            select exists (select from cover_unit where search_key(serial_number) = :key)
                or exists (select from case_index where serial_key = :key)
                or exists (select from cover_exchange where search_key(faulty_serial) = :key
                                                         or search_key(replacement_serial) = :key)
            """)
        .param("key", SearchText.of(serialNumber.value()))
        .query(Boolean.class)
        .single();
  }

  /** The exchanges of the unit's line, in their order. */
  List<Exchange> exchanges(SerialNumber serialNumber) {
    return database
        .sql(
            FAMILY
                + """
                select * from (
                  select distinct on (x.case_id) x.* from cover_exchange x
                    join family f on search_key(x.faulty_serial) = f.serial_key
                   where x.replacement_serial is not null
                   order by x.case_id, x.source = 'rma' desc, x.delivered_at desc, x.source) e
                 order by e.delivered_at nulls last, e.case_id
                """)
        .param("key", SearchText.of(serialNumber.value()))
        .query(
            (row, number) ->
                new Exchange(
                    new CaseId(text(row, "case_id")),
                    new SerialNumber(text(row, "faulty_serial")),
                    new SerialNumber(text(row, "replacement_serial")),
                    instant(row, "delivered_at")))
        .list();
  }

  /** The cases of the unit and of its line, the oldest first. */
  List<UnitCase> cases(SerialNumber serialNumber) {
    return database
        .sql(
            FAMILY
                + """
                select i.* from case_index i join family f on i.serial_key = f.serial_key
                 order by i.submitted_at, i.case_id
                """)
        .param("key", SearchText.of(serialNumber.value()))
        .query(
            (row, number) -> {
              String rma = row.getString("rma_number");
              String serial = row.getString("serial_number");
              String customer = row.getString("customer_id");
              String refused = row.getString("resubmission_of");
              String procedure = row.getString("procedure");
              return new UnitCase(
                  new CaseId(text(row, "case_id")),
                  rma == null ? null : new RmaNumber(rma),
                  serial == null ? null : new SerialNumber(serial),
                  customer == null ? null : new CustomerId(customer),
                  procedure == null ? null : Procedure.valueOf(procedure),
                  CaseStatus.valueOf(text(row, "status")),
                  Objects.requireNonNull(instant(row, "submitted_at")),
                  refused == null ? null : new CaseId(refused));
            })
        .list();
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column), column);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
