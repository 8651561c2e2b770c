package io.rmaflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.client.notification.model.DeliveryStatus;
import io.rmaflow.client.notification.model.Mail;
import io.rmaflow.stack.Progress;
import io.rmaflow.stack.Stack;
import io.rmaflow.stack.StackOptions;
import io.rmaflow.stack.demo.Ending;
import io.rmaflow.stack.demo.Endpoints;
import io.rmaflow.stack.demo.Story;
import io.rmaflow.stack.server.Folders;
import io.rmaflow.stack.server.StoredMail;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays the demo's stories on stacks of their own. */
final class Stories {

  static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  private static @Nullable Map<Story, Ending> undisturbed;
  private static @Nullable JsonNode decidedAgain;
  private static final Map<Story, JsonNode> EXPLAINED = new EnumMap<>(Story.class);

  private Stories() {}

  /** How every story ends where nobody disturbs it: all played once, one after another. */
  static synchronized Map<Story, Ending> undisturbed() {
    if (undisturbed == null) {
      Path folder = temporaryFolder();
      try (Stack stack = start(folder)) {
        Map<Story, Ending> endings = new EnumMap<>(Story.class);
        for (Story story : Story.values()) {
          endings.put(story, play(story, stack, step -> {}));
        }
        decidedAgain = decidedAgain(stack);
        endings.forEach((story, ending) -> EXPLAINED.put(story, explained(stack, ending)));
        undisturbed = endings;
      } finally {
        Folders.delete(folder);
      }
    }
    return undisturbed;
  }

  /**
   * What is found where all cases of these stories are decided again with nothing supposed: the run
   * and a page of its findings.
   */
  static synchronized JsonNode decidedAgain() {
    undisturbed();
    return Objects.requireNonNull(decidedAgain);
  }

  /** Why the story's case is as it is, as soon as what became of each of its mails is known. */
  static synchronized JsonNode explained(Story story) {
    undisturbed();
    return Objects.requireNonNull(EXPLAINED.get(story));
  }

  private static JsonNode explained(Stack stack, Ending ending) {
    String token = stack.tokens().of("auditor", "system-test");
    URI explanation =
        URI.create(
            stack.url("rma-service")
                + "/api/cases/"
                + ending.caseId()
                + "/explanation?language=en");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> sent(http, HttpRequest.newBuilder(explanation).GET(), token),
              explained -> explained.path("notices").size() >= mailsOf(ending).size());
    }
  }

  /** The mails that tell of the story's case; others tell of the customer's units and contracts. */
  static List<Mail> mailsOf(Ending ending) {
    return ending.deliveries().stream()
        .filter(mail -> ending.caseId().equals(mail.getCaseId()))
        .toList();
  }

  private static JsonNode decidedAgain(Stack stack) {
    String token = stack.tokens().of("auditor", "system-test");
    String runs = stack.url("rma-service") + "/api/what-if";
    try (HttpClient http = HttpClient.newHttpClient()) {
      String runId =
          sent(
                  http,
                  HttpRequest.newBuilder(URI.create(runs))
                      .header("Content-Type", "application/json")
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              "{\"from\": \"2025-01-01\", \"to\": \"2028-12-31\"}")),
                  token)
              .path("runId")
              .asString();
      HttpRequest.Builder report = HttpRequest.newBuilder(URI.create(runs + "/" + runId)).GET();
      return await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> sent(http, report, token),
              found -> found.at("/run/state").asString().equals("DONE"));
    }
  }

  private static JsonNode sent(HttpClient http, HttpRequest.Builder request, String token) {
    try {
      HttpResponse<String> answer =
          http.send(
              request.setHeader("Authorization", "Bearer " + token).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return JsonMapper.shared().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A stack for stories that leaves dead what is killed. */
  static Stack start(Path folder) {
    return Stack.start(
        StackOptions.of(CHECKOUT, folder)
            .inSandbox(Story.CROSS_SEND_BACK.startsAt())
            .onAnyPorts()
            .withoutRestarts(),
        Progress.to(nowhere()));
  }

  /** Plays a story, after which each of its mails has been sent under a Message-ID of its own. */
  static Ending play(Story story, Stack stack, Consumer<String> beforeEachStep) {
    Ending ending =
        story.play(
            new Endpoints(
                stack.url("contract-service"),
                stack.url("rma-service"),
                stack.url("notification-service"),
                stack.bootstrapServers(),
                stack.mailFolder()),
            stack.tokens().of("support", "system-test"),
            nowhere(),
            beforeEachStep);
    everyMailWasSentOnce(ending, stack.mailFolder());
    return ending;
  }

  /** Two mails for one event and recipient would have to share their Message-ID. */
  private static void everyMailWasSentOnce(Ending ending, Path mailFolder) {
    List<Mail> deliveries = ending.deliveries();
    assertThat(deliveries)
        .isNotEmpty()
        .allSatisfy(delivery -> assertThat(delivery.getStatus()).isEqualTo(DeliveryStatus.SENT));
    Set<String> announced = deliveries.stream().map(Mail::getMessageId).collect(Collectors.toSet());
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

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("rmaflow-stories");
    } catch (IOException e) {
      throw new UncheckedIOException("There is no folder for the stories", e);
    }
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }
}
