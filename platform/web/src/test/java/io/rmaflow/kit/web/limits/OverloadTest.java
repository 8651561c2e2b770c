package io.rmaflow.kit.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.notebook.NoteFaults;
import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.kit.notebook.Notebook.Reply;
import io.rmaflow.testkit.TestServers;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * More calls than the database takes: of writes one at a time and three that wait, of reads five
 * and three.
 */
class OverloadTest {

  private static Notebook narrow;
  private static ExecutorService callers;

  @BeforeAll
  static void open() {
    narrow =
        Notebook.open(
            TestServers.postgres().createDatabase("overload"),
            Map.of(
                "spring.datasource.hikari.maximum-pool-size", "5",
                "rmaflow.web.waiting-writes", "3",
                "rmaflow.web.waiting-reads", "3",
                "rmaflow.web.wait-to-read", "20s"),
            SlowReads.class);
    callers = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterAll
  static void close() {
    callers.close();
    narrow.close();
  }

  private static CompletableFuture<Reply> later(HttpRequest request) {
    return CompletableFuture.supplyAsync(() -> narrow.send(request), callers);
  }

  private static void assertOverloaded(Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("OVERLOADED");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(reply.json().path("message").path("ja").asString())
        .isEqualTo("混み合っています。しばらくしてから再送してください。");
  }

  private static List<CompletableFuture<Reply>> answered(List<CompletableFuture<Reply>> calls) {
    return calls.stream().filter(CompletableFuture::isDone).toList();
  }

  @Test
  void ofWritesAsManyWaitAsMay_theOthersAreToldAtOnce_andThenAllIsAsBefore() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    narrow
        .bean(NoteFaults.class)
        .order(
            () -> {
              running.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    CompletableFuture<Reply> first = narrow.postLater("/api/notes", "{\"title\": \"in\"}");
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

    List<CompletableFuture<Reply>> others =
        Stream.generate(() -> narrow.postLater("/api/notes", "{\"title\": \"waiting\"}"))
            .limit(20)
            .toList();
    Awaitility.await().until(() -> answered(others).size() == 17);
    answered(others).forEach(refused -> assertOverloaded(refused.join()));
    goOn.countDown();

    assertThat(first.get(20, TimeUnit.SECONDS).status()).isEqualTo(201);
    assertThat(others.stream().map(CompletableFuture::join).filter(reply -> reply.status() == 201))
        .hasSize(3);
    assertThat(narrow.notes("waiting")).isEqualTo(3);
    assertThat(narrow.post("/api/notes", "{\"title\": \"after\"}").status()).isEqualTo(201);
  }

  @Test
  void ofReadsAsManyWaitAsMay_whileWritesGoOn() throws Exception {
    SlowReads slow = narrow.bean(SlowReads.class);
    List<CompletableFuture<Reply>> reads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      reads.add(later(narrow.request("/api/slow").GET().build()));
    }
    assertThat(slow.begun.tryAcquire(5, 20, TimeUnit.SECONDS)).isTrue();
    Awaitility.await().until(() -> answered(reads).size() == 12);

    answered(reads).forEach(refused -> assertOverloaded(refused.join()));
    assertThat(narrow.post("/api/notes", "{\"title\": \"beside\"}").status()).isEqualTo(201);
    slow.goOn.countDown();

    assertThat(reads.stream().map(CompletableFuture::join).filter(reply -> reply.status() == 200))
        .hasSize(8);
    assertThat(narrow.get("/api/notes").status()).isEqualTo(200);
  }

  @Test
  void whoComesAllTheTimeIsServedOrRefusedAtOnce_andWhatIsServedIsRecordedOnce() throws Exception {
    for (int i = 0; i < 200; i++) {
      narrow.post("/api/notes", "{\"title\": \"warm\"}");
    }
    long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    List<CompletableFuture<long[]>> clients =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          long slowest = 0;
                          long taken = 0;
                          long refused = 0;
                          while (System.nanoTime() < until) {
                            long begin = System.nanoTime();
                            int status =
                                narrow.post("/api/notes", "{\"title\": \"flood\"}").status();
                            if (status == 201) {
                              taken++;
                              slowest = Math.max(slowest, System.nanoTime() - begin);
                            } else {
                              assertThat(status).isEqualTo(503);
                              refused++;
                            }
                          }
                          return new long[] {taken, refused, slowest};
                        },
                        callers))
            .limit(32)
            .toList();
    long taken = 0;
    long refused = 0;
    long slowest = 0;
    for (CompletableFuture<long[]> client : clients) {
      long[] counts = client.get(30, TimeUnit.SECONDS);
      taken += counts[0];
      refused += counts[1];
      slowest = Math.max(slowest, counts[2]);
    }

    assertThat(narrow.notes("flood")).isEqualTo((int) taken);
    assertThat(taken).isPositive();
    assertThat(refused).isPositive();
    assertThat(narrow.post("/api/notes", "{\"title\": \"calm\"}").status()).isEqualTo(201);
    System.out.printf(
        "32 clients for 3 s: %d served, the slowest after %d ms, %d refused%n",
        taken, TimeUnit.NANOSECONDS.toMillis(slowest), refused);
  }
}
