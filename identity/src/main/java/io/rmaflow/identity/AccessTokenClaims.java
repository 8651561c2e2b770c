package io.rmaflow.identity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What an access token says beside its issuer, its times and its ID. */
final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

  private final String audience;

  AccessTokenClaims(String audience) {
    this.audience = audience;
  }

  @Override
  public void customize(JwtEncodingContext token) {
    if (!OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
      return;
    }
    Holder holder = holderOf(token);
    token
        .getClaims()
        .audience(List.of(audience))
        .subject(holder.account())
        .claim("role", holder.role().wireName());
    if (!holder.customerIds().isEmpty()) {
      token.getClaims().claim("customerIds", holder.customerIds());
    }
    if (LocalTokens.GRANT.equals(token.getAuthorizationGrantType())) {
      token
          .getClaims()
          .claims(
              claims ->
                  claims.put(
                      "exp",
                      ((Instant) Objects.requireNonNull(claims.get("iat")))
                          .plus(LocalTokens.LASTS)));
    }
  }

  private static Holder holderOf(JwtEncodingContext token) {
    if (token.getAuthorizationGrant() instanceof LocalTokens.Asked asked) {
      return asked.holder();
    }
    Authentication principal = token.getPrincipal();
    String name = principal == null ? "" : principal.getName();
    return (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(token.getAuthorizationGrantType())
            ? Programs.named(name)
            : Persons.named(name))
        .orElseThrow(() -> new IllegalStateException("No token is made for " + name));
  }
}
