package io.rmaflow.rma.access;

import io.rmaflow.kit.web.Sight;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whose things a customer sees, by what contract-service has told of its IDs. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  Sight sight(Visibility visibility) {
    return new Sight(
        claimed ->
            visibility.company(
                claimed.stream().map(visibility::presentId).collect(Collectors.toSet())));
  }
}
