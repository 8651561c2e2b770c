package io.rmaflow.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import io.rmaflow.testkit.TestIdentity;
import io.rmaflow.testkit.TestIdentity.Token;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every service is attacked with, whatever it does; docs/security.md lists all attacks with
 * their tests.
 */
@ExtendWith(OutputCaptureExtension.class)
class AttacksTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final Notebook notebook = Notebook.shared();

  /** CWE-89. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; drop table note--",
        "' or '1'='1",
        "x' union select 1 --",
        "\\'; select 1; --"
      })
  void sqlInAField_isATextLikeAnyOther(String title) {
    Reply written =
        notebook.post("/api/notes", JsonMapper.shared().writeValueAsString(Map.of("title", title)));

    assertThat(written.status()).isEqualTo(201);
    String path = "/api/notes/" + written.json().path("noteId").asString();
    assertThat(notebook.get(path).json().path("title").asString()).isEqualTo(title);
    assertThat(notebook.database().sql("select count(*) from note").query(Long.class).single())
        .isPositive();
  }

  /** CWE-113: the key stands in no answer, and a line break in it is none for the protocol. */
  @Test
  void lineBreakInAHeaderThatIsRepeated_beginsNoHeaderOfTheAnswer() throws IOException {
    for (String name : List.of("Idempotency-Key", "If-Match", "Consistency-Token", "Accept")) {
      String answer =
          raw(
              "POST /api/notes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + "Content-Type: application/json\r\nContent-Length: 2\r\nAuthorization: "
                  + Notebook.token("desk-1", "support")
                  + "\r\n"
                  + name
                  + ": a\rSet-Cookie: forged=1\r\n\r\n{}");

      assertThat(answer).as(name).startsWith("HTTP/1.1 4").doesNotContain("Set-Cookie: forged");
    }
    String answer =
        raw(
            "GET /api/notes/%0d%0aSet-Cookie:%20forged=1 HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\nAuthorization: "
                + Notebook.token("desk-1", "support")
                + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 4");
    assertThat(answer.lines()).noneMatch(line -> line.startsWith("Set-Cookie"));
  }

  /** CWE-444: a body whose end two headers tell differently is read by nobody. */
  @Test
  void bodyThatEndsInTwoPlaces_isNotTheBeginningOfAnotherCall() throws IOException {
    String answer =
        raw(
            "POST /api/notes HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + Notebook.token("desk-1", "support")
                + "\r\nContent-Type: application/json\r\nContent-Length: 4\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/whoami HTTP/1.1\r\n"
                + "Host: localhost\r\nAuthorization: "
                + Notebook.token("boss-1", "admin")
                + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).doesNotContain("boss-1");
  }

  /** CWE-409. */
  @Test
  void aBodyThatWouldUnpackToManyTimesItsSize_isNotUnpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 50; i++) {
        gzip.write(new byte[1024 * 1024]);
      }
    }
    for (String encoding :
        List.of("gzip", "x-gzip", "deflate", "br", "gzip, gzip", "identity, gzip")) {
      Reply reply =
          notebook.send(
              notebook
                  .request("/api/notes", "Content-Encoding", encoding)
                  .POST(BodyPublishers.ofByteArray(bomb.toByteArray()))
                  .build());

      assertThat(reply.status()).as(encoding).isEqualTo(415);
    }
  }

  /** CWE-674, CWE-400: refused within the time of any other call, and the next one is served. */
  @Test
  void deepAndHugeJson_isRefusedSoon_andHarmsNobodyElse() {
    List<String> bodies = new ArrayList<>();
    bodies.add("[".repeat(500_000));
    bodies.add("{\"title\":".repeat(100_000));
    bodies.add("{\"title\": " + "[".repeat(2_000) + "]".repeat(2_000) + "}");
    bodies.add("{\"title\": " + "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000) + "}");
    bodies.add("{\"size\": " + "9".repeat(1_000_000) + "}");
    bodies.add("{\"size\": 1e999999999}");
    bodies.add("{\"title\": \"" + "長".repeat(300_000) + "\"}");
    bodies.add("{\"title\": \"" + "\\u0041".repeat(160_000) + "\"}");
    StringBuilder many = new StringBuilder("{\"title\": 1");
    for (int i = 0; i < 70_000; i++) {
      // all of one hash: String.hashCode of "Aa" and "BB" is the same
      many.append(", \"").append(colliding(i)).append("\": 1");
    }
    bodies.add(many.append('}').toString());
    for (String body : bodies) {
      String what = body.substring(0, 20) + "… " + body.length();
      long begin = System.nanoTime();

      Reply reply = notebook.post("/api/notes", body);

      assertThat(reply.status()).as(what).isIn(400, 413);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(what).isLessThan(SOON);
    }
    assertThat(notebook.post("/api/notes", "{\"title\": \"after it\"}").status()).isEqualTo(201);
  }

  private static String colliding(int number) {
    StringBuilder name = new StringBuilder();
    for (int bit = 0; bit < 17; bit++) {
      name.append(((number >> bit) & 1) == 0 ? "Aa" : "BB");
    }
    return name.toString();
  }

  /** CWE-918: where a token says that its key is to be had, nobody asks. */
  @Test
  void keysThatATokenNames_areNeverFetched() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    elsewhere.start();
    String url = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/keys";
    try {
      for (String header : List.of("jku", "x5u", "jwk", "x5c", "kid", "iss", "cty")) {
        for (boolean known : List.of(true, false)) {
          Token token = TestIdentity.shared().tokenOf("admin", "intruder").header(header, url);

          Reply reply =
              notebook.get(
                  "/api/whoami",
                  "Authorization",
                  "Bearer " + (known ? token.forged() : token.signedByAnUnknownKey()));

          assertThat(reply.status()).as(header).isEqualTo(401);
        }
      }
      Token ofElsewhere = TestIdentity.shared().tokenOf("admin", "intruder").claim("iss", url);
      assertThat(
              notebook
                  .get("/api/whoami", "Authorization", "Bearer " + ofElsewhere.signed())
                  .status())
          .isEqualTo(401);
    } finally {
      elsewhere.stop(0);
    }
    assertThat(asked).hasValue(0);
  }

  /** CWE-915. */
  @Test
  void fieldsOfABodyThatAreNotItsOwn_changeNothing() {
    String json =
        """
        {"title": "mine", "noteId": "00000000-0000-0000-0000-000000000001", "version": 7,
         "actor": "boss-1", "role": "admin", "subject": "boss-1", "customerIds": ["C-1"],
         "recordedAt": "2020-01-01T00:00:00Z", "writtenAt": "2020-01-01T00:00:00Z",
         "__proto__": {"admin": true}, "class": {"module": {"classLoader": {"x": 1}}}}
        """;

    Reply written = notebook.post("/api/notes", json);

    assertThat(written.status()).isEqualTo(201);
    assertThat(written.json().path("noteId").asString())
        .isNotEqualTo("00000000-0000-0000-0000-000000000001");
    assertThat(written.json().path("version").asLong()).isZero();
    assertThat(written.json().path("writtenAt").asString()).startsWith("2026-05-01");
    assertThat(
            notebook
                .post(
                    "/api/notes/" + written.json().path("noteId").asString() + "/seal",
                    "{\"reason\": \"x\", \"role\": \"admin\"}")
                .status())
        .isEqualTo(403);
  }

  /** CWE-117: in what is logged of calls, no sender begins a line or steers a terminal. */
  @Test
  void whatACallSays_beginsNoLineOfTheLog(CapturedOutput log) throws IOException {
    String forged = "2026-05-01T09:00:00.000Z ERROR 1 --- [main] Desk : all is lost";
    String escaped = "%0d%0a" + forged.replace(" ", "%20").replace("[", "%5B").replace("]", "%5D");
    notebook.get("/api/failing?q=" + escaped);
    notebook.get("/api/nowhere/" + escaped + "%1b%5b31m");
    notebook.post("/api/notes", "{\"title\": \"a\\r\\n" + forged + "\\u001b[31m\"}");
    notebook.get("/api/whoami", "Authorization", "Bearer " + forged + "\t\u009b31m");
    notebook.send(
        HttpRequest.newBuilder(notebook.at("/api/whoami"))
            .header("Authorization", Notebook.token("desk-1\r\n" + forged, "support"))
            .build());
    raw("GET /api/\r" + forged + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(log.getAll().lines())
        .noneMatch(line -> line.startsWith(forged.substring(0, 30)))
        .noneMatch(line -> line.indexOf('\u001b') >= 0 || line.indexOf('\u009b') >= 0);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", notebook.at("/").getPort())) {
      socket.setSoTimeout((int) SOON.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
