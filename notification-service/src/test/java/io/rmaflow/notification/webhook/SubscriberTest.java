package io.rmaflow.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

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

  /** The second connection asks anew, and what it is told is looked at anew. */
  @Test
  void aNameThatLeadsToMetadataTheNextTimeIsNotCalledThen_thoughEverythingIsAllowed()
      throws Exception {
    List<String> everything = List.of("0.0.0.0/0", "::/0");
    try (Subscriber subscriber =
        subscriber(everything, resolving("127.0.0.1", "169.254.169.254", "fd00:ec2::254"))) {
      String url = SERVER.url("/turning").replace("127.0.0.1", "evil.example");
      SERVER.answers("/turning", event -> 204);

      assertThat(call(subscriber, url)).isEqualTo(new Subscriber.Outcome.Taken(204));
      // another route, and so another connection
      assertThat(call(subscriber, url.replace("evil", "evil2")))
          .isEqualTo(new Subscriber.Outcome.Away(0, "the address is not allowed"));
      assertThat(call(subscriber, url.replace("evil", "evil3")))
          .isEqualTo(new Subscriber.Outcome.Away(0, "the address is not allowed"));
    }
    assertThat(SERVER.calls("/turning")).hasSize(1);
  }

  @Test
  void ofTheAddressesOfANameOnlyThoseThatMayBeCalledAreTried() throws Exception {
    DnsResolver both =
        answering(
            InetAddress.getByName("169.254.169.254"),
            InetAddress.getLoopbackAddress(),
            InetAddress.getByName("fe80::1"));
    SERVER.answers("/both", event -> 204);
    try (Subscriber subscriber = subscriber(List.of("127.0.0.0/8"), both)) {
      assertThat(call(subscriber, SERVER.url("/both").replace("127.0.0.1", "evil.example")))
          .isEqualTo(new Subscriber.Outcome.Taken(204));
    }
    assertThat(SERVER.calls("/both")).hasSize(1);
  }

  /** SSRF by redirect: where an answer points to is not called, however it is said. */
  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) throws Exception {
    String path = "/redirect-" + status;
    SERVER.answers(path, event -> status);
    try (Subscriber subscriber = subscriber(List.of("127.0.0.0/8"), resolving("127.0.0.1"))) {
      assertThat(call(subscriber, SERVER.url(path)))
          .isEqualTo(new Subscriber.Outcome.Away(status, "answered " + status));
    }
    assertThat(SERVER.calls(path)).hasSize(1);
    assertThat(SERVER.calls("/elsewhere")).isEmpty();
  }

  /** An ID comes from whoever published the event. */
  @Test
  void aLineBreakInAnIdBeginsNoHeader() throws Exception {
    SERVER.answers("/headers", event -> 204);
    try (Subscriber subscriber = subscriber(List.of("127.0.0.0/8"), resolving("127.0.0.1"))) {
      subscriber.call(
          URI.create(SERVER.url("/headers")),
          List.of(Secret.random()),
          "e-1\r\nX-Forged: yes\r\n\r\n{}",
          "{}");
    }
    assertThat(SERVER.calls("/headers")).hasSize(1);
    assertThat(SERVER.calls("/headers").getFirst().id())
        .startsWith("e-1")
        .contains("X-Forged: yes");
    assertThat(SERVER.calls("/headers").getFirst().body()).isEqualTo("{}");
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
            List.of("9yx8BcKdfQM/8ySVP/XjoGy+HoSooCxeSxn8IJZgXHo="),
            allowed,
            true,
            4,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofDays(5),
            Duration.ofHours(24)),
        names);
  }

  /** Answers all of these, always. */
  private static DnsResolver answering(InetAddress... addresses) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) {
        return addresses.clone();
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
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
