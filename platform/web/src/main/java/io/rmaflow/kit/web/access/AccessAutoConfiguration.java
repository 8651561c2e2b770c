package io.rmaflow.kit.web.access;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.UnpublishedEvent;
import io.rmaflow.kit.eventing.UnpublishedStreams;
import io.rmaflow.kit.web.Stages;
import io.rmaflow.kit.web.WebAutoConfiguration;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The access log of a service. */
@AutoConfiguration(after = WebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class AccessAutoConfiguration {

  @Bean
  static UnpublishedEvent personalDataRead() {
    return new UnpublishedEvent(AccessLog.READ, 1, PersonalDataRead.class);
  }

  @Bean
  static UnpublishedEvent administrativeActDone() {
    return new UnpublishedEvent(AccessLog.DONE, 1, AdministrativeActDone.class);
  }

  @Bean
  AccessTable accessTable(JdbcClient database) {
    return new AccessTable(database);
  }

  @Bean
  AccessLog accessLog(
      UnpublishedStreams streams,
      AccessTable table,
      PlatformTransactionManager transactions,
      BusinessClock clock,
      @Value("${rmaflow.access-log.waiting:1000}") int waiting,
      @Value("${rmaflow.access-log.patience:5s}") Duration patience) {
    return new AccessLog(new AccessStreams(streams, table, transactions, clock), waiting, patience);
  }

  @Bean
  AccessRecorder accessRecorder(AccessLog log) {
    return new AccessRecorder(log);
  }

  @Bean
  @ConditionalOnMissingBean
  CustomerIdsOfOne customerIdsOfOne() {
    return List::of;
  }

  @Bean
  AccessLogController accessLogController(AccessTable table, CustomerIdsOfOne customers) {
    return new AccessLogController(table, customers);
  }

  @Bean
  WebMvcConfigurer accessMvc(AccessRecorder recorder) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(recorder).addPathPatterns("/api/**").order(Stages.RECORD);
      }
    };
  }
}
