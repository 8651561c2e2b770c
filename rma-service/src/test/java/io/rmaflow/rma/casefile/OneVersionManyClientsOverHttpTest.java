package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.rma.CaseEvent.NoteAdded;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that have all read one version of a case and want to write on top of it. */
@Timeout(120)
class OneVersionManyClientsOverHttpTest {

  private static final RunningService SERVICE = RunningService.shared();

  private static @Nullable RunningService second;

  @BeforeAll
  static void asTwoInstances() {
    second = SERVICE.another();
  }

  @AfterAll
  static void asOneAgain() {
    Objects.requireNonNull(second).close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 50})
  void oneOfThemWins_theOthersAreTold412_andOneEventIsRecorded(int clients) throws Exception {
    Customer customer =
        Customer.registered(SERVICE, "C-ONE-" + clients, "ONE-%04d".formatted(clients));
    SERVICE.startAt("2026-05-01T10:30:00");
    String path = customer.openCase();
    Reply before = SERVICE.get(path);
    String version = before.response().headers().firstValue("ETag").orElseThrow();

    List<Reply> replies = atOnce(clients, path + "/note", version);

    assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
    assertThat(replies.stream().filter(reply -> reply.status() != 200))
        .hasSize(clients - 1)
        .allSatisfy(
            reply -> {
              assertThat(reply.status()).as(reply.response().body()).isEqualTo(412);
              assertThat(reply.body().path("code").asString()).isEqualTo("VERSION_MISMATCH");
            });
    assertThat(notes(path)).hasSize(1);
    assertThat(SERVICE.get(path).body().path("version").asLong())
        .isEqualTo(before.body().path("version").asLong() + 1);
  }

  /** By turns to the one and to the other instance. */
  private static List<Reply> atOnce(int clients, String path, String version) throws Exception {
    CyclicBarrier together = new CyclicBarrier(clients);
    List<Callable<Reply>> calls = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      RunningService instance = i % 2 == 0 ? SERVICE : Objects.requireNonNull(second);
      String json = "{\"text\": \"電話で状況を確認 %d\"}".formatted(i);
      calls.add(
          () -> {
            together.await(30, TimeUnit.SECONDS);
            return instance.post(path, json, "If-Match", version);
          });
    }
    List<Reply> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (Future<Reply> each : threads.invokeAll(calls)) {
        replies.add(each.get());
      }
    }
    return replies;
  }

  private static List<StoredEvent> notes(String path) {
    return SERVICE
        .bean(StoredStreams.class)
        .events(path.substring(path.lastIndexOf('/') + 1))
        .stream()
        .filter(stored -> stored.envelope().data() instanceof NoteAdded)
        .toList();
  }
}
