package io.rmaflow.console.frame;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Who has logged in, and what they may do: the access token says it, as it does to the services.
 */
class Persons implements OAuth2UserService<OidcUserRequest, OidcUser> {

  private final NimbusJwtDecoder tokens;

  Persons(ConsoleSettings settings) {
    this.tokens =
        NimbusJwtDecoder.withJwkSetUri(settings.issuerFromHere() + settings.keysPath())
            .validateType(false)
            .build();
    tokens.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(),
            new JwtIssuerValidator(settings.issuer().toString()),
            new JwtClaimValidator<List<String>>(
                "aud", all -> all != null && all.contains(settings.audience()))));
  }

  /** One who is logged in, with what the access token said. */
  static final class LoggedIn extends DefaultOidcUser {

    private static final long serialVersionUID = 1L;

    private final Role role;
    private final List<String> customerIds;

    LoggedIn(OidcIdToken idToken, Role role, List<String> customerIds) {
      super(List.of(new SimpleGrantedAuthority("ROLE_" + role.name())), idToken);
      this.role = role;
      this.customerIds = List.copyOf(customerIds);
    }

    Role role() {
      return role;
    }

    List<String> customerIds() {
      return customerIds;
    }
  }

  @Override
  public OidcUser loadUser(OidcUserRequest login) {
    Jwt token;
    try {
      token = tokens.decode(login.getAccessToken().getTokenValue());
    } catch (JwtException e) {
      throw new OAuth2AuthenticationException(new OAuth2Error("invalid_token"), e);
    }
    String role = token.getClaimAsString("role");
    List<String> customerIds = token.getClaimAsStringList("customerIds");
    return new LoggedIn(
        login.getIdToken(),
        Optional.ofNullable(role)
            .flatMap(Role::named)
            .orElseThrow(
                () -> new OAuth2AuthenticationException(new OAuth2Error("role_without_pages"))),
        customerIds == null ? List.of() : customerIds);
  }

  /** Who this is; empty for one who is not logged in. */
  static Optional<LoggedIn> loggedIn(@Nullable Object authentication) {
    return authentication instanceof Authentication known
            && known.getPrincipal() instanceof LoggedIn person
        ? Optional.of(person)
        : Optional.empty();
  }
}
