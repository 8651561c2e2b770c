package io.rmaflow.kit.web.reading;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.BackdatingLimit;
import io.rmaflow.kit.web.CurrentCaller;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.WriteRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives controller methods the body as a {@code @Valid @RequestBody} record and the query as a
 * {@code @Valid @ModelAttribute} record, each as {@link RecordReader} reads it; in the place of the
 * framework's own resolvers, which stop at the first wrong type.
 *
 * <p>All that is wrong with the parameters of a query is told at once, a {@link PageRequest} beside
 * the record included; by the method itself where it takes {@link Findings} behind them, to look
 * for more or for what comes first. What is wrong with a body is told at once too, or by {@link
 * Writes#perform} where the method takes a {@link WriteRequest}.
 */
final class RequestRecords implements HandlerMethodArgumentResolver {

  private static final String QUERY_FINDINGS = RequestRecords.class.getName() + ".query";

  private final BusinessClock clock;
  private final BackdatingLimit backdating;
  private final Constraints constraints;

  RequestRecords(BusinessClock clock, BackdatingLimit backdating, Constraints constraints) {
    this.clock = clock;
    this.backdating = backdating;
    this.constraints = constraints;
  }

  /**
   * Finds out before the first call how all records are read.
   *
   * @throws IllegalStateException where a component does not say it, or a record is not to be
   *     validated
   */
  void prepare(Collection<HandlerMethod> handlers) {
    for (HandlerMethod handler : handlers) {
      for (Parameter parameter : handler.getMethod().getParameters()) {
        boolean record =
            parameter.isAnnotationPresent(RequestBody.class)
                || parameter.isAnnotationPresent(ModelAttribute.class);
        if (record && parameter.getType().isRecord()) {
          if (!parameter.isAnnotationPresent(Valid.class)) {
            throw new IllegalStateException(handler + ": a record of a request has to be @Valid");
          }
          RecordReader.of(parameter.getType());
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return isPage(parameter.getParameterType())
        || parameter.getParameterType() == Findings.class
        || (parameter.getParameterType().isRecord()
            && (parameter.hasParameterAnnotation(RequestBody.class)
                || parameter.hasParameterAnnotation(ModelAttribute.class)));
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request = ApiArguments.servlet(webRequest);
    if (parameter.getParameterType() == Findings.class) {
      return queryFindings(request);
    }
    RequestBody body = parameter.getParameterAnnotation(RequestBody.class);
    return body == null ? ofQuery(parameter, request) : ofBody(parameter, request, body);
  }

  private Object ofBody(MethodParameter parameter, HttpServletRequest request, RequestBody body) {
    WriteRequest call = WriteRequest.of(request, clock, backdating);
    if (!body.required()) {
      call.withOptionalBody();
    }
    RecordReader reader = RecordReader.of(parameter.getParameterType());
    Object record = call.bind((findings, written) -> judged(reader, findings, written));
    boolean told =
        Arrays.asList(parameter.getExecutable().getParameterTypes()).contains(WriteRequest.class);
    if (!told) {
      call.checkBody();
    }
    return record;
  }

  private Object judged(RecordReader reader, Findings findings, ObjectNode written) {
    Object record = reader.read(findings, written);
    constraints.judge(record, findings);
    return record;
  }

  private Object ofQuery(MethodParameter parameter, HttpServletRequest request) {
    Findings findings = queryFindings(request);
    Class<?> type = parameter.getParameterType();
    RecordReader reader = RecordReader.of(isPage(type) ? PageQuery.class : type);
    Object record = reader.read(findings, written(request, reader, findings));
    if (record instanceof PageQuery page) {
      record = new PageRequest(page.page(), page.size());
    } else {
      constraints.judge(record, findings);
    }
    if (!isMoreRead(parameter)) {
      findings.check();
    }
    return record;
  }

  /** The parameters that the record names, each as a text; an empty one is absent. */
  private static ObjectNode written(
      HttpServletRequest request, RecordReader reader, Findings findings) {
    ObjectNode written = JsonMapper.shared().createObjectNode();
    if (isForm(request)) {
      // its parameters are those of the body, which would be read for them, however large it is
      return written;
    }
    for (String name : reader.names()) {
      String[] values = request.getParameterValues(name);
      if (values != null && values.length > 0 && !values[0].isEmpty()) {
        written.put(name, values[0]);
        if (values.length > 1) {
          findings.reject(name, "REPEATED", "1 回だけ指定してください。", "It must be given once.");
        }
      }
    }
    return written;
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
  }

  private Findings queryFindings(HttpServletRequest request) {
    if (request.getAttribute(QUERY_FINDINGS) instanceof Findings known) {
      return known;
    }
    Findings findings = Findings.ofQuery(CurrentCaller.required(), clock.now(), backdating);
    request.setAttribute(QUERY_FINDINGS, findings);
    return findings;
  }

  private static boolean isMoreRead(MethodParameter parameter) {
    Parameter[] all = parameter.getExecutable().getParameters();
    return Arrays.stream(all, parameter.getParameterIndex() + 1, all.length)
        .anyMatch(
            later ->
                isPage(later.getType())
                    || later.getType() == Findings.class
                    || (later.getType().isRecord()
                        && later.isAnnotationPresent(ModelAttribute.class)));
  }

  private static boolean isPage(Class<?> type) {
    return type == PageRequest.class;
  }
}
