package io.rmaflow.kit.web.calls;

import io.rmaflow.kit.eventing.EventFeed;
import io.rmaflow.kit.eventing.ParkedEvents;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.identity.IdentityAutoConfiguration;
import io.rmaflow.kit.identity.Spellings;
import io.rmaflow.kit.web.WebAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The calls that a service has beside its own. */
@AutoConfiguration(after = {WebAutoConfiguration.class, IdentityAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ServiceCallsAutoConfiguration {

  @Bean
  EventFeedController eventFeedController(EventFeed feed) {
    return new EventFeedController(feed);
  }

  @Bean
  ParkedEventsController parkedEventsController(ParkedEvents parked) {
    return new ParkedEventsController(parked);
  }

  /** For a service that says where it has stored identifiers. */
  @Bean
  @ConditionalOnBean(Spellings.class)
  IdentityCollisionsController identityCollisionsController(
      JdbcClient database, StoredStreams streams) {
    return new IdentityCollisionsController(database, streams);
  }
}
