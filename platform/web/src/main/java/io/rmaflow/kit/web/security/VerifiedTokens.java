package io.rmaflow.kit.web.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
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
 */
final class VerifiedTokens implements JwtDecoder {

  private final NimbusJwtDecoder decoder;

  /**
   * @param clock real time, in which tokens are issued and end
   */
  VerifiedTokens(SecuritySettings settings, JWKSource<SecurityContext> keys, Clock clock) {
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
    JwtTimestampValidator times = new JwtTimestampValidator(settings.clockSkew());
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
    try {
      return decoder.decode(token);
    } catch (BadJwtException bad) {
      throw bad;
    } catch (JwtException keysUnavailable) {
      throw new IssuerAway(keysUnavailable);
    }
  }
}
