package io.rmaflow.notification.intake;

import io.rmaflow.events.Context;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.audit.replay.Projection;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the files that mails are written from are built anew. No mail is. */
@Configuration(proxyBeanMethods = false)
class FilesReplay {

  @Bean
  Projection filesProjection(CaseEvents cases, ContractEvents contracts) {
    return new Projection(
        "files",
        List.of(
            "case_file",
            "contract_file",
            "unit_contacts",
            "contact_opt_in",
            "product_name",
            "setting",
            "periodic_release",
            "unit_version",
            "customer_link"),
        List.of(),
        false,
        Set.of(Context.RMA.topic(), Context.CONTRACT.topic()),
        () -> new Building(cases, contracts));
  }

  private record Building(CaseEvents cases, ContractEvents contracts)
      implements Projection.Building {

    @Override
    public void apply(EventEnvelope<?> event) {
      if (event.context() == Context.RMA) {
        cases.keep(event);
      } else {
        contracts.keep(event);
      }
    }
  }
}
