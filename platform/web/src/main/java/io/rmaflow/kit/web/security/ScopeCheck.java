package io.rmaflow.kit.web.security;

import io.rmaflow.kit.web.Access;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.CurrentCaller;
import io.rmaflow.kit.web.Forbidden;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.PathScope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** What does not exist for a caller is not found, whatever is asked of it. */
final class ScopeCheck implements HandlerInterceptor {

  private final Map<String, PathScope> scopes;

  ScopeCheck(List<PathScope> scopes) {
    this.scopes =
        scopes.stream()
            .collect(Collectors.toUnmodifiableMap(PathScope::variable, Function.identity()));
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod operation
        && request.getDispatcherType() == DispatcherType.REQUEST
        && !Access.to(operation).withoutToken()
        && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables) {
      Caller caller = CurrentCaller.required();
      variables.forEach((name, id) -> check(caller, String.valueOf(name), String.valueOf(id)));
    }
    return true;
  }

  private void check(Caller caller, String variable, String id) {
    PathScope scope = scopes.get(variable);
    if (scope == null) {
      if (caller.isCustomer()) {
        throw Forbidden.role(caller.role());
      }
    } else if (!scope.shows(caller, id)) {
      throw new NotFound(scope.what(), id);
    }
  }
}
