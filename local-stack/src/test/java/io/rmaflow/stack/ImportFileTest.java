package io.rmaflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.rmaflow.stack.server.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFileTest {

  private static final String RUNNING = state("RUNNING", 500);
  private static final String COMPLETED = state("COMPLETED", 1000);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void theServiceIsAskedAgain_whereItIsStartedAnewInTheMiddle() throws IOException {
    Path file = Files.writeString(folder.resolve("rows.csv"), "customerId\n");
    int port = Ports.anyFree();
    HttpServer killed = service(port, RUNNING);
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(
            () -> new ImportFile("http://127.0.0.1:" + port, "token", out).run(file, true));
    await().atMost(20, TimeUnit.SECONDS).until(() -> text().contains("500 of 1000 rows"));

    killed.stop(0);
    await().atMost(20, TimeUnit.SECONDS).until(() -> text().contains("contract-service is away"));
    HttpServer startedAnew = service(port, COMPLETED);

    assertThat(exit).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0);
    assertThat(text()).contains("1000 rows: 990 can be taken over, 10 known already, 0 wrong");
    startedAnew.stop(0);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static HttpServer service(int port, String state) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/api/imports",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body = state.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String state(String status, int done) {
    return """
    {"importId": "i-1", "status": "%s", "rows": 1000, "rowsDone": %d, "accepted": 990,
     "unchanged": 10, "rejected": 0, "problems": {"items": [], "total": 0}}
    """
        .formatted(status, done);
  }
}
