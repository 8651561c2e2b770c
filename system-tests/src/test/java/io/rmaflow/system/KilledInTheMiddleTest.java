package io.rmaflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.client.notification.model.Mail;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.events.Clause;
import io.rmaflow.stack.Stack;
import io.rmaflow.stack.demo.Ending;
import io.rmaflow.stack.demo.EventTail;
import io.rmaflow.stack.demo.Story;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo's story with one process killed as {@code kill -9} does, three times in its course and
 * each time while a step is under way, ends as the undisturbed one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledInTheMiddleTest {

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
      CaseStatus status,
      Map<String, List<String>> eventsByStreamKind,
      Map<String, Long> mailsByReason,
      @Nullable LocalDate returnDue) {}

  @BeforeAll
  void playUndisturbed() {
    undisturbed = outcome(Objects.requireNonNull(Stories.undisturbed().get(Story.CROSS_SEND_BACK)));
  }

  @Test
  @Clause({"CSB-4", "CSB-26", "NOT-7"})
  void undisturbedTheStoryHasEveryEventAndEveryMailOnce() {
    assertThat(undisturbed.status()).isEqualTo(CaseStatus.CLOSED);
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

  private Outcome play(String name, Function<Stack, Consumer<String>> chaos) {
    try (Stack stack = Stories.start(folder.resolve(name))) {
      return outcome(Stories.play(Story.CROSS_SEND_BACK, stack, chaos.apply(stack)));
    }
  }

  private static Outcome outcome(Ending ending) {
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
        ending.caseView().getStatus(),
        events,
        ending.deliveries().stream()
            .collect(Collectors.groupingBy(Mail::getReason, TreeMap::new, Collectors.counting())),
        ending.caseView().getReturnDue());
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
}
