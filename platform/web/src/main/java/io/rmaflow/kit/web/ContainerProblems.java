package io.rmaflow.kit.web;

import io.rmaflow.events.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Tomcat refuses before any filter sees it, such as {@code %00} in a path, as
 * problem+json too. Tomcat makes it by its class name, so it brings what it needs itself.
 */
public final class ContainerProblems extends ErrorReportValve {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerProblems.class);

  private final ProblemJson problems = new ProblemJson(new ApiJson(JsonMapper.shared()));

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    Message text =
        status == 400
            ? new Message(
                "URL またはヘッダーに使えない文字があります。",
                "The URL or a header has characters that are not allowed.")
            : ProblemJson.title(status);
    Map<String, Object> members =
        status == 400
            ? Map.of("errors", List.of(new FieldError("path", "INVALID_CHARACTER", text)))
            : Map.of();
    String code = status == 400 ? "INVALID_REQUEST" : "HTTP_" + status;
    try {
      Responses.write(
          problems.answer(status, code, text, null, members, Map.of()), response.getResponse());
      response.finishResponse();
    } catch (IOException hungUp) {
      LOG.debug("the caller hung up", hungUp);
    }
  }
}
