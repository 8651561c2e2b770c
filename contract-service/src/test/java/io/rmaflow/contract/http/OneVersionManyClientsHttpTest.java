package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.ContractServiceApplication;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.contract.ContactEvent.ContactChanged;
import io.rmaflow.events.contract.UnitEvent.UnitMoved;
import io.rmaflow.kit.eventing.StoredStreams;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Clients that have all read one version of a thing and want to write on top of it. */
@Timeout(120)
class OneVersionManyClientsHttpTest extends ServiceTest {

  /** What the second instance has in common with the first. */
  private static final List<String> SHARED =
      List.of(
          "spring.datasource.url",
          "spring.datasource.username",
          "spring.datasource.password",
          "spring.kafka.bootstrap-servers",
          "rmaflow.peers.rma",
          "rmaflow.security.issuer",
          "rmaflow.security.client-id",
          "rmaflow.security.client-secret");

  private static @Nullable ConfigurableApplicationContext second;

  @Autowired private StoredStreams streams;
  @Autowired private Environment environment;

  @BeforeEach
  void asTwoInstances() {
    if (second == null) {
      List<String> arguments =
          new ArrayList<>(List.of("--server.port=0", "--management.server.port=0"));
      for (String name : SHARED) {
        arguments.add("--" + name + "=" + environment.getRequiredProperty(name));
      }
      second =
          new SpringApplicationBuilder(ContractServiceApplication.class, MovableTime.class)
              .properties("spring.main.banner-mode=off")
              .run(arguments.toArray(String[]::new));
    }
  }

  @AfterAll
  static void asOneAgain() {
    Objects.requireNonNull(second).close();
    second = null;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 50})
  void oneOfThoseWhoChangeAContactWins_theOthersAreTold412_andOneEventIsRecorded(int clients)
      throws Exception {
    Registered unit = register();
    String contact = get("/api/units/" + unit.serial()).text("/contactIds/0");
    List<DomainEvent> before = events("contact/" + contact);

    List<HttpResponse<String>> replies =
        atOnce(
            clients,
            "/api/contacts/" + contact,
            "\"%d\"".formatted(before.size() - 1),
            i -> "{\"name\": \"山田 %d\"}".formatted(i));

    assertOneWon(replies, clients);
    assertThat(events("contact/" + contact).subList(before.size(), before.size() + 1))
        .singleElement()
        .isInstanceOf(ContactChanged.class);
    assertThat(events("contact/" + contact)).hasSize(before.size() + 1);
    HttpResponse<String> winner =
        replies.stream().filter(reply -> reply.statusCode() == 200).findFirst().orElseThrow();
    assertThat(winner.body()).contains("\"" + get("/api/contacts/" + contact).text("/name") + "\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 50})
  void oneOfThoseWhoMoveAUnitWins_theOthersAreTold412_andOneEventIsRecorded(int clients)
      throws Exception {
    Registered unit = register();
    List<DomainEvent> before = events("unit/" + unit.serial());

    List<HttpResponse<String>> replies =
        atOnce(
            clients,
            "/api/units/" + unit.serial(),
            "\"%d\"".formatted(before.size() - 1),
            i -> "{\"site\": {\"postalCode\": \"100-%04d\", \"address\": \"%d\"}}".formatted(i, i));

    assertOneWon(replies, clients);
    assertThat(events("unit/" + unit.serial()))
        .hasSize(before.size() + 1)
        .last()
        .isInstanceOf(UnitMoved.class);
  }

  private static void assertOneWon(List<HttpResponse<String>> replies, int clients) {
    assertThat(replies.stream().filter(reply -> reply.statusCode() == 200)).hasSize(1);
    assertThat(replies.stream().filter(reply -> reply.statusCode() != 200))
        .hasSize(clients - 1)
        .allSatisfy(
            reply -> {
              assertThat(reply.statusCode()).as(reply.body()).isEqualTo(412);
              assertThat(reply.body()).contains("\"VERSION_MISMATCH\"");
            });
  }

  /** By turns to the one and to the other instance. */
  private List<HttpResponse<String>> atOnce(
      int clients, String path, String version, IntFunction<String> body) throws Exception {
    String other =
        "http://127.0.0.1:"
            + Objects.requireNonNull(second)
                .getEnvironment()
                .getRequiredProperty("local.server.port");
    CyclicBarrier together = new CyclicBarrier(clients);
    List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
    List<HttpResponse<String>> replies = new ArrayList<>();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create((i % 2 == 0 ? base() : other) + path))
                .header("Authorization", "Bearer " + token("admin"))
                .header("Content-Type", "application/json")
                .header("If-Match", version)
                .method("PATCH", BodyPublishers.ofString(body.apply(i)))
                .build();
        calls.add(
            () -> {
              together.await(30, TimeUnit.SECONDS);
              return http.send(request, BodyHandlers.ofString());
            });
      }
      for (Future<HttpResponse<String>> each : threads.invokeAll(calls)) {
        replies.add(each.get());
      }
    }
    return replies;
  }

  private List<DomainEvent> events(String stream) {
    List<DomainEvent> events = new ArrayList<>();
    streams.events(stream).forEach(stored -> events.add(stored.envelope().data()));
    return events;
  }
}
