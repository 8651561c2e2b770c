package io.rmaflow.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.notification.RunningService;
import io.rmaflow.notification.webhook.SubscriberDouble.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Subscriptions over HTTP, from the topic to the subscriber. */
class WebhookTest extends RunningService {

  private static final SubscriberDouble SUBSCRIBERS = new SubscriberDouble();
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @AfterAll
  static void close() {
    SUBSCRIBERS.close();
  }

  @Autowired private WebhookWork work;
  @Autowired private Webhooks webhooks;
  @Autowired private JdbcClient database;
  @Autowired private SmartInitializingSingleton answersUnderThePresentSeal;

  private final String path = "/" + UUID.randomUUID();
  private final CaseId caseId = new CaseId("case-" + UUID.randomUUID());
  private String webhook = "";

  @BeforeEach
  void subscribe() {
    CLOCK.set("2026-05-01T01:30:00Z");
    webhook = subscribe(path, "\"types\": [\"NoteAdded\", \"CaseClosed\"]");
  }

  @AfterEach
  void unsubscribe() {
    delete("/api/webhooks/" + webhook, 204);
  }

  @Test
  void whatWasAskedForIsSentOnceAndSigned_inTheOrderOfItsStream() {
    note(caseId);
    TOPICS.publish(caseId.value(), new CaseEvent.BuyOutDeclined(caseId, CLOCK.now(), null));
    note(caseId);
    TOPICS.publish(caseId.value(), new CaseEvent.CaseClosed(caseId, "NOT_HW_FAULT", CLOCK.now()));

    awaitTaken(path, caseId, 0L, 2L, 3L);
    Received first = SUBSCRIBERS.calls(path).getFirst();
    JsonNode event = first.event();
    assertThat(first.id()).isEqualTo(event.get("id").asString());
    assertThat(event.get("specversion").asString()).isEqualTo("1.0");
    assertThat(event.get("type").asString()).isEqualTo("rmaflow.rma.NoteAdded.v1");
    assertThat(event.get("source").asString()).isEqualTo("/rmaflow/rma-service");
    assertThat(event.get("subject").asString()).isEqualTo(caseId.value());
    assertThat(event.get("datacontenttype").asString()).isEqualTo("application/json");
    assertThat(event.get("data").get("caseId").asString()).isEqualTo(caseId.value());
    assertThat(first.signature())
        .isEqualTo(
            Secret.of(SECRET).orElseThrow().sign(first.id(), first.timestamp(), first.body()));
    assertThat(first.timestamp())
        .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.api.Assertions.within(60L));
  }

  @Test
  void aSubscriberThatFailsForADayThenGetsEverythingInOrder() {
    SUBSCRIBERS.answers(path, event -> 503);
    CaseId other = new CaseId("case-" + UUID.randomUUID());
    for (int i = 0; i < 3; i++) {
      note(caseId);
      note(other);
    }
    await().atMost(PATIENCE).until(() -> show().get("pending").asInt() == 6);
    Instant end = CLOCK.now().plus(Duration.ofHours(24));
    int stops = 0;
    while (workOffUntil(end)) {
      stops++;
    }
    assertThat(stops).isBetween(25, 60);
    assertThat(show().get("state").asString()).isEqualTo("FAILING");
    assertThat(SUBSCRIBERS.taken(path, caseId.value())).isEmpty();

    SUBSCRIBERS.answers(path, event -> 204);
    while (workOffUntil(end.plus(Duration.ofHours(2)))) {
      stops++;
    }

    awaitTaken(path, caseId, 0L, 1L, 2L);
    awaitTaken(path, other, 0L, 1L, 2L);
    assertThat(show().get("state").asString()).isEqualTo("ACTIVE");
    assertThat(show().get("pending").asInt()).isZero();
  }

  @Test
  void whoDoesNotAnswerDelaysNobodyElse() {
    String silent = "/" + UUID.randomUUID();
    String silentId = subscribe(silent, "\"types\": [\"NoteAdded\"]");
    SUBSCRIBERS.answers(silent, event -> 0);
    for (int i = 0; i < 10; i++) {
      note(new CaseId("case-" + UUID.randomUUID()));
    }
    note(caseId);

    await()
        .atMost(Duration.ofSeconds(4)) // less than one call to the silent one takes
        .untilAsserted(
            () -> assertThat(SUBSCRIBERS.taken(path, caseId.value())).containsExactly(0L));
    delete("/api/webhooks/" + silentId, 204);
  }

  @Test
  void anEventThatIsRefusedForDaysIsParkedWithItsStream_othersFlow_untilSomebodySkipsIt() {
    SUBSCRIBERS.answers(
        path, event -> event.get("type").asString().contains("CaseClosed") ? 422 : 204);
    TOPICS.publish(caseId.value(), new CaseEvent.CaseClosed(caseId, "NOT_HW_FAULT", CLOCK.now()));
    note(caseId);
    CaseId other = new CaseId("case-" + UUID.randomUUID());
    note(other);
    awaitTaken(path, other, 0L);
    Instant end = CLOCK.now().plus(Duration.ofDays(6));
    boolean more = true;
    while (more) {
      more = workOffUntil(end);
    }
    assertThat(show().get("state").asString()).isEqualTo("ACTIVE");
    assertThat(show().get("parked").asInt()).isEqualTo(1);
    assertThat(SUBSCRIBERS.taken(path, caseId.value())).isEmpty();
    JsonNode parked = get("/api/webhooks/" + webhook + "/deliveries?status=PARKED", 200);
    JsonNode delivery = parked.get("items").get(0);
    assertThat(delivery.get("eventName").asString()).isEqualTo("CaseClosed");
    assertThat(delivery.get("problem").asString()).isEqualTo("answered 422");

    post(
        "/api/webhooks/%s/deliveries/%s/skip"
            .formatted(webhook, delivery.get("deliveryId").asString()),
        "{\"reason\": \"known already\"}",
        200);

    awaitTaken(path, caseId, 1L);
    assertThat(show().get("parked").asInt()).isZero();
  }

  @Test
  void aSubscriberThatIsGoneIsParked_andGoesOnOnceItTakesAPing() {
    SUBSCRIBERS.answers(path, event -> 410);
    note(caseId);
    await().atMost(PATIENCE).until(() -> show().get("state").asString().equals("PARKED"));
    note(caseId);
    JsonNode refused = post("/api/webhooks/" + webhook + "/ping", "", 200);
    assertThat(refused.get("delivered").asBoolean()).isFalse();
    assertThat(refused.get("answer").asInt()).isEqualTo(410);

    SUBSCRIBERS.answers(path, event -> 204);
    assertThat(post("/api/webhooks/" + webhook + "/ping", "", 200).get("delivered").asBoolean())
        .isTrue();

    CLOCK.advance(Duration.ofMinutes(2));
    awaitTaken(path, caseId, 0L, 1L);
    assertThat(
            SUBSCRIBERS.calls(path).stream()
                .filter(call -> call.event().get("type").asString().endsWith(".Ping.v1")))
        .hasSize(2);
  }

  @Test
  void aReplaySendsEverythingSinceThenAgain_underTheSameIds() {
    note(caseId);
    awaitTaken(path, caseId, 0L);
    CLOCK.advance(Duration.ofHours(1));
    Instant from = CLOCK.now();
    note(caseId);
    note(caseId);
    awaitTaken(path, caseId, 0L, 1L, 2L);

    JsonNode answer =
        post("/api/webhooks/" + webhook + "/replay", "{\"from\": \"" + from + "\"}", 200);

    assertThat(answer.get("queued").asInt()).isEqualTo(2);
    awaitTaken(path, caseId, 0L, 1L, 2L, 1L, 2L);
    List<String> ids = SUBSCRIBERS.calls(path).stream().map(Received::id).toList();
    assertThat(ids.subList(3, 5)).isEqualTo(ids.subList(1, 3));
  }

  @Test
  void duringARotationBothSecretsSign() {
    JsonNode made = post("/api/webhooks/" + webhook + "/secret", "", 200);
    Secret second = Secret.of(made.get("secret").asString()).orElseThrow();
    note(caseId);
    awaitTaken(path, caseId, 0L);
    CLOCK.advance(Duration.ofHours(24));
    note(caseId);
    awaitTaken(path, caseId, 0L, 1L);

    List<Received> calls = SUBSCRIBERS.calls(path);
    Received during = calls.getFirst();
    Secret first = Secret.of(SECRET).orElseThrow();
    assertThat(during.signature())
        .isEqualTo(
            second.sign(during.id(), during.timestamp(), during.body())
                + " "
                + first.sign(during.id(), during.timestamp(), during.body()));
    Received after = calls.getLast();
    assertThat(after.signature())
        .isEqualTo(second.sign(after.id(), after.timestamp(), after.body()));
  }

  @Test
  void secretsAreStoredEncrypted_alsoThoseThatStoodInPlainText_andSignAsBefore() {
    post("/api/webhooks/" + webhook + "/secret", "{\"secret\": \"" + SECRET + "\"}", 200);
    assertThat(stored()).allSatisfy(text -> assertThat(text).startsWith("aes1:"));

    database
        .sql("update webhook set secret = :secret where webhook_id = cast(:id as uuid)")
        .param("secret", SECRET)
        .param("id", webhook)
        .update();
    note(caseId);
    awaitTaken(path, caseId, 0L);
    assertThat(webhooks.reseal()).isEqualTo(1);
    assertThat(webhooks.reseal()).isZero();
    assertThat(stored()).allSatisfy(text -> assertThat(text).startsWith("aes1:"));
    note(caseId);
    awaitTaken(path, caseId, 0L, 1L);

    Secret known = Secret.of(SECRET).orElseThrow();
    assertThat(SUBSCRIBERS.calls(path))
        .allSatisfy(
            call ->
                assertThat(call.signature())
                    .startsWith(known.sign(call.id(), call.timestamp(), call.body())));
  }

  private List<String> stored() {
    return database
        .sql(
            "select secret from webhook union all"
                + " select former_secret from webhook where former_secret is not null")
        .query(String.class)
        .list();
  }

  @Test
  void aSecretIsToldOnceWhereItIsMadeHereAndNeverAgain() {
    String own = "{\"url\": \"" + SUBSCRIBERS.url(path) + "\"}";
    JsonNode made = post("/api/webhooks", own, 201);
    String secret = made.get("secret").asString();
    assertThat(secret).startsWith("whsec_");

    assertThat(get("/api/webhooks", 200).toString()).doesNotContain("whsec_");
    assertThat(get("/api/webhooks/" + made.get("webhookId").asString(), 200).toString())
        .doesNotContain("whsec_", "secret");
    delete("/api/webhooks/" + made.get("webhookId").asString(), 204);
    get("/api/webhooks/" + made.get("webhookId").asString(), 404);
  }

  @Test
  void aSecretMadeUnderAnIdempotencyKeyIsToldAgainForIt_andStoredEncrypted() {
    String key = UUID.randomUUID().toString();
    String own = "{\"url\": \"" + SUBSCRIBERS.url(path) + "\"}";
    JsonNode made = postUnder(key, "/api/webhooks", own, 201);
    String rotation = "/api/webhooks/" + made.get("webhookId").asString() + "/secret";
    JsonNode rotated = postUnder(key, rotation, "", 200);

    assertThat(made.get("secret").asString()).startsWith("whsec_");
    assertThat(rotated.get("secret").asString()).startsWith("whsec_");
    assertThat(postUnder(key, "/api/webhooks", own, 201)).isEqualTo(made);
    assertThat(postUnder(key, rotation, "", 200)).isEqualTo(rotated);
    assertThat(keptAnswers())
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(text -> assertThat(text).startsWith("aes1:").doesNotContain("whsec_"));
    delete("/api/webhooks/" + made.get("webhookId").asString(), 204);
  }

  @Test
  void anAnswerThatWasKeptInPlainText_isEncryptedAtTheNextStart() {
    String key = UUID.randomUUID().toString();
    String own = "{\"url\": \"" + SUBSCRIBERS.url(path) + "\"}";
    JsonNode made = postUnder(key, "/api/webhooks", own, 201);
    database
        .sql("update idempotency set body = convert_to(:plain, 'UTF8')")
        .param("plain", made.toString())
        .update();
    assertThat(keptAnswers()).contains(made.toString());

    answersUnderThePresentSeal.afterSingletonsInstantiated();

    assertThat(keptAnswers()).allSatisfy(text -> assertThat(text).startsWith("aes1:"));
    assertThat(postUnder(key, "/api/webhooks", own, 201)).isEqualTo(made);
    delete("/api/webhooks/" + made.get("webhookId").asString(), 204);
  }

  private List<String> keptAnswers() {
    return database
        .sql("select convert_from(body, 'UTF8') from idempotency where done")
        .query(String.class)
        .list();
  }

  @Test
  void whatIsWrongIsNamed() {
    JsonNode problem =
        post(
            "/api/webhooks",
            """
            {"url": "ftp://user@example.com", "types": ["Nonsense"], "secret": "whsec_short"}
            """,
            400);
    assertThat(problem.toString()).contains("\"url\"", "\"types\"", "\"secret\"");
    post("/api/webhooks/" + UUID.randomUUID() + "/ping", "", 404);
    post("/api/webhooks/nonsense/replay", "{\"from\": \"2026-05-01T00:00:00Z\"}", 404);
    post("/api/webhooks/" + webhook + "/replay", "{}", 400);
  }

  /** Moves the clock to the next due time and waits until what is due is done; false: none left. */
  private boolean workOffUntil(Instant end) {
    awaitIdle();
    Optional<Instant> next = work.nextDue();
    if (next.isEmpty() || next.get().isAfter(end)) {
      return false;
    }
    CLOCK.set(next.get().toString());
    work.wake();
    awaitIdle();
    return true;
  }

  /** Asked often, as some tests go through hundreds of due times. */
  private void awaitIdle() {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> work.idle(CLOCK.now()));
  }

  private String subscribe(String where, String types) {
    return post(
            "/api/webhooks",
            "{\"url\": \"%s\", \"secret\": \"%s\", %s}"
                .formatted(SUBSCRIBERS.url(where), SECRET, types),
            201)
        .get("webhookId")
        .asString();
  }

  private JsonNode show() {
    return get("/api/webhooks/" + webhook, 200);
  }

  private static void note(CaseId caseId) {
    TOPICS.publish(caseId.value(), new CaseEvent.NoteAdded(caseId, new TextId("r-1")));
  }

  private static void awaitTaken(String path, CaseId caseId, Long... sequences) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(SUBSCRIBERS.taken(path, caseId.value())).containsExactly(sequences));
  }
}
