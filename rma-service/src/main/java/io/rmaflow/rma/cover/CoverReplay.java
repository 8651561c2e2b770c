package io.rmaflow.rma.cover;

import io.rmaflow.events.Context;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.audit.replay.Projection;
import io.rmaflow.kit.eventing.EventHandlers;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How the cover is built anew, of what contract-service has told and of this service's own
 * exchanges. Cases that stand under an ID which was told to mean another are built by themselves.
 */
@Configuration(proxyBeanMethods = false)
class CoverReplay {

  @Bean
  Projection coverProjection(ContractEvents told, OwnExchanges own) {
    return new Projection(
        "cover",
        List.of(
            "cover_unit",
            "cover_site",
            "cover_site_check",
            "cover_contract",
            "cover_term",
            "cover_exchange",
            "cover_customer",
            "cover_customer_link",
            "cover_customer_alias",
            "cover_product",
            "cover_release",
            "cover_designation",
            "cover_hotfix_target",
            "cover_calendar",
            "cover_calendar_version",
            "cover_setting",
            "cover_setting_version"),
        List.of("case_index", "return_duty"),
        true,
        Set.of(Context.CONTRACT.topic()),
        () -> new Building(told, new EventHandlers(own)),
        Set.of("told_at"));
  }

  private record Building(ContractEvents told, EventHandlers own) implements Projection.Building {

    @Override
    public boolean concerns(Class<? extends DomainEvent> type) {
      return isTold(type) || own.takes(type);
    }

    @Override
    public void apply(EventEnvelope<?> event) {
      if (event.context() == Context.CONTRACT) {
        told.keep(event);
      } else {
        own.handle(event);
      }
    }

    private static boolean isTold(Class<? extends DomainEvent> type) {
      return type.getName().startsWith("io.rmaflow.events.contract.");
    }
  }
}
