package io.rmaflow.notification.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Owner of all contacts: {@code <id>@example.com}, in the language that it was told. */
final class OwnerDouble implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> languages = new ConcurrentHashMap<>();
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final Set<String> erased = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean away;

  OwnerDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/contacts/", this::answer);
    server.createContext("/api/texts/", this::answerText);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void speaks(String contactId, String language) {
    languages.put(contactId, language);
  }

  void erase(String contactId) {
    erased.add(contactId);
  }

  void away(boolean isAway) {
    away = isAway;
  }

  /** How often it was asked, away or not. */
  int asked() {
    return asked.get();
  }

  static String addressOf(String contactId) {
    return contactId + "@example.com";
  }

  void text(String textId, String words) {
    texts.put(textId, words);
  }

  private void answerText(HttpExchange exchange) throws IOException {
    try (exchange) {
      String id = exchange.getRequestURI().getPath().substring("/api/texts/".length());
      byte[] body =
          "{\"textId\": \"%s\", \"text\": \"%s\"}"
              .formatted(id, texts.getOrDefault(id, ""))
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(texts.containsKey(id) ? 200 : 404, 0);
      exchange.getResponseBody().write(body);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      String id = exchange.getRequestURI().getPath().substring("/api/contacts/".length());
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      int status = away ? 503 : erased.contains(id) ? 410 : 200;
      if (authorization == null || !authorization.startsWith("Bearer ")) {
        status = 401;
      }
      byte[] body =
          """
          {"contactId": "%s", "name": "山田太郎", "email": "%s", "phone": null, "language": "%s"}
          """
              .formatted(id, addressOf(id), languages.getOrDefault(id, "ja"))
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
      if (status == 200) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
