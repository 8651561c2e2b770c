package io.rmaflow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.notification.delivery.SettableClock;
import io.rmaflow.notification.delivery.Topics;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service on a real PostgreSQL and a real broker, without a mail server and owners of
 * contacts, also where a stack runs on this machine; every record comes twice. One for all the
 * tests that use it, so each has streams of its own.
 */
@SpringBootTest(
    classes = {NotificationServiceApplication.class, RunningService.Clocks.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class RunningService {

  protected static final Duration PATIENCE = Duration.ofSeconds(60);
  protected static final SettableClock CLOCK = new SettableClock();
  protected static final Topics TOPICS =
      new Topics(TestServers.kafka().bootstrapServers(), CLOCK::now);

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;
  private @Nullable DescribedApi described;

  @TestConfiguration(proxyBeanMethods = false)
  static class Clocks {
    @Bean
    BusinessClock businessClock() {
      return CLOCK;
    }
  }

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry properties) {
    TestServers.kafka().createTopics();
    TestPostgres.Database database = TestServers.postgres().createDatabase("notification");
    properties.add("spring.datasource.url", database::jdbcUrl);
    properties.add("spring.datasource.username", database::user);
    properties.add("spring.datasource.password", database::password);
    properties.add("spring.kafka.bootstrap-servers", TestServers.kafka()::bootstrapServers);
    // a consumer group of its own: other tests' services must not share its partitions
    String group = "notification-" + UUID.randomUUID();
    properties.add("spring.application.name", () -> group);
    TestIdentity.shared()
        .settings("notification-service")
        .forEach((name, value) -> properties.add(name, () -> value));
    properties.add("spring.mail.port", () -> 1);
    properties.add("rmaflow.peers.contract", () -> "http://127.0.0.1:1");
    properties.add("rmaflow.peers.rma", () -> "http://127.0.0.1:1");
    properties.add("rmaflow.mail.owner-patience", () -> "0s");
    properties.add("rmaflow.webhooks.http-allowed", () -> "true");
    properties.add("rmaflow.webhooks.allowed-networks", () -> "127.0.0.0/8");
    properties.add("rmaflow.webhooks.call-timeout", () -> "5s");
    properties.add("rmaflow.webhooks.poll", () -> "100ms");
    // one test is everybody whom no token vouches for
    properties.add("rmaflow.web.calls-per-second-without-token", () -> "10000");
  }

  /** Where the service listens. */
  protected final String base() {
    return "http://127.0.0.1:" + port;
  }

  protected JsonNode get(String path, int status) {
    return call(HttpRequest.newBuilder().GET(), path, null, status);
  }

  /** As anybody gets it, without a token; redirects are followed. */
  protected String text(String path) {
    return asAnybody(path).body();
  }

  /** The same with its headers. */
  protected HttpResponse<String> asAnybody(String path) {
    try (HttpClient http =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      URI uri = URI.create(base() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  protected JsonNode delete(String path, int status) {
    return call(HttpRequest.newBuilder().DELETE(), path, null, status);
  }

  protected JsonNode post(String path, String body, int status) {
    return call(
        HttpRequest.newBuilder()
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json"),
        path,
        body,
        status);
  }

  /** A call that may be repeated under its {@code Idempotency-Key}. */
  protected JsonNode postUnder(String key, String path, String body, int status) {
    return call(
        HttpRequest.newBuilder()
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key),
        path,
        body,
        status);
  }

  /** The calls of the service as it describes them. */
  protected final DescribedApi described() {
    if (described == null) {
      HttpRequest.Builder request = HttpRequest.newBuilder().GET();
      described =
          new DescribedApi(JsonMapper.shared().readTree(send(request, "/api/openapi.json").body()));
    }
    return described;
  }

  private JsonNode call(
      HttpRequest.Builder request, String path, @Nullable String json, int status) {
    HttpResponse<String> response = send(request, path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    described().check(response, json, response.body());
    return JsonMapper.shared().readTree(response.body().isEmpty() ? "{}" : response.body());
  }

  /** The header {@code Authorization} of somebody who may call everything. */
  public static String asAdministrator() {
    return TestIdentity.shared().bearer("admin", "test");
  }

  private URI at(String path) {
    return URI.create(
        "http://127.0.0.1:" + (path.startsWith("/actuator/") ? managementPort : port) + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          request.uri(at(path)).header("Authorization", asAdministrator()).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
