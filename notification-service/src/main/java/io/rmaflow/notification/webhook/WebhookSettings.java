package io.rmaflow.notification.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How webhooks are sent.
 *
 * @param secretKeys the keys under which secrets are stored (see {@link SecretKeys}), each 32
 *     random bytes in Base64: the present one, then former ones; the service does not start without
 *     one
 * @param allowedNetworks networks in CIDR notation that may be called although they are not public,
 *     such as {@code 10.1.0.0/16}
 * @param httpAllowed whether URLs may begin with {@code http:}; without it only {@code https:}
 * @param inFlight calls to one subscriber at the same time, each of another stream
 * @param connectTimeout real time
 * @param callTimeout real time, from the beginning of a call to the end of the answer's head
 * @param lease how long, real time, after its beginning a call counts as broken off; longer than
 *     {@code callTimeout}
 * @param poll how often, real time, to look for broken-off calls and for what has become due
 * @param firstWait business time until a failed call is repeated; doubled each time
 * @param longestWait the most that it grows to, business time
 * @param patience after failing for so long, business time, it is parked
 * @param overlap how long, business time, a former secret signs beside its successor
 */
@ConfigurationProperties("rmaflow.webhooks")
public record WebhookSettings(
    @DefaultValue List<String> secretKeys,
    @DefaultValue List<String> allowedNetworks,
    @DefaultValue("false") boolean httpAllowed,
    @DefaultValue("4") int inFlight,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("10s") Duration callTimeout,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("1m") Duration firstWait,
    @DefaultValue("1h") Duration longestWait,
    @DefaultValue("5d") Duration patience,
    @DefaultValue("24h") Duration overlap) {

  public WebhookSettings {
    secretKeys = List.copyOf(secretKeys);
    allowedNetworks = List.copyOf(allowedNetworks);
  }

  /** How long to wait after so many failures in a row, at least one. */
  Duration waitAfter(int failures) {
    Duration wait = firstWait;
    for (int i = 1; i < failures && wait.compareTo(longestWait) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }
}
