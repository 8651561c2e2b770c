package io.rmaflow.kit.web;

import io.rmaflow.events.Context;
import io.rmaflow.eventstore.StreamLocks;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.ConsistencyWait;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.eventing.WrittenEvents;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.SealingAutoConfiguration;
import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The web side of a service: writes, problems, JSON. */
@AutoConfiguration(
    after = SealingAutoConfiguration.class,
    afterName = "io.rmaflow.kit.eventing.EventingAutoConfiguration",
    beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class WebAutoConfiguration {

  /** Bytes of an unread body that are thrown away so that the caller gets to read the answer. */
  private static final int MAX_SWALLOWED_BYTES = 64 * 1024 * 1024;

  /** Of a request; more than any client sends, and few enough to be read in no time. */
  private static final int MAX_HEADERS = 64;

  /** An encoded slash of a path reaches the application as it came. */
  private static final String AS_SENT = "passthrough";

  @Bean
  ApiJson apiJson(JsonMapper mapper) {
    return new ApiJson(mapper);
  }

  @Bean
  ProblemJson problemJson(ApiJson json) {
    return new ProblemJson(json);
  }

  @Bean
  ProblemHandler problemHandler(ProblemJson problems) {
    return new ProblemHandler(problems);
  }

  @Bean
  PublishedLanguageController publishedLanguageController() {
    return new PublishedLanguageController();
  }

  @Bean
  ProblemErrorController problemErrorController(ProblemHandler handler) {
    return new ProblemErrorController(handler);
  }

  @Bean
  @ConditionalOnMissingBean
  BackdatingLimit backdatingLimit() {
    return () -> BackdatingLimit.DEFAULT_DAYS;
  }

  @Bean
  Consistency consistency(
      @Value("${rmaflow.context}") String context,
      ConsistencyWait wait,
      WrittenEvents written,
      StoredStreams streams) {
    return new Consistency(Context.of(context), wait, written, streams);
  }

  @Bean
  IdempotencyStore idempotencyStore(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      BusinessClock clock,
      ApiJson json,
      AnswerSeal seal,
      @Value("${rmaflow.web.idempotency-lease:60s}") Duration lease) {
    return new IdempotencyStore(jdbc, transactions, clock, json, seal, lease);
  }

  @Bean
  IdempotencyHousekeeping idempotencyHousekeeping(
      IdempotencyStore store, @Value("${rmaflow.web.idempotency-housekeeping:1m}") Duration every) {
    return new IdempotencyHousekeeping(store, every);
  }

  @Bean
  @ConditionalOnMissingBean
  AnswerSeal answerSeal(PersonKeys keys, BusinessClock clock) {
    return new PersonalAnswers(keys, clock);
  }

  /** Before the first call; an answer that cannot be opened any more stops the start. */
  @Bean
  SmartInitializingSingleton answersUnderThePresentSeal(IdempotencyStore store) {
    return store::reseal;
  }

  @Bean
  Writes writes(
      PlatformTransactionManager transactions,
      IdempotencyStore idempotency,
      Consistency consistency,
      ProblemJson problems,
      ApiJson json,
      StreamLocks locks,
      Turns writeTurns) {
    return new Writes(transactions, idempotency, consistency, problems, json, locks, writeTurns);
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  ServerHttpMessageConvertersCustomizer apiJsonConverter(ApiJson json) {
    return converters ->
        converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json.mapper()));
  }

  @Bean
  WebMvcConfigurer apiMvc(Consistency consistency) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry
            .addInterceptor(new ConsistentReads(consistency))
            .addPathPatterns("/api/**")
            .order(Stages.CAUGHT_UP);
      }
    };
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatProblems() {
    return factory -> {
      factory.addConnectorCustomizers(
          connector -> {
            connector.setProperty("maxHeaderCount", Integer.toString(MAX_HEADERS));
            connector.setProperty("maxSwallowSize", Integer.toString(MAX_SWALLOWED_BYTES));
            // a serial number may have a slash, which is then a part of its segment of the path
            connector.setEncodedSolidusHandling(AS_SENT);
            connector.setEncodedReverseSolidusHandling(AS_SENT);
          });
      factory.addContextCustomizers(
          context -> {
            if (context.getParent() instanceof StandardHost host) {
              host.setErrorReportValveClass(ContainerProblems.class.getName());
            }
          });
    };
  }
}
