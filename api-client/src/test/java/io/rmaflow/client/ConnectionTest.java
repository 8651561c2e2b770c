package io.rmaflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rmaflow.client.notification.api.WebhooksApi;
import io.rmaflow.client.notification.model.Problem;
import io.rmaflow.client.rma.api.CasesApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientResponseException;

/** The manners of a connection, against a service that answers what each test tells it to. */
class ConnectionTest {

  private static final String PINGED = "{\"status\": \"DELIVERED\"}";

  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final ConcurrentLinkedQueue<Consumer<HttpExchange>> answers =
      new ConcurrentLinkedQueue<>();

  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  @SuppressWarnings("NullAway.Init")
  private Connection connection;

  private record Asked(
      String call,
      @Nullable String authorization,
      @Nullable String key,
      @Nullable String consistencyToken,
      @Nullable String ifMatch) {}

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newSingleThreadExecutor());
    server.createContext("/", this::answer);
    server.start();
    connection = connected(Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    connection.close();
    server.stop(0);
  }

  @Test
  void aWriteHasAKeyOfItsOwn_andAReadHasNone() {
    says(200, PINGED);
    says(200, PINGED);
    says(200, "{\"items\": []}");

    new WebhooksApi(connection.notification()).ping("w-1");
    new WebhooksApi(connection.notification()).ping("w-1");
    new WebhooksApi(connection.notification()).webhook("w-1");

    assertThat(asked)
        .extracting(Asked::call)
        .containsExactly(
            "POST /api/webhooks/w-1/ping", "POST /api/webhooks/w-1/ping", "GET /api/webhooks/w-1");
    assertThat(asked.get(0).key()).isNotNull().isNotEqualTo(asked.get(1).key());
    assertThat(asked.get(2).key()).isNull();
  }

  @Test
  void whileAServiceHasNoRoom_theSameWriteIsSentAgainUnderTheSameKey() {
    says(503, "{}", "Retry-After", "1");
    says(502, "");
    says(200, PINGED);

    new WebhooksApi(connection.notification()).ping("w-1");

    assertThat(asked).hasSize(3).extracting(Asked::key).doesNotContainNull().containsOnly(key(0));
  }

  @Test
  void aWriteWhoseFirstAttemptDiedWithItsService_waitsUntilItsKeyIsFree() {
    says(409, "{\"code\": \"IDEMPOTENCY_IN_FLIGHT\"}", "Retry-After", "1");
    says(200, PINGED);

    new WebhooksApi(connection.notification()).ping("w-1");

    assertThat(asked).hasSize(2).extracting(Asked::key).containsOnly(key(0));
  }

  @Test
  void whereAConnectionBreaks_theWriteIsSentAgain() {
    answers.add(HttpExchange::close);
    says(200, PINGED);

    new WebhooksApi(connection.notification()).ping("w-1");

    assertThat(asked).hasSize(2).extracting(Asked::key).containsOnly(key(0));
  }

  @Test
  void aRefusal_isNotSentAgain_andSaysWhyInBothLanguages() {
    says(
        404,
        """
        {"type": "about:blank", "title": "Not Found", "status": 404, "code": "UNKNOWN_WEBHOOK",
         "message": {"ja": "このIDのWebhookはありません。", "en": "There is no webhook of this ID."}}
        """);

    assertThatThrownBy(() -> new WebhooksApi(connection.notification()).webhook("w-9"))
        .isInstanceOfSatisfying(
            RestClientResponseException.class,
            refusal -> {
              Problem problem = Objects.requireNonNull(refusal.getResponseBodyAs(Problem.class));
              assertThat(refusal.getStatusCode().value()).isEqualTo(404);
              assertThat(problem.getMessage().getJa()).isEqualTo("このIDのWebhookはありません。");
              assertThat(problem.getMessage().getEn()).isEqualTo("There is no webhook of this ID.");
            });
    assertThat(asked).hasSize(1);
  }

  @Test
  void patienceEnds_withWhatTheServiceSaidLast() {
    try (Connection impatient = connected(Duration.ZERO)) {
      says(503, "{}", "Retry-After", "1");

      assertThatThrownBy(() -> new WebhooksApi(impatient.notification()).ping("w-1"))
          .isInstanceOfSatisfying(
              RestClientResponseException.class,
              last -> assertThat(last.getStatusCode().value()).isEqualTo(503));
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  void whereNobodyAnswers_thatIsSaid() {
    server.stop(0);
    try (Connection impatient = connected(Duration.ZERO)) {
      assertThatThrownBy(() -> new WebhooksApi(impatient.notification()).ping("w-1"))
          .isInstanceOf(ResourceAccessException.class);
    }
  }

  @Test
  void everyCallTellsWhatWasWrittenBefore_inWhicheverService() {
    says(200, PINGED, "Consistency-Token", "notification:7");
    says(200, "{}", "Consistency-Token", "rma:12");
    says(200, "{}");

    new WebhooksApi(connection.notification()).ping("w-1");
    new CasesApi(connection.rma()).readCase("c-1", null, null);
    new WebhooksApi(connection.notification()).webhook("w-1");

    assertThat(asked)
        .extracting(Asked::consistencyToken)
        .containsExactly(null, "notification:7", "notification:7,rma:12");
  }

  @Test
  void aHeaderOfOnesOwn_goesWithThatCopyOnly_andWhatItWroteIsKnownToBoth() {
    says(200, PINGED, "Consistency-Token", "notification:8");
    says(200, "{}");

    new WebhooksApi(
            connection.with("If-Match", "\"3\"").with("Idempotency-Key", "mine").notification())
        .ping("w-1");
    new WebhooksApi(connection.notification()).webhook("w-1");

    assertThat(asked.get(0).ifMatch()).isEqualTo("\"3\"");
    assertThat(asked.get(0).key()).isEqualTo("mine");
    assertThat(asked.get(1).ifMatch()).isNull();
    assertThat(asked.get(1).consistencyToken()).isEqualTo("notification:8");
  }

  @Test
  void eachAttemptAsksForAToken_soThatOneThatHasEndedIsReplaced() {
    says(503, "{}", "Retry-After", "1");
    says(200, PINGED);

    new WebhooksApi(connection.notification()).ping("w-1");

    assertThat(asked)
        .extracting(Asked::authorization)
        .containsExactly("Bearer token-0", "Bearer token-1");
  }

  @Test
  void timesStayAsTheyWereAnswered_andWhatALaterServiceAddsIsNoHindrance() {
    says(
        200,
        """
        {"caseId": "c-1", "status": "SENT_TO_THE_MOON", "closedAt": "2026-05-01T10:30:00+09:00",
         "mood": "calm"}
        """);

    var read = new CasesApi(connection.rma()).readCase("c-1", null, null);

    assertThat(read.getClosedAt()).isEqualTo(OffsetDateTime.parse("2026-05-01T10:30:00+09:00"));
    assertThat(Objects.requireNonNull(read.getClosedAt()).getOffset().getId()).isEqualTo("+09:00");
    assertThat(read.getStatus().name()).isEqualTo("unknown_default_open_api");
  }

  private Connection connected(Duration patience) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return Connection.to(url, url, url, () -> "token-" + asked.size(), patience);
  }

  private @Nullable String key(int call) {
    return asked.get(call).key();
  }

  private void says(int status, String body, String... header) {
    answers.add(
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
          if (header.length > 0) {
            exchange.getResponseHeaders().set(header[0], header[1]);
          }
          try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          } catch (IOException e) {
            throw new IllegalStateException("the test's service cannot answer", e);
          }
        });
  }

  private void answer(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    asked.add(
        new Asked(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            headers.getFirst("Authorization"),
            headers.getFirst("Idempotency-Key"),
            headers.getFirst("Consistency-Token"),
            headers.getFirst("If-Match")));
    Objects.requireNonNull(answers.poll(), "nothing is said to this call").accept(exchange);
  }
}
