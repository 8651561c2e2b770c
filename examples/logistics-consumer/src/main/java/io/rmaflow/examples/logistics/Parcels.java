package io.rmaflow.examples.logistics;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is expected to leave or to arrive. Each event only says what it knows; an event that is
 * applied once, in the order of its case, is all that it takes.
 */
@Repository
class Parcels {

  private final JdbcClient database;

  Parcels(JdbcClient database) {
    this.database = database;
  }

  /**
   * A parcel that is expected.
   *
   * @param due last day for handing it to the carrier, JST; absent where there is none
   * @param onItsWay whether the carrier has it
   */
  record Parcel(
      String caseId,
      Leg leg,
      Direction direction,
      @Nullable String serialNumber,
      @Nullable LocalDate due,
      boolean onItsWay) {}

  /** All of them, by case and leg. */
  List<Parcel> expected() {
    return database
        .sql("select * from expected_parcel order by case_id, leg")
        .query(
            (row, n) ->
                new Parcel(
                    row.getString("case_id"),
                    Leg.valueOf(row.getString("leg")),
                    Direction.valueOf(row.getString("direction")),
                    row.getString("serial_number"),
                    row.getObject("due", LocalDate.class),
                    row.getBoolean("on_its_way")))
        .list();
  }

  void apply(DomainEvent event) {
    switch (event) {
      // what has to leave
      case CaseEvent.ShipmentOrdered e -> {
        expect(e.caseId(), e.leg(), e.rmaNumber().value(), Direction.TO_CUSTOMER);
        set(e.caseId(), e.leg(), "product_code", e.productCode().value());
        due(e.caseId(), e.leg(), e.dispatchDue());
      }
      case CaseEvent.ShipmentOrderCancelled e -> over(e.caseId(), e.leg());
      case CaseEvent.ReplacementShipped e ->
          shipped(e.caseId(), e.rmaNumber().value(), e.shipment(), e.serialNumber());
      case CaseEvent.LoanerShipped e ->
          shipped(e.caseId(), e.rmaNumber().value(), e.shipment(), e.serialNumber());
      case CaseEvent.RepairedUnitShipped e ->
          shipped(e.caseId(), e.rmaNumber().value(), e.shipment(), e.serialNumber());
      case CaseEvent.ReplacementDelivered e -> over(e.caseId(), Leg.REPLACEMENT);
      case CaseEvent.RepairedUnitDelivered e -> over(e.caseId(), Leg.REPAIRED_UNIT);

      // what will come back
      case CaseEvent.LoanerDelivered e -> over(e.caseId(), Leg.LOANER);
      case CaseEvent.ReturnDutyOpened e -> {
        expect(e.caseId(), Leg.FAULTY_UNIT, e.rmaNumber().value(), Direction.TO_VENDOR);
        set(e.caseId(), Leg.FAULTY_UNIT, "serial_number", e.serialNumber().value());
        due(e.caseId(), Leg.FAULTY_UNIT, e.returnDue());
      }
      case CaseEvent.LoanerOperationConfirmed e ->
          expect(e.caseId(), Leg.FAULTY_UNIT, e.rmaNumber().value(), Direction.TO_VENDOR);
      case CaseEvent.FaultyUnitDispatched e ->
          shipped(e.caseId(), e.rmaNumber().value(), e.shipment(), e.serialNumber());
      case CaseEvent.FaultyUnitReturned e -> over(e.caseId(), Leg.FAULTY_UNIT);
      case CaseEvent.BuyOutAgreed e -> over(e.caseId(), Leg.FAULTY_UNIT);
      case CaseEvent.LoanerReturnRequested e ->
          expect(e.caseId(), Leg.LOANER, e.rmaNumber().value(), Direction.TO_VENDOR);
      case CaseEvent.LoanerDispatched e ->
          shipped(e.caseId(), e.rmaNumber().value(), e.shipment(), e.serialNumber());
      case CaseEvent.LoanerReturned e -> over(e.caseId(), Leg.LOANER);
      default -> {
        // nothing that moves a parcel
      }
    }
  }

  private void shipped(
      CaseId caseId,
      String rmaNumber,
      CaseEvent.Shipment shipment,
      @Nullable SerialNumber serialNumber) {
    expect(caseId, shipment.leg(), rmaNumber, shipment.direction());
    set(
        caseId,
        shipment.leg(),
        "serial_number",
        serialNumber == null ? null : serialNumber.value());
    set(caseId, shipment.leg(), "carrier", shipment.carrier());
    set(caseId, shipment.leg(), "tracking", shipment.trackingNumber());
    database
        .sql("update expected_parcel set on_its_way = true where case_id = :case and leg = :leg")
        .param("case", caseId.value())
        .param("leg", shipment.leg().name())
        .update();
  }

  private void expect(CaseId caseId, Leg leg, String rmaNumber, Direction direction) {
    database
        .sql(
            """
            insert into expected_parcel (case_id, leg, rma_number, direction, on_its_way)
            values (:case, :leg, :rma, :direction, false)
            on conflict (case_id, leg) do update set direction = excluded.direction
            """)
        .param("case", caseId.value())
        .param("leg", leg.name())
        .param("rma", rmaNumber)
        .param("direction", direction.name())
        .update();
  }

  private void set(CaseId caseId, Leg leg, String column, @Nullable String value) {
    database
        .sql(
            "update expected_parcel set "
                + column
                + " = coalesce(:value, "
                + column
                + ") where case_id = :case and leg = :leg")
        .param("value", value, Types.VARCHAR)
        .param("case", caseId.value())
        .param("leg", leg.name())
        .update();
  }

  private void due(CaseId caseId, Leg leg, LocalDate due) {
    database
        .sql("update expected_parcel set due = :due where case_id = :case and leg = :leg")
        .param("due", due)
        .param("case", caseId.value())
        .param("leg", leg.name())
        .update();
  }

  private void over(CaseId caseId, Leg leg) {
    database
        .sql("delete from expected_parcel where case_id = :case and leg = :leg")
        .param("case", caseId.value())
        .param("leg", leg.name())
        .update();
  }
}
