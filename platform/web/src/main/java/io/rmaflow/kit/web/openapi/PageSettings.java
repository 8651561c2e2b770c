package io.rmaflow.kit.web.openapi;

import io.rmaflow.kit.web.WithoutToken;
import org.springdoc.webmvc.ui.SwaggerConfigResource;
import org.springdoc.webmvc.ui.SwaggerWelcomeCommon;

/** Tells the page for people where the document is. */
@WithoutToken
final class PageSettings extends SwaggerConfigResource {

  PageSettings(SwaggerWelcomeCommon page) {
    super(page);
  }
}
