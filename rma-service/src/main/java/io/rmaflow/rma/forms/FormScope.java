package io.rmaflow.rma.forms;

import io.rmaflow.kit.web.PathScope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Blank forms are everybody's. */
@Configuration(proxyBeanMethods = false)
class FormScope {

  @Bean
  PathScope formsOfEverybody() {
    return PathScope.ofEverybody("form", "form");
  }
}
