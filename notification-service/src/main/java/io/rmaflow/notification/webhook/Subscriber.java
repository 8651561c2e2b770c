package io.rmaflow.notification.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/** Calls subscribers, and tells what they answered. Nothing of the answer but its status counts. */
final class Subscriber implements AutoCloseable {

  private static final ContentType CLOUD_EVENT =
      ContentType.create("application/cloudevents+json", StandardCharsets.UTF_8);
  private static final int MOST_CONNECTIONS = 1_000;

  private final WebhookSettings settings;
  private final CloseableHttpClient http;
  private final ScheduledExecutorService watch;

  /** Receivers compare with their own clocks, whatever the business clock says. */
  private final InstantSource machine = InstantSource.system();

  Subscriber(WebhookSettings settings) {
    this(settings, SystemDefaultDnsResolver.INSTANCE);
  }

  Subscriber(WebhookSettings settings, DnsResolver names) {
    this.settings = settings;
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("webhook-timeouts").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    this.watch = timer;
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new Guard(names, new Networks(settings.allowedNetworks())))
                    .setMaxConnPerRoute(settings.inFlight() + 1)
                    .setMaxConnTotal(MOST_CONNECTIONS)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(timeout(settings.connectTimeout().toMillis()))
                            .setSocketTimeout(timeout(settings.callTimeout().toMillis()))
                            .setTimeToLive(timeout(TimeUnit.MINUTES.toMillis(1)))
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setRedirectsEnabled(false)
                    .setAuthenticationEnabled(false)
                    .setConnectionRequestTimeout(timeout(settings.callTimeout().toMillis()))
                    .setResponseTimeout(timeout(settings.callTimeout().toMillis()))
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("rmaflow-webhooks/1")
            .build();
  }

  /** What became of a call. */
  sealed interface Outcome {

    /** A status of the 2xx kind. */
    record Taken(int status) implements Outcome {}

    /** It refuses this event; others may be welcome. */
    record Refused(int status) implements Outcome {}

    /** It wants no event any more: 410. */
    record Gone(int status) implements Outcome {}

    /** It is not there, or cannot at the moment; {@code status} is 0 where it did not answer. */
    record Away(int status, String problem) implements Outcome {}
  }

  /**
   * Sends one event.
   *
   * @param secrets each signs it
   * @param id the same at every attempt
   */
  Outcome call(URI url, List<Secret> secrets, String id, String body) {
    if (!"https".equalsIgnoreCase(url.getScheme()) && !settings.httpAllowed()) {
      return new Outcome.Away(0, "only https is allowed");
    }
    long timestamp = machine.instant().getEpochSecond();
    HttpPost post = new HttpPost(url);
    post.setHeader("webhook-id", id);
    post.setHeader("webhook-timestamp", Long.toString(timestamp));
    post.setHeader(
        "webhook-signature",
        String.join(
            " ", secrets.stream().map(secret -> secret.sign(id, timestamp, body)).toList()));
    post.setEntity(new StringEntity(body, CLOUD_EVENT));
    // a timeout of the socket alone would wait for ever on one who answers byte by byte
    ScheduledFuture<?> end =
        watch.schedule(post::abort, settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
    try {
      return http.execute(post, Subscriber::outcome);
    } catch (NotAllowed e) {
      return new Outcome.Away(0, "the address is not allowed");
    } catch (IOException e) {
      // its text may tell of the network inside
      return new Outcome.Away(0, "no answer: " + e.getClass().getSimpleName());
    } finally {
      end.cancel(false);
    }
  }

  private static Outcome outcome(ClassicHttpResponse response) {
    int status = response.getCode();
    if (status >= 200 && status < 300) {
      return new Outcome.Taken(status);
    }
    return switch (status) {
      case 410 -> new Outcome.Gone(status);
      case 401, 403, 404, 407, 408, 425, 429 -> new Outcome.Away(status, "answered " + status);
      default ->
          status >= 400 && status < 500
              ? new Outcome.Refused(status)
              : new Outcome.Away(status, "answered " + status);
    };
  }

  @Override
  public void close() throws IOException {
    watch.shutdownNow();
    http.close();
  }

  private static Timeout timeout(long millis) {
    return Timeout.ofMilliseconds(millis);
  }

  /** Resolves names to addresses that may be called; the connection is made to none but these. */
  private record Guard(DnsResolver names, Networks networks) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      List<InetAddress> allowed = new ArrayList<>();
      for (InetAddress address : names.resolve(host)) {
        if (networks.mayCall(address)) {
          allowed.add(address);
        }
      }
      if (allowed.isEmpty()) {
        throw new NotAllowed();
      }
      return allowed.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      return names.resolveCanonicalHostname(host);
    }
  }

  /** The name leads to no address that may be called. */
  private static final class NotAllowed extends UnknownHostException {
    private static final long serialVersionUID = 1L;
  }
}
