package io.rmaflow.kit.web.security;

import io.rmaflow.kit.web.ProblemJson;
import io.rmaflow.kit.web.TooManyRequests;
import io.rmaflow.kit.web.limits.CallRate;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts, by the address that they come from, the calls of those whom no token vouches for: as a
 * filter those that need none, and by {@link #admit} those that are refused for theirs. Whoever has
 * a token that is believed is counted by its account, whatever others at his address do.
 */
final class Strangers extends OncePerRequestFilter {

  /** One caller may have as many addresses of IPv6 as he likes in a network of this prefix. */
  private static final int IPV6_NETWORK_BYTES = 8;

  private final ProblemJson problems;
  private final CallRate rate;

  Strangers(ProblemJson problems, CallRate rate) {
    this.problems = problems;
    this.rate = rate;
  }

  /**
   * Counts a call.
   *
   * @throws TooManyRequests where the calls of its address are used up
   */
  void admit(HttpServletRequest request) {
    rate.admit(network(request.getRemoteAddr()));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      admit(request);
    } catch (TooManyRequests refused) {
      problems.write(refused, request, response);
      return;
    }
    chain.doFilter(request, response);
  }

  /** An address of IPv4, or the network of one of IPv6, in one spelling. */
  static String network(String address) {
    int zone = address.indexOf('%');
    String plain = zone < 0 ? address : address.substring(0, zone);
    if (!plain.contains(":")) {
      return plain;
    }
    InetAddress parsed = InetAddress.ofLiteral(plain);
    return parsed instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_NETWORK_BYTES))
        : parsed.getHostAddress();
  }
}
