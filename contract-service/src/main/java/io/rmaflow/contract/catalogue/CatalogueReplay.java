package io.rmaflow.contract.catalogue;

import io.rmaflow.kit.audit.replay.Projection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the catalogue is built anew. */
@Configuration(proxyBeanMethods = false)
class CatalogueReplay {

  @Bean
  Projection catalogueProjection(Catalogue catalogue) {
    return Projection.ofHandlers("catalogue", List.of("product"), catalogue);
  }
}
