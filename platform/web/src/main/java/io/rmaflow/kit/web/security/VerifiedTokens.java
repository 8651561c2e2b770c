package io.rmaflow.kit.web.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Reads tokens and believes those only that the issuer has signed, for us and for now. Nothing in a
 * token says where its key comes from: not {@code jku}, not {@code x5u}, not {@code jwk}.
 *
 * <p>A token that is shown again is not verified again while the keys are those of then; whether
 * its time has come and is not over is looked at each time.
 */
final class VerifiedTokens implements JwtDecoder {

  private static final Duration KEPT_UNUSED = Duration.ofMinutes(10);

  /** Some ten thousand tokens. */
  private static final long MOST_CHARACTERS = 8L * 1024 * 1024;

  private final IssuerKeys keys;
  private final NimbusJwtDecoder decoder;
  private final JwtTimestampValidator times;
  private final Cache<String, Verified> known =
      Caffeine.newBuilder()
          .expireAfterAccess(KEPT_UNUSED)
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String token, Verified verified) -> token.length())
          .build();

  /**
   * What a token says.
   *
   * @param edition of the keys, one of which has signed it
   */
  private record Verified(Object edition, Jwt claims) {}

  /**
   * @param clock real time, in which tokens are issued and end
   */
  VerifiedTokens(SecuritySettings settings, IssuerKeys keys, Clock clock) {
    this.keys = keys;
    Set<JWSAlgorithm> algorithms =
        settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    // the type is looked at below, as are the claims
    processor.setJWSTypeVerifier((type, context) -> {});
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
    decoder = new NimbusJwtDecoder(processor);

    JwtTypeValidator type = new JwtTypeValidator(List.of("JWT", "at+jwt", "application/at+jwt"));
    type.setAllowEmpty(true);
    times = new JwtTimestampValidator(settings.clockSkew());
    times.setAllowEmptyExpiryClaim(false);
    times.setClock(clock);
    decoder.setJwtValidator(
        JwtValidators.createDefaultWithValidators(
            List.of(
                type,
                times,
                new JwtIssuerValidator(settings.requiredIssuer()),
                new JwtAudienceValidator(settings.audience()))));
  }

  /**
   * The claims of a token.
   *
   * @throws BadJwtException where it is not to be believed
   * @throws IssuerAway where nobody can tell at the moment
   */
  @Override
  public Jwt decode(String token) {
    Object edition = keys.edition();
    Verified before = known.getIfPresent(token);
    if (before != null
        && before.edition() == edition
        && !times.validate(before.claims()).hasErrors()) {
      return before.claims();
    }
    Jwt claims = verify(token);
    if (edition != null) {
      known.put(token, new Verified(edition, claims));
    }
    return claims;
  }

  private Jwt verify(String token) {
    try {
      return decoder.decode(token);
    } catch (BadJwtException bad) {
      throw bad;
    } catch (JwtException keysUnavailable) {
      throw new IssuerAway(keysUnavailable);
    }
  }
}
