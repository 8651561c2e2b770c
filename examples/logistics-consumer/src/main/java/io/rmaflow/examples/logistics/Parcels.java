package io.rmaflow.examples.logistics;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.Deadline;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is expected to leave or to arrive. Each event only says what it knows, and facts become
 * known in any order: what has arrived stays so, whatever is told of its way afterwards.
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

  /** The parcels of a case, one for each of these. */
  private enum Way {
    REPLACEMENT(Leg.REPLACEMENT, Direction.TO_CUSTOMER),
    LOANER(Leg.LOANER, Direction.TO_CUSTOMER),
    REPAIRED_UNIT(Leg.REPAIRED_UNIT, Direction.TO_CUSTOMER),
    FAULTY_UNIT(Leg.FAULTY_UNIT, Direction.TO_VENDOR),
    LOANER_BACK(Leg.LOANER, Direction.TO_VENDOR);

    private final Leg leg;
    private final Direction direction;

    Way(Leg leg, Direction direction) {
      this.leg = leg;
      this.direction = direction;
    }

    /** What an order is for: the vendor's own ways. */
    static Way ordered(Leg leg) {
      return leg == Leg.LOANER ? LOANER : valueOf(leg.name());
    }

    /** The way whose hand-over an event tells; nothing where it tells none. */
    static @Nullable Way handedOverBy(String eventName) {
      return switch (eventName) {
        case "ReplacementShipped" -> REPLACEMENT;
        case "LoanerShipped" -> LOANER;
        case "RepairedUnitShipped" -> REPAIRED_UNIT;
        case "FaultyUnitDispatched" -> FAULTY_UNIT;
        case "LoanerDispatched" -> LOANER_BACK;
        default -> null;
      };
    }
  }

  /** All of them, by case and leg. */
  List<Parcel> expected() {
    return database
        .sql("select * from parcel where not arrived order by case_id, leg, direction")
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
        Way way = Way.ordered(e.leg());
        expect(e.caseId(), way, e.rmaNumber());
        set(e.caseId(), way, "product_code", e.productCode().value());
        due(e.caseId(), way, e.dispatchDue());
      }
      case CaseEvent.ShipmentOrderCancelled e -> notExpected(e.caseId(), Way.ordered(e.leg()));
      case CaseEvent.ReplacementShipped e ->
          onItsWay(e.caseId(), Way.REPLACEMENT, e.rmaNumber(), e.shipment(), e.serialNumber());
      case CaseEvent.LoanerShipped e ->
          onItsWay(e.caseId(), Way.LOANER, e.rmaNumber(), e.shipment(), e.serialNumber());
      case CaseEvent.RepairedUnitShipped e ->
          onItsWay(e.caseId(), Way.REPAIRED_UNIT, e.rmaNumber(), e.shipment(), e.serialNumber());
      case CaseEvent.ReplacementDelivered e -> arrived(e.caseId(), Way.REPLACEMENT);
      case CaseEvent.LoanerDelivered e -> arrived(e.caseId(), Way.LOANER);
      case CaseEvent.RepairedUnitDelivered e -> arrived(e.caseId(), Way.REPAIRED_UNIT);

      // what will come back
      case CaseEvent.RequestAccepted e -> follows(e.caseId(), e.procedure());
      case CaseEvent.RmaNumberIssued e -> {
        if (isRepair(e.caseId())) {
          expect(e.caseId(), Way.FAULTY_UNIT, e.rmaNumber());
          set(e.caseId(), Way.FAULTY_UNIT, "serial_number", e.serialNumber().value());
        }
      }
      case CaseEvent.DoaDeclined e -> {
        if (follows(e.caseId(), e.procedure())) {
          expect(e.caseId(), Way.FAULTY_UNIT, e.rmaNumber());
        }
      }
      case CaseEvent.ReturnDutyOpened e -> {
        expect(e.caseId(), Way.FAULTY_UNIT, e.rmaNumber());
        set(e.caseId(), Way.FAULTY_UNIT, "serial_number", e.serialNumber().value());
        due(e.caseId(), Way.FAULTY_UNIT, e.returnDue());
      }
      case CaseEvent.LoanerOperationConfirmed e ->
          expect(e.caseId(), Way.FAULTY_UNIT, e.rmaNumber());
      case CaseEvent.FaultyUnitDispatched e ->
          onItsWay(e.caseId(), Way.FAULTY_UNIT, e.rmaNumber(), e.shipment(), e.serialNumber());
      case CaseEvent.FaultyUnitReturned e -> arrived(e.caseId(), Way.FAULTY_UNIT);
      case CaseEvent.BuyOutAgreed e -> arrived(e.caseId(), Way.FAULTY_UNIT);
      case CaseEvent.LoanerReturnRequested e -> expect(e.caseId(), Way.LOANER_BACK, e.rmaNumber());
      case CaseEvent.LoanerDispatched e ->
          onItsWay(e.caseId(), Way.LOANER_BACK, e.rmaNumber(), e.shipment(), e.serialNumber());
      case CaseEvent.LoanerReturned e -> arrived(e.caseId(), Way.LOANER_BACK);

      // another unit came: the awaited one is as much expected as before
      case CaseEvent.UnexpectedUnitReceived e -> stillExpected(e);

      // what was said before and is otherwise
      case CaseEvent.DeadlineMoved e -> moved(e.caseId(), e.after());
      case CaseEvent.FactCorrected e -> corrected(e);
      case CaseEvent.CaseCancelled e -> notExpected(e.caseId(), Way.FAULTY_UNIT);
      default -> {
        // nothing that moves a parcel
      }
    }
  }

  /** Keeps whether the unit itself is to be repaired, with nothing sent in advance. */
  private boolean follows(CaseId caseId, @Nullable Procedure procedure) {
    if (procedure != Procedure.WARRANTY) {
      return false;
    }
    database
        .sql("insert into repair_case (case_id) values (:case) on conflict do nothing")
        .param("case", caseId.value())
        .update();
    return true;
  }

  private boolean isRepair(CaseId caseId) {
    return database
        .sql("select exists (select 1 from repair_case where case_id = :case)")
        .param("case", caseId.value())
        .query(Boolean.class)
        .single();
  }

  private void moved(CaseId caseId, Deadline deadline) {
    LocalDate due = deadline.dueDate();
    if (due == null) {
      return;
    }
    switch (deadline.name()) {
      case DISPATCH -> {
        // one of them was ordered
        due(caseId, Way.REPLACEMENT, due);
        due(caseId, Way.LOANER, due);
      }
      case RETURN -> due(caseId, Way.FAULTY_UNIT, due);
      case ARRIVAL_TARGET,
          FIRST_CONTACT,
          REPAIR_GUIDE,
          LOANER_RETURN_REMINDER,
          FAULTY_UNIT_REMINDER -> {
        // of no parcel
      }
    }
  }

  private void corrected(CaseEvent.FactCorrected e) {
    Way way = Way.handedOverBy(e.ofEvent());
    if (way == null) {
      return;
    }
    switch (e.field()) {
      case "serialNumber" -> set(e.caseId(), way, "serial_number", e.value());
      case "productCode" -> set(e.caseId(), way, "product_code", e.value());
      case "carrier" -> set(e.caseId(), way, "carrier", e.value());
      case "trackingNumber" -> set(e.caseId(), way, "tracking", e.value());
      default -> {
        // nothing that is kept here
      }
    }
  }

  private void onItsWay(
      CaseId caseId,
      Way way,
      RmaNumber rmaNumber,
      CaseEvent.Shipment shipment,
      @Nullable SerialNumber serialNumber) {
    expect(caseId, way, rmaNumber);
    set(caseId, way, "serial_number", serialNumber == null ? null : serialNumber.value());
    set(caseId, way, "carrier", shipment.carrier());
    set(caseId, way, "tracking", shipment.trackingNumber());
    of(caseId, way, "update parcel set on_its_way = true").update();
  }

  /** It is in the list from now on, unless it has arrived. */
  private void expect(CaseId caseId, Way way, RmaNumber rmaNumber) {
    keep(caseId, way);
    of(caseId, way, "update parcel set rma_number = :rma").param("rma", rmaNumber.value()).update();
  }

  private void keep(CaseId caseId, Way way) {
    database
        .sql(
            """
            insert into parcel (case_id, leg, direction, on_its_way)
            values (:case, :leg, :direction, false) on conflict do nothing
            """)
        .param("case", caseId.value())
        .param("leg", way.leg.name())
        .param("direction", way.direction.name())
        .update();
  }

  private void set(CaseId caseId, Way way, String column, @Nullable String value) {
    of(caseId, way, "update parcel set %1$s = coalesce(:value, %1$s)".formatted(column))
        .param("value", value, Types.VARCHAR)
        .update();
  }

  private void due(CaseId caseId, Way way, LocalDate due) {
    of(caseId, way, "update parcel set due = :due").param("due", due).update();
  }

  /** It is there, or will never come: either way nobody waits for it any more. */
  private void arrived(CaseId caseId, Way way) {
    keep(caseId, way);
    of(caseId, way, "update parcel set arrived = true").update();
  }

  /** What was taken for the loaner while nobody had said which one is out was another unit. */
  private void stillExpected(CaseEvent.UnexpectedUnitReceived e) {
    if (e.leg() == Leg.LOANER && e.expected() != null) {
      of(e.caseId(), Way.LOANER_BACK, "update parcel set arrived = false").update();
    }
  }

  /** Nothing is to be sent after all; what the carrier has goes on. */
  private void notExpected(CaseId caseId, Way way) {
    database
        .sql(
            """
            delete from parcel where case_id = :case and leg = :leg and direction = :direction
              and not on_its_way and not arrived
            """)
        .param("case", caseId.value())
        .param("leg", way.leg.name())
        .param("direction", way.direction.name())
        .update();
  }

  private JdbcClient.StatementSpec of(CaseId caseId, Way way, String update) {
    return database
        .sql(update + " where case_id = :case and leg = :leg and direction = :direction")
        .param("case", caseId.value())
        .param("leg", way.leg.name())
        .param("direction", way.direction.name());
  }
}
