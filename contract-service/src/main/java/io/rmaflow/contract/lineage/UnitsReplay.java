package io.rmaflow.contract.lineage;

import io.rmaflow.contract.registration.Units;
import io.rmaflow.events.CaseId;
import io.rmaflow.events.Context;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.contract.UnitEvent.WarrantyMovedToReplacement;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.kit.audit.replay.Projection;
import io.rmaflow.kit.eventing.EventHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How the units are built anew, of their registrations and of the exchanges that rma-service tells.
 * Which contract and warranty moved stands in this service's own events.
 */
@Configuration(proxyBeanMethods = false)
class UnitsReplay {

  @Bean
  Projection unitsProjection(Units units, LineageConsumer lineage) {
    return new Projection(
        "units",
        List.of("unit", "exchange"),
        // where the owner's name stands, no event tells
        List.of("unit_owner"),
        true,
        Set.of(Context.RMA.topic()),
        () -> new Building(new EventHandlers(units), lineage));
  }

  private static final class Building implements Projection.Building {

    private final EventHandlers registrations;
    private final LineageConsumer exchanges;

    /**
     * Clocks differ: what an exchange has caused here may bear an earlier time than the exchange.
     */
    private final Map<CaseId, EventEnvelope<?>> movedWarranties = new HashMap<>();

    Building(EventHandlers registrations, LineageConsumer exchanges) {
      this.registrations = registrations;
      this.exchanges = exchanges;
    }

    @Override
    public boolean concerns(Class<? extends DomainEvent> type) {
      return CaseEvent.class.isAssignableFrom(type) || registrations.takes(type);
    }

    @Override
    public void apply(EventEnvelope<?> event) {
      if (event.data() instanceof CaseEvent told) {
        exchanges.know(event);
        EventEnvelope<?> moved = movedWarranties.get(told.caseId());
        if (moved != null) {
          registrations.handle(moved);
        }
        return;
      }
      registrations.handle(event);
      if (event.data() instanceof WarrantyMovedToReplacement moved) {
        movedWarranties.put(moved.caseId(), event);
      }
    }
  }
}
