package io.rmaflow.kit.web.reading;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.BackdatingLimit;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.CurrentCaller;
import io.rmaflow.kit.web.WriteRequest;
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
        : WriteRequest.of(request, clock, backdating);
  }

  static HttpServletRequest servlet(NativeWebRequest webRequest) {
    HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
    if (request == null) {
      throw new IllegalStateException("not a servlet request");
    }
    return request;
  }
}
