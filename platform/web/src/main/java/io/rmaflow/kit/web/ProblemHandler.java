package io.rmaflow.kit.web;

import io.rmaflow.events.Message;
import io.rmaflow.kit.eventing.NotCaughtUp;
import io.rmaflow.kit.eventing.Retryable;
import io.rmaflow.kit.eventing.UnreadableToken;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns whatever a request ends in into problem+json. What nobody has foreseen is a {@code 500}
 * that tells an incident ID and nothing else; the log tells the rest under the same ID.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemHandler extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  private final ProblemJson problems;

  ProblemHandler(ProblemJson problems) {
    this.problems = problems;
  }

  @ExceptionHandler(Problem.class)
  ResponseEntity<byte[]> problem(Problem problem, HttpServletRequest request) {
    if (problem.status() >= 500) {
      LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), problem.getMessage());
    }
    return problems.answer(problem, request.getRequestURI()).toResponse();
  }

  @ExceptionHandler(UnreadableToken.class)
  ResponseEntity<byte[]> unreadable(UnreadableToken unreadable, HttpServletRequest request) {
    return problem(
        InvalidRequest.of(
            Consistency.HEADER,
            "MALFORMED",
            "Consistency-Token を読み取れません。",
            "This is not a Consistency-Token that a service has given."),
        request);
  }

  @ExceptionHandler(NotCaughtUp.class)
  ResponseEntity<byte[]> late(NotCaughtUp late, HttpServletRequest request) {
    return problem(
        new Unavailable(
            1,
            "NOT_CAUGHT_UP",
            "直前の更新がまだ反映されていません。少し待って再送してください。",
            "What is needed has not arrived yet; try again shortly."),
        request);
  }

  @ExceptionHandler(InvalidParameterException.class)
  ResponseEntity<byte[]> unreadable(
      InvalidParameterException unreadable, HttpServletRequest request) {
    return problem(
        InvalidRequest.of(
            "query",
            "MALFORMED",
            "クエリ文字列を読み取れません。UTF-8 をパーセントエンコーディングしてください。",
            "The query cannot be read; it has to be percent-encoded UTF-8."),
        request);
  }

  @ExceptionHandler(MultipartException.class)
  ResponseEntity<byte[]> brokenOff(MultipartException brokenOff, HttpServletRequest request) {
    return problem(
        InvalidRequest.of(
            "",
            "BODY_INCOMPLETE",
            "アップロードが途中で切れています。",
            "The upload broke off or is no multipart body."),
        request);
  }

  @ExceptionHandler(Throwable.class)
  ResponseEntity<byte[]> anything(Throwable failure, HttpServletRequest request) {
    return failed(failure, request.getMethod(), request.getRequestURI()).toResponse();
  }

  StoredAnswer failed(Throwable failure, String method, String path) {
    if (isOutage(failure)) {
      LOG.warn("{} {}: not available now", method, path, failure);
      return problems.answer(
          new Unavailable(
              2,
              "UNAVAILABLE",
              "一時的に利用できません。しばらくしてから再送してください。",
              "The service cannot do this right now; try again shortly."),
          path);
    }
    String incident = UUID.randomUUID().toString();
    LOG.error("incident {}: {} {}", incident, method, path, failure);
    return problems.answer(
        500,
        "INTERNAL_ERROR",
        new Message(
            "内部エラーが発生しました。お問い合わせの際は番号をお知らせください: " + incident,
            "Something went wrong here; quote the incident " + incident + " when you ask."),
        path,
        Map.of("incident", incident),
        Map.of());
  }

  private static boolean isOutage(Throwable failure) {
    if (Retryable.isTransient(failure)) {
      return true;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof KafkaException || cause.getCause() == cause) {
        return cause instanceof KafkaException;
      }
    }
    return false;
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException mismatch,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String path = path(request);
    if (mismatch instanceof MethodArgumentTypeMismatchException argument) {
      if (argument.getParameter().hasParameterAnnotation(PathVariable.class)) {
        return body(
            problems.answer(
                new NotFound(argument.getName(), String.valueOf(argument.getValue())), path));
      }
      return body(
          problems.answer(
              InvalidRequest.of(
                  argument.getName(),
                  "WRONG_TYPE",
                  "値の形式が正しくありません。",
                  "This value has not the type that is expected here."),
              path));
    }
    return handleExceptionInternal(mismatch, null, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException missing,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return body(
        problems.answer(
            InvalidRequest.of(
                missing.getParameterName(), "REQUIRED", "必須項目です。", "This is required."),
            path(request)));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object ignored,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (failure instanceof IOException hungUp) {
      LOG.debug("the caller hung up", hungUp);
      return null;
    }
    if (status.value() == 500) {
      String method =
          request instanceof ServletWebRequest servlet ? servlet.getRequest().getMethod() : "";
      return body(failed(failure, method, path(request)));
    }
    Map<String, String> all = new LinkedHashMap<>();
    headers.forEach((name, values) -> all.put(name, String.join(", ", values)));
    return body(of(status.value(), path(request), all));
  }

  /** The answer for a status alone, as the framework or the container found it. */
  StoredAnswer of(int status, String path, Map<String, String> headers) {
    String code =
        switch (status) {
          case 400 -> "INVALID_REQUEST";
          case 401 -> "UNAUTHENTICATED";
          case 403 -> "FORBIDDEN";
          case 404 -> "NOT_FOUND";
          case 405 -> "METHOD_NOT_ALLOWED";
          case 406 -> "NOT_ACCEPTABLE";
          case 413 -> "BODY_TOO_LARGE";
          case 415 -> "UNSUPPORTED_MEDIA_TYPE";
          default -> "HTTP_" + status;
        };
    Map<String, Object> members = status == 400 ? Map.of("errors", List.of()) : Map.of();
    return problems.answer(status, code, ProblemJson.title(status), path, members, headers);
  }

  private static String path(WebRequest request) {
    return request instanceof ServletWebRequest servlet ? servlet.getRequest().getRequestURI() : "";
  }

  private static ResponseEntity<Object> body(StoredAnswer answer) {
    ResponseEntity<byte[]> response = answer.toResponse();
    return ResponseEntity.status(response.getStatusCode())
        .headers(response.getHeaders())
        .body(answer.body());
  }
}
