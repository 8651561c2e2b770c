package io.rmaflow.kit.audit.proofs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Merkle;
import io.rmaflow.proof.merkle.Proofs;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.Cosignature;
import io.rmaflow.proof.note.SigningKey;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.note.WitnessRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A witness of C2SP's {@code tlog-witness} that signs what is consistent with what it has seen. */
final class TestWitness implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-05-01T03:00:00Z");

  private final SigningKey key;
  private final HttpServer server;
  private long size;
  private Hash root = Merkle.emptyRoot();
  private boolean away;

  TestWitness(String name) throws IOException {
    byte[] seed = new byte[32];
    seed[0] = 9;
    key = SigningKey.ofSeed(name, VerifierKey.Kind.COSIGNATURE, seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  SigningKey key() {
    return key;
  }

  synchronized void away(boolean isAway) {
    away = isAway;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    WitnessRequest request = WitnessRequest.parse(body);
    Checkpoint next = Checkpoint.parse(request.checkpoint().text());
    if (away || !exchange.getRequestURI().getPath().equals("/add-checkpoint")) {
      send(exchange, 503, "");
    } else if (request.oldSize() != size) {
      send(exchange, 409, size + "\n");
    } else if (!Proofs.consistent(size, root, next.size(), next.root(), request.proof())) {
      send(exchange, 422, "");
    } else {
      size = next.size();
      root = next.root();
      send(exchange, 200, Cosignature.sign(key, request.checkpoint(), NOW).line());
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
