package io.rmaflow.kit.web.limits;

import io.rmaflow.kit.web.Writes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Reads take turns as writes do ({@link Writes} counts those itself). A read has left when its
 * answer is known, so that a caller who takes it slowly keeps nobody from the database.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BoundedReads implements HandlerInterceptor, ResponseBodyAdvice<Object> {

  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final String AT_WORK = BoundedReads.class.getName() + ".atWork";

  private final Room room;

  BoundedReads(Room room) {
    this.room = room;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (READS.contains(request.getMethod())) {
      room.comeIn();
      try {
        room.begin(room.patience().toNanos());
        request.setAttribute(AT_WORK, true);
      } finally {
        if (request.getAttribute(AT_WORK) == null) {
          room.leave();
        }
      }
    }
    return true;
  }

  @Override
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returnType,
      MediaType contentType,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (request instanceof ServletServerHttpRequest called) {
      finish(called.getServletRequest());
    }
    return body;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    finish(request);
  }

  private void finish(HttpServletRequest request) {
    if (request.getAttribute(AT_WORK) != null) {
      request.removeAttribute(AT_WORK);
      room.finish();
      room.leave();
    }
  }
}
