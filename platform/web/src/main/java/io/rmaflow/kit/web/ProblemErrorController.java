package io.rmaflow.kit.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what went wrong outside of Spring MVC, such as in a filter. */
@RestController
class ProblemErrorController implements ErrorController {

  private final ProblemHandler handler;

  ProblemErrorController(ProblemHandler handler) {
    this.handler = handler;
  }

  @WithoutToken
  @RequestMapping("${spring.web.error.path:${error.path:/error}}")
  ResponseEntity<byte[]> error(HttpServletRequest request) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String uri = path == null ? request.getRequestURI() : path.toString();
    Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (thrown instanceof IOException) {
      // what the container met while reading: the caller broke off, and nothing failed here
      return handler.of(400, uri, Map.of()).toResponse();
    }
    if (thrown instanceof Throwable failure) {
      return handler.failed(failure, request.getMethod(), uri).toResponse();
    }
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return handler.of(status instanceof Integer code ? code : 404, uri, Map.of()).toResponse();
  }
}
