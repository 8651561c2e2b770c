package io.rmaflow.notification.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Subscribers, one for each path; each keeps what it took and answers what it was told to. */
public final class SubscriberDouble implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Function<JsonNode, Integer>> answers = new ConcurrentHashMap<>();
  private final CountDownLatch ending = new CountDownLatch(1);

  /** A call as it came. */
  public record Received(
      String path, String id, long timestamp, String signature, String body, int answered) {

    public JsonNode event() {
      return JsonMapper.shared().readTree(body);
    }

    public String stream() {
      return event().get("subject").asString();
    }

    public long sequence() {
      return Long.parseLong(event().get("streamsequence").asString());
    }
  }

  public SubscriberDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** From now on, by the event; 0: no answer at all. */
  void answers(String path, Function<JsonNode, Integer> status) {
    answers.put(path, status);
  }

  /** All calls of a path. */
  public List<Received> calls(String path) {
    return calls.stream().filter(call -> call.path().equals(path)).toList();
  }

  /** Those of one stream that were taken, by their place in it. */
  List<Long> taken(String path, String stream) {
    return calls(path).stream()
        .filter(call -> call.answered() == 204 && call.stream().equals(stream))
        .map(Received::sequence)
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int status =
          answers.getOrDefault(path, event -> 204).apply(JsonMapper.shared().readTree(body));
      if (status == 0) {
        awaitEnd();
        return;
      }
      calls.add(
          new Received(
              path,
              header(exchange, "webhook-id"),
              Long.parseLong(header(exchange, "webhook-timestamp")),
              header(exchange, "webhook-signature"),
              body,
              status));
      if (status / 100 == 3) {
        exchange.getResponseHeaders().add("Location", url("/elsewhere"));
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private void awaitEnd() {
    try {
      boolean unused = ending.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String header(HttpExchange exchange, String name) {
    @Nullable String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    ending.countDown();
    server.stop(0);
    threads.shutdown();
  }
}
