package io.rmaflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.stack.Progress;
import io.rmaflow.stack.Stack;
import io.rmaflow.stack.StackOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty callers send one request under one {@code Idempotency-Key} at once, and the service is
 * killed as {@code kill -9} does while they are served; repeated after its start, the request has
 * had one effect and everybody has one answer. When it is killed says the seed ({@code
 * -Drmaflow.kills.seed}), how often {@code -Drmaflow.kills}.
 */
class OneKeyAcrossAKillTest {

  private static final String SERVICE = "contract-service";
  private static final int CALLERS = 50;

  /**
   * Turns by which it is killed: how long after the callers began, or after the first was answered.
   */
  private enum Killed {
    BEFORE_MUCH_IS_DONE(0, 40, false),
    WHILE_IT_IS_DONE(40, 150, false),
    ONCE_SOMEBODY_WAS_ANSWERED(0, 10, true);

    private final int fromMillis;
    private final int toMillis;
    private final boolean onceAnswered;

    Killed(int fromMillis, int toMillis, boolean onceAnswered) {
      this.fromMillis = fromMillis;
      this.toMillis = toMillis;
      this.onceAnswered = onceAnswered;
    }
  }

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer that somebody has got. */
  private record Answer(int status, String body) {}

  @Test
  void hasOneEffectAndOneAnswer_whereverTheServiceWasKilled() throws Exception {
    long seed = Long.getLong("rmaflow.kills.seed", 20_260_501L);
    Random random = new Random(seed);
    try (Stack stack =
        Stack.start(
            StackOptions.of(Stories.CHECKOUT, folder)
                .inSandbox(Instant.parse("2026-04-10T01:00:00Z"))
                .withServices(List.of(SERVICE))
                .onAnyPorts()
                .withoutRestarts(),
            Progress.to(nowhere()))) {
      for (int kill = 0; kill < Integer.getInteger("rmaflow.kills", 3); kill++) {
        Killed when = Killed.values()[kill % Killed.values().length];
        int millis = random.nextInt(when.fromMillis, when.toMillis);
        killed(stack, "KILL-" + seed + "-" + kill, when, millis);
      }
    }
  }

  private static boolean isMade(Answer answer) {
    return answer.status() == 201;
  }

  private void killed(Stack stack, String serial, Killed when, int millis) throws Exception {
    String token = stack.tokens().of("support", "system-test");
    assertThat(once(stack, token, serial + "-WARM").orElseThrow().status()).isEqualTo(201);
    CyclicBarrier together = new CyclicBarrier(CALLERS + 1);
    CountDownLatch answered = new CountDownLatch(when.onceAnswered ? 1 : 0);
    List<Answer> before;
    String left;
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<Optional<Answer>>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Callable<Optional<Answer>> call =
            () -> {
              together.await(30, TimeUnit.SECONDS);
              Optional<Answer> answer = once(stack, token, serial);
              if (answer.filter(OneKeyAcrossAKillTest::isMade).isPresent()) {
                answered.countDown();
              }
              return answer;
            };
        calls.add(threads.submit(call));
      }
      together.await(30, TimeUnit.SECONDS);
      assertThat(answered.await(30, TimeUnit.SECONDS)).as(serial).isTrue();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
      stack.kill(SERVICE);
      before = answers(calls);
      left = leftBehind(stack);
      stack.start(SERVICE);
    }
    List<Answer> after;
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Callable<Optional<Answer>>> repeated = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        repeated.add(() -> Optional.of(inTheEnd(stack, token, serial)));
      }
      after = answers(threads.invokeAll(repeated));
    }

    System.out.printf(
        "%s: killed %s after %d ms, %d of %d answered before it, the key was %s%n",
        serial,
        when,
        millis,
        before.stream().filter(OneKeyAcrossAKillTest::isMade).count(),
        CALLERS,
        left);
    List<Answer> served =
        Stream.concat(before.stream(), after.stream())
            .filter(OneKeyAcrossAKillTest::isMade)
            .toList();
    if (when.onceAnswered) {
      assertThat(before).as(serial).anyMatch(OneKeyAcrossAKillTest::isMade);
    }
    assertThat(after).as(serial).hasSize(CALLERS);
    assertThat(served.stream().distinct()).as(serial).hasSize(1);
    assertThat(before)
        .as(serial)
        .allSatisfy(answer -> assertThat(answer.status()).isIn(201, 409, 503));
    assertThat(recorded(stack, "type = 'contract.UnitRegistered' and stream = ?", "unit/" + serial))
        .as(serial)
        .isEqualTo(1);
    assertThat(recorded(stack, "stream = ?", "unit/" + serial)).as(serial).isEqualTo(1);
    String contact = served.getFirst().body().replaceFirst("(?s).*\"contactIds\":\\[\"", "");
    assertThat(
            recorded(
                stack,
                "type = 'contract.CustomerIdIssued' and payload::text like ?",
                "%" + contact.substring(0, contact.indexOf('"')) + "%"))
        .as(serial)
        .isEqualTo(1);
    assertThat(
            count(
                stack,
                "select count(*) from contact c where not exists (select from stored_event e"
                    + " where e.stream = 'contact/' || c.contact_id) and c.contact_id <> ?",
                ""))
        .as("contacts that no event tells of")
        .isZero();
  }

  private static List<Answer> answers(List<Future<Optional<Answer>>> calls) throws Exception {
    List<Answer> answers = new ArrayList<>();
    for (Future<Optional<Answer>> call : calls) {
      call.get(60, TimeUnit.SECONDS).ifPresent(answers::add);
    }
    return answers;
  }

  /** Nothing where the connection broke. */
  private Optional<Answer> once(Stack stack, String token, String serial) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.url(SERVICE) + "/api/registrations"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", serial)
            .POST(BodyPublishers.ofString(registration(serial)))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return Optional.of(new Answer(response.statusCode(), response.body()));
    } catch (IOException brokenOff) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As a caller does who is told that the first call is still running. */
  private Answer inTheEnd(Stack stack, String token, String serial) {
    return await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(250))
        .until(
            () -> once(stack, token, serial).orElse(new Answer(0, "")),
            answer -> answer.status() == 201);
  }

  private static String registration(String serial) {
    return """
    {"owner": "株式会社サンプル商事",
     "contacts": [{"name": "山田 太郎", "email": "yamada@sample.example", "language": "ja",
                   "contractNotices": true}],
     "unit": {"serialNumber": "%s", "productCode": "netregio2a-dhcp",
              "purchaseDate": "2026-04-06", "shippedOn": "2026-04-08", "shippedBy": "VENDOR",
              "secondHand": false, "salesChannel": "DIRECT",
              "site": {"postalCode": "100-0001", "address": "東京都千代田区千代田1-1"}}}
    """
        .formatted(serial);
  }

  /** Whether the killed call had not come so far, had taken the key, or had answered it. */
  private static String leftBehind(Stack stack) {
    return count(stack, "select count(*) from idempotency where not done and owner::text <> ?", "")
            > 0
        ? "taken and not answered"
        : "answered or not taken yet";
  }

  private static long recorded(Stack stack, String which, String value) {
    return count(stack, "select count(*) from stored_event where " + which, value);
  }

  private static long count(Stack stack, String query, String value) {
    try (Connection connection =
            DriverManager.getConnection(stack.jdbcUrl("contract"), "contract", "contract");
        PreparedStatement sql = connection.prepareStatement(query)) {
      sql.setString(1, value);
      try (ResultSet row = sql.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }
}
