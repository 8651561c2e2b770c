package io.rmaflow.kit.web.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmaflow.kit.web.ApiJson;
import io.rmaflow.kit.web.api.WrittenAs;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.media.Schema;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.providers.SpringWebProvider;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springdoc.webmvc.ui.SwaggerConfig;
import org.springdoc.webmvc.ui.SwaggerWelcomeCommon;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/**
 * The description of the service's calls at {@code /api/openapi.json}, and for people at {@code
 * /api/docs}; {@code springdoc.api-docs.enabled=false} takes both away.
 */
@AutoConfiguration(before = {SpringDocWebMvcConfiguration.class, SwaggerConfig.class})
@ConditionalOnProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
public class OpenApiAutoConfiguration {

  /** What one document consists of, while it is made. */
  @Bean
  Schemas apiSchemas(ApiJson json, ObjectProvider<WrittenAs> writtenAs) {
    JsonInclude.Include inclusion =
        json.mapper().serializationConfig().getDefaultPropertyInclusion().getValueInclusion();
    return new Schemas(
        inclusion == JsonInclude.Include.NON_NULL,
        writtenAs.stream().collect(Collectors.toMap(WrittenAs::declared, WrittenAs::written)));
  }

  @Bean
  Operations describedOperations(Schemas schemas) {
    return new Operations(schemas, new OperationAnswers(schemas, ApiDocument.common()));
  }

  @Bean
  ApiDocument apiDocument(
      @Value("${rmaflow.context}") String context,
      ApplicationContext application,
      Schemas schemas) {
    Object service =
        application.getBeansWithAnnotation(SpringBootConfiguration.class).values().stream()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("nobody says what the service is for"));
    return new ApiDocument(context + "-service", ClassUtils.getUserClass(service), schemas);
  }

  /** Nothing is guessed from the classes: what is guessed would be replaced. */
  @Bean
  ModelConverter nothingGuessed() {
    return (type, context, others) -> new Schema<>();
  }

  @Bean
  DocumentController documentController(
      ObjectFactory<OpenAPIService> documents,
      AbstractRequestService requests,
      GenericResponseService responses,
      OperationService operations,
      SpringDocConfigProperties settings,
      SpringDocProviders providers,
      SpringDocCustomizers customizers) {
    return new DocumentController(
        documents, requests, responses, operations, settings, providers, customizers);
  }

  /** The page for people. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "springdoc.swagger-ui.enabled", matchIfMissing = true)
  static class Page {

    @Bean
    PageForPeople pageForPeople(
        SwaggerUiConfigProperties page,
        SpringDocConfigProperties settings,
        ObjectProvider<SpringWebProvider> provider) {
      return new PageForPeople(page, settings, provider);
    }

    @Bean
    PageSettings pageSettings(SwaggerWelcomeCommon page) {
      return new PageSettings(page);
    }
  }
}
