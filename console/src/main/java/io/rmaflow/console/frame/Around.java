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

  /**
   * Where a person may go.
   *
   * @param key of its name, under {@code frame.place.}
   */
  private record Place(String key, String path, List<Role> roles) {

    private boolean isAt(String uri) {
      return path.equals("/") ? uri.equals("/") : uri.equals(path) || uri.startsWith(path + "/");
    }
  }

  private static final List<Place> PLACES =
      List.of(
          new Place("desk", "/", List.of(Role.SUPPORT, Role.AUDITOR, Role.ADMIN)),
          new Place("queue", "/queue", List.of(Role.SUPPORT, Role.AUDITOR, Role.ADMIN)),
          new Place("report", "/report", List.of(Role.SUPPORT)),
          new Place("logistics", "/logistics", List.of(Role.LOGISTICS, Role.SUPPORT)),
          new Place("audit", "/audit", List.of(Role.AUDITOR, Role.ADMIN)),
          new Place("operators", "/operators", List.of(Role.ADMIN)));

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
                PLACES.stream()
                    .filter(place -> place.roles().contains(person.role()))
                    .map(
                        place ->
                            new Link(
                                place.key(), place.path(), place.isAt(request.getRequestURI()))))
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
