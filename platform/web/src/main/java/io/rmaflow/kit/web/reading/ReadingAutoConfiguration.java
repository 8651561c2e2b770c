package io.rmaflow.kit.web.reading;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.BackdatingLimit;
import io.rmaflow.kit.web.WebAutoConfiguration;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the methods of a service's controllers take. */
@AutoConfiguration(after = WebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ReadingAutoConfiguration {

  @Bean
  WebMvcConfigurer apiArguments(BusinessClock clock, BackdatingLimit backdating) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ApiArguments(clock, backdating));
      }
    };
  }

  @Bean
  RequestRecords requestRecords(
      BusinessClock clock, BackdatingLimit backdating, ValidatorFactory validators) {
    return new RequestRecords(clock, backdating, new Constraints(validators));
  }

  /** Before the framework's own, which know the same annotations. */
  @Bean
  SmartInitializingSingleton requestRecordsFirst(
      RequestRecords records,
      @Qualifier("requestMappingHandlerAdapter") RequestMappingHandlerAdapter adapter,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
    return () -> {
      List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
      resolvers.add(records);
      resolvers.addAll(Objects.requireNonNullElse(adapter.getArgumentResolvers(), List.of()));
      adapter.setArgumentResolvers(resolvers);
      records.prepare(mapping.getHandlerMethods().values());
    };
  }
}
