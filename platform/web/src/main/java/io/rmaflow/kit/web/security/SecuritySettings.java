package io.rmaflow.kit.web.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the service believes, and as whom it calls others.
 *
 * @param issuer the one issuer of tokens, as it stands in their claim {@code iss}
 * @param jwkSetUri where its public keys are; null: as its metadata say
 * @param audience what the claim {@code aud} has to contain
 * @param clockSkew how far the clocks of the issuer and of this machine may be apart, 0 to 5 min
 * @param algorithms by which tokens may be signed: those of RFC 7518 with a public key
 * @param clientId the account of this service at the issuer; null where it calls no other service
 * @param clientSecret what goes with it
 * @param tokenUri where the service gets tokens of its own; null: as the issuer's metadata say
 */
@ConfigurationProperties("rmaflow.security")
record SecuritySettings(
    @Nullable String issuer,
    @Nullable URI jwkSetUri,
    @DefaultValue("rmaflow") String audience,
    @DefaultValue("30s") Duration clockSkew,
    @DefaultValue("RS256") List<String> algorithms,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @Nullable URI tokenUri) {

  private static final Duration MOST_SKEW = Duration.ofMinutes(5);
  private static final List<String> SIGNED =
      List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  SecuritySettings {
    if (clockSkew.isNegative() || clockSkew.compareTo(MOST_SKEW) > 0) {
      throw new IllegalArgumentException("rmaflow.security.clock-skew must be 0 to 5 minutes");
    }
    algorithms = algorithms.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    if (algorithms.isEmpty() || !SIGNED.containsAll(algorithms)) {
      throw new IllegalArgumentException(
          "rmaflow.security.algorithms must be of "
              + SIGNED
              + ": others can be made by whoever reads the keys, or by everybody");
    }
    if (audience.isBlank()) {
      throw new IllegalArgumentException("rmaflow.security.audience must not be empty");
    }
  }

  /**
   * The issuer, which there has to be.
   *
   * @throws IllegalStateException a sentence that says what to set
   */
  String requiredIssuer() {
    if (issuer == null || issuer.isBlank()) {
      throw new IllegalStateException(
          "rmaflow.security.issuer is not set: the service believes no token then, so it does not"
              + " start. Set it to the issuer of your tokens as it stands in their claim \"iss\","
              + " such as https://login.example.com/realms/rmaflow (as an environment variable:"
              + " RMAFLOW_SECURITY_ISSUER).");
    }
    return issuer.strip();
  }

  /**
   * The account of this service at the issuer, as its client ID and its secret.
   *
   * @throws IllegalStateException a sentence that says what to set
   */
  Account requiredAccount() {
    if (clientId == null || clientId.isBlank() || clientSecret == null || clientSecret.isBlank()) {
      throw new IllegalStateException(
          "rmaflow.security.client-id and rmaflow.security.client-secret are not set: this service"
              + " calls others and needs an account of its own at the issuer of tokens (as"
              + " environment variables: RMAFLOW_SECURITY_CLIENTID, RMAFLOW_SECURITY_CLIENTSECRET).");
    }
    return new Account(clientId, clientSecret);
  }

  /** A client of the issuer. */
  record Account(String id, String secret) {

    @Override
    public String toString() {
      return id;
    }
  }

  /** Without the secret: settings end up in logs. */
  @Override
  public String toString() {
    return "issuer " + issuer + ", audience " + audience + ", client " + clientId;
  }
}
