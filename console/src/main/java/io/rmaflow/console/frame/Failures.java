package io.rmaflow.console.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.servlet.ModelAndView;

/** Shows what a page could not do, and what to do next. */
@ControllerAdvice
class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final Around around;

  Failures(Around around) {
    this.around = around;
  }

  /** What a service said and no page has shown in its own way. */
  @ExceptionHandler(RestClientResponseException.class)
  ModelAndView refused(
      RestClientResponseException refused,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale language) {
    int status = refused.getStatusCode().value();
    if (status == HttpStatus.UNAUTHORIZED.value()) {
      return logIn(request, response);
    }
    ModelAndView page =
        page(status >= 500 ? HttpStatus.SERVICE_UNAVAILABLE : kept(status), request, language);
    Presence.person(request.getUserPrincipal(), language)
        .ifPresent(person -> page.addObject("refusals", Refusals.of(refused, person)));
    return page;
  }

  @ExceptionHandler(ResourceAccessException.class)
  ModelAndView away(ResourceAccessException away, HttpServletRequest request, Locale language) {
    LOG.warn("A service does not answer", away);
    return page(HttpStatus.SERVICE_UNAVAILABLE, request, language);
  }

  @ExceptionHandler(AccessDeniedException.class)
  ModelAndView forbidden(HttpServletRequest request, Locale language) {
    return page(HttpStatus.FORBIDDEN, request, language);
  }

  /** The tokens are over: the issuer sends the person back at once where its login still lasts. */
  @ExceptionHandler({LoginNeeded.class, ClientAuthorizationException.class})
  ModelAndView logIn(HttpServletRequest request, HttpServletResponse response) {
    String login = "/oauth2/authorization/" + SecurityConfiguration.REGISTRATION;
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", login);
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
      return new ModelAndView();
    }
    return new ModelAndView("redirect:" + login);
  }

  private ModelAndView page(HttpStatus status, HttpServletRequest request, Locale language) {
    ModelAndView page = new ModelAndView("error");
    page.setStatus(status);
    page.addObject("status", status.value());
    page.addObject("person", around.person(request, language));
    page.addObject("places", around.places(request));
    page.addObject("theme", around.theme(request));
    page.addObject("here", around.here(request));
    return page;
  }

  private static HttpStatus kept(int status) {
    @Nullable HttpStatus known = HttpStatus.resolve(status);
    return known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
  }
}
