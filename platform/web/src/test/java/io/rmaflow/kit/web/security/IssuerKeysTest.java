package io.rmaflow.kit.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import io.rmaflow.testkit.TestIdentity;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** When the issuer is asked for its keys, and what becomes of tokens while it does not answer. */
class IssuerKeysTest {

  private final TestIdentity issuer = TestIdentity.start();
  private final AtomicLong time = new AtomicLong();
  private final VerifiedTokens tokens = tokens(null);

  private VerifiedTokens tokens(@Nullable URI jwkSetUri) {
    SecuritySettings settings =
        new SecuritySettings(
            issuer.issuer(),
            jwkSetUri,
            "rmaflow",
            Duration.ofSeconds(30),
            List.of("RS256"),
            null,
            null,
            null);
    return new VerifiedTokens(
        settings,
        new IssuerKeys(new IssuerMetadata(issuer.issuer()), jwkSetUri, time::get),
        Clock.systemUTC());
  }

  private void passes(Duration span) {
    time.addAndGet(span.toNanos());
  }

  private String token() {
    return issuer.token("support", "desk-1");
  }

  private void assertBelieved(String token) {
    assertThat(tokens.decode(token).getSubject()).isEqualTo("desk-1");
  }

  private void assertNotBelieved(String token) {
    assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(token));
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void nothingIsFetchedBeforeTheFirstToken_andOnceForManyAtATime() {
    assertThat(issuer.keySetReads()).isZero();
    String token = token();

    List<CompletableFuture<Void>> calls =
        IntStream.range(0, 20)
            .mapToObj(call -> CompletableFuture.runAsync(() -> assertBelieved(token)))
            .toList();
    calls.forEach(CompletableFuture::join);

    assertThat(issuer.keySetReads()).isEqualTo(1);
  }

  @Test
  void aNewKeyIsFetchedOnce_andTheOldOneIsGoodWhileItIsInTheSet() {
    String old = token();
    assertBelieved(old);
    passes(Duration.ofMinutes(1));
    issuer.rotate();

    assertBelieved(token());
    assertBelieved(token());
    assertBelieved(old);
    assertThat(issuer.keySetReads()).isEqualTo(2);

    issuer.dropOldKeys();
    assertBelieved(old);
    passes(Duration.ofMinutes(5));
    assertNotBelieved(old);
    assertBelieved(token());
  }

  @Test
  void keysNobodyKnowsAreAskedForOnceInTenSeconds_howeverManyComeUp() {
    assertBelieved(token());
    passes(Duration.ofSeconds(10));

    for (int i = 0; i < 20; i++) {
      assertNotBelieved(issuer.tokenOf("support", "desk-1").signedByAnUnknownKey());
    }
    assertThat(issuer.keySetReads()).isEqualTo(2);

    passes(Duration.ofSeconds(9));
    assertNotBelieved(issuer.tokenOf("support", "desk-1").signedByAnUnknownKey());
    assertThat(issuer.keySetReads()).isEqualTo(2);

    passes(Duration.ofSeconds(1));
    assertNotBelieved(issuer.tokenOf("support", "desk-1").signedByAnUnknownKey());
    assertThat(issuer.keySetReads()).isEqualTo(3);
  }

  @Test
  void knownKeysStayGoodForHoursWhileTheIssuerDoesNotAnswer() {
    String token = token();
    assertBelieved(token);
    issuer.down(true);

    for (int hour = 0; hour < 24; hour++) {
      passes(Duration.ofHours(1));
      assertBelieved(token);
    }
    assertThat(issuer.keySetReads()).isEqualTo(1);
    assertNotBelieved(issuer.tokenOf("support", "desk-1").signedByAnUnknownKey());
  }

  @Test
  void withoutAnyKeyNobodyCanTell_andASecondLaterTheIssuerIsAskedAgain() {
    issuer.down(true);
    String token = token();
    assertThatExceptionOfType(IssuerAway.class).isThrownBy(() -> tokens.decode(token));
    issuer.down(false);
    assertThatExceptionOfType(IssuerAway.class).isThrownBy(() -> tokens.decode(token));

    passes(Duration.ofSeconds(1));

    assertBelieved(token);
  }

  @Test
  void anIssuerThatTakesLongHoldsUpACallForTwoSecondsOnly() {
    issuer.slow(Duration.ofSeconds(20));
    long start = System.nanoTime();

    assertThatExceptionOfType(IssuerAway.class).isThrownBy(() -> tokens.decode(token()));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void theAddressOfTheKeysMayBeSet() {
    issuer.down(true);
    TestIdentity elsewhere = TestIdentity.shared();
    VerifiedTokens set = tokens(URI.create(elsewhere.jwkSetUri()));

    String token = elsewhere.tokenOf("support", "desk-2").claim("iss", issuer.issuer()).signed();

    assertThat(set.decode(token).getSubject()).isEqualTo("desk-2");
  }

  @Test
  void metadataOfAnotherIssuerAreNotBelieved() {
    IssuerMetadata other = new IssuerMetadata(issuer.issuer() + "/");

    IssuerKeys keys = new IssuerKeys(other, null, time::get);

    assertThatExceptionOfType(JOSEException.class).isThrownBy(() -> keys.get(anyKey(), null));
    assertThat(issuer.keySetReads()).isZero();
  }

  private static JWKSelector anyKey() {
    return new JWKSelector(new JWKMatcher.Builder().build());
  }
}
