package io.rmaflow.stack.demo;

import io.rmaflow.stack.server.StoredMail;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Where a story is played: the services with their one clock, the topics and the mails. A step runs
 * from {@link #begin} to {@link #end}, which shows what came of it.
 */
final class Stage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CLOCK = "/api/sandbox/clock";

  private final Service contract;
  private final Service rma;
  private final Service notification;
  private final Api api;
  private final EventTail tail;
  private final Path mails;
  private final Narrator narrator;
  private final Consumer<String> beforeEachStep;
  private final List<EventTail.Tailed> events = new ArrayList<>();
  private final Set<String> mailsShown = new HashSet<>();
  private String customerId = "";

  Stage(Endpoints endpoints, String token, PrintStream out, Consumer<String> beforeEachStep) {
    this.api = new Api(token, PATIENCE);
    this.contract = new Service(api, endpoints.contract());
    this.rma = new Service(api, endpoints.rma());
    this.notification = new Service(api, endpoints.notification());
    this.tail = new EventTail(endpoints.kafka());
    this.mails = endpoints.mails();
    this.narrator = new Narrator(out);
    this.beforeEachStep = beforeEachStep;
  }

  /** One of the services; whatever it answers otherwise than a story expects ends the story. */
  record Service(Api api, String url) {

    JsonNode get(String path) {
      return expected(200, "GET " + path, api.get(url + path));
    }

    JsonNode post(int status, String path, String json) {
      return expected(status, "POST " + path, api.post(url + path, json));
    }

    JsonNode put(String path, String json) {
      return expected(200, "PUT " + path, api.put(url + path, json));
    }

    private static JsonNode expected(int status, String call, Api.Answer answer) {
      if (answer.status() != status) {
        throw new IllegalStateException(
            "%s: expected %d, got %d: %s".formatted(call, status, answer.status(), answer.body()));
      }
      return answer.body();
    }
  }

  Service contract() {
    return contract;
  }

  Service rma() {
    return rma;
  }

  Narrator narrator() {
    return narrator;
  }

  /** Plays a story on this stage, leaving out what happened before it. */
  Ending play(Story story, Script script) {
    long began = System.nanoTime();
    narrator.title(story);
    moveTo(story.startsAt().toString());
    tail.next();
    JsonNode caseView = script.play();
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
  void moveTo(String instant) {
    rma.put(CLOCK, "{\"now\": \"" + instant + "\"}");
  }

  void begin(String title) {
    beforeEachStep.accept(title);
    narrator.step(now(), title);
  }

  /** Waits until all services have worked off the step, then shows what came of it. */
  void end() {
    moveTo(now());
    for (EventTail.Tailed event : tail.next()) {
      events.add(event);
      narrator.event(event);
    }
    for (JsonNode delivery : deliveries()) {
      if (mailsShown.add(delivery.path("messageId").asString())) {
        show(delivery);
      }
    }
  }

  private String now() {
    return rma.get(CLOCK).path("now").asString();
  }

  private List<JsonNode> deliveries() {
    return customerId.isEmpty()
        ? List.of()
        : StreamSupport.stream(
                notification
                    .get("/api/deliveries?size=200&customerId=" + customerId)
                    .path("items")
                    .spliterator(),
                false)
            .toList();
  }

  /** Shows the mail as it was sent: the delivery log does not keep what people wrote. */
  private void show(JsonNode delivery) {
    String messageId = delivery.path("messageId").asString();
    StoredMail.allIn(mails).stream()
        .filter(mail -> messageId.equals(mail.messageId()))
        .findFirst()
        .ifPresentOrElse(
            narrator::mail,
            () ->
                narrator.mailNotSent(
                    delivery.path("status").asString(), delivery.path("subject").asString()));
  }

  @Override
  public void close() {
    tail.close();
    api.close();
  }
}
