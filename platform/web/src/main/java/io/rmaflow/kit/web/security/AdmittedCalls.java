package io.rmaflow.kit.web.security;

import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.CurrentCaller;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.Problem;
import io.rmaflow.kit.web.ProblemJson;
import io.rmaflow.kit.web.limits.CallRate;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What comes between the token and the application: not more calls than one account may make, and
 * none with U+0000 in its path or query. A call without a token passes, to be refused by who asks
 * for one.
 */
final class AdmittedCalls extends OncePerRequestFilter {

  private final ProblemJson problems;
  private final CallRate rate;

  AdmittedCalls(ProblemJson problems, CallRate rate) {
    this.problems = problems;
    this.rate = rate;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Caller caller = CurrentCaller.get();
    if (caller != null) {
      try {
        rate.admit(caller);
        checkCharacters(request);
      } catch (Problem problem) {
        problems.write(problem, request, response);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private static void checkCharacters(HttpServletRequest request) {
    if (hasNull(request.getServletPath()) || hasNull(request.getRequestURI())) {
      throw invalid("path");
    }
    String query = request.getQueryString();
    if (query == null || !hasNull(query)) {
      return;
    }
    for (String parameter : query.split("&", -1)) {
      if (hasNull(parameter)) {
        int end = parameter.indexOf('=');
        String name = end < 0 ? parameter : parameter.substring(0, end);
        throw invalid(hasNull(name) ? "query" : name);
      }
    }
  }

  private static boolean hasNull(String text) {
    return text.indexOf('\0') >= 0 || text.contains("%00");
  }

  private static InvalidRequest invalid(String field) {
    return InvalidRequest.of(
        field, "CONTROL_CHARACTER", "U+0000 は使えません。", "U+0000 is not allowed.");
  }
}
