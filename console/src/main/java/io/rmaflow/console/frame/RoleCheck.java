package io.rmaflow.console.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Closes each page to all but the roles that it names. Whose page the first one is not is led to
 * the first of his own.
 */
final class RoleCheck implements HandlerInterceptor {

  private final Places places;

  RoleCheck(Places places) {
    this.places = places;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    Optional<Persons.LoggedIn> known = Persons.loggedIn(request.getUserPrincipal());
    if (request.getRequestURI().equals("/")
        && known.filter(person -> !isShown(handler, person.role())).isPresent()) {
      response.sendRedirect(places.firstOf(known.orElseThrow().role()));
      return false;
    }
    if (handler instanceof HandlerMethod method
        && !ErrorController.class.isAssignableFrom(method.getBeanType())) {
      known
          .filter(person -> !isFor(method, person.role()))
          .ifPresent(
              person -> {
                throw new AccessDeniedException("not a page of " + person.role());
              });
    }
    return true;
  }

  private static boolean isShown(Object handler, Role role) {
    return handler instanceof HandlerMethod method && isFor(method, role);
  }

  /** Whether somebody with this role may see the page. */
  static boolean isFor(HandlerMethod method, Role role) {
    return roles(method).map(roles -> Arrays.asList(roles.value()).contains(role)).orElse(false);
  }

  private static Optional<ForRoles> roles(HandlerMethod method) {
    @Nullable ForRoles own =
        AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), ForRoles.class);
    return Optional.ofNullable(own)
        .or(
            () ->
                Optional.ofNullable(
                    AnnotatedElementUtils.findMergedAnnotation(
                        method.getBeanType(), ForRoles.class)));
  }
}
