package io.rmaflow.console;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/** A page as it is written, from its model, without a server. */
public final class Rendered {

  private Rendered() {}

  /** The page's HTML. */
  public static String page(
      WebApplicationContext context, String view, Locale language, Map<String, Object> model)
      throws Exception {
    Map<String, Object> all = new HashMap<>(model);
    all.put("theme", "light");
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
    request.setAttribute(
        DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(language));
    MockHttpServletResponse response = new MockHttpServletResponse();
    response.setCharacterEncoding("UTF-8");
    Objects.requireNonNull(
            context
                .getBean("thymeleafViewResolver", ViewResolver.class)
                .resolveViewName(view, language))
        .render(all, request, response);
    return response.getContentAsString();
  }
}
