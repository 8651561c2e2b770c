package io.rmaflow.contract.sitecheck;

import io.rmaflow.kit.audit.replay.Projection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the checks of sites are built anew. */
@Configuration(proxyBeanMethods = false)
class SiteChecksReplay {

  @Bean
  Projection siteChecksProjection(SiteChecks checks) {
    return Projection.ofHandlers("site-checks", List.of("site_check"), checks);
  }
}
