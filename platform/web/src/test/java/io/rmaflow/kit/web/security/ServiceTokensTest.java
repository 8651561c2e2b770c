package io.rmaflow.kit.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.testkit.TestIdentity;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens of a service's own: asked for once, kept until shortly before they end. */
class ServiceTokensTest {

  private final TestIdentity issuer = TestIdentity.start();
  private final AtomicLong time = new AtomicLong();
  private final ServiceTokens tokens = tokens("rma-service", secretOf("rma-service", issuer));

  private ServiceTokens tokens(String client, String secret) {
    return new ServiceTokens(new IssuerMetadata(issuer.issuer()), null, client, secret, time::get);
  }

  private static String secretOf(String service, TestIdentity issuer) {
    return Objects.requireNonNull(issuer.settings(service).get("rmaflow.security.client-secret"));
  }

  private void passes(Duration span) {
    time.addAndGet(span.toNanos());
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void isBelievedByAnotherService_asAnAccountOfTheRoleService() throws TokenUnavailable {
    TestIdentity shared = TestIdentity.shared();
    String secret = secretOf("notification-service", shared);
    ServiceTokens own =
        new ServiceTokens(
            new IssuerMetadata(shared.issuer()),
            URI.create(shared.tokenUri()),
            "notification-service",
            secret,
            System::nanoTime);

    String answer =
        Notebook.shared().get("/api/whoami", "Authorization", own.authorization()).text();

    assertThat(answer).isEqualTo("{\"who\":\"notification-service SERVICE []\"}");
  }

  @Test
  void isAskedForOnce_howeverManyCallsWaitForIt() {
    issuer.slow(Duration.ofMillis(100));
    List<CompletableFuture<String>> calls =
        IntStream.range(0, 20)
            .mapToObj(call -> CompletableFuture.supplyAsync(this::token))
            .toList();

    Set<String> given = calls.stream().map(CompletableFuture::join).collect(Collectors.toSet());

    assertThat(given).hasSize(1);
    assertThat(issuer.tokenRequests()).isEqualTo(1);
  }

  @Test
  void isKeptUntilAMinuteBeforeItsEnd() throws TokenUnavailable {
    String first = tokens.authorization();

    passes(Duration.ofSeconds(539));
    assertThat(tokens.authorization()).isEqualTo(first);
    assertThat(issuer.tokenRequests()).isEqualTo(1);

    passes(Duration.ofSeconds(1));
    tokens.authorization();
    assertThat(issuer.tokenRequests()).isEqualTo(2);
  }

  @Test
  void ofAShortLifeIsKeptForNineTenthsOfIt() throws TokenUnavailable {
    issuer.clientTokensLive(Duration.ofSeconds(20));
    tokens.authorization();

    passes(Duration.ofMillis(17_999));
    tokens.authorization();
    assertThat(issuer.tokenRequests()).isEqualTo(1);

    passes(Duration.ofMillis(1));
    tokens.authorization();
    assertThat(issuer.tokenRequests()).isEqualTo(2);
  }

  @Test
  void isUsedToItsEndWhileTheIssuerDoesNotAnswer_andNotBeyond() throws TokenUnavailable {
    String first = tokens.authorization();
    issuer.down(true);

    passes(Duration.ofSeconds(599));
    assertThat(tokens.authorization()).isEqualTo(first);

    passes(Duration.ofSeconds(1));
    assertThatExceptionOfType(TokenUnavailable.class).isThrownBy(tokens::authorization);

    issuer.down(false);
    passes(Duration.ofSeconds(1));
    assertThat(tokens.authorization()).startsWith("Bearer ").isNotEqualTo(first);
  }

  @Test
  void afterAFailureTheIssuerIsLeftAloneForASecond() {
    issuer.down(true);
    assertThatExceptionOfType(TokenUnavailable.class).isThrownBy(tokens::authorization);
    issuer.down(false);

    assertThatExceptionOfType(TokenUnavailable.class)
        .isThrownBy(tokens::authorization)
        .withMessage("the issuer of tokens did not answer a moment ago");

    passes(Duration.ofSeconds(1));
    assertThat(token()).startsWith("Bearer ");
  }

  @Test
  void thatAnotherServiceRefusesIsNotUsedAgain_unlessItIsNew() throws TokenUnavailable {
    String first = tokens.authorization();

    tokens.refused(first);
    tokens.authorization();
    assertThat(issuer.tokenRequests()).isEqualTo(1);

    passes(Duration.ofSeconds(10));
    tokens.refused("Bearer of another time");
    tokens.authorization();
    assertThat(issuer.tokenRequests()).isEqualTo(1);

    tokens.refused(first);
    tokens.authorization();
    assertThat(issuer.tokenRequests()).isEqualTo(2);
  }

  @Test
  void isNotGivenForAWrongSecret_andTheFailureDoesNotTellIt() {
    ServiceTokens stranger = tokens("rma-service", "guessed+&=%:");

    assertThatExceptionOfType(TokenUnavailable.class)
        .isThrownBy(stranger::authorization)
        .withStackTraceContaining("/token answered 401")
        .satisfies(failure -> assertThat(failure.toString()).doesNotContain("guessed"));
  }

  private String token() {
    try {
      return tokens.authorization();
    } catch (TokenUnavailable e) {
      throw new IllegalStateException(e);
    }
  }
}
