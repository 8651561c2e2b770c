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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plays the demo's stories on stacks of their own. */
final class Stories {

  static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  private static @Nullable Map<Story, Ending> undisturbed;

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
        undisturbed = endings;
      } finally {
        Folders.delete(folder);
      }
    }
    return undisturbed;
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
