package io.rmaflow.kit.web.openapi;

import io.rmaflow.kit.web.WithoutToken;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.providers.SpringWebProvider;
import org.springdoc.webmvc.ui.SwaggerWelcomeWebMvc;
import org.springframework.beans.factory.ObjectProvider;

/** Leads from {@code /api/docs} to the page; for everybody, because no data stand there. */
@WithoutToken
final class PageForPeople extends SwaggerWelcomeWebMvc {

  PageForPeople(
      SwaggerUiConfigProperties page,
      SpringDocConfigProperties settings,
      ObjectProvider<SpringWebProvider> provider) {
    super(page, settings, provider);
  }
}
