package io.rmaflow.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * What has to be remembered of tokens that were given out: codes and refresh tokens, as long as
 * they can be used. The tokens of programs stand for themselves and are forgotten at once. All of
 * it is gone after a start; whoever was logged in logs in again.
 */
final class Logins implements OAuth2AuthorizationService {

  private final Map<String, OAuth2Authorization> all = new ConcurrentHashMap<>();
  private final InstantSource clock;

  Logins(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void save(OAuth2Authorization login) {
    Instant now = clock.instant();
    all.values().removeIf(each -> !usableAt(now, each));
    if (usableAt(now, login)) {
      all.put(login.getId(), login);
    }
  }

  /** How many are remembered. */
  int size() {
    return all.size();
  }

  @Override
  public void remove(OAuth2Authorization login) {
    all.remove(login.getId());
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return all.get(id);
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(String value, @Nullable OAuth2TokenType type) {
    for (OAuth2Authorization each : all.values()) {
      OAuth2Authorization.Token<? extends OAuth2Token> token = each.getToken(value);
      if (token != null && (type == null || classOf(type).isInstance(token.getToken()))) {
        return each;
      }
    }
    return null;
  }

  private static boolean usableAt(Instant now, OAuth2Authorization login) {
    return Stream.of(
            login.getToken(OAuth2AuthorizationCode.class), login.getToken(OAuth2RefreshToken.class))
        .anyMatch(token -> token != null && endsAfter(now, token.getToken()));
  }

  private static boolean endsAfter(Instant now, OAuth2Token token) {
    Instant end = token.getExpiresAt();
    return end != null && end.isAfter(now);
  }

  private static Class<? extends OAuth2Token> classOf(OAuth2TokenType type) {
    return switch (type.getValue()) {
      case "code" -> OAuth2AuthorizationCode.class;
      case "access_token" -> OAuth2AccessToken.class;
      case "refresh_token" -> OAuth2RefreshToken.class;
      case "id_token" -> OidcIdToken.class;
      default -> Never.class;
    };
  }

  /** The kind of token that nobody is given here. */
  private interface Never extends OAuth2Token {}
}
