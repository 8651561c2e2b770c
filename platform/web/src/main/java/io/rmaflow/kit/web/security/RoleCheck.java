package io.rmaflow.kit.web.security;

import io.rmaflow.kit.web.Access;
import io.rmaflow.kit.web.CurrentCaller;
import io.rmaflow.kit.web.Forbidden;
import io.rmaflow.kit.web.Role;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Deny by default: nothing of a call is read before its role is known to be enough. */
final class RoleCheck implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod operation
        && request.getDispatcherType() == DispatcherType.REQUEST) {
      Access access = Access.to(operation);
      if (!access.withoutToken()) {
        Role role = CurrentCaller.required().role();
        if (!access.isGranted(role)) {
          throw Forbidden.role(role);
        }
      }
    }
    return true;
  }
}
