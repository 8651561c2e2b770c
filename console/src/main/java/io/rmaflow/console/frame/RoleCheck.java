package io.rmaflow.console.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Closes each page to all but the roles that it names. */
final class RoleCheck implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && !ErrorController.class.isAssignableFrom(method.getBeanType())) {
      Persons.loggedIn(request.getUserPrincipal())
          .filter(person -> !isFor(method, person.role()))
          .ifPresent(
              person -> {
                throw new AccessDeniedException("not a page of " + person.role());
              });
    }
    return true;
  }

  private static boolean isFor(HandlerMethod method, Role role) {
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
