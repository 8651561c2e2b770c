package io.rmaflow.contract.http;

import io.rmaflow.contract.ContractServiceApplication;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.testkit.DescribedApi;
import io.rmaflow.testkit.TestIdentity;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One running service for all tests; each test registers units of its own. */
@SpringBootTest(
    classes = ContractServiceApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(ServiceTest.MovableTime.class)
abstract class ServiceTest {

  /** A Friday; every test begins then. */
  static final String START = "2026-04-10T10:00:00+09:00";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final AtomicInteger SERIALS = new AtomicInteger();

  private MovableClock clock = new MovableClock();
  private int port;
  private int managementPort;
  private @Nullable DescribedApi described;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    TestPostgres.Database database = TestServers.postgres().createDatabase("contract");
    TestServers.kafka().createTopics();
    registry.add("spring.datasource.url", database::jdbcUrl);
    registry.add("spring.datasource.username", database::user);
    registry.add("spring.datasource.password", database::password);
    registry.add("spring.kafka.bootstrap-servers", () -> TestServers.kafka().bootstrapServers());
    registry.add("rmaflow.peers.rma", RmaStub::url);
    TestIdentity.shared()
        .settings("contract-service")
        .forEach((name, value) -> registry.add(name, () -> value));
    registry.add("rmaflow.deadlines.polling-interval", () -> "50ms");
    // one test is everybody whom no token vouches for
    registry.add("rmaflow.web.calls-per-second-without-token", () -> "10000");
  }

  @Autowired
  void wire(MovableClock movable, Environment environment) {
    clock = movable;
    port = Integer.parseInt(environment.getRequiredProperty("local.server.port"));
    managementPort = Integer.parseInt(environment.getRequiredProperty("local.management.port"));
  }

  @BeforeEach
  void backToTheStart() {
    // events get their time from a clock of the whole JVM, which belongs to the service started
    // last
    GenericEventMessage.clock = clock.asClock();
    clockAt(START);
  }

  /** Moves business time, back or forth. */
  final void clockAt(String instant) {
    clock.now.set(OffsetDateTime.parse(instant).toInstant());
  }

  /** A serial number that no other test has. */
  static String newSerial() {
    return "T-" + SERIALS.incrementAndGet();
  }

  /** What came back. */
  record Reply(int status, JsonNode body, HttpResponse<String> raw) {

    String text(String pointer) {
      return body.at(pointer).asString();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  final Reply get(String path) {
    return call("GET", path, null);
  }

  final Reply post(String path, String json) {
    return call("POST", path, json);
  }

  final Reply call(String method, String path, @Nullable String json, String... headers) {
    HttpRequest.Builder request = request(path);
    if (json == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(json));
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return checked(request.build(), json);
  }

  /** Sends a file. */
  final Reply upload(String path, byte[] content) {
    return upload(path, content, "text/csv");
  }

  /** Sends a body of any kind. */
  final Reply upload(String path, byte[] content, String contentType, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(content));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return checked(request.build(), null);
  }

  /** The calls of the service as it describes them. */
  final DescribedApi described() {
    if (described == null) {
      described =
          DescribedApi.withCodes(JSON.readTree(send(request("/api/openapi.json").build()).body()));
    }
    return described;
  }

  /** Where the service listens. */
  final String base() {
    return "http://127.0.0.1:" + port;
  }

  private HttpRequest.Builder request(String path) {
    int asked = path.startsWith("/actuator/") ? managementPort : port;
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + asked + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token("admin"));
  }

  /** The answer has to be as described. */
  private Reply checked(HttpRequest request, @Nullable String json) {
    HttpResponse<String> response = send(request);
    described().check(response, json, response.body());
    String text = response.body().isEmpty() ? "{}" : response.body();
    return new Reply(response.statusCode(), JSON.readTree(text), response);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(request.uri() + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String token(String role) {
    return TestIdentity.shared().token(role, "desk-1");
  }

  /** A registration of a NetRegio2A DHCP, bought 2026-04-06 and shipped 2026-04-08. */
  static String registration(String serial, @Nullable String customerId) {
    return registration(serial, customerId, "netregio2a-dhcp", false);
  }

  static String registration(
      String serial, @Nullable String customerId, String product, boolean secondHand) {
    return """
    {"customerId": %s, "owner": "株式会社サンプル商事",
     "contacts": [{"name": "山田 太郎", "email": "yamada@sample.example",
                   "phone": "03-0000-0001", "language": "ja", "contractNotices": true}],
     "unit": {"serialNumber": "%s", "productCode": "%s", "purchaseDate": "2026-04-06",
              "shippedOn": "2026-04-08", "shippedBy": "VENDOR", "secondHand": %s,
              "salesChannel": "DIRECT",
              "site": {"postalCode": "100-0001", "address": "東京都千代田区千代田1-1"}}}
    """
        .formatted(
            customerId == null ? "null" : "\"" + customerId + "\"", serial, product, secondHand);
  }

  static String application(String serial, String customerId, String plan, int years) {
    return """
    {"customerId": "%s", "serialNumber": "%s", "plan": "%s", "termYears": %d,
     "startDate": "2026-04-10", "appliedBy": "CUSTOMER"}
    """
        .formatted(customerId, serial, plan, years);
  }

  /** A registered unit with its customer ID. */
  record Registered(String serial, String customerId) {}

  final Registered register() {
    String serial = newSerial();
    Reply reply = post("/api/registrations", registration(serial, null));
    if (reply.status() != 201) {
      throw new IllegalStateException(reply.raw().body());
    }
    return new Registered(serial, reply.text("/customerId"));
  }

  /** A unit under a one-year cross-send-back contract from 2026-04-10. */
  final String sign(Registered unit) {
    Reply reply =
        post("/api/contracts", application(unit.serial(), unit.customerId(), "CROSS_SEND_BACK", 1));
    if (reply.status() != 201) {
      throw new IllegalStateException(reply.raw().body());
    }
    return reply.text("/contractId");
  }

  /** Business time as the test sets it. */
  static final class MovableClock implements BusinessClock {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(OffsetDateTime.parse(START).toInstant());

    @Override
    public Instant now() {
      return now.get();
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class MovableTime {
    @Bean
    MovableClock movableClock() {
      return new MovableClock();
    }
  }
}
