package io.rmaflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.Clause;
import io.rmaflow.stack.Progress;
import io.rmaflow.stack.Stack;
import io.rmaflow.stack.StackOptions;
import io.rmaflow.stack.Tokens;
import io.rmaflow.stack.demo.CrossSendBackStory;
import io.rmaflow.stack.demo.Endpoints;
import io.rmaflow.stack.demo.EventTail;
import io.rmaflow.stack.server.StoredMail;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The demo's story with one process killed as {@code kill -9} does, three times in its course and
 * each time while a step is under way, ends as the undisturbed one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledInTheMiddleTest {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  /** Steps in which the plug is pulled, and how long after their beginning, in milliseconds. */
  private static final Map<String, Integer> KILLED_AT =
      Map.of(
          "The vendor judges a hardware fault, before noon", 5,
          "It arrives on Saturday of Golden Week", 20,
          "Two business days before: the first reminder", 0);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private Outcome undisturbed;

  /** What has to be the same whatever was killed. */
  private record Outcome(
      String status,
      Map<String, List<String>> eventsByStreamKind,
      Map<String, Long> mailsByReason,
      Set<String> returnDue) {}

  @BeforeAll
  void playUndisturbed() {
    undisturbed = play("undisturbed", stack -> title -> {});
  }

  @Test
  @Clause({"CSB-4", "CSB-26", "NOT-7"})
  void undisturbedTheStoryHasEveryEventAndEveryMailOnce() {
    assertThat(undisturbed.status()).isEqualTo("CLOSED");
    assertThat(undisturbed.eventsByStreamKind().get("case"))
        .containsSubsequence(
            "FailureReported",
            "RequestAccepted",
            "HardwareFaultJudged",
            "RmaNumberIssued",
            "ReplacementShipped",
            "ReplacementDelivered",
            "ReturnDutyOpened",
            "ReturnReminderDue",
            "ReturnReminderDue",
            "ReturnOverdue",
            "ReturnReminderDue",
            "FaultyUnitDispatched",
            "FaultyUnitReturned",
            "CaseClosed");
    assertThat(undisturbed.eventsByStreamKind().get("standing"))
        .containsExactly("CustomerServiceSuspended", "CustomerServiceResumed");
    assertThat(undisturbed.mailsByReason())
        .containsEntry("ReturnReminderDue", 3L)
        .containsEntry("RmaNumberIssued", 1L)
        .containsEntry("ReplacementShipped", 1L)
        .containsEntry("CustomerServiceResumed", 1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"contract-service", "rma-service", "notification-service", "postgres", "kafka"})
  void theStoryEndsTheSameThoughThisWasKilledThreeTimes(String victim) {
    ConcurrentLinkedQueue<Future<?>> restarts = new ConcurrentLinkedQueue<>();
    try (var executor = Executors.newSingleThreadScheduledExecutor()) {
      Outcome outcome =
          play(
              victim,
              stack ->
                  title -> {
                    Integer delay = KILLED_AT.get(title);
                    if (delay != null) {
                      restarts.add(
                          executor.schedule(
                              () -> stack.restart(victim), delay, TimeUnit.MILLISECONDS));
                    }
                  });

      assertThat(restarts).hasSize(3).allSatisfy(KilledInTheMiddleTest::succeeded);
      assertThat(outcome).isEqualTo(undisturbed);
    }
  }

  private static void succeeded(Future<?> restart) {
    assertThat(restart).succeedsWithin(Duration.ofSeconds(60));
  }

  private Outcome play(String name, Function<Stack, java.util.function.Consumer<String>> chaos) {
    StackOptions options =
        StackOptions.of(CHECKOUT, folder.resolve(name))
            .inSandbox(CrossSendBackStory.startsAt())
            .onAnyPorts()
            .withoutRestarts();
    try (Stack stack = Stack.start(options, Progress.to(nowhere()))) {
      CrossSendBackStory.Ending ending =
          new CrossSendBackStory(
                  new Endpoints(
                      stack.url("contract-service"),
                      stack.url("rma-service"),
                      stack.url("notification-service"),
                      stack.bootstrapServers()),
                  Tokens.issue("support", "system-test", List.of()),
                  nowhere(),
                  chaos.apply(stack))
              .play();
      everyMailWasSentOnce(ending, stack.mailFolder());
      return outcome(ending);
    }
  }

  private static Outcome outcome(CrossSendBackStory.Ending ending) {
    Map<String, List<String>> events = new TreeMap<>();
    for (EventTail.Tailed event : distinct(ending.events())) {
      String stream = event.attributes().streamId();
      String kind =
          stream.equals(ending.caseId())
              ? "case"
              : stream.contains("/") ? stream.substring(0, stream.indexOf('/')) : "other";
      if (Set.of("case", "standing", "unit", "customer").contains(kind)) {
        events.computeIfAbsent(kind, k -> new java.util.ArrayList<>()).add(event.name());
      }
    }
    return new Outcome(
        ending.caseView().path("status").asString(),
        events,
        items(ending.deliveries())
            .collect(
                Collectors.groupingBy(
                    delivery -> delivery.path("reason").asString(),
                    TreeMap::new,
                    Collectors.counting())),
        Set.of(ending.caseView().path("returnDue").asString()));
  }

  /** A record may stand on its topic twice; its ID tells. */
  private static List<EventTail.Tailed> distinct(List<EventTail.Tailed> events) {
    return events.stream()
        .collect(
            Collectors.toMap(
                event -> event.attributes().id(),
                Function.identity(),
                (first, again) -> first,
                java.util.LinkedHashMap::new))
        .values()
        .stream()
        .sorted(
            java.util.Comparator.comparing((EventTail.Tailed e) -> e.attributes().streamId())
                .thenComparingLong(e -> e.attributes().streamSequence()))
        .toList();
  }

  /** Two mails for one event and recipient would have to share their Message-ID. */
  private static void everyMailWasSentOnce(CrossSendBackStory.Ending ending, Path mailFolder) {
    List<JsonNode> deliveries = items(ending.deliveries()).toList();
    assertThat(deliveries)
        .isNotEmpty()
        .allSatisfy(delivery -> assertThat(delivery.path("status").asString()).isEqualTo("SENT"));
    Set<String> announced =
        deliveries.stream()
            .map(delivery -> delivery.path("messageId").asString())
            .collect(Collectors.toSet());
    assertThat(announced).hasSameSizeAs(deliveries);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        StoredMail.allIn(mailFolder).stream()
                            .map(mail -> Objects.requireNonNull(mail.messageId()))
                            .collect(Collectors.toSet()))
                    .containsAll(announced));
  }

  private static java.util.stream.Stream<JsonNode> items(JsonNode page) {
    JsonNode items = page.has("items") ? page.get("items") : page;
    return StreamSupport.stream(items.spliterator(), false);
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }
}
