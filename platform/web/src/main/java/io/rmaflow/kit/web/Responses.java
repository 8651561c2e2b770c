package io.rmaflow.kit.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers outside of Spring MVC. */
final class Responses {

  private Responses() {}

  static void write(StoredAnswer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    response.setHeader("X-Content-Type-Options", "nosniff");
    answer.headers().forEach(response::setHeader);
    response.setContentLength(answer.body().length);
    response.getOutputStream().write(answer.body());
  }
}
