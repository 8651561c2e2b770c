package io.rmaflow.kit.web.security;

import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.CurrentCaller;
import io.rmaflow.kit.web.Forbidden;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.Problem;
import io.rmaflow.kit.web.ProblemJson;
import io.rmaflow.kit.web.TooManyRequests;
import io.rmaflow.kit.web.Unauthenticated;
import io.rmaflow.kit.web.Unavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Answers the calls that get no further than the filters, as problem+json. Who shows a token that
 * is not believed is not told why: the log tells it, without the token.
 */
final class Refusals
    implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final ProblemJson problems;
  private final Strangers strangers;

  /**
   * Answers and counts.
   *
   * @param strangers whoever is not believed is one of them
   */
  Refusals(ProblemJson problems, Strangers strangers) {
    this.problems = problems;
    this.strangers = strangers;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    Problem problem = problemOf(failure);
    if (problem.status() == HttpStatus.UNAUTHORIZED.value()) {
      try {
        strangers.admit(request);
      } catch (TooManyRequests tooMany) {
        problem = tooMany;
      }
    }
    answer(problem, request, response);
  }

  private static Problem problemOf(AuthenticationException failure) {
    if (failure instanceof IssuerAway) {
      return new Unavailable(
          2,
          "UNAVAILABLE",
          "トークンを確認できません。しばらくしてから再送してください。",
          "The token cannot be checked right now; try again shortly.");
    }
    if (failure instanceof OAuth2AuthenticationException) {
      LOG.debug("a token is not believed: {}", failure.getMessage());
      return Unauthenticated.invalidToken();
    }
    return Unauthenticated.noToken();
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    Caller caller = CurrentCaller.get();
    answer(
        caller == null ? Unauthenticated.noToken() : Forbidden.role(caller.role()),
        request,
        response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
      throws IOException {
    answer(
        InvalidRequest.of(
            "path",
            "INVALID_CHARACTER",
            "URL またはヘッダーに使えない文字があります。",
            "The URL or a header has characters that are not allowed."),
        request,
        response);
  }

  private void answer(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    problems.write(problem, request, response);
  }
}
