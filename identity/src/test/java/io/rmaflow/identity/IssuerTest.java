package io.rmaflow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The issuer over HTTP, as programs and browsers meet it. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "rmaflow.identity.issuer=http://127.0.0.1:8084",
      "rmaflow.identity.local-tokens=true"
    })
class IssuerTest {

  private static final String LOCAL = "urn:rmaflow:grant-type:local-token";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @LocalServerPort int port;

  @Autowired Logins logins;

  @DynamicPropertySource
  static void directory(DynamicPropertyRegistry registry) {
    registry.add("rmaflow.identity.directory", () -> folder.resolve("identity"));
  }

  @Nested
  class Programs {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "contract-service",
          "rma-service",
          "notification-service",
          "rma-cli",
          "logistics-consumer"
        })
    void getATokenForThemselves_ofFifteenMinutes(String client) {
      Answer answer =
          browser()
              .postAs(client, secret(client), "/oauth2/token", "grant_type", "client_credentials");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text("token_type")).isEqualTo("Bearer");
      assertThat(answer.claims())
          .containsEntry("iss", "http://127.0.0.1:8084")
          .containsEntry("aud", List.of("rmaflow"))
          .containsEntry("sub", client)
          .containsEntry("role", "service")
          .containsOnlyKeys("iss", "aud", "sub", "role", "iat", "nbf", "exp", "jti");
      assertThat(lifeOf(answer)).isEqualTo(Duration.ofMinutes(15));
      assertThat(answer.isSignedBy(browser().get("/oauth2/jwks").body())).isTrue();
    }

    @Test
    void maySendTheirSecretInTheFormAsWell() {
      Answer answer =
          browser()
              .post(
                  "/oauth2/token",
                  "grant_type",
                  "client_credentials",
                  "client_id",
                  "rma-service",
                  "client_secret",
                  secret("rma-service"));

      assertThat(answer.claims()).containsEntry("sub", "rma-service");
    }

    @Test
    void areRefusedWithAWrongSecret_orWithoutAny_orUnderAnUnknownName() {
      assertThat(
              browser()
                  .postAs(
                      "rma-service",
                      secret("rma-cli"),
                      "/oauth2/token",
                      "grant_type",
                      "client_credentials"))
          .extracting(Answer::status, answer -> answer.text("error"))
          .containsExactly(401, "invalid_client");
      assertThat(
              browser()
                  .post(
                      "/oauth2/token",
                      "grant_type",
                      "client_credentials",
                      "client_id",
                      "rma-service"))
          .extracting(Answer::status)
          .isEqualTo(401);
      assertThat(
              browser()
                  .postAs(
                      "someone",
                      secret("rma-cli"),
                      "/oauth2/token",
                      "grant_type",
                      "client_credentials"))
          .extracting(Answer::status, answer -> answer.text("error"))
          .containsExactly(401, "invalid_client");
    }

    @Test
    void withoutASecretGetNothingForThemselves() {
      Answer answer =
          browser()
              .post(
                  "/oauth2/token", "grant_type", "client_credentials", "client_id", "rmaflow-desk");

      assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void areNotRemembered_howeverManyTokensTheyAskFor() {
      int before = logins.size();

      for (int i = 0; i < 20; i++) {
        browser()
            .postAs(
                "rma-cli", secret("rma-cli"), "/oauth2/token", "grant_type", "client_credentials");
      }

      assertThat(logins.size()).isEqualTo(before);
    }
  }

  @Nested
  class PersonsLogIn {

    @ParameterizedTest
    @CsvSource({
      "desk, support",
      "logistics, logistics",
      "auditor, auditor",
      "admin, admin",
      "customer-c-1001, customer"
    })
    void andTheDesksProgramGetsATokenThatSaysWhatTheyMayDo(String account, String role) {
      Browser browser = browser();

      Answer answer =
          browser.exchange(browser.codeFor(account, password(account)), Browser.VERIFIER);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.claims())
          .containsEntry("iss", "http://127.0.0.1:8084")
          .containsEntry("aud", List.of("rmaflow"))
          .containsEntry("sub", account)
          .containsEntry("role", role);
      if (role.equals("customer")) {
        assertThat(answer.claims()).containsEntry("customerIds", List.of("C-1001"));
      } else {
        assertThat(answer.claims()).doesNotContainKey("customerIds");
      }
      assertThat(lifeOf(answer)).isEqualTo(Duration.ofMinutes(15));
      assertThat(answer.isSignedBy(browser.get("/oauth2/jwks").body())).isTrue();
    }

    @Test
    void andTheirProgramIsToldWhoTheyAreInATokenOfItsOwn() throws Exception {
      Browser browser = browser();

      Answer answer = browser.exchange(browser.codeFor("desk", password("desk")), Browser.VERIFIER);

      var claims = answer.token("id_token").getJWTClaimsSet();
      assertThat(claims.getAudience()).containsExactly("rmaflow-desk");
      assertThat(claims.getSubject()).isEqualTo("desk");
    }

    @Test
    void andTheTokenIsRenewedWithoutThem_eachRefreshTokenOnce() {
      Browser browser = browser();
      Answer first = browser.exchange(browser.codeFor("desk", password("desk")), Browser.VERIFIER);

      Answer second = refreshed(first.text("refresh_token"));

      assertThat(second.claims()).containsEntry("sub", "desk").containsEntry("role", "support");
      assertThat(second.text("refresh_token"))
          .isNotBlank()
          .isNotEqualTo(first.text("refresh_token"));
      assertThat(refreshed(first.text("refresh_token")))
          .extracting(Answer::status, answer -> answer.text("error"))
          .containsExactly(400, "invalid_grant");
      assertThat(refreshed(second.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void andACodeIsGoodOnce_andWithTheRightVerifierOnly() {
      Browser browser = browser();
      String code = browser.codeFor("desk", password("desk"));

      assertThat(browser.exchange(code, Browser.VERIFIER + "x").text("error"))
          .isEqualTo("invalid_grant");
      Answer answer = browser.exchange(code, Browser.VERIFIER);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(browser.exchange(code, Browser.VERIFIER).text("error")).isEqualTo("invalid_grant");
      // whoever tries a code again may have stolen it: what came of it is void, too
      assertThat(refreshed(answer.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void butNotWithoutAProofKey_norWithOneThatIsNoProof() {
      Browser browser = browser();
      browser.logIn("desk", password("desk"));

      assertThat(
              browser
                  .get(Browser.authorize("redirect_uri", Browser.CALLBACK, "scope", "openid"))
                  .header("Location"))
          .startsWith(Browser.CALLBACK + "?error=invalid_request")
          .contains("code_challenge");
      assertThat(
              browser
                  .get(
                      Browser.authorize(
                          "redirect_uri",
                          Browser.CALLBACK,
                          "scope",
                          "openid",
                          "code_challenge",
                          Browser.VERIFIER,
                          "code_challenge_method",
                          "plain"))
                  .header("Location"))
          .startsWith(Browser.CALLBACK + "?error=invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://127.0.0.1:5173/elsewhere",
          "http://localhost:5173/callback",
          "http://127.0.0.1.example.com/callback",
          "https://example.com/callback",
          "javascript:alert(1)"
        })
    void butAreNeverLedToAnAddressThatIsNotRegistered(String redirect) {
      Browser browser = browser();
      browser.logIn("desk", password("desk"));

      Answer answer =
          browser.get(
              Browser.authorize(
                  "redirect_uri",
                  redirect,
                  "scope",
                  "openid",
                  "code_challenge",
                  Browser.challenge(),
                  "code_challenge_method",
                  "S256"));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Location")).isEmpty();
      assertThat(answer.body()).contains("This request cannot be answered");
    }

    @Test
    void butNotWithAWrongPassword_andTheAnswerDoesNotTellWhichAccountsThereAre() {
      assertThat(browser().logIn("desk", password("admin")).header("Location"))
          .endsWith("/login?error");
      assertThat(browser().logIn("nobody", password("admin")).header("Location"))
          .endsWith("/login?error");
      assertThat(browser().get("/login?error").body())
          .contains("This account and this password do not belong together.");
    }

    @Test
    void andLogOut() {
      Browser browser = browser();
      assertThat(browser.get("/").header("Location")).endsWith("/login");
      assertThat(browser.logIn("customer-c-1001", password("customer-c-1001")).status())
          .isEqualTo(302);
      Answer page = browser.get("/");
      assertThat(page.body()).contains("customer-c-1001", "C-1001", "Log out");

      Answer out = browser.post("/logout", "_csrf", Browser.csrfOf(page));

      assertThat(out.header("Location")).endsWith("/login?logout");
      assertThat(browser.get("/login?logout").body()).contains("You are logged out.");
      assertThat(browser.get("/").header("Location")).endsWith("/login");
    }

    private Answer refreshed(String token) {
      return browser()
          .post(
              "/oauth2/token",
              "grant_type",
              "refresh_token",
              "client_id",
              "rmaflow-desk",
              "refresh_token",
              token);
    }
  }

  @Nested
  class TheLoginPage {

    @Test
    void isInTheLanguageOfTheBrowser_orInTheOneThatWasChosen() {
      Browser browser = browser();

      assertThat(browser.get("/login", "Accept-Language", "ja-JP,ja;q=0.9,en;q=0.5").body())
          .contains("lang=\"ja\"", "パスワード", "アカウント", ">ログイン</button>");
      assertThat(browser.get("/login", "Accept-Language", "de,fr;q=0.5").body())
          .contains("lang=\"en\"", ">Log in</button>");
      assertThat(browser.get("/login?lang=ja", "Accept-Language", "en").body()).contains("パスワード");
      assertThat(browser.get("/login", "Accept-Language", "en").body()).contains("パスワード");
    }

    @Test
    void hasNothingFromElsewhere_andStandsInNoFrame() {
      Answer page = browser().get("/login");

      assertThat(page.body()).doesNotContain("https://").doesNotContain("<script");
      assertThat(page.body().split("http://", -1)).hasSize(1);
      assertThat(page.header("Content-Security-Policy"))
          .contains("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'");
      assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(browser().get("/identity.css").status()).isEqualTo(200);
    }

    @Test
    void takesNoFormThatItHasNotShown() {
      assertThat(
              browser().post("/login", "username", "desk", "password", password("desk")).status())
          .isEqualTo(403);
    }

    @Test
    void givesACookieThatNoScriptReads() {
      assertThat(browser().get("/login").header("Set-Cookie"))
          .startsWith("rmaflow-identity=")
          .contains("HttpOnly", "SameSite=Lax");
    }
  }

  @Nested
  class TheCommandLine {

    @ParameterizedTest
    @ValueSource(strings = {"admin", "auditor", "logistics", "service", "support"})
    void getsATokenOfAnyRole_forTwelveHours(String role) {
      Answer answer = asked("role", role);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.claims())
          .containsEntry("iss", "http://127.0.0.1:8084")
          .containsEntry("aud", List.of("rmaflow"))
          .containsEntry("sub", "local-" + role)
          .containsEntry("role", role)
          .doesNotContainKey("customerIds");
      assertThat(lifeOf(answer)).isEqualTo(Duration.ofHours(12));
      assertThat(answer.json().path("expires_in").intValue()).isBetween(43_195, 43_200);
      assertThat(answer.json().has("refresh_token")).isFalse();
      assertThat(answer.isSignedBy(browser().get("/oauth2/jwks").body())).isTrue();
    }

    @Test
    void saysWhoActs_andForWhichCustomers() {
      assertThat(asked("role", "support", "actor", "desk-7").claims())
          .containsEntry("sub", "desk-7");
      assertThat(
              asked("role", "customer", "customer_id", "C-1001", "customer_id", "C-1002").claims())
          .containsEntry("sub", "local-customer")
          .containsEntry("customerIds", List.of("C-1001", "C-1002"));
    }

    @Test
    void isToldWhatIsWrong() {
      assertThat(asked("role", "boss").text("error_description"))
          .isEqualTo("The role is one of admin, auditor, customer, logistics, service, support");
      assertThat(asked().text("error_description")).startsWith("The role is one of ");
      assertThat(asked("role", "customer").text("error_description"))
          .isEqualTo("A customer's token needs a customer ID");
      assertThat(asked("role", "admin", "customer_id", "C-1001").text("error_description"))
          .isEqualTo("Only a customer's token has customer IDs");
      assertThat(asked("role", "admin", "actor", "a".repeat(129)).text("error_description"))
          .isEqualTo("The actor has 1 to 128 characters and no control characters");
      assertThat(asked("role", "admin", "actor", "a\nb").status()).isEqualTo(400);
      assertThat(asked("role", "customer", "customer_id", " ").text("error_description"))
          .isEqualTo("A customer ID has 1 to 128 characters and no control characters");
    }

    @Test
    void isTheOnlyProgramThatMay() {
      Answer answer =
          browser()
              .postAs(
                  "rma-service",
                  secret("rma-service"),
                  "/oauth2/token",
                  "grant_type",
                  LOCAL,
                  "role",
                  "admin");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("error")).isEqualTo("unauthorized_client");
      assertThat(
              browser()
                  .post(
                      "/oauth2/token", "grant_type", LOCAL, "role", "admin", "client_id", "rma-cli")
                  .status())
          .isEqualTo(401);
    }

    private Answer asked(String... fields) {
      List<String> all = new java.util.ArrayList<>(List.of("grant_type", LOCAL));
      all.addAll(List.of(fields));
      return browser()
          .postAs("rma-cli", secret("rma-cli"), "/oauth2/token", all.toArray(String[]::new));
    }
  }

  @Nested
  class WhatAnybodyMaySee {

    @Test
    void areThePublicKeysAndNothingOfThePrivateOnes() {
      Answer keys = browser().get("/oauth2/jwks");

      assertThat(keys.status()).isEqualTo(200);
      assertThat(keys.json().path("keys")).hasSize(1);
      Map<String, Object> key =
          tools.jackson.databind.json.JsonMapper.shared()
              .convertValue(
                  keys.json().path("keys").get(0),
                  new tools.jackson.core.type.TypeReference<Map<String, Object>>() {});
      assertThat(key).containsOnlyKeys("kty", "e", "use", "kid", "alg", "iat", "n");
      assertThat(key).containsEntry("kty", "RSA").containsEntry("alg", "RS256");
      assertThat(String.valueOf(key.get("n"))).hasSizeGreaterThanOrEqualTo(342);
    }

    @Test
    void isWhereEverythingIs_underTheNameOfTheIssuer() {
      Answer metadata = browser().get("/.well-known/openid-configuration");

      assertThat(metadata.text("issuer")).isEqualTo("http://127.0.0.1:8084");
      assertThat(metadata.text("jwks_uri")).isEqualTo("http://127.0.0.1:8084/oauth2/jwks");
      assertThat(metadata.text("token_endpoint")).isEqualTo("http://127.0.0.1:8084/oauth2/token");
      assertThat(browser().get("/.well-known/oauth-authorization-server").text("issuer"))
          .isEqualTo("http://127.0.0.1:8084");
    }

    @Test
    void isWhetherItWorks_andNothingElseOfIt() {
      assertThat(browser().get("/actuator/health/readiness").text("status")).isEqualTo("UP");
      assertThat(browser().get("/actuator/env").status()).isIn(302, 404);
    }
  }

  @Nested
  class ItsFiles {

    @Test
    void areForItsOwnerAlone() throws IOException {
      assertThat(permissions(folder.resolve("identity"))).isEqualTo("rwx------");
      try (Stream<Path> files = Files.list(folder.resolve("identity"))) {
        assertThat(files)
            .extracting(file -> file.getFileName() + " " + permissions(file))
            .containsExactlyInAnyOrder(
                "clients.properties rw-------",
                "persons.properties rw-------",
                "signing-keys.json rw-------");
      }
    }

    @Test
    void holdAPasswordOfTwentyFourRandomCharactersForEach() {
      assertThat(Stream.of("desk", "logistics", "auditor", "admin", "customer-c-1001"))
          .extracting(IssuerTest::password)
          .allMatch(password -> password.matches("([a-hjkmnp-z2-9]{6}-){3}[a-hjkmnp-z2-9]{6}"))
          .doesNotHaveDuplicates();
    }
  }

  private Browser browser() {
    return new Browser(port);
  }

  private static Duration lifeOf(Answer answer) {
    Instant from = time(answer, "iat");
    assertThat(from).isBetween(Instant.now().minusSeconds(30), Instant.now());
    return Duration.between(from, time(answer, "exp"));
  }

  private static Instant time(Answer answer, String claim) {
    return ((Date) Objects.requireNonNull(answer.claims().get(claim))).toInstant();
  }

  private static String password(String account) {
    return entry("persons.properties", account);
  }

  private static String secret(String client) {
    return entry("clients.properties", client);
  }

  private static String entry(String file, String name) {
    Properties all = new Properties();
    try (var reader = Files.newBufferedReader(folder.resolve("identity").resolve(file))) {
      all.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    @Nullable String value = all.getProperty(name);
    if (value == null) {
      throw new AssertionError("nothing is kept for " + name);
    }
    return value;
  }

  private static String permissions(Path path) {
    try {
      return java.nio.file.attribute.PosixFilePermissions.toString(
          Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
