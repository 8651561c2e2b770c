package io.rmaflow.kit.sandbox;

import io.rmaflow.events.Context;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.clock.ClockAutoConfiguration;
import io.rmaflow.kit.clock.TimedWork;
import io.rmaflow.kit.web.ApiJson;
import io.rmaflow.kit.web.security.ServiceTokens;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The movable clock in place of the machine's, where the local stack asks for it. */
@AutoConfiguration(before = ClockAutoConfiguration.class)
@ConditionalOnBooleanProperty("rmaflow.sandbox.enabled")
@EnableConfigurationProperties(SandboxSettings.class)
public class SandboxAutoConfiguration {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  @Bean
  SandboxDatabase sandboxDatabase(SandboxSettings settings) {
    SandboxDatabase database = new SandboxDatabase(settings);
    Instant start = settings.startInstant();
    database.prepare(start == null ? InstantSource.system().instant() : start);
    return database;
  }

  @Bean
  BusinessClock businessClock(SandboxDatabase database) {
    return new SandboxClock(database);
  }

  @Bean
  LocalWork localWork(BusinessClock clock, Map<String, TimedWork> parts) {
    return new LocalWork(clock, parts);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  SandboxClockController sandboxClockController(
      BusinessClock clock,
      SandboxDatabase database,
      LocalWork work,
      SandboxSettings settings,
      ApiJson json,
      ObjectProvider<ServiceTokens> tokens,
      Environment environment,
      @Value("${rmaflow.context}") String context) {
    List<Peer> peers = new ArrayList<>();
    peers.add(new ThisService(context, work));
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    for (Context other : Context.values()) {
      String url = environment.getProperty("rmaflow.peers." + other.id());
      if (!other.id().equals(context) && url != null && !url.isBlank()) {
        peers.add(new HttpPeer(other.service(), url, tokens.getObject(), client, json.mapper()));
      }
    }
    return new SandboxClockController(
        clock, new ClockMover(database, peers, settings.patience()), work);
  }

  /** The service that has been asked to move the clock. */
  private record ThisService(String name, LocalWork work) implements Peer {

    @Override
    public @Nullable WorkReport report() {
      return work.report();
    }
  }
}
