package io.rmaflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How tokens are asked for, against a server that answers as the issuer does. */
class TokensTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final List<String> asked = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private HttpServer issuer;

  @SuppressWarnings("NullAway.Init")
  private Tokens tokens;

  private int status = 200;
  private String answer = "{\"access_token\": \"a.b.%d\", \"expires_in\": 43199}";

  @BeforeEach
  void start() throws IOException {
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext("/oauth2/token", this::answer);
    issuer.start();
    Path secrets = folder.resolve("clients.properties");
    Files.writeString(secrets, "rma-service=other\nrma-cli=s3cret-=\n");
    tokens = new Tokens("http://127.0.0.1:" + issuer.getAddress().getPort(), secrets);
  }

  @AfterEach
  void stop() {
    issuer.stop(0);
  }

  @Test
  void areAskedForInTheNameOfTheCommandLine_withRoleActorAndCustomers() {
    assertThat(tokens.of("customer", "o'brien & co", List.of("C-1001", "C 1002")))
        .isEqualTo("a.b.1");

    assertThat(asked)
        .containsExactly(
            "rma-cli:s3cret-%3D"
                + " grant_type=urn%3Armaflow%3Agrant-type%3Alocal-token&role=customer"
                + "&actor=o%27brien+%26+co&customer_id=C-1001&customer_id=C+1002");
  }

  @Test
  void areAskedForOnce_forEachHolder() {
    assertThat(tokens.of("admin", null, List.of())).isEqualTo("a.b.1");
    assertThat(tokens.of("admin", null, List.of())).isEqualTo("a.b.1");
    assertThat(tokens.of("admin", "clock")).isEqualTo("a.b.2");
    assertThat(tokens.of("admin", null, List.of())).isEqualTo("a.b.1");
  }

  @Test
  void areAskedForAgain_whereTheyLastLessThanFiveMinutes() {
    answer = "{\"access_token\": \"a.b.%d\", \"expires_in\": 299}";

    assertThat(tokens.of("admin", "clock")).isEqualTo("a.b.1");
    assertThat(tokens.of("admin", "clock")).isEqualTo("a.b.2");
  }

  @Test
  void whatTheIssuerFindsWrongIsSaidAsItSaysIt() {
    status = 400;
    answer = "{\"error\": \"invalid_request\", \"error_description\": \"The role is one of a, b\"}";
    assertThatThrownBy(() -> tokens.of("boss", null, List.of()))
        .isInstanceOf(StackFailure.class)
        .hasMessage("The role is one of a, b");

    status = 401;
    answer = "{\"error\": \"invalid_client\"}";
    assertThatThrownBy(() -> tokens.of("admin", "clock"))
        .hasMessage("The issuer refuses: 401 invalid_client");
  }

  @Test
  void anIssuerThatDoesNotRunIsNamed() {
    issuer.stop(0);

    assertThatThrownBy(() -> tokens.of("admin", "clock"))
        .isInstanceOf(StackFailure.class)
        .hasMessageStartingWith("The issuer of the stack does not run at http://127.0.0.1:");
  }

  @Test
  void aSecretThatIsMissingIsNamed() throws IOException {
    Path secrets = folder.resolve("clients.properties");
    Files.writeString(secrets, "rma-service=other\n");
    assertThatThrownBy(() -> tokens.of("admin", "clock"))
        .hasMessage(secrets + " has no secret of rma-cli");

    Files.delete(secrets);
    assertThatThrownBy(() -> tokens.of("admin", "clock"))
        .hasMessage("The secrets of programs in " + secrets + " cannot be read");
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      String credentials = call.getRequestHeaders().getFirst("Authorization");
      asked.add(
          new String(
                  Base64.getDecoder().decode(credentials.substring("Basic ".length())),
                  StandardCharsets.UTF_8)
              + " "
              + new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] body = answer.formatted(asked.size()).getBytes(StandardCharsets.UTF_8);
      call.sendResponseHeaders(status, body.length);
      call.getResponseBody().write(body);
    }
  }
}
