package io.rmaflow.kit.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import io.rmaflow.testkit.TestIdentity;
import io.rmaflow.testkit.TestIdentity.Token;
import io.rmaflow.testkit.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Only what the issuer has signed, for us and for now, is believed; the business clock stands in
 * May 2026 and has no part in that.
 */
class AuthenticationTest {

  private static final TestIdentity ISSUER = TestIdentity.shared();

  private final Notebook notebook = Notebook.shared();

  private static Token token() {
    return ISSUER.tokenOf("support", "desk-1");
  }

  private Reply read(String token) {
    return notebook.get("/api/whoami", "Authorization", "Bearer " + token);
  }

  private Reply write(String token, String title) {
    return notebook.post(
        "/api/notes", "{\"title\": \"" + title + "\"}", "Authorization", "Bearer " + token);
  }

  private static void assertNotBelieved(Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"rmaflow\", error=\"invalid_token\"");
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.code()).isEqualTo("UNAUTHENTICATED");
    assertThat(reply.json().path("message").path("ja").asString())
        .isEqualTo("トークンが正しくないか、有効期限が切れています。");
    assertThat(reply.json().path("message").path("en").asString())
        .isEqualTo("The token is not a valid one for this service, or has expired.");
  }

  static Stream<Arguments> badTokens() {
    String good = token().signed();
    String[] parts = good.split("\\.", -1);
    String other = ISSUER.token("admin", "boss-1").split("\\.", -1)[1];
    return Stream.of(
        Arguments.of("expired", token().expired().signed()),
        Arguments.of("not valid yet", token().notYetValid().signed()),
        Arguments.of("without an end", token().claim("exp", null).signed()),
        Arguments.of("of another issuer", token().ofAnotherIssuer().signed()),
        Arguments.of("of no issuer", token().claim("iss", null).signed()),
        Arguments.of("for another audience", token().forAnotherAudience().signed()),
        Arguments.of("for nobody", token().claim("aud", null).signed()),
        Arguments.of("forged", token().forged()),
        Arguments.of("unsigned", token().unsigned()),
        Arguments.of("unsigned, with a signature", token().unsignedWithASignature()),
        Arguments.of("HS256 by the public key", token().signedWithThePublicKeyAsASecret()),
        Arguments.of("RS512 by its header", token().header("alg", "RS512").signed()),
        Arguments.of("by an unknown key", token().signedByAnUnknownKey()),
        Arguments.of("by the key it brings along", token().signedByTheKeyInItsHeader()),
        Arguments.of(
            "by the key its jku leads to",
            token().header("jku", "http://127.0.0.1:1/keys").signedByAnUnknownKey()),
        Arguments.of(
            "by the key its x5u leads to",
            token().header("x5u", "http://127.0.0.1:1/cert").signedByAnUnknownKey()),
        Arguments.of(
            "with a path for a kid", token().header("kid", "../../../../dev/null").forged()),
        Arguments.of(
            "with SQL for a kid", token().header("kid", "x' union select 'key' --").forged()),
        Arguments.of(
            "with an extension that is not understood",
            token().header("crit", List.of("own")).header("own", true).signed()),
        Arguments.of("an ID token by its type", token().header("typ", "id+jwt").signed()),
        Arguments.of("with the claims of another", parts[0] + "." + other + "." + parts[2]),
        Arguments.of("without its signature", parts[0] + "." + parts[1] + "."),
        Arguments.of("cut off", good.substring(0, good.length() - 4)),
        Arguments.of("of no role", token().claim("role", null).signed()),
        Arguments.of("of an unknown role", token().claim("role", "emperor").signed()),
        Arguments.of("of several roles", token().claim("role", List.of("admin")).signed()),
        Arguments.of("of nobody", token().claim("sub", null).signed()),
        Arguments.of("of a blank name", token().claim("sub", " ").signed()),
        Arguments.of("of a name with a line break", token().claim("sub", "a\nb").signed()),
        Arguments.of("of a name of 129 letters", token().claim("sub", "a".repeat(129)).signed()),
        Arguments.of(
            "with a customer ID that can be none",
            ISSUER.tokenOf("customer", "web-1", "C-1001", " ").signed()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void isNotBelieved(String kind, String token) {
    assertNotBelieved(read(token));
    assertNotBelieved(write(token, "by no one"));
    assertThat(notebook.notes("by no one")).isZero();
  }

  @Test
  void aTokenOfTheIssuerIsBelieved_andTellsWhoCalls() {
    assertThat(read(token().signed()).text()).isEqualTo("{\"who\":\"desk-1 SUPPORT []\"}");
    assertThat(read(ISSUER.token("customer", "web-7", "C-1001")).text())
        .isEqualTo("{\"who\":\"web-7 CUSTOMER [C-1001]\"}");
    assertThat(write(token().signed(), "by the desk").status()).isEqualTo(201);
  }

  @Test
  void theTypesOfAccessTokensAreBelieved_andNoKeyNeedsAName() {
    assertThat(read(token().header("typ", "at+jwt").signed()).status()).isEqualTo(200);
    assertThat(read(token().header("typ", null).signed()).status()).isEqualTo(200);
    assertThat(read(token().header("kid", null).signed()).status()).isEqualTo(200);
    assertThat(read(token().claim("aud", "rmaflow").signed()).status()).isEqualTo(200);
    assertThat(read(token().claim("aud", List.of("desk", "rmaflow")).signed()).status())
        .isEqualTo(200);
  }

  @Test
  void clocksMayBeThirtySecondsApart() {
    Instant now = Instant.now();

    assertThat(read(token().expiresAt(now.minusSeconds(25)).signed()).status()).isEqualTo(200);
    assertNotBelieved(read(token().expiresAt(now.minusSeconds(31)).signed()));
    assertThat(read(token().notBefore(now.plusSeconds(25)).signed()).status()).isEqualTo(200);
    assertNotBelieved(read(token().notBefore(now.plusSeconds(60)).signed()));
  }

  @Test
  void withoutATokenACallIsToldSo_whateverItCalls() {
    for (String path : List.of("/api/whoami", "/api/nowhere", "/actuator", "/actuator/env", "/")) {
      Reply reply = notebook.send(HttpRequest.newBuilder(notebook.onThePortForCalls(path)).build());

      assertThat(reply.status()).as(path).isEqualTo(401);
      assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"rmaflow\"");
      assertThat(reply.json().path("message").path("en").asString())
          .isEqualTo("A bearer token is needed in the header Authorization.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/notes?access_token=", "/api/notes?authorization="})
  void aTokenInTheAddressDoesNotCount(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(notebook.at(path + token().signed())).GET().build();

    assertThat(notebook.send(request).status()).isEqualTo(401);
  }

  @Test
  void aTokenInAFormOrACookieDoesNotCount() {
    HttpRequest form =
        HttpRequest.newBuilder(notebook.at("/api/notes"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", "access_token=" + token().signed())
            .POST(BodyPublishers.ofString("access_token=" + token().signed()))
            .build();

    assertThat(notebook.send(form).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/rmaflow/%2e%2e/api/whoami",
        "/rmaflow/..%2fapi/whoami",
        "/rmaflow/..;/api/whoami",
        "/rmaflow/../api/whoami",
        "//api/whoami",
        "/actuator/health/../../api/whoami",
        "/actuator/health/..%5c..%5capi/whoami",
        "/asyncapi.yaml/../api/whoami",
        "/error/../api/whoami"
      })
  void noPathLeadsAroundTheToken(String path) throws IOException {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).matches("(?s)HTTP/1.1 (400|401|404) .*").doesNotContain("\"who\"");
  }

  @Test
  void openPathsAreReadOnly() {
    HttpRequest post =
        HttpRequest.newBuilder(notebook.at("/rmaflow/asyncapi.yaml"))
            .POST(BodyPublishers.noBody())
            .build();

    assertThat(notebook.send(post).status()).isEqualTo(401);
  }

  @Test
  void theHealthAndTheDocumentsAreForEverybody_evenWithABadToken() {
    for (String path : List.of("/livez", "/readyz", "/rmaflow/asyncapi.yaml")) {
      HttpRequest.Builder request = HttpRequest.newBuilder(notebook.at(path));

      assertThat(notebook.send(request.build()).status()).as(path).isNotEqualTo(401);
      request.header("Authorization", "Bearer " + token().expired().signed());
      assertThat(notebook.send(request.build()).status()).as(path).isNotEqualTo(401);
    }
  }

  @Test
  void noSessionIsBegun_andNoAnswerSetsACookie() {
    assertThat(read(token().signed()).response().headers().allValues("Set-Cookie")).isEmpty();
    assertThat(read("x").response().headers().allValues("Set-Cookie")).isEmpty();
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", notebook.at("/").getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Nested
  class Headers {

    @Test
    void ofAnAnswerWithData() {
      Reply reply = read(token().signed());

      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(reply.header("Cache-Control")).contains("no-store");
      assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(reply.header("Content-Security-Policy"))
          .isEqualTo("default-src 'none'; frame-ancestors 'none'");
      assertThat(reply.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void ofEveryProblem() throws IOException {
      for (Reply reply :
          List.of(
              read("x"),
              notebook.get("/api/nowhere"),
              notebook.get("/api/failing"),
              notebook.post("/api/notes", "{"))) {
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
      }
      String byTheContainer =
          raw("GET /api/notes?q=<> HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(byTheContainer).contains("X-Content-Type-Options: nosniff");
      String byTheFirewall =
          raw("GET /api/a%2e/b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(byTheFirewall)
          .startsWith("HTTP/1.1 400")
          .contains("X-Content-Type-Options: nosniff", "INVALID_CHARACTER");
    }

    @Test
    void ofADocumentThatMayBeKept() {
      Reply reply =
          notebook.send(HttpRequest.newBuilder(notebook.at("/rmaflow/asyncapi.yaml")).build());

      assertThat(reply.header("Cache-Control")).isEqualTo("max-age=3600");
      assertThat(reply.header("Content-Security-Policy")).startsWith("default-src 'self';");
    }
  }

  @Nested
  class Start {

    @Test
    void needsAnIssuer_andSaysWhatToSet() {
      assertThatThrownBy(
              () ->
                  Notebook.open(
                      TestServers.postgres().createDatabase("lost"),
                      Map.of("rmaflow.security.issuer", "")))
          .rootCause()
          .hasMessageContaining("rmaflow.security.issuer is not set")
          .hasMessageContaining("RMAFLOW_SECURITY_ISSUER");
    }

    @Test
    void needsNoIssuerThatAnswers() {
      try (TestIdentity away = TestIdentity.start()) {
        away.down(true);
        Map<String, Object> settings =
            Map.of(
                "rmaflow.security.issuer",
                away.issuer(),
                "server.forward-headers-strategy",
                "native");
        try (Notebook early =
            Notebook.open(TestServers.postgres().createDatabase("early"), settings)) {
          String token = "Bearer " + away.token("support", "desk-1");

          Reply unknown = early.get("/api/whoami", "Authorization", token);
          assertThat(unknown.status()).isEqualTo(503);
          assertThat(unknown.header("Retry-After")).isEqualTo("2");
          assertThat(unknown.code()).isEqualTo("UNAVAILABLE");
          assertThat(unknown.header("X-Content-Type-Options")).isEqualTo("nosniff");

          away.down(false);
          await()
              .untilAsserted(
                  () ->
                      assertThat(early.get("/api/whoami", "Authorization", token).status())
                          .isEqualTo(200));

          Reply byTls =
              early.get("/api/whoami", "Authorization", token, "X-Forwarded-Proto", "https");
          assertThat(byTls.header("Strict-Transport-Security")).startsWith("max-age=31536000");

          away.down(true);
          assertThat(early.get("/api/whoami", "Authorization", token).status()).isEqualTo(200);
          assertThat(
                  early
                      .get(
                          "/api/whoami",
                          "Authorization",
                          "Bearer " + away.tokenOf("support", "a").signedByAnUnknownKey())
                      .status())
              .isEqualTo(401);
        }
      }
    }
  }

  @Nested
  class Log {

    @Test
    void holdsNoTokenAndNoPersonalData_evenWhereItTellsMost() {
      LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
      Logger ours = context.getLogger("io.rmaflow");
      Logger security = context.getLogger("org.springframework.security");
      ListAppender<ILoggingEvent> log = new ListAppender<>();
      log.setContext(context);
      log.start();
      Level before = ours.getLevel();
      Level securityBefore = security.getLevel();
      ours.setLevel(Level.DEBUG);
      security.setLevel(Level.DEBUG);
      ours.addAppender(log);
      security.addAppender(log);
      String good = token().claim("name", "山田 太郎").signed();
      String forged = token().claim("name", "山田 太郎").forged();
      String expired = token().claim("email", "yamada@sample.example").expired().signed();
      String nonsense = "yamada@sample.example";
      try {
        assertThat(write(good, "logged").status()).isEqualTo(201);
        assertNotBelieved(read(forged));
        assertNotBelieved(read(expired));
        assertNotBelieved(read(nonsense));
      } finally {
        ours.detachAppender(log);
        security.detachAppender(log);
        ours.setLevel(before);
        security.setLevel(securityBefore);
      }

      List<String> lines =
          log.list.stream()
              .map(
                  event ->
                      event.getFormattedMessage()
                          + (event.getThrowableProxy() == null
                              ? ""
                              : ThrowableProxyUtil.asString(event.getThrowableProxy())))
              .toList();
      assertThat(lines).anyMatch(line -> line.contains("a token is not believed"));
      for (String token : List.of(good, forged, expired)) {
        for (String part : token.split("\\.", -1)) {
          assertThat(lines).noneMatch(line -> line.contains(part));
        }
      }
      assertThat(lines).noneMatch(line -> line.contains("山田") || line.contains("yamada@"));
    }
  }
}
