package io.rmaflow.kit.web.access;

import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.CurrentCaller;
import io.rmaflow.kit.web.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.json.JsonMapper;

/** Records what an annotated operation answers, between its answer and the first byte of it. */
@RestControllerAdvice
class AccessRecorder implements ResponseBodyAdvice<Object>, HandlerInterceptor {

  /** The header in which a caller says why. */
  static final String REASON = "Access-Reason";

  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/#-]{0,63}");
  private static final String RECORDED = AccessRecorder.class.getName() + ".recorded";

  private final AccessLog log;

  AccessRecorder(AccessLog log) {
    this.log = log;
  }

  /** Refuses a reason that is a sentence before anything is done. */
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String reason = request.getHeader(REASON);
    if (reason != null && !REFERENCE.matcher(reason).matches()) {
      throw InvalidRequest.of(
          REASON,
          "MALFORMED",
          "Access-Reason には問い合わせ番号などの参照だけを指定してください（英数字と ._:/#- で 64 文字まで）。",
          "Access-Reason is the number of a ticket or a case: 1 to 64 of A-Z, a-z, 0-9 and ._:/#-");
    }
    return true;
  }

  @Override
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
    return isRecorded(returnType);
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returnType,
      MediaType contentType,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (request instanceof ServletServerHttpRequest called
        && response instanceof ServletServerHttpResponse answered) {
      HttpServletRequest servletRequest = called.getServletRequest();
      Whose whose = DataConcerned.inRequest(new ServletRequestAttributes(servletRequest));
      if (body instanceof byte[] bytes
          && MediaType.APPLICATION_JSON.isCompatibleWith(contentType)) {
        whose.in(JsonMapper.shared().readTree(bytes));
      } else {
        whose.in(body);
      }
      record(servletRequest, answered.getServletResponse(), whose, isAct(returnType));
    }
    return body;
  }

  /** An answer without a body. */
  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (failure == null
        && handler instanceof HandlerMethod method
        && isRecorded(method.getReturnType())) {
      Whose whose = DataConcerned.inRequest(new ServletRequestAttributes(request));
      record(request, response, whose, isAct(method.getReturnType()));
    }
  }

  private void record(
      HttpServletRequest request, HttpServletResponse response, Whose whose, boolean act) {
    boolean successful = response.getStatus() >= 200 && response.getStatus() < 300;
    Caller caller = CurrentCaller.get();
    if (!successful || caller == null || request.getAttribute(RECORDED) != null) {
      return;
    }
    Map<String, String> on = new LinkedHashMap<>();
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables) {
      variables.forEach((name, value) -> on.put(String.valueOf(name), String.valueOf(value)));
    }
    on.forEach(whose::named);
    String operation =
        request.getMethod()
            + " "
            + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    List<String> customers = whose.all(Whose.Kind.CUSTOMER);
    List<String> contacts = whose.all(Whose.Kind.CONTACT);
    List<String> sites = whose.all(Whose.Kind.SITE);
    List<String> cases = whose.all(Whose.Kind.CASE);
    String role = caller.role().wireName();
    String reason = request.getHeader(REASON);
    String address = request.getRemoteAddr();
    log.record(
        act
            ? new AdministrativeActDone(
                caller.subject(),
                role,
                operation,
                on,
                customers,
                contacts,
                sites,
                cases,
                reason,
                address)
            : new PersonalDataRead(
                caller.subject(),
                role,
                operation,
                on,
                customers,
                contacts,
                sites,
                cases,
                reason,
                address));
    request.setAttribute(RECORDED, true);
  }

  private static boolean isRecorded(MethodParameter operation) {
    return isAct(operation) || isAnnotated(operation, ReadsPersonalData.class);
  }

  private static boolean isAct(MethodParameter operation) {
    return isAnnotated(operation, AdministrativeAct.class);
  }

  private static boolean isAnnotated(MethodParameter operation, Class<? extends Annotation> type) {
    return operation.hasMethodAnnotation(type)
        || AnnotatedElementUtils.hasAnnotation(operation.getContainingClass(), type);
  }
}
