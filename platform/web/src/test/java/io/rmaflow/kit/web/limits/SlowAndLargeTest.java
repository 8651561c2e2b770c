package io.rmaflow.kit.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import io.rmaflow.testkit.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Callers who send too much, or too slowly: a second instead of thirty for a body. */
class SlowAndLargeTest {

  private static final Duration AT_MOST = Duration.ofSeconds(8);

  private static Notebook notebook;

  @BeforeAll
  static void open() {
    notebook =
        Notebook.open(
            TestServers.postgres().createDatabase("slow"),
            Map.of(
                "rmaflow.web.body-time", "1s",
                "server.tomcat.connection-timeout", "2s"));
  }

  @AfterAll
  static void close() {
    notebook.close();
  }

  private static Socket connected() throws IOException {
    URI uri = notebook.at("/");
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout((int) AT_MOST.toMillis());
    return socket;
  }

  private static byte[] headers(String more) {
    return headers(
        notebook.request("/").build().headers().firstValue("Authorization").orElseThrow(), more);
  }

  private static byte[] headers(String token, String more) {
    return ("POST /api/notes HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n"
            + more)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** What comes back until the server closes the connection. */
  private static String rest(Socket socket) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        read.write(next);
      }
    } catch (SocketException reset) {
      // it was closed while more was on its way
      assertThat(reset).hasMessageContaining("reset");
    }
    return read.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aBodyThatDripsIsEnded_andItsConnectionClosed() throws Exception {
    assertThat(answerToDrops(headers("\r\n"))).startsWith("HTTP/1.1 408").contains("BODY_TOO_SLOW");
  }

  @Test
  void aBodyThatNobodyWantsIsNotWaitedForEither() throws Exception {
    assertThat(answerToDrops(headers("Bearer nonsense", "\r\n"))).startsWith("HTTP/1.1 401");
  }

  /** What comes back on these headers and a byte in a tenth of a second behind them. */
  private static String answerToDrops(byte[] headers) throws Exception {
    long begin = System.nanoTime();
    try (Socket socket = connected()) {
      OutputStream out = socket.getOutputStream();
      out.write(headers);
      out.flush();
      Thread dripping =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 1000; i++) {
                        out.write('{');
                        out.flush();
                        Thread.sleep(100);
                      }
                    } catch (IOException | InterruptedException closed) {
                      Thread.currentThread().interrupt();
                    }
                  });

      String answer = rest(socket);
      dripping.interrupt();

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_MOST);
      return answer;
    }
  }

  @Test
  void aBodyThatStandsStillIsEnded() throws Exception {
    long begin = System.nanoTime();
    try (Socket socket = connected()) {
      socket.getOutputStream().write(headers("\r\n{\"title\""));
      socket.getOutputStream().flush();

      assertThat(rest(socket)).startsWith("HTTP/1.1 400").contains("INVALID_REQUEST");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_MOST);
    }
  }

  @Test
  void headersThatDoNotEndAreCutOff() throws Exception {
    long begin = System.nanoTime();
    try (Socket socket = connected()) {
      socket.getOutputStream().write(headers("X-Slow: "));
      socket.getOutputStream().flush();

      assertThat(rest(socket)).doesNotContain("HTTP/1.1 2");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_MOST);
    }
  }

  @Test
  void aCallWithManyHeadersIsRefused() {
    HttpRequest.Builder request = notebook.request("/api/notes").GET();
    for (int i = 0; i < 65; i++) {
      request.header("X-" + i, "y");
    }

    assertThat(notebook.send(request.build()).status()).isEqualTo(400);
  }

  @Test
  void aLongUrlAndALongHeaderAreRefused() {
    assertThat(notebook.get("/api/notes?q=" + "a".repeat(17_000)).status()).isEqualTo(400);
    assertThat(notebook.get("/api/notes", "X-Long", "a".repeat(17_000)).status()).isEqualTo(400);
    assertThat(notebook.get("/api/notes?x=" + "a".repeat(8_000)).status()).isEqualTo(200);
  }

  @Test
  void aDeepBodyIsRefused_andAHugeNumberToo() {
    String deep = "{\"title\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    Reply tooDeep = notebook.post("/api/notes", deep);
    assertThat(tooDeep.status()).isEqualTo(400);
    assertThat(tooDeep.code()).isEqualTo("INVALID_REQUEST");

    Reply tooLong = notebook.post("/api/notes", "{\"size\": " + "9".repeat(100_000) + "}");
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.code()).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void aCompressedBodyIsNotUnpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 100; i++) {
        gzip.write(new byte[1024 * 1024]);
      }
    }

    Reply reply =
        notebook.send(
            notebook
                .request("/api/notes", "Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bomb.toByteArray()))
                .build());

    assertThat(reply.status()).isEqualTo(415);
  }
}
