package io.rmaflow.kit.web.limits;

import com.zaxxer.hikari.HikariDataSource;
import io.rmaflow.kit.web.Stages;
import io.rmaflow.kit.web.Turns;
import io.rmaflow.kit.web.WebAutoConfiguration;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How many calls of a service work and wait, and how long a body may take. */
@AutoConfiguration(
    before = WebAutoConfiguration.class,
    afterName = "io.rmaflow.kit.eventing.EventingAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class LimitsAutoConfiguration {

  /**
   * Connections that writes leave to others: who listens for commits, and keeps one for good; the
   * publisher; the inbox; due deadlines. Who reads finds one between them.
   */
  private static final int NOT_FOR_WRITES = 4;

  @Bean
  Turns writeTurns(
      DataSource dataSource,
      @Value("${rmaflow.web.wait-for-room:10s}") Duration patience,
      @Value("${rmaflow.web.waiting-writes:64}") int waiting) {
    return new Room(writesAtOnce(dataSource), waiting, patience);
  }

  @Bean
  BoundedReads boundedReads(
      DataSource dataSource,
      @Value("${rmaflow.web.wait-to-read:2s}") Duration patience,
      @Value("${rmaflow.web.waiting-reads:64}") int waiting) {
    return new BoundedReads(new Room(connections(dataSource), waiting, patience));
  }

  @Bean
  FilterRegistrationBean<BodyTime> bodyTime(
      @Value("${rmaflow.web.body-time:30s}") Duration time,
      @Value("${rmaflow.web.body-bytes-a-second:16384}") long bytesASecond) {
    FilterRegistrationBean<BodyTime> registration =
        new FilterRegistrationBean<>(new BodyTime(time, bytesASecond, System::nanoTime));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadBodies(
      @Value("${rmaflow.web.body-time:30s}") Duration time,
      @Value("${rmaflow.web.body-bytes-a-second:16384}") long bytesASecond) {
    return factory -> factory.addEngineValves(new UnreadBodies(time, bytesASecond));
  }

  @Bean
  WebMvcConfigurer readsInTurn(BoundedReads reads) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(reads).addPathPatterns("/api/**").order(Stages.TURN);
      }
    };
  }

  private static int connections(DataSource dataSource) {
    try {
      return dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize();
    } catch (SQLException e) {
      throw new IllegalStateException("Nobody knows how many connections there are", e);
    }
  }

  /** As many as there are connections, less those that are kept for others. */
  private static int writesAtOnce(DataSource dataSource) {
    int connections = connections(dataSource);
    if (connections <= NOT_FOR_WRITES) {
      throw new IllegalStateException(
          "spring.datasource.hikari.maximum-pool-size is %d and has to be at least %d: %d"
                  .formatted(connections, NOT_FOR_WRITES + 1, NOT_FOR_WRITES)
              + " connections are for others than writes");
    }
    return connections - NOT_FOR_WRITES;
  }
}
