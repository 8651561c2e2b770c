package io.rmaflow.contract.registration;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Context;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.kit.eventing.EventConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** To which registered places something is to be sent or on its way, by what rma-service tells. */
@Component
class ShipTo implements EventConsumer {

  private final JdbcClient jdbc;

  ShipTo(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String topic() {
    return Context.RMA.topic();
  }

  @Override
  public void on(EventEnvelope<?> event) {
    switch (event.data()) {
      case CaseEvent.RequestAccepted told -> keep(told.caseId(), told.registeredSiteId());
      case CaseEvent.ShipmentOrdered told -> {
        keep(told.caseId(), told.shipToSiteId());
        begin(told.caseId(), told.leg());
      }
      case CaseEvent.RepairCompleted told -> begin(told.caseId(), Leg.REPAIRED_UNIT);
      case CaseEvent.ShipmentOrderCancelled told -> end(told.caseId(), told.leg());
      case CaseEvent.ReplacementDelivered told -> end(told.caseId(), Leg.REPLACEMENT);
      case CaseEvent.LoanerDelivered told -> end(told.caseId(), Leg.LOANER);
      case CaseEvent.RepairedUnitDelivered told -> end(told.caseId(), Leg.REPAIRED_UNIT);
      case CaseEvent.CaseCancelled told -> forget(told.caseId());
      case CaseEvent.CaseClosed told -> forget(told.caseId());
      default -> {
        // moves nothing to a customer
      }
    }
  }

  private void keep(CaseId caseId, SiteId site) {
    jdbc.sql(
            """
            insert into ship_to (case_id, site_id) values (?, ?)
            on conflict (case_id) do update set site_id = excluded.site_id
            """)
        .param(caseId.value())
        .param(site.value())
        .update();
  }

  private void begin(CaseId caseId, Leg leg) {
    jdbc.sql(
            """
            update ship_to set under_way = array_append(array_remove(under_way, :leg), :leg)
            where case_id = :case
            """)
        .param("leg", leg.name())
        .param("case", caseId.value())
        .update();
  }

  private void end(CaseId caseId, Leg leg) {
    jdbc.sql("update ship_to set under_way = array_remove(under_way, :leg) where case_id = :case")
        .param("leg", leg.name())
        .param("case", caseId.value())
        .update();
  }

  private void forget(CaseId caseId) {
    jdbc.sql("delete from ship_to where case_id = ?").param(caseId.value()).update();
  }

  /** Whether something is to be sent to this place, or on its way. */
  boolean isUnderWay(SiteId site) {
    return jdbc.sql("select exists (select from ship_to where site_id = ? and under_way <> '{}')")
        .param(site.value())
        .query(Boolean.class)
        .single();
  }
}
