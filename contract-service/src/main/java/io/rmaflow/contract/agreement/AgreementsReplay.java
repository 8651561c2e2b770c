package io.rmaflow.contract.agreement;

import io.rmaflow.kit.audit.replay.Projection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the contracts are built anew. */
@Configuration(proxyBeanMethods = false)
class AgreementsReplay {

  @Bean
  Projection agreementsProjection(Agreements agreements) {
    return Projection.ofHandlers(
        "agreements",
        List.of("contract", "contract_term", "contract_holder", "contract_override"),
        agreements);
  }
}
