package io.rmaflow.console.frame;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the layout shows round every page. */
@ControllerAdvice
class Around {

  /** Set on a request whose form does not belong to its session. */
  static final String STALE = Around.class.getName() + ".stale";

  private final Places places;

  Around(Places places) {
    this.places = places;
  }

  /**
   * A link of the navigation.
   *
   * @param key of its text, under {@code frame.place.}
   * @param here whether the page is there
   */
  record Link(String key, String path, boolean here) {}

  @ModelAttribute("person")
  @Nullable Person person(HttpServletRequest request, Locale language) {
    return Presence.person(request.getUserPrincipal(), language).orElse(null);
  }

  @ModelAttribute("places")
  List<Link> places(HttpServletRequest request) {
    return Persons.loggedIn(request.getUserPrincipal()).stream()
        .flatMap(person -> places.of(person.role()).stream())
        .map(place -> new Link(place.key(), place.path(), place.isAt(request.getRequestURI())))
        .toList();
  }

  @ModelAttribute("theme")
  String theme(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return Theme.named(
            (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
                .filter(cookie -> cookie.getName().equals(Start.THEME_COOKIE))
                .map(Cookie::getValue)
                .findFirst()
                .orElse(null))
        .wireName();
  }

  /** Whether a form was refused because its session is over. */
  @ModelAttribute("stale")
  boolean stale(HttpServletRequest request) {
    return request.getAttribute(STALE) != null;
  }

  /** The address to come back to after the language or the theme has been changed. */
  @ModelAttribute("here")
  String here(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")
        || request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) != null) {
      return "/";
    }
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }
}
