package io.rmaflow.kit.web;

import io.rmaflow.kit.clock.BusinessClock;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controller methods what the kit reads for them. */
final class ApiArguments implements HandlerMethodArgumentResolver {

  private static final Set<Class<?>> TYPES = Set.of(Caller.class, WriteRequest.class);

  private static final String CALL = ApiArguments.class.getName() + ".call";

  private final BusinessClock clock;
  private final BackdatingLimit backdating;

  ApiArguments(BusinessClock clock, BackdatingLimit backdating) {
    this.clock = clock;
    this.backdating = backdating;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return TYPES.contains(parameter.getParameterType());
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request = servlet(webRequest);
    return parameter.getParameterType() == Caller.class
        ? CurrentCaller.required()
        : call(request, clock, backdating);
  }

  /** The call that everything which a method takes is read from: the same for all of it. */
  static WriteRequest call(
      HttpServletRequest request, BusinessClock clock, BackdatingLimit backdating) {
    if (request.getAttribute(CALL) instanceof WriteRequest known) {
      return known;
    }
    WriteRequest call =
        new WriteRequest(request, CurrentCaller.required(), clock.now(), backdating);
    request.setAttribute(CALL, call);
    return call;
  }

  static HttpServletRequest servlet(NativeWebRequest webRequest) {
    HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
    if (request == null) {
      throw new IllegalStateException("not a servlet request");
    }
    return request;
  }
}
