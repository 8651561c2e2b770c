package io.rmaflow.kit.web.security;

import io.github.bucket4j.TimeMeter;
import io.rmaflow.kit.web.PathScope;
import io.rmaflow.kit.web.ProblemJson;
import io.rmaflow.kit.web.Stages;
import io.rmaflow.kit.web.WebAutoConfiguration;
import io.rmaflow.kit.web.limits.CallRate;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Who may call at all: whoever shows a token of the issuer, and for the health and the documents
 * everybody. No session, no form, no cookie: each call stands for itself.
 */
@AutoConfiguration(
    before = WebAutoConfiguration.class,
    beforeName = {
      "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration"
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(SecuritySettings.class)
@EnableWebSecurity
@PropertySource("classpath:io/rmaflow/kit/web/security/defaults.properties")
public class SecurityAutoConfiguration {

  /** For everybody, to read: no data stand there. */
  private static final List<String> OPEN =
      List.of(
          "/livez",
          "/readyz",
          "/api/openapi.json/**",
          "/api/docs/**",
          "/api/swagger-ui/**",
          "/asyncapi.yaml",
          "/rmaflow/**");

  private static final String NOTHING_IS_RUN = "default-src 'none'; frame-ancestors 'none'";

  /** The pages for people run what comes with the service; the styles stand in the pages. */
  private static final String OWN_PAGES =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @Bean
  IssuerMetadata issuerMetadata(SecuritySettings settings) {
    return new IssuerMetadata(settings.requiredIssuer());
  }

  @Bean
  IssuerKeys issuerKeys(IssuerMetadata issuer, SecuritySettings settings) {
    return new IssuerKeys(issuer, settings.jwkSetUri(), System::nanoTime);
  }

  @Bean
  JwtDecoder jwtDecoder(SecuritySettings settings, IssuerKeys keys) {
    return new VerifiedTokens(settings, keys, Clock.systemUTC());
  }

  /** Made for a service that calls another one; one that calls none needs no account. */
  @Bean
  @Lazy
  ServiceTokens serviceTokens(IssuerMetadata issuer, SecuritySettings settings) {
    SecuritySettings.Account account = settings.requiredAccount();
    return new ServiceTokens(
        issuer, settings.tokenUri(), account.id(), account.secret(), System::nanoTime);
  }

  /**
   * Each filter would be observed by itself, which nobody looks at; the call as a whole still is.
   */
  @Bean
  SecurityObservationSettings filtersUnobserved() {
    return SecurityObservationSettings.noObservations();
  }

  /** Asked where a call needs no token and where its token is not believed; no filter of all. */
  @Bean
  FilterRegistrationBean<Strangers> strangers(
      ProblemJson problems,
      @Value("${rmaflow.web.calls-per-second-without-token:100}") long callsPerSecond) {
    FilterRegistrationBean<Strangers> registration =
        new FilterRegistrationBean<>(
            new Strangers(problems, new CallRate(callsPerSecond, TimeMeter.SYSTEM_NANOTIME)));
    registration.setEnabled(false);
    return registration;
  }

  @Bean
  Refusals refusals(ProblemJson problems, FilterRegistrationBean<Strangers> strangers) {
    return new Refusals(problems, Objects.requireNonNull(strangers.getFilter()));
  }

  /**
   * Lets pass in a path what a serial number may have, encoded. Who may call is decided by the same
   * parse of the path that finds the method to call, so that none of it leads past the decision;
   * what leads elsewhere, such as a segment of dots, is refused.
   */
  @Bean
  HttpFirewall pathsAsSent() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowUrlEncodedSlash(true);
    firewall.setAllowUrlEncodedDoubleSlash(true);
    firewall.setAllowBackSlash(true);
    firewall.setAllowSemicolon(true);
    firewall.setAllowUrlEncodedPercent(true);
    firewall.setAllowUrlEncodedCarriageReturn(true);
    firewall.setAllowUrlEncodedLineFeed(true);
    firewall.setAllowUrlEncodedLineSeparator(true);
    firewall.setAllowUrlEncodedParagraphSeparator(true);
    // what is wrong there is told later, with the name of the field
    firewall.setAllowNull(true);
    firewall.setUnsafeAllowAnyHttpMethod(true);
    firewall.setAllowedHeaderNames(name -> true);
    firewall.setAllowedHeaderValues(value -> true);
    firewall.setAllowedParameterNames(name -> true);
    firewall.setAllowedParameterValues(value -> true);
    return firewall;
  }

  @Bean
  @Order(1)
  SecurityFilterChain openCalls(HttpSecurity http, FilterRegistrationBean<Strangers> strangers) {
    Stream<RequestMatcher> reads =
        OPEN.stream()
            .flatMap(
                path ->
                    Stream.of(
                        PathPatternRequestMatcher.pathPattern(HttpMethod.GET, path),
                        PathPatternRequestMatcher.pathPattern(HttpMethod.HEAD, path)));
    // whatever went wrong before is answered there, for a call of any kind
    RequestMatcher error = PathPatternRequestMatcher.pathPattern("/error");
    Stream<RequestMatcher> others = Stream.of(error, SecurityAutoConfiguration::isOfManagement);
    return bare(http, OWN_PAGES)
        .securityMatcher(new OrRequestMatcher(Stream.concat(reads, others).toList()))
        .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
        .addFilterBefore(Objects.requireNonNull(strangers.getFilter()), AuthorizationFilter.class)
        .build();
  }

  /** Whether it came by the port for management, which has an audience of its own. */
  private static boolean isOfManagement(HttpServletRequest request) {
    return WebServerApplicationContext.hasServerNamespace(
        WebApplicationContextUtils.getWebApplicationContext(request.getServletContext()),
        "management");
  }

  @Bean
  @Order(2)
  SecurityFilterChain callsWithAToken(
      HttpSecurity http,
      JwtDecoder tokens,
      Refusals refusals,
      ProblemJson problems,
      @Value("${rmaflow.web.calls-per-second:300}") long callsPerSecond) {
    JwtAuthenticationProvider provider = new JwtAuthenticationProvider(tokens);
    provider.setJwtAuthenticationConverter(new Callers());
    BearerTokenAuthenticationFilter authentication =
        new BearerTokenAuthenticationFilter(new ProviderManager(provider));
    authentication.setAuthenticationEntryPoint(refusals);
    CallRate rate = new CallRate(callsPerSecond, TimeMeter.SYSTEM_NANOTIME);
    return bare(http, NOTHING_IS_RUN)
        .addFilterAt(authentication, BearerTokenAuthenticationFilter.class)
        .addFilterAfter(new AdmittedCalls(problems, rate), BearerTokenAuthenticationFilter.class)
        .authorizeHttpRequests(calls -> calls.anyRequest().authenticated())
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .build();
  }

  @Bean
  WebMvcConfigurer roleAndScope(ObjectProvider<PathScope> scopes) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RoleCheck()).order(Stages.ROLE);
        registry.addInterceptor(new ScopeCheck(scopes.stream().toList())).order(Stages.SCOPE);
      }
    };
  }

  /** Without anything that a browser would bring along by itself. */
  private static HttpSecurity bare(HttpSecurity http, String contentSecurityPolicy) {
    return http.sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(contentSecurityPolicy))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
  }
}
