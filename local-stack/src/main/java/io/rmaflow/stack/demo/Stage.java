package io.rmaflow.stack.demo;

import io.rmaflow.client.Connection;
import io.rmaflow.client.notification.model.Mail;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.stack.server.StoredMail;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where a story is played: the services with their one clock, the topics and the mails. A step runs
 * from {@link #begin} to {@link #end}, which shows what came of it.
 */
final class Stage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Connection connection;
  private final Desk desk;
  private final SandboxClock clock;
  private final EventTail tail;
  private final Path mails;
  private final Narrator narrator;
  private final Consumer<String> beforeEachStep;
  private final List<EventTail.Tailed> events = new ArrayList<>();
  private final Set<String> mailsShown = new HashSet<>();
  private String customerId = "";

  Stage(Endpoints endpoints, String token, PrintStream out, Consumer<String> beforeEachStep) {
    this.connection =
        Connection.to(
            endpoints.contract(), endpoints.rma(), endpoints.notification(), () -> token, PATIENCE);
    this.desk = Desk.at(connection);
    this.clock = new SandboxClock(connection.rma());
    this.tail = new EventTail(endpoints.kafka());
    this.mails = endpoints.mails();
    this.narrator = new Narrator(out);
    this.beforeEachStep = beforeEachStep;
  }

  /** What can be asked and done here; what a service refuses ends the story. */
  Desk desk() {
    return desk;
  }

  Narrator narrator() {
    return narrator;
  }

  /** Plays a story on this stage, leaving out what happened before it. */
  Ending play(Story story, Script script) {
    long began = System.nanoTime();
    narrator.title(story);
    moveTo(story.startsAt().atOffset(ZoneOffset.UTC));
    tail.next();
    CaseAnswer caseView = script.play();
    return new Ending(
        story,
        customerId,
        caseView,
        List.copyOf(events),
        deliveries(),
        Duration.ofNanos(System.nanoTime() - began));
  }

  /** Whose mails are shown from now on. */
  void customer(String id) {
    customerId = id;
  }

  /** Moves the clock; the services have worked off what fell due on the way when it returns. */
  void moveTo(OffsetDateTime instant) {
    clock.moveTo(instant);
  }

  void begin(String title) {
    beforeEachStep.accept(title);
    narrator.step(clock.now(), title);
  }

  /** Waits until all services have worked off the step, then shows what came of it. */
  void end() {
    moveTo(clock.now());
    for (EventTail.Tailed event : tail.next()) {
      events.add(event);
      narrator.event(event);
    }
    for (Mail delivery : deliveries()) {
      if (mailsShown.add(delivery.getMessageId())) {
        show(delivery);
      }
    }
  }

  private List<Mail> deliveries() {
    return customerId.isEmpty()
        ? List.of()
        : desk.mails().mails(null, null, customerId, null, null, null, 200).getItems();
  }

  /** Shows the mail as it was sent: the delivery log does not keep what people wrote. */
  private void show(Mail delivery) {
    StoredMail.allIn(mails).stream()
        .filter(mail -> delivery.getMessageId().equals(mail.messageId()))
        .findFirst()
        .ifPresentOrElse(
            narrator::mail,
            () -> narrator.mailNotSent(delivery.getStatus().getValue(), delivery.getSubject()));
  }

  @Override
  public void close() {
    tail.close();
    connection.close();
  }
}
