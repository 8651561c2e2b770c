package io.rmaflow.client;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** What every call has beside its own content, and how often it is tried. */
final class Manners implements ClientHttpRequestInterceptor {

  private static final String CONSISTENCY_TOKEN = "Consistency-Token";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  private final Supplier<String> token;
  private final Duration patience;
  private final Map<String, String> more;
  private final KnownTokens written;

  Manners(
      Supplier<String> token, Duration patience, Map<String, String> more, KnownTokens written) {
    this.token = token;
    this.patience = patience;
    this.more = more;
    this.written = written;
  }

  /** The same with one more header; what one of them has written, the other knows. */
  Manners with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.put(header, value);
    return new Manners(token, patience, all, written);
  }

  /** The same, knowing nothing that was written. */
  Manners afresh() {
    return new Manners(token, patience, more, new KnownTokens());
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    HttpHeaders headers = request.getHeaders();
    more.forEach(headers::set);
    if (isWrite(request.getMethod()) && !headers.containsHeader(IDEMPOTENCY_KEY)) {
      headers.set(IDEMPOTENCY_KEY, UUID.randomUUID().toString());
    }
    if (!headers.containsHeader(CONSISTENCY_TOKEN)) {
      written.all().ifPresent(all -> headers.set(CONSISTENCY_TOKEN, all));
    }
    long began = System.nanoTime();
    while (true) {
      headers.setBearerAuth(token.get());
      Duration pause;
      try {
        ClientHttpResponse answer = execution.execute(request, body);
        Duration asked = pauseAfter(answer);
        if (asked == null || !hasTimeFor(asked, began)) {
          remember(answer);
          return answer;
        }
        answer.close();
        pause = asked;
      } catch (IOException e) {
        if (!hasTimeFor(BETWEEN_ATTEMPTS, began)) {
          throw e;
        }
        pause = BETWEEN_ATTEMPTS;
      }
      sleep(pause);
    }
  }

  private boolean hasTimeFor(Duration pause, long began) {
    return patience.minusNanos(System.nanoTime() - began).compareTo(pause) >= 0;
  }

  private static boolean isWrite(HttpMethod method) {
    return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
  }

  /**
   * How long to wait before the call is sent again; null where its answer is one. A call that died
   * with its service keeps its key for a while, and says by when to come back as well.
   */
  private static @Nullable Duration pauseAfter(ClientHttpResponse answer) throws IOException {
    int status = answer.getStatusCode().value();
    String seconds = answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
    if (status >= 400 && seconds != null && SECONDS.matcher(seconds).matches()) {
      return Duration.ofSeconds(Long.parseLong(seconds));
    }
    return status >= 500 ? BETWEEN_ATTEMPTS : null;
  }

  private void remember(ClientHttpResponse answer) {
    String token = answer.getHeaders().getFirst(CONSISTENCY_TOKEN);
    if (token != null) {
      written.add(token);
    }
  }

  private static void sleep(Duration pause) throws IOException {
    LockSupport.parkNanos(pause.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted while waiting for a service");
    }
  }
}
