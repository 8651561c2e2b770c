package io.rmaflow.kit.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets only calls with a bearer token pass, but for the health of the service, not more of them
 * than one account may make, and none with U+0000 in its path or query.
 */
final class BearerFilter extends OncePerRequestFilter {

  /** Where the {@link Caller} stands for those who come later. */
  static final String CALLER = BearerFilter.class.getName() + ".caller";

  private static final List<String> OPEN =
      List.of("/livez", "/readyz", "/error", "/asyncapi.yaml", "/rmaflow");

  private final ProblemJson problems;
  private final CallRate rate;

  BearerFilter(ProblemJson problems, CallRate rate) {
    this.problems = problems;
    this.rate = rate;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getServletPath();
    return OPEN.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      Caller caller = BearerToken.callerOf(request.getHeader("Authorization"));
      rate.admit(caller);
      request.setAttribute(CALLER, caller);
      checkCharacters(request);
    } catch (Problem problem) {
      Responses.write(problems.answer(problem, request.getRequestURI()), response);
      return;
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
