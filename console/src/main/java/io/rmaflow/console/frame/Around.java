package io.rmaflow.console.frame;

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

  /** Where a person may go. */
  private enum Place {
    DESK("/", Role.SUPPORT, Role.AUDITOR, Role.ADMIN),
    QUEUE("/queue", Role.SUPPORT, Role.AUDITOR, Role.ADMIN),
    REPORT("/report", Role.SUPPORT),
    LOGISTICS("/logistics", Role.LOGISTICS, Role.SUPPORT),
    AUDIT("/audit", Role.AUDITOR, Role.ADMIN),
    OPERATORS("/operators", Role.ADMIN);

    private final String path;
    private final List<Role> roles;

    Place(String path, Role... roles) {
      this.path = path;
      this.roles = List.of(roles);
    }

    private boolean isAt(String uri) {
      return path.equals("/") ? uri.equals("/") : uri.equals(path) || uri.startsWith(path + "/");
    }
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
        .flatMap(
            person ->
                Arrays.stream(Place.values())
                    .filter(place -> place.roles.contains(person.role()))
                    .map(
                        place ->
                            new Link(
                                place.name().toLowerCase(Locale.ROOT),
                                place.path,
                                place.isAt(request.getRequestURI()))))
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

  /** The address to come back to after the language or the theme has been changed. */
  @ModelAttribute("here")
  String here(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      return "/";
    }
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }
}
