package io.rmaflow.kit.notebook;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.desk.SettableClock;
import io.rmaflow.kit.eventing.EventConsumer;
import io.rmaflow.testkit.TestIdentity;
import io.rmaflow.testkit.TestPostgres.Database;
import io.rmaflow.testkit.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One running instance of the small web service, on real servers, called over real HTTP. */
public final class Notebook implements AutoCloseable {

  /** Business time when a notebook opens: a Friday, noon in Japan. */
  public static final Instant OPENING = Instant.parse("2026-05-01T03:00:00Z");

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static @Nullable Notebook shared;

  private final ConfigurableApplicationContext context;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final String management;

  private Notebook(ConfigurableApplicationContext context) {
    this.context = context;
    this.base = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    this.management =
        "http://localhost:" + context.getEnvironment().getProperty("local.management.port");
  }

  /** Of tests alone. */
  public static final String MASTER_KEY = "cY5Yx8HTQdgk0mEMSkyF+zrkoV+eGGRtVa1mnW5k1zw=";

  /** One for all tests that change no settings. */
  public static synchronized Notebook shared() {
    if (shared == null) {
      shared = open(TestServers.postgres().createDatabase("notebook"), Map.of());
    }
    return shared;
  }

  /** One of its own, with settings and perhaps more than every notebook has. */
  public static Notebook open(
      Database database, Map<String, Object> settings, Class<?>... configurations) {
    Map<String, Object> all =
        new LinkedHashMap<>(
            Map.of(
                "management.server.port",
                "0",
                "spring.application.name",
                "notebook-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet(),
                "rmaflow.context",
                "contract",
                "server.port",
                "0",
                "spring.datasource.url",
                database.jdbcUrl(),
                "spring.datasource.username",
                database.user(),
                "spring.datasource.password",
                database.password(),
                "spring.kafka.bootstrap-servers",
                TestServers.kafka().bootstrapServers(),
                "spring.main.banner-mode",
                "off",
                "rmaflow.personal.master-keys",
                MASTER_KEY));
    all.putAll(TestIdentity.shared().settings("notebook"));
    // before what the modules of the platform set
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    return new Notebook(
        new SpringApplicationBuilder(Wiring.class)
            .sources(configurations)
            .properties(all)
            .run(arguments));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** One of several beans of a type. */
  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  public SettableClock clock() {
    return bean(SettableClock.class);
  }

  public JdbcClient database() {
    return bean(JdbcClient.class);
  }

  public URI at(String path) {
    return URI.create((path.startsWith("/actuator/") ? management : base) + path);
  }

  /** As {@link #at}, without regard to what has a port of its own. */
  public URI onThePortForCalls(String path) {
    return URI.create(base + path);
  }

  /** Number of notes with a title. */
  public int notes(String title) {
    return database()
        .sql("select count(*) from note where title = ?")
        .param(title)
        .query(Integer.class)
        .single();
  }

  /** A call with a JSON body on behalf of a desk account; headers come in pairs. */
  public Reply post(String path, String body, String... headers) {
    return send(request(path, headers).POST(BodyPublishers.ofString(body)).build());
  }

  public Reply put(String path, String body, String... headers) {
    return send(request(path, headers).PUT(BodyPublishers.ofString(body)).build());
  }

  public Reply delete(String path, String... headers) {
    return send(request(path, headers).DELETE().build());
  }

  public Reply get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  public CompletableFuture<Reply> postLater(String path, String body, String... headers) {
    return client
        .sendAsync(
            request(path, headers).POST(BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofByteArray())
        .thenApply(Reply::new);
  }

  /** As {@link #post}, with what a test wants to be different. */
  public HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(at(path))
            .header("Authorization", token("desk-1", "support"))
            .header("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      builder.setHeader(headers[i], headers[i + 1]);
    }
    return builder;
  }

  public Reply send(HttpRequest request) {
    try {
      return new Reply(client.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  /** A header {@code Authorization} with a token of that subject and role. */
  public static String token(String subject, String role) {
    return TestIdentity.shared().bearer(role, subject);
  }

  @Override
  public void close() {
    context.close();
  }

  /** What came back. */
  public record Reply(HttpResponse<byte[]> response) {

    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      return JsonMapper.shared().readTree(response.body());
    }

    /** The {@code code} of a problem. */
    public String code() {
      return json().path("code").asString();
    }

    /** The wrong fields of a problem and what is wrong with them: {@code title REQUIRED}. */
    public List<String> errors() {
      return json().path("errors").values().stream()
          .map(error -> error.path("field").asString() + " " + error.path("code").asString())
          .toList();
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({NoteController.class, UnsaidController.class, StandingClock.class})
  static class Wiring {

    @Bean
    NoteFaults noteFaults() {
      return new NoteFaults();
    }

    @Bean
    EventConsumer rmaEvents() {
      return new EventConsumer() {
        @Override
        public String topic() {
          return "rma.events";
        }

        @Override
        public void on(EventEnvelope<?> event) {
          // the notebook only has to be a consumer
        }
      };
    }
  }

  /** The clock of tests that do not test the sandbox's. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty(
      name = "rmaflow.sandbox.enabled",
      havingValue = false,
      matchIfMissing = true)
  static class StandingClock {

    @Bean
    BusinessClock clock() {
      return new SettableClock(OPENING);
    }
  }
}
