package io.rmaflow.kit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * A read with a {@code Consistency-Token} waits for what the token names; writes do it later, but
 * those of a customer, for which what exists depends on what has arrived.
 */
final class ConsistentReads implements HandlerInterceptor {

  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final Consistency consistency;

  ConsistentReads(Consistency consistency) {
    this.consistency = consistency;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (READS.contains(request.getMethod()) || isOfACustomer()) {
      List<String> tokens = Collections.list(request.getHeaders(Consistency.HEADER));
      if (!tokens.isEmpty()) {
        consistency.await(String.join(",", tokens));
      }
    }
    return true;
  }

  private static boolean isOfACustomer() {
    Caller caller = CurrentCaller.get();
    return caller != null && caller.isCustomer();
  }
}
