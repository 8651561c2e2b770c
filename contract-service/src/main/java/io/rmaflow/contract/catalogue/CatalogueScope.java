package io.rmaflow.contract.catalogue;

import io.rmaflow.kit.web.PathScope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalogue is everybody's. */
@Configuration(proxyBeanMethods = false)
class CatalogueScope {

  @Bean
  PathScope productsOfEverybody() {
    return PathScope.ofEverybody("productCode", "product");
  }
}
