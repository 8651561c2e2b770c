package io.rmaflow.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serial;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * The grant of the command line: whoever can read its secret on this machine gets a token of the
 * role, the actor and the customer IDs that are asked for. It exists on the local stack only, where
 * that secret is what guards everything anyway.
 *
 * <p>Parameters: {@code role}; {@code actor}, without which it is {@code local-<role>}; {@code
 * customer_id}, once or more for the role customer.
 */
final class LocalTokens implements AuthenticationProvider {

  static final AuthorizationGrantType GRANT =
      new AuthorizationGrantType("urn:rmaflow:grant-type:local-token");

  /** A working day, so that a shell need not ask again. */
  static final Duration LASTS = Duration.ofHours(12);

  private final OAuth2TokenGenerator<? extends OAuth2Token> generator;

  LocalTokens(OAuth2TokenGenerator<? extends OAuth2Token> generator) {
    this.generator = generator;
  }

  /** A request for such a token, and for whom. */
  static final class Asked extends OAuth2AuthorizationGrantAuthenticationToken {

    @Serial private static final long serialVersionUID = 1L;

    private final transient Holder holder;

    private Asked(Authentication client, Holder holder) {
      super(GRANT, client, null);
      this.holder = holder;
    }

    Holder holder() {
      return holder;
    }
  }

  /** Reads the request of this grant; others are left to their own. */
  static final class Reader implements AuthenticationConverter {

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
      if (!GRANT.getValue().equals(request.getParameter("grant_type"))) {
        return null;
      }
      if (!InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()) {
        throw refused(
            OAuth2ErrorCodes.ACCESS_DENIED, "This grant is for programs on the same machine");
      }
      Authentication client = SecurityContextHolder.getContext().getAuthentication();
      if (client == null) {
        throw refused(OAuth2ErrorCodes.INVALID_CLIENT, "The client is not authenticated");
      }
      String name = Objects.requireNonNullElse(request.getParameter("role"), "");
      Role role =
          Role.named(name)
              .orElseThrow(
                  () ->
                      refused(
                          OAuth2ErrorCodes.INVALID_REQUEST, "The role is one of " + Role.names()));
      String actor = request.getParameter("actor");
      String[] customers = request.getParameterValues("customer_id");
      try {
        return new Asked(
            client,
            new Holder(
                actor == null ? "local-" + role.wireName() : actor,
                role,
                customers == null ? List.of() : List.of(customers)));
      } catch (IllegalArgumentException e) {
        throw refused(OAuth2ErrorCodes.INVALID_REQUEST, e.getMessage());
      }
    }
  }

  @Override
  public Authentication authenticate(Authentication authentication) {
    Asked asked = (Asked) authentication;
    if (!(asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client)
        || !client.isAuthenticated()) {
      throw refused(OAuth2ErrorCodes.INVALID_CLIENT, "The client is not authenticated");
    }
    RegisteredClient registered = client.getRegisteredClient();
    if (registered == null || !registered.getAuthorizationGrantTypes().contains(GRANT)) {
      throw refused(
          OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "This grant is for the command line alone");
    }
    OAuth2Token token =
        generator.generate(
            DefaultOAuth2TokenContext.builder()
                .registeredClient(registered)
                .principal(client)
                .authorizationServerContext(AuthorizationServerContextHolder.getContext())
                .tokenType(OAuth2TokenType.ACCESS_TOKEN)
                .authorizationGrantType(GRANT)
                .authorizationGrant(asked)
                .build());
    if (token == null) {
      throw refused(OAuth2ErrorCodes.SERVER_ERROR, "No token was made");
    }
    return new OAuth2AccessTokenAuthenticationToken(
        registered,
        client,
        new OAuth2AccessToken(
            OAuth2AccessToken.TokenType.BEARER,
            token.getTokenValue(),
            token.getIssuedAt(),
            token.getExpiresAt()));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return Asked.class.isAssignableFrom(authentication);
  }

  private static OAuth2AuthenticationException refused(String code, @Nullable String why) {
    return new OAuth2AuthenticationException(new OAuth2Error(code, why, null));
  }
}
