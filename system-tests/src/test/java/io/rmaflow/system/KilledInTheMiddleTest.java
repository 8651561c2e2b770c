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

/**
 * The demo's story with processes killed as {@code kill -9} does, each three times in its course
 * and each time while a step is under way, ends as the undisturbed one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledInTheMiddleTest {

  /** A step in which the plug is pulled, and how long after its beginning, in milliseconds. */
  private record Kill(String victim, String step, int after) {}

  private static final String JUDGED = "The vendor judges a hardware fault, before noon";
  private static final String SENT = "The exchange unit leaves the same day";
  private static final String ARRIVED = "It arrives on Saturday of Golden Week";
  private static final String REMINDED = "Two business days before: the first reminder";
  private static final String REMINDED_AGAIN = "The last day: the second reminder";

  private static final List<Kill> SERVICES =
      List.of(
          new Kill("contract-service", "Both units go under cross-send-back contracts", 20),
          new Kill("rma-service", JUDGED, 5),
          new Kill("notification-service", SENT, 5),
          new Kill("rma-service", ARRIVED, 20),
          new Kill("rma-service", REMINDED, 0),
          new Kill("notification-service", REMINDED_AGAIN, 0),
          new Kill("contract-service", "The same customer's other unit fails", 5),
          new Kill("notification-service", "The other request, once more", 20),
          new Kill("contract-service", "The cover has moved to the exchange unit", 0));

  private static final List<Kill> SERVERS =
      List.of(
          new Kill("postgres", JUDGED, 5),
          new Kill("kafka", SENT, 5),
          new Kill("postgres", ARRIVED, 20),
          new Kill("kafka", REMINDED, 20),
          new Kill("postgres", REMINDED_AGAIN, 0),
          new Kill("kafka", "The customer hands the faulty unit to the carrier", 0));

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

  @Test
  void theStoryEndsTheSameThoughEachServiceWasKilledThreeTimes() {
    endsTheSame("services", SERVICES);
  }

  @Test
  void theStoryEndsTheSameThoughPostgresAndKafkaWereKilledThreeTimes() {
    endsTheSame("servers", SERVERS);
  }

  private void endsTheSame(String name, List<Kill> kills) {
    ConcurrentLinkedQueue<Future<?>> restarts = new ConcurrentLinkedQueue<>();
    try (var executor = Executors.newSingleThreadScheduledExecutor()) {
      Outcome outcome =
          play(
              name,
              stack ->
                  title ->
                      kills.stream()
                          .filter(kill -> kill.step().equals(title))
                          .forEach(
                              kill ->
                                  restarts.add(
                                      executor.schedule(
                                          () -> stack.restart(kill.victim()),
                                          kill.after(),
                                          TimeUnit.MILLISECONDS))));

      assertThat(restarts).hasSameSizeAs(kills).allSatisfy(KilledInTheMiddleTest::succeeded);
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
