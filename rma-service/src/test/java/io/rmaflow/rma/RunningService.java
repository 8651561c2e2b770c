package io.rmaflow.rma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.EventType;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.kit.eventing.InboxStatus;
import io.rmaflow.kit.personal.Fingerprints;
import io.rmaflow.testkit.DescribedApi;
import io.rmaflow.testkit.TestIdentity;
import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service on real servers, shared by the tests of a run, each of which uses customers and units
 * of its own. Its clock is moved forward only.
 */
public final class RunningService implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** A secret of the tests alone. */
  private static final String PROOFS_KEY = "cm1hZmxvdyB0ZXN0cyBzaWduIHdpdGggdGhpcyBrZXk=";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static @Nullable RunningService shared;

  /** One for all instances: whoever stamps the events of a process has one clock. */
  private static final TestClock CLOCK = new TestClock(Instant.parse("2026-05-01T00:00:00Z"));

  private final String[] arguments;
  private ServletWebServerApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();
  private final DescribedApi described;
  private final KafkaProducer<String, byte[]> contractEvents;
  private final Map<String, Long> sequences = new HashMap<>();

  private RunningService(String... arguments) {
    this.arguments = arguments;
    context = start(arguments);
    described = DescribedApi.withCodes(document());
    Properties settings = new Properties();
    settings.put("bootstrap.servers", TestServers.kafka().bootstrapServers());
    contractEvents =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private static ServletWebServerApplicationContext start(String... arguments) {
    return (ServletWebServerApplicationContext)
        new SpringApplicationBuilder(RmaServiceApplication.class, Wiring.class)
            .properties(
                Map.of(
                    "spring.main.banner-mode", "off",
                    "rmaflow.deadlines.polling-interval", "50ms"))
            .properties(Map.copyOf(TestIdentity.shared().settings("rma-service")))
            .run(arguments);
  }

  /** The one of this run. */
  public static synchronized RunningService shared() {
    if (shared == null) {
      shared = onADatabaseOfItsOwn("rma-service");
    }
    return shared;
  }

  /** One that shares nothing with the other tests but the servers; the caller closes it. */
  public static RunningService apart() {
    return onADatabaseOfItsOwn("rma-service-" + UUID.randomUUID());
  }

  /**
   * @param group in which it reads what contract-service tells
   */
  private static RunningService onADatabaseOfItsOwn(String group) {
    Database database = TestServers.postgres().createDatabase("rma");
    TestServers.kafka().createTopics();
    return new RunningService(
        "--spring.application.name=" + group,
        "--server.port=0",
        "--management.server.port=0",
        "--rmaflow.attachments.directory=target/attachments-" + UUID.randomUUID(),
        "--rmaflow.attachments.max-size=3MB",
        // one test is everybody whom no token vouches for
        "--rmaflow.web.calls-per-second-without-token=10000",
        "--rmaflow.attachments.quota-per-customer=5MB",
        "--rmaflow.proofs.signing-keys=" + PROOFS_KEY,
        "--rmaflow.proofs.checkpoint-interval=500ms",
        "--spring.datasource.url=" + database.jdbcUrl(),
        "--spring.datasource.username=" + database.user(),
        "--spring.datasource.password=" + database.password(),
        "--spring.kafka.bootstrap-servers=" + TestServers.kafka().bootstrapServers());
  }

  /** One more instance on the same database and under the same clock. */
  public RunningService another() {
    return new RunningService(arguments);
  }

  /** Ends this instance; what it has written stays. */
  @Override
  public void close() {
    contractEvents.close();
    context.close();
  }

  @Configuration
  static class Wiring {

    @Bean
    @Primary
    TestClock testClock() {
      return CLOCK;
    }
  }

  /** An answer with its body read. */
  public record Reply(int status, JsonNode body, HttpResponse<String> response) {

    /** What became of a request: the codes of the refusals, or the status of its case. */
    public String outcome() {
      List<String> codes =
          body.at("/refusals")
              .valueStream()
              .map(refusal -> refusal.at("/code").asString())
              .toList();
      return codes.isEmpty()
          ? body.at("/status").asString(body.toString())
          : String.join(" ", codes);
    }
  }

  /** Posts as the support desk; further headers are names and values by turns. */
  public Reply post(String path, String json, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build(), json);
  }

  /** Takes a step of the case at this path, which has to be answered with 200. */
  public Reply step(String path, String resource, String json) {
    Reply reply = post(path + "/" + resource, json);
    assertThat(reply.status()).as("%s: %s", resource, reply.body()).isEqualTo(200);
    return reply;
  }

  /** The names of the events of the case at this path, oldest first. */
  public List<String> history(String path) {
    List<String> names = new ArrayList<>();
    get(path + "/history")
        .body()
        .path("items")
        .forEach(entry -> names.add(entry.path("type").asString()));
    return names;
  }

  /** Gets as the support desk. */
  public Reply get(String path) {
    return send(request(path).GET().build());
  }

  /** A request to a path, as somebody of this role; customer IDs are those of the token. */
  public HttpRequest.Builder request(String path, String role, String... customerIds) {
    String token = TestIdentity.shared().bearer(role, role + "-1", customerIds);
    return request(path).setHeader("Authorization", token);
  }

  /** Where it listens. */
  public String base() {
    return "http://127.0.0.1:" + Objects.requireNonNull(context.getWebServer()).getPort();
  }

  /** Sends a request without comparing the answer with its description; the status. */
  public int exchangeUnchecked(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a request as it is. */
  public HttpResponse<byte[]> exchange(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      described.check(response, null, new String(response.body(), StandardCharsets.UTF_8));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpRequest.Builder request(String path) {
    String port = path.startsWith("/actuator/") ? "local.management.port" : "local.server.port";
    return HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(port) + path))
        .header("Authorization", TestIdentity.shared().bearer("admin", "desk-1"));
  }

  /** Sends a request and reads its answer as JSON, which has to be as described. */
  public Reply send(HttpRequest request) {
    return send(request, null);
  }

  private Reply send(HttpRequest request, @Nullable String json) {
    HttpResponse<String> response = text(request);
    described.check(response, json, response.body());
    String body = response.body();
    return new Reply(
        response.statusCode(),
        body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body),
        response);
  }

  /** The document that it serves. */
  public JsonNode document() {
    return JSON.readTree(text(request("/api/openapi.json").build()).body());
  }

  private HttpResponse<String> text(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Publishes events of one stream as the service would whose they are, and waits until they are
   * taken in.
   */
  public void told(String streamId, DomainEvent... events) {
    published(streamId, events);
    await().atMost(PATIENCE).until(this::caughtUp);
  }

  /** Publishes events of one stream as contract-service would, and waits for nothing. */
  public void published(String streamId, DomainEvent... events) {
    Instant at = Instant.parse("2026-04-01T00:00:00Z");
    for (DomainEvent event : events) {
      long sequence = sequences.merge(streamId, 1L, Long::sum) - 1;
      EventType type = EventTypes.typeOf(event.getClass());
      EventEnvelope<?> envelope =
          new EventEnvelope<>(
              streamId + "#" + sequence,
              type.context(),
              type.name(),
              type.version(),
              streamId,
              sequence,
              at,
              at,
              null,
              null,
              "desk-1",
              event);
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(type.context().topic(), streamId, EventJson.write(event));
      CloudEvents.headers(envelope)
          .forEach(
              (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      try {
        contractEvents.send(record).get(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Stops the service, lets the rest of the world go on, and starts it on the same data. */
  public void awayWhile(Runnable worldGoesOn) {
    Instant stoppedAt = now();
    context.close();
    worldGoesOn.run();
    context = start(arguments);
    context.getBean(TestClock.class).set(stoppedAt);
  }

  /** Whether everything that was published has been taken in. */
  public boolean caughtUp() {
    return context.getBean(InboxStatus.class).caughtUp();
  }

  /** Sets the clock for a story of its own, without regard to what other tests left behind. */
  public void startAt(String japanTime) {
    context.getBean(TestClock.class).set(OffsetDateTime.parse(japanTime + "+09:00").toInstant());
  }

  /** Moves the clock forward to {@code japanTime}, one due time after the other. */
  public void clock(String japanTime) {
    Instant target = OffsetDateTime.parse(japanTime + "+09:00").toInstant();
    TestClock clock = context.getBean(TestClock.class);
    Instant next = nextDue();
    while (next != null && !next.isAfter(target)) {
      if (next.isAfter(clock.now())) {
        clock.set(next);
      }
      Instant due = next;
      await().atMost(PATIENCE).until(() -> workedOff(due));
      next = nextDue();
    }
    clock.set(target);
  }

  private boolean workedOff(Instant due) {
    Instant next = nextDue();
    return next == null || next.isAfter(due);
  }

  private @Nullable Instant nextDue() {
    return context
        .getBean(JdbcClient.class)
        .sql("select min(due) from deadline_entry")
        .query(
            (row, n) -> {
              OffsetDateTime due = row.getObject(1, OffsetDateTime.class);
              return due == null
                  ? Instant.MAX
                  : due.withOffsetSameInstant(ZoneOffset.UTC).toInstant();
            })
        .optional()
        .filter(due -> !due.equals(Instant.MAX))
        .orElse(null);
  }

  /** Business time now. */
  public Instant now() {
    return context.getBean(TestClock.class).now();
  }

  /** Fingerprints under the key of the service. */
  public Fingerprints fingerprints() {
    return context.getBean(Fingerprints.class);
  }

  /** The calls of the service as it describes them. */
  public DescribedApi described() {
    return described;
  }

  /** What the service answers. */
  public RequestMappingHandlerMapping mappings() {
    return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
  }

  /** All beans of a type. */
  public <T> Stream<T> beans(Class<T> type) {
    return context.getBeansOfType(type).values().stream();
  }

  /** Any bean of the service. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }
}
