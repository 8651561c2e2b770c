package io.rmaflow.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Refresh tokens for a program without a secret, which the framework refuses as long as they are
 * not bound to a key. Here each may be used once and is followed by another (OAuth 2.1, section
 * 4.3.1).
 */
final class PublicRefresh {

  private PublicRefresh() {}

  /** Makes the refresh tokens of whoever has that grant. */
  static final class Generator implements OAuth2TokenGenerator<OAuth2RefreshToken> {

    private static final int BYTES = 96;

    private final Base64StringKeyGenerator random = new Base64StringKeyGenerator(BYTES);
    private final java.time.InstantSource clock;

    Generator(java.time.InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
      if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
        return null;
      }
      java.time.Instant now = clock.instant();
      return new OAuth2RefreshToken(
          random.generateKey(),
          now,
          now.plus(context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive()));
    }
  }

  /** Reads who asks for a refresh without a secret. */
  static final class Reader implements AuthenticationConverter {

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
      String client = request.getParameter("client_id");
      if (!AuthorizationGrantType.REFRESH_TOKEN
              .getValue()
              .equals(request.getParameter("grant_type"))
          || client == null
          || request.getParameter("client_secret") != null
          || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
        return null;
      }
      return new OAuth2ClientAuthenticationToken(
          client,
          ClientAuthenticationMethod.NONE,
          null,
          Map.of("grant_type", AuthorizationGrantType.REFRESH_TOKEN.getValue()));
    }
  }

  /** Lets a program without a secret in, for a refresh alone. */
  static final class Client implements AuthenticationProvider {

    private final RegisteredClientRepository programs;

    Client(RegisteredClientRepository programs) {
      this.programs = programs;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
      OAuth2ClientAuthenticationToken asking = (OAuth2ClientAuthenticationToken) authentication;
      if (!ClientAuthenticationMethod.NONE.equals(asking.getClientAuthenticationMethod())
          || !AuthorizationGrantType.REFRESH_TOKEN
              .getValue()
              .equals(asking.getAdditionalParameters().get("grant_type"))) {
        return null;
      }
      RegisteredClient program = programs.findByClientId(asking.getPrincipal().toString());
      if (program == null
          || !program.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
      }
      return new OAuth2ClientAuthenticationToken(program, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
      return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
  }
}
