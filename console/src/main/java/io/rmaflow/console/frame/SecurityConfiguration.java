package io.rmaflow.console.frame;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** A person logs in at the issuer; the tokens stay in the session here. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  /** Part of the address that the issuer sends a person back to. */
  static final String REGISTRATION = "rmaflow";

  /** What is shown to whoever is not logged in. */
  static final List<String> OPEN =
      List.of(
          Start.LOGGED_OUT,
          Start.NO_PAGES,
          Start.LANGUAGE,
          Start.THEME,
          "/*.css",
          "/*.js",
          "/*.svg",
          "/webjars/**",
          "/actuator/health/**");

  /** The issuer's addresses are given here, so that this server starts before the issuer does. */
  @Bean
  ClientRegistrationRepository registrations(ConsoleSettings settings) {
    String issuer = settings.issuer().toString();
    String fromHere = settings.issuerFromHere().toString();
    return new InMemoryClientRegistrationRepository(
        ClientRegistration.withRegistrationId(REGISTRATION)
            .clientId(settings.clientId())
            .clientSecret(settings.clientSecret())
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
            .scope("openid")
            .authorizationUri(issuer + settings.authorizationPath())
            .tokenUri(fromHere + settings.tokenPath())
            .jwkSetUri(fromHere + settings.keysPath())
            .issuerUri(issuer)
            .userNameAttributeName("sub")
            .providerConfigurationMetadata(
                Map.of("end_session_endpoint", issuer + settings.logoutPath()))
            .clientSettings(
                ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
            .build());
  }

  @Bean
  OAuth2AuthorizedClientRepository authorizedClients() {
    return new HttpSessionOAuth2AuthorizedClientRepository();
  }

  @Bean
  OAuth2AuthorizedClientManager clientManager(
      ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository clients) {
    DefaultOAuth2AuthorizedClientManager manager =
        new DefaultOAuth2AuthorizedClientManager(registrations, clients);
    manager.setAuthorizedClientProvider(
        OAuth2AuthorizedClientProviderBuilder.builder().authorizationCode().refreshToken().build());
    return manager;
  }

  @Bean
  @ConditionalOnMissingBean
  Persons persons(ConsoleSettings settings) {
    return new Persons(settings);
  }

  @Bean
  SecurityFilterChain pages(
      HttpSecurity http,
      ConsoleSettings settings,
      Persons persons,
      ClientRegistrationRepository registrations) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(OPEN.toArray(String[]::new))
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .oauth2Login(
            login ->
                login
                    .loginPage("/oauth2/authorization/" + REGISTRATION)
                    .userInfoEndpoint(info -> info.oidcUserService(persons))
                    .failureHandler(new SimpleUrlAuthenticationFailureHandler(Start.NO_PAGES)))
        .exceptionHandling(handling -> handling.accessDeniedHandler(SecurityConfiguration::deny))
        .logout(logout -> logout.logoutSuccessHandler(atTheIssuerToo(registrations)))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(csp -> csp.policyDirectives(policy(settings)))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                    .frameOptions(frames -> frames.deny()))
        .build();
  }

  /**
   * A form without the secret of its session was sent by another site, or has outlived the session:
   * the person is told so, and that it has to be sent again.
   */
  private static void deny(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    if (denied instanceof CsrfException) {
      request.setAttribute(Around.STALE, true);
    }
    response.sendError(HttpServletResponse.SC_FORBIDDEN);
  }

  private static LogoutSuccessHandler atTheIssuerToo(ClientRegistrationRepository registrations) {
    OidcClientInitiatedLogoutSuccessHandler logout =
        new OidcClientInitiatedLogoutSuccessHandler(registrations);
    logout.setPostLogoutRedirectUri("{baseUrl}" + Start.LOGGED_OUT);
    logout.setDefaultTargetUrl(Start.LOGGED_OUT);
    return logout;
  }

  /** A form may lead to the issuer alone, where logging out goes on. */
  private static String policy(ConsoleSettings settings) {
    return "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
        + " frame-ancestors 'none'; form-action 'self' "
        + settings.issuer().getScheme()
        + "://"
        + settings.issuer().getAuthority();
  }
}
