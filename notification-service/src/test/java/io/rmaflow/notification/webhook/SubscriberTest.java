package io.rmaflow.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are called, and what is made of an answer. */
class SubscriberTest {

  private static final SubscriberDouble SERVER = new SubscriberDouble();

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1"
      })
  void addressesOfNoOtherNetworkButThisOneAreNotCalled(String address) throws Exception {
    assertThat(new Networks(List.of()).mayCall(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.215.14", "172.32.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"})
  void publicAddressesAreCalled(String address) throws Exception {
    assertThat(new Networks(List.of()).mayCall(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void theConfigurationNamesPrivateNetworksThatMayBeCalled() throws Exception {
    Networks networks = new Networks(List.of("10.1.0.0/16", "fd00::/8"));

    assertThat(networks.mayCall(InetAddress.getByName("10.1.2.3"))).isTrue();
    assertThat(networks.mayCall(InetAddress.getByName("10.2.0.1"))).isFalse();
    assertThat(networks.mayCall(InetAddress.getByName("fd12::1"))).isTrue();
    assertThatThrownBy(() -> new Networks(List.of("intranet.example/8")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNameThatLeadsToAPrivateAddressIsNotCalled_norTheAddressItself() throws Exception {
    try (Subscriber subscriber = subscriber(List.of(), resolving("127.0.0.1"))) {
      assertThat(call(subscriber, SERVER.url("/private").replace("127.0.0.1", "evil.example")))
          .isEqualTo(new Subscriber.Outcome.Away(0, "the address is not allowed"));
      assertThat(call(subscriber, SERVER.url("/private")))
          .isEqualTo(new Subscriber.Outcome.Away(0, "the address is not allowed"));
    }
    assertThat(SERVER.calls("/private")).isEmpty();
  }

  /** DNS rebinding: the address that was looked at is the one that the connection is made to. */
  @Test
  void aNameIsResolvedOnceForEachConnection() throws Exception {
    DnsResolver changing = resolving("127.0.0.1", "10.0.0.1");
    try (Subscriber subscriber = subscriber(List.of("127.0.0.0/8"), changing)) {
      URI url = URI.create(SERVER.url("/rebinding").replace("127.0.0.1", "evil.example"));

      assertThat(call(subscriber, url.toString())).isEqualTo(new Subscriber.Outcome.Taken(204));
    }
    assertThat(SERVER.calls("/rebinding")).hasSize(1);
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    SERVER.answers("/redirect", event -> 302);
    try (Subscriber subscriber = subscriber(List.of("127.0.0.0/8"), resolving("127.0.0.1"))) {
      assertThat(call(subscriber, SERVER.url("/redirect")))
          .isEqualTo(new Subscriber.Outcome.Away(302, "answered 302"));
    }
    assertThat(SERVER.calls("/elsewhere")).isEmpty();
  }

  @Test
  void whoDoesNotAnswerIsLeftInTime() throws Exception {
    SERVER.answers("/silent", event -> 0);
    try (Subscriber subscriber = subscriber(List.of("127.0.0.0/8"), resolving("127.0.0.1"))) {
      assertThat(call(subscriber, SERVER.url("/silent")))
          .isInstanceOfSatisfying(
              Subscriber.Outcome.Away.class, away -> assertThat(away.status()).isZero());
    }
  }

  private static Subscriber.Outcome call(Subscriber subscriber, String url) {
    return subscriber.call(URI.create(url), List.of(Secret.random()), "e-1", "{}");
  }

  private static Subscriber subscriber(List<String> allowed, DnsResolver names) throws IOException {
    return new Subscriber(
        new WebhookSettings(
            List.of("for-tests-only"),
            allowed,
            true,
            4,
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofDays(5),
            Duration.ofHours(24)),
        names);
  }

  /** Answers these, one after the other, the last for ever. */
  private static DnsResolver resolving(String... addresses) {
    Deque<String> open = new ArrayDeque<>(List.of(addresses));
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        String next = open.size() > 1 ? open.removeFirst() : open.getFirst();
        return new InetAddress[] {InetAddress.getByName(next)};
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }
}
