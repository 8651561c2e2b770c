package io.rmaflow.identity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Spring Authorization Server with the persons, programs and keys of the folder. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(SecurityConfiguration.class);

  /** What is compared lies beside it in the clear, in a private folder: more would only be slow. */
  private static final int BCRYPT_STRENGTH = 4;

  /** A form may lead on to the desk's program, on whichever port of this machine it listens. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self' http://127.0.0.1:* http://[::1]:*;"
          + " base-uri 'none'; frame-ancestors 'none'";

  @Bean
  PrivateFolder privateFolder(IdentitySettings settings) {
    PrivateFolder folder = PrivateFolder.at(settings.directory());
    LOG.info("Passwords, secrets and keys lie in {}", folder.path());
    return folder;
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new BCryptPasswordEncoder(BCRYPT_STRENGTH);
  }

  @Bean
  Persons persons(PrivateFolder folder, PasswordEncoder encoder) {
    return new Persons(folder, encoder);
  }

  @Bean
  Programs programs(PrivateFolder folder, IdentitySettings settings, PasswordEncoder encoder) {
    return new Programs(folder, settings, encoder);
  }

  @Bean
  JWKSource<SecurityContext> signingKeys(PrivateFolder folder, InstantSource clock) {
    return new SigningKeys(folder, clock);
  }

  @Bean
  Logins logins(InstantSource clock) {
    return new Logins(clock);
  }

  @Bean
  AuthorizationServerSettings authorizationServerSettings(IdentitySettings settings) {
    return AuthorizationServerSettings.builder().issuer(settings.issuer().toString()).build();
  }

  @Bean
  OAuth2TokenGenerator<? extends OAuth2Token> tokenGenerator(
      JWKSource<SecurityContext> keys, IdentitySettings settings, InstantSource clock) {
    NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
    // the first of the keys signs; the others are only known
    encoder.setJwkSelector(List::getFirst);
    JwtGenerator tokens = new JwtGenerator(encoder);
    tokens.setJwtCustomizer(new AccessTokenClaims(settings.audience()));
    return new DelegatingOAuth2TokenGenerator(tokens, new PublicRefresh.Generator(clock));
  }

  @Bean
  @Order(1)
  SecurityFilterChain endpoints(
      HttpSecurity http,
      IdentitySettings settings,
      Programs programs,
      OAuth2TokenGenerator<? extends OAuth2Token> generator) {
    http.oauth2AuthorizationServer(
            server -> {
              http.securityMatcher(server.getEndpointsMatcher());
              server
                  .oidc(Customizer.withDefaults())
                  .clientAuthentication(
                      client ->
                          client
                              .authenticationConverter(new PublicRefresh.Reader())
                              .authenticationProvider(new PublicRefresh.Client(programs)));
              if (settings.localTokens()) {
                server.tokenEndpoint(
                    token ->
                        token
                            .accessTokenRequestConverter(new LocalTokens.Reader())
                            .authenticationProvider(new LocalTokens(generator)));
              }
            })
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .exceptionHandling(
            handling ->
                handling.defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint(LoginPage.LOGIN),
                    PathPatternRequestMatcher.withDefaults()
                        .matcher(HttpMethod.GET, "/oauth2/authorize")))
        .headers(
            headers ->
                headers.contentSecurityPolicy(
                    csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY)));
    return http.build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(HttpSecurity http) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(LoginPage.LOGIN, "/identity.css", "/actuator/health/**")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .formLogin(form -> form.loginPage(LoginPage.LOGIN))
        .logout(logout -> logout.logoutSuccessUrl(LoginPage.LOGIN + "?logout"))
        .headers(
            headers ->
                headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY)))
        .build();
  }
}
