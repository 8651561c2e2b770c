package io.rmaflow.rma.standing;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.CaseTable;
import io.rmaflow.rma.casefile.DueTime;
import io.rmaflow.rma.parts.returnduty.OwesReturn;
import io.rmaflow.rma.parts.returnduty.ReturnDuty;
import io.rmaflow.rma.parts.returnduty.ReturnRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The return duties of all cases, and whose service is suspended. */
@Component
class StandingTables implements StandingReader, CaseTable {

  private static final String OVERDUE =
      """
      select customer_id, case_id, rma_number, serial_number, return_due from return_duty
      where customer_id in (:customers) and overdue_from <= :at
      """;

  private final JdbcClient database;

  StandingTables(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<OverdueUnit> overdueUnits(Set<CustomerId> customerIds, Instant at) {
    return overdue(customerIds, at, " and (settled_at is null or settled_at > :at)");
  }

  /**
   * Those of which nothing is known that settles them. A hand-over may be dated up to a minute
   * ahead of our clock; it settles the duty all the same.
   */
  List<OverdueUnit> unsettledUnits(Set<CustomerId> customerIds, Instant now) {
    return overdue(customerIds, now, " and settled_at is null");
  }

  private List<OverdueUnit> overdue(
      Set<CustomerId> customerIds, Instant at, String furtherCondition) {
    if (customerIds.isEmpty()) {
      return List.of();
    }
    return database
        .sql(OVERDUE + furtherCondition + " order by return_due, rma_number")
        .param("customers", customerIds.stream().map(CustomerId::value).toList())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(StandingTables::unit)
        .list();
  }

  private static OverdueUnit unit(ResultSet row, int number) throws SQLException {
    return new OverdueUnit(
        new CustomerId(row.getString("customer_id")),
        new CaseId(row.getString("case_id")),
        new RmaNumber(row.getString("rma_number")),
        new SerialNumber(row.getString("serial_number")),
        row.getObject("return_due", LocalDate.class));
  }

  /** Those of the IDs whose service is suspended. */
  List<CustomerId> suspended(Set<CustomerId> customerIds) {
    return database
        .sql(
            """
            select customer_id from customer_suspension
            where customer_id in (:customers) and suspended order by customer_id
            """)
        .param("customers", customerIds.stream().map(CustomerId::value).toList())
        .query((row, n) -> new CustomerId(row.getString(1)))
        .list();
  }

  @Override
  public void store(CaseState.Reported state, long version) {
    state.accepted().ifPresent(this::storeReturnDuty);
  }

  private void storeReturnDuty(CaseFile file) {
    Optional<DueTime> due = file.dueTimes().of(Deadline.Name.RETURN);
    Optional<OwesReturn> owing = file.part(OwesReturn.class);
    if (due.isEmpty() || owing.isEmpty()) {
      return;
    }
    database
        .sql(
            """
            insert into return_duty
              (case_id, customer_id, rma_number, serial_number, return_due, overdue_from,
               settled_at)
            values
              (:case,
               coalesce(
                 (select customer_id from cover_customer_alias where alias = :customer), :customer),
               :rma, :serial, :due, :overdueFrom, :settledAt)
            on conflict (case_id) do update set
              return_due = excluded.return_due, overdue_from = excluded.overdue_from,
              settled_at = excluded.settled_at
            """)
        .param("case", file.caseId().value())
        .param("customer", file.customerId().value())
        .param("rma", file.issuedRmaNumber().value())
        .param("serial", file.serialNumber().value())
        .param("due", due.get().dueDay())
        .param("overdueFrom", ReturnRule.overdueAt(due.get().dueDay()).atOffset(ZoneOffset.UTC))
        .param(
            "settledAt",
            ReturnDuty.settlement(owing.get())
                .map(settled -> settled.at().atOffset(ZoneOffset.UTC))
                .orElse(null))
        .update();
  }

  void store(CustomerId customerId, boolean suspended) {
    database
        .sql(
            """
            insert into customer_suspension (customer_id, suspended)
            values (:customer, :suspended)
            on conflict (customer_id) do update set suspended = excluded.suspended
            """)
        .param("customer", customerId.value())
        .param("suspended", suspended)
        .update();
  }
}
