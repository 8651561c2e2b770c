package io.rmaflow.identity;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The programs that get tokens: for themselves with a secret, or for a person who logs in. */
final class Programs implements RegisteredClientRepository {

  /** The file of their secrets. */
  static final String FILE = "clients.properties";

  /** The program in a browser or on a desk, which can keep no secret. */
  static final String DESK = "rmaflow-desk";

  static final String COMMAND_LINE = "rma-cli";

  /** The server of the pages, at which persons log in with a browser. */
  static final String CONSOLE = "rmaflow-console";

  /** How long an access token lasts, but for one that the command line asked for. */
  static final Duration TOKEN_LASTS = Duration.ofMinutes(15);

  /** How long a person who is at work need not log in again. */
  static final Duration LOGIN_LASTS = Duration.ofHours(10);

  private static final Duration CODE_LASTS = Duration.ofMinutes(1);

  private static final List<Holder> WITH_SECRET =
      List.of(
          Holder.of("contract-service", Role.SERVICE),
          Holder.of("rma-service", Role.SERVICE),
          Holder.of("notification-service", Role.SERVICE),
          Holder.of(COMMAND_LINE, Role.SERVICE),
          Holder.of("logistics-consumer", Role.SERVICE));

  private final InMemoryRegisteredClientRepository all;

  Programs(PrivateFolder folder, IdentitySettings settings, PasswordEncoder encoder) {
    Map<String, String> secrets =
        new HashMap<>(
            Secrets.keptIn(
                folder,
                FILE,
                Stream.concat(WITH_SECRET.stream().map(Holder::account), Stream.of(CONSOLE))
                    .toList()));
    settings
        .secrets()
        .forEach(
            (client, secret) -> {
              if (named(client).isEmpty() && !client.equals(CONSOLE)) {
                throw new IllegalArgumentException(
                    "rmaflow.identity.secrets.%1$s: そのようなプログラムはありません。 / there is no program %1$s"
                        .formatted(client));
              }
              if (!secret.isBlank()) {
                secrets.put(client, secret);
              }
            });
    Map<String, RegisteredClient> clients = new LinkedHashMap<>();
    for (Holder each : WITH_SECRET) {
      clients.put(
          each.account(),
          withSecret(
              each, encoded(secrets.get(each.account()), each.account(), encoder), settings));
    }
    clients.put(DESK, desk());
    clients.put(CONSOLE, console(encoded(secrets.get(CONSOLE), CONSOLE, encoder), settings));
    all = new InMemoryRegisteredClientRepository(List.copyOf(clients.values()));
  }

  private static String encoded(@Nullable String secret, String client, PasswordEncoder encoder) {
    if (secret == null) {
      throw new IllegalStateException(client + " has no secret");
    }
    return Objects.requireNonNull(encoder.encode(secret));
  }

  /** Whom the tokens of a program with a secret are about. */
  static Optional<Holder> named(String clientId) {
    return WITH_SECRET.stream().filter(each -> each.account().equals(clientId)).findFirst();
  }

  private static RegisteredClient withSecret(
      Holder program, String encodedSecret, IdentitySettings settings) {
    RegisteredClient.Builder client =
        RegisteredClient.withId(program.account())
            .clientId(program.account())
            .clientSecret(encodedSecret)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LASTS).build());
    if (settings.localTokens() && program.account().equals(COMMAND_LINE)) {
      client.authorizationGrantType(LocalTokens.GRANT);
    }
    return client.build();
  }

  /** Any port of the loopback addresses: RFC 8252, section 7.3. */
  private static RegisteredClient desk() {
    return forPersons(DESK)
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .redirectUri("http://127.0.0.1/callback")
        .redirectUri("http://[::1]/callback")
        .postLogoutRedirectUri("http://127.0.0.1/")
        .build();
  }

  private static RegisteredClient console(String encodedSecret, IdentitySettings settings) {
    return forPersons(CONSOLE)
        .clientSecret(encodedSecret)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .redirectUri(settings.console() + "/login/oauth2/code/rmaflow")
        .postLogoutRedirectUri(settings.console() + "/logged-out")
        .build();
  }

  private static RegisteredClient.Builder forPersons(String client) {
    return RegisteredClient.withId(client)
        .clientId(client)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
        .scope("openid")
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                // both are the company's own programs: there is nobody else to consent to
                .requireAuthorizationConsent(false)
                .build())
        .tokenSettings(
            TokenSettings.builder()
                .authorizationCodeTimeToLive(CODE_LASTS)
                .accessTokenTimeToLive(TOKEN_LASTS)
                .refreshTokenTimeToLive(LOGIN_LASTS)
                // one that was copied is of no use once its owner has used it
                .reuseRefreshTokens(false)
                .build());
  }

  @Override
  public void save(RegisteredClient client) {
    all.save(client);
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return all.findById(id);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    return all.findByClientId(clientId);
  }
}
