package io.rmaflow.kit.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.testkit.TestIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** The bounds of a token's time, to the second, and what can be set. */
class VerifiedTokensTest {

  private static final TestIdentity ISSUER = TestIdentity.shared();

  private static SecuritySettings settings(Duration skew, String... algorithms) {
    return new SecuritySettings(
        ISSUER.issuer(), null, "rmaflow", skew, List.of(algorithms), null, null, null);
  }

  private static VerifiedTokens at(String now, SecuritySettings settings) {
    IssuerKeys keys = new IssuerKeys(new IssuerMetadata(ISSUER.issuer()), null, System::nanoTime);
    return new VerifiedTokens(settings, keys, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private static VerifiedTokens at(String now) {
    return at(now, settings(Duration.ofSeconds(30), "RS256"));
  }

  private static String token(String begin, String end) {
    return ISSUER
        .tokenOf("support", "desk-1")
        .claim("iat", Instant.parse("2026-11-30T11:00:00Z").getEpochSecond())
        .claim("nbf", Instant.parse(begin).getEpochSecond())
        .claim("exp", Instant.parse(end).getEpochSecond())
        .signed();
  }

  @Test
  void aTokenIsGoodFor29SecondsMore_andNotFor31() {
    String token = token("2026-11-30T11:00:00Z", "2026-11-30T12:00:00Z");

    assertThat(at("2026-11-30T12:00:29Z").decode(token).getSubject()).isEqualTo("desk-1");
    assertThat(at("2026-11-30T12:00:30Z").decode(token).getSubject()).isEqualTo("desk-1");
    assertThatExceptionOfType(BadJwtException.class)
        .isThrownBy(() -> at("2026-11-30T12:00:31Z").decode(token));
  }

  @Test
  void aTokenThatWasBelievedOnceIsNotAnyMoreWhenItsTimeIsOver() {
    String token = token("2026-11-30T11:00:00Z", "2026-11-30T12:00:00Z");
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T11:59:00Z"));
    InstantSource moving = now::get;
    IssuerKeys keys = new IssuerKeys(new IssuerMetadata(ISSUER.issuer()), null, System::nanoTime);
    VerifiedTokens tokens =
        new VerifiedTokens(
            settings(Duration.ofSeconds(30), "RS256"), keys, moving.withZone(ZoneOffset.UTC));
    assertThat(tokens.decode(token).getSubject()).isEqualTo("desk-1");
    assertThat(tokens.decode(token)).isSameAs(tokens.decode(token));

    now.set(Instant.parse("2026-11-30T12:00:31Z"));

    assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(token));
    String changed = token.substring(0, token.length() - 8) + "AAAAAAAA";
    assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(changed));
  }

  @Test
  void aTokenIsGood29SecondsEarly_andNot31() {
    String token = token("2026-11-30T11:30:00Z", "2026-11-30T12:00:00Z");

    assertThat(at("2026-11-30T11:29:31Z").decode(token).getSubject()).isEqualTo("desk-1");
    assertThatExceptionOfType(BadJwtException.class)
        .isThrownBy(() -> at("2026-11-30T11:29:29Z").decode(token));
  }

  @Test
  void theSkewIsASetting() {
    String token = token("2026-11-30T11:00:00Z", "2026-11-30T12:00:00Z");

    assertThatExceptionOfType(BadJwtException.class)
        .isThrownBy(
            () -> at("2026-11-30T12:00:01Z", settings(Duration.ZERO, "RS256")).decode(token));
    assertThat(
            at("2026-11-30T12:05:00Z", settings(Duration.ofMinutes(5), "RS256"))
                .decode(token)
                .getSubject())
        .isEqualTo("desk-1");
    assertThatThrownBy(() -> settings(Duration.ofSeconds(301), "RS256"))
        .hasMessage("rmaflow.security.clock-skew must be 0 to 5 minutes");
  }

  @Test
  void anAlgorithmThatIsNotSetIsNotBelieved_andNoneCanBeSetThatEverybodyCanUse() {
    String token = token("2026-11-30T11:00:00Z", "2026-11-30T12:00:00Z");

    assertThatExceptionOfType(BadJwtException.class)
        .isThrownBy(
            () ->
                at("2026-11-30T11:59:00Z", settings(Duration.ofSeconds(30), "ES256"))
                    .decode(token));
    for (String open : List.of("none", "HS256")) {
      assertThatThrownBy(() -> settings(Duration.ofSeconds(30), "RS256", open))
          .hasMessageStartingWith("rmaflow.security.algorithms must be of [RS256,");
    }
  }

  @Test
  void theSettingsDoNotTellTheSecret() {
    SecuritySettings settings = account("rma-service", "s3cr3t");

    assertThat(settings.toString()).contains("rma-service").doesNotContain("s3cr3t");
    assertThat(settings.requiredAccount().toString()).isEqualTo("rma-service");
    assertThatThrownBy(() -> account("rma-service", null).requiredAccount())
        .hasMessageContaining("rmaflow.security.client-secret");
  }

  private static SecuritySettings account(String id, @Nullable String secret) {
    return new SecuritySettings(
        ISSUER.issuer(),
        null,
        "rmaflow",
        Duration.ofSeconds(30),
        List.of("RS256"),
        id,
        secret,
        null);
  }
}
