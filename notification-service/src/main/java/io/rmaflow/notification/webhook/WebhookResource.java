package io.rmaflow.notification.webhook;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.EventType;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.Sent;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions and what becomes of their events. A secret is told once, when it is made here. */
@RestController
@Tag(name = "webhooks")
class WebhookResource {

  private static final String WHAT = "webhook";
  private static final int HIGHEST_PORT = 65_535;
  private static final int LONGEST_URL = 2_000;
  private static final int MOST_TYPES = 200;
  private static final int LONGEST_SECRET = 200;
  private static final int LONGEST_REASON = 2_000;

  /**
   * A subscription.
   *
   * @param webhookId names it
   * @param url where events are sent
   * @param types names of the events, without context and version; all where there are none
   * @param state how it stands with the subscriber
   * @param createdAt business time
   * @param pending deliveries that are still to be made
   * @param parked deliveries that failed for too long
   * @param lastSuccessAt when the subscriber last took an event, business time
   * @param failingSince since when it takes none, business time; null where it does
   * @param nextAttemptAt when it is tried again, business time; null where nothing is to be tried
   * @param parkedAt when it was given up, business time; null where it was not
   * @param problem what went wrong the last time
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record WebhookView(
      UUID webhookId,
      URI url,
      List<String> types,
      Webhook.State state,
      Instant createdAt,
      long pending,
      long parked,
      @Nullable Instant lastSuccessAt,
      @Nullable Instant failingSince,
      @Nullable Instant nextAttemptAt,
      @Nullable Instant parkedAt,
      @Nullable String problem) {}

  /**
   * A subscription that has just been made, or has a new secret.
   *
   * @param webhookId names it
   * @param url where events are sent
   * @param types names of the events, without context and version; all where there are none
   * @param secret told once, and only where it was made here
   */
  record WebhookSecretView(UUID webhookId, URI url, List<String> types, @Nullable String secret) {}

  /**
   * What became of a test event.
   *
   * @param delivered whether the subscriber took it
   * @param answer the status that the subscriber answered; null where it did not
   * @param problem why it was not taken
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record PingView(boolean delivered, @Nullable Integer answer, @Nullable String problem) {}

  private final Webhooks webhooks;
  private final WebhookSender sender;
  private final Subscriber subscriber;
  private final WebhookSettings settings;
  private final BusinessClock clock;
  private final Writes writes;

  WebhookResource(
      Webhooks webhooks,
      WebhookSender sender,
      Subscriber subscriber,
      WebhookSettings settings,
      BusinessClock clock,
      Writes writes) {
    this.webhooks = webhooks;
    this.sender = sender;
    this.subscriber = subscriber;
    this.settings = settings;
    this.clock = clock;
    this.writes = writes;
  }

  /** A record that may bring a secret of the subscriber's own. */
  private interface WithSecret extends Checked {

    Sent<String> secret();

    /** The secret that was given; absent where one is to be made. */
    default @Nullable Secret given() {
      String text = secret().value();
      return text == null ? null : Secret.of(text).orElse(null);
    }

    @Override
    default void check(Findings findings) {
      if (secret().isBlank() && !findings.isWrong("secret")) {
        findings.required("secret");
      }
      if (secret().value() != null && given() == null) {
        findings.reject(
            "secret",
            "MALFORMED",
            "whsec_ に続けて 24 から 64 バイトの Base64 を指定してください。",
            "It must be whsec_ and 24 to 64 bytes in Base64.");
      }
    }
  }

  /**
   * A subscription.
   *
   * @param url https, without user information and fragment
   * @param types names of events, without context and version; all where left out
   * @param secret what calls are signed with: whsec_ and 24 to 64 bytes in Base64; one is made
   *     where it is left out
   */
  record Subscription(
      @Line(max = LONGEST_URL) String url,
      @Size(max = MOST_TYPES) List<@Identifier String> types,
      Sent<@Line(max = LONGEST_SECRET) String> secret)
      implements WithSecret {

    @Override
    public void check(Findings findings) {
      Set<String> known =
          EventTypes.all().stream().map(EventType::name).collect(Collectors.toUnmodifiableSet());
      for (String type : sortedTypes()) {
        if (!known.contains(type)) {
          findings.reject(
              "types", "UNKNOWN_VALUE", "未知のイベント名です: " + type, "There is no event " + type + ".");
        }
      }
      WithSecret.super.check(findings);
    }

    List<String> sortedTypes() {
      return types.stream().distinct().sorted().toList();
    }
  }

  /**
   * A new secret.
   *
   * @param secret whsec_ and 24 to 64 bytes in Base64; one is made where it is left out
   */
  record NewSecret(Sent<@Line(max = LONGEST_SECRET) String> secret) implements WithSecret {}

  /**
   * From when on events are sent again.
   *
   * @param from those that were recorded then or later, business time
   */
  record Replay(Instant from) {}

  /**
   * What a replay has put into the queue.
   *
   * @param queued events that will be sent
   */
  record Queued(int queued) {}

  /**
   * Which deliveries are asked for.
   *
   * @param status in this status only
   */
  record DeliverySearch(WebhookDelivery.@Nullable Status status) {}

  /**
   * Why a delivery is given up.
   *
   * @param reason for those who look at it later
   */
  record Skip(@Line(max = LONGEST_REASON) String reason) {}

  /** Have events sent to a URL. */
  @InJapanese("イベントを URL に送信する購読を作成します。")
  @Answers(status = 201)
  @Example("{\"url\": \"https://partner.example/rmaflow\", \"types\": [\"RmaNumberIssued\"]}")
  @Allowed({ADMIN, SUPPORT, SERVICE})
  @PostMapping("/api/webhooks")
  @AdministrativeAct
  ResponseEntity<WebhookSecretView> subscribe(
      @Valid @RequestBody Subscription body, WriteRequest call) {
    return writes.performChecking(
        call,
        findings -> {
          URI url = url(body.url(), findings);
          findings.check();
          List<String> types = body.sortedTypes();
          Secret given = body.given();
          Secret secret = given == null ? Secret.random() : given;
          UUID id = UUID.randomUUID();
          webhooks.create(id, url, types, secret);
          return Answer.created(
              "/api/webhooks/" + id,
              new WebhookSecretView(id, url, types, given == null ? secret.text() : null));
        });
  }

  /** Subscriptions. */
  @InJapanese("Webhook の購読の一覧。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/webhooks")
  Page<WebhookView> webhooks(PageRequest page) {
    Page<Webhook> found = Page.of(webhooks.all(), page);
    return new Page<>(
        found.items().stream().map(this::view).toList(), page.page(), page.size(), found.total());
  }

  /**
   * A subscription.
   *
   * @param id webhookId
   */
  @InJapanese("購読の詳細。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/webhooks/{id}")
  WebhookView webhook(@PathVariable("id") String id) {
    return view(find(id));
  }

  /**
   * End a subscription.
   *
   * @param id webhookId
   */
  @InJapanese("購読を終了します。")
  @Answers(status = 204, when = "Ended")
  @Allowed({ADMIN, SUPPORT, SERVICE})
  @DeleteMapping("/api/webhooks/{id}")
  @AdministrativeAct
  ResponseEntity<Void> unsubscribe(@PathVariable("id") String id, WriteRequest call) {
    return writes.perform(
        call,
        () -> {
          webhooks.delete(find(id).webhookId());
          return Answer.noContent();
        });
  }

  /**
   * Sign with a new secret; the former one signs beside it for a while.
   *
   * @param id webhookId
   */
  @InJapanese("署名の鍵を更新します。しばらくの間は前の鍵でも署名します。")
  @Allowed({ADMIN, SUPPORT, SERVICE})
  @PostMapping("/api/webhooks/{id}/secret")
  @AdministrativeAct
  ResponseEntity<WebhookSecretView> rotateSecret(
      @PathVariable("id") String id,
      @Valid @RequestBody(required = false) NewSecret body,
      WriteRequest call) {
    return writes.performChecking(
        call,
        findings -> {
          Webhook webhook = find(id);
          findings.check();
          Secret given = body.given();
          Secret secret = given == null ? Secret.random() : given;
          webhooks.rotate(webhook.webhookId(), secret, call.receivedAt().plus(settings.overlap()));
          return Answer.ok(
              new WebhookSecretView(
                  webhook.webhookId(),
                  webhook.url(),
                  webhook.types(),
                  given == null ? secret.text() : null));
        });
  }

  /**
   * Send a test event now; where it is taken, a parked subscription goes on.
   *
   * @param id webhookId
   */
  @InJapanese("試験イベントを送信します。受け取られれば、保留中の購読を再開します。")
  @Answers(when = "What came of it")
  @Allowed({ADMIN, SUPPORT, SERVICE})
  @PostMapping("/api/webhooks/{id}/ping")
  @AdministrativeAct
  PingView ping(@PathVariable("id") String id) {
    Webhook webhook = find(id);
    String eventId = UUID.randomUUID().toString();
    return switch (subscriber.call(
        webhook.url(), webhook.secrets(), eventId, testEvent(eventId, id))) {
      case Subscriber.Outcome.Taken(int status) -> {
        webhooks.revive(webhook.webhookId());
        sender.wake();
        yield new PingView(true, status, null);
      }
      case Subscriber.Outcome.Refused(int status) ->
          new PingView(false, status, "answered " + status);
      case Subscriber.Outcome.Gone(int status) -> new PingView(false, status, "answered " + status);
      case Subscriber.Outcome.Away(int status, String problem) ->
          new PingView(false, status == 0 ? null : status, problem);
    };
  }

  /**
   * Send events again that were recorded from an instant on.
   *
   * @param id webhookId
   */
  @InJapanese("指定日時以降に記録されたイベントを再送します。")
  @Example("{\"from\": \"2026-05-01T00:00:00+09:00\"}")
  @Allowed({ADMIN, SERVICE})
  @PostMapping("/api/webhooks/{id}/replay")
  @AdministrativeAct
  ResponseEntity<Queued> replay(
      @PathVariable("id") String id, @Valid @RequestBody Replay body, WriteRequest call) {
    return writes.performChecking(
        call,
        findings -> {
          Webhook webhook = find(id);
          findings.check();
          int queued = webhooks.replay(webhook.webhookId(), body.from());
          sender.wakeAfterCommit();
          return Answer.ok(new Queued(queued));
        });
  }

  /**
   * What became of each event of a subscription.
   *
   * @param id webhookId
   */
  @InJapanese("購読ごとの配信の記録。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/webhooks/{id}/deliveries")
  Page<WebhookDelivery> webhookDeliveries(
      @PathVariable("id") String id,
      @Valid @ModelAttribute DeliverySearch search,
      PageRequest page) {
    WebhookDelivery.Status status = search.status();
    UUID webhookId = find(id).webhookId();
    return new Page<>(
        webhooks.deliveries(webhookId, status, page.offset(), page.size()),
        page.page(),
        page.size(),
        webhooks.count(webhookId, status));
  }

  /**
   * Try a parked or waiting delivery now.
   *
   * @param id webhookId
   * @param deliveryId as in the list of deliveries
   */
  @InJapanese("保留中または再試行待ちの配信を今すぐ試します。")
  @Refuses(status = 409, codes = "DELIVERY_NOT_OPEN")
  @Allowed({ADMIN, SUPPORT, SERVICE})
  @PostMapping("/api/webhooks/{id}/deliveries/{deliveryId}/resend")
  @AdministrativeAct
  ResponseEntity<WebhookDelivery> resendWebhook(
      @PathVariable("id") String id,
      @PathVariable("deliveryId") String deliveryId,
      WriteRequest call) {
    return writes.perform(
        call.withOptionalBody(),
        () -> {
          WebhookDelivery delivery = find(id, deliveryId);
          if (!webhooks.resend(delivery.deliveryId())) {
            throw notOpen(delivery);
          }
          sender.wakeAfterCommit();
          return Answer.ok(find(id, deliveryId));
        });
  }

  /**
   * Pass a delivery over for good, so that its stream goes on.
   *
   * @param id webhookId
   * @param deliveryId as in the list of deliveries
   */
  @InJapanese("配信を取りやめ、後続の配信を再開します。")
  @Refuses(status = 409, codes = "DELIVERY_NOT_OPEN")
  @Allowed({ADMIN, SUPPORT, SERVICE})
  @PostMapping("/api/webhooks/{id}/deliveries/{deliveryId}/skip")
  @AdministrativeAct
  ResponseEntity<WebhookDelivery> skipWebhook(
      @PathVariable("id") String id,
      @PathVariable("deliveryId") String deliveryId,
      @Valid @RequestBody Skip body,
      WriteRequest call) {
    return writes.perform(
        call,
        () -> {
          WebhookDelivery delivery = find(id, deliveryId);
          if (!webhooks.skip(delivery.deliveryId(), body.reason(), call.caller().subject())) {
            throw notOpen(delivery);
          }
          sender.wakeAfterCommit();
          return Answer.ok(find(id, deliveryId));
        });
  }

  private static StateConflict notOpen(WebhookDelivery delivery) {
    return new StateConflict(
        delivery.status(),
        "DELIVERY_NOT_OPEN",
        "この配信は保留中でも再試行待ちでもありません。",
        "The delivery is neither parked nor waiting to be tried again.");
  }

  private WebhookView view(Webhook webhook) {
    Webhooks.Backlog backlog = webhooks.backlog(webhook.webhookId());
    return new WebhookView(
        webhook.webhookId(),
        webhook.url(),
        webhook.types(),
        webhook.state(),
        webhook.createdAt(),
        backlog.pending(),
        backlog.parked(),
        webhook.lastSuccessAt(),
        webhook.failingSince(),
        webhook.state() == Webhook.State.FAILING ? webhook.nextAttemptAt() : null,
        webhook.parkedAt(),
        webhook.problem());
  }

  private Webhook find(String id) {
    try {
      return webhooks.find(UUID.fromString(id)).orElseThrow(() -> new NotFound(WHAT, id));
    } catch (IllegalArgumentException notAnId) {
      throw new NotFound(WHAT, id);
    }
  }

  private WebhookDelivery find(String id, String deliveryId) {
    UUID webhookId = find(id).webhookId();
    try {
      return webhooks
          .delivery(Long.parseLong(deliveryId))
          .filter(delivery -> delivery.webhookId().equals(webhookId))
          .orElseThrow(() -> new NotFound("delivery", deliveryId));
    } catch (NumberFormatException notAnId) {
      throw new NotFound("delivery", deliveryId);
    }
  }

  private URI url(String text, Findings findings) {
    URI none = URI.create("https://invalid.invalid/");
    if (text.isBlank()) {
      return none;
    }
    try {
      URI url = new URI(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme();
      boolean schemeAllowed =
          scheme.equalsIgnoreCase("https")
              || (settings.httpAllowed() && scheme.equalsIgnoreCase("http"));
      if (schemeAllowed
          && url.getHost() != null
          && url.getPort() != 0
          && url.getPort() <= HIGHEST_PORT
          && url.getRawUserInfo() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException malformed) {
      // told below, together with what is well formed and not allowed
    }
    findings.reject(
        "url",
        "MALFORMED",
        "https の URL を指定してください(ユーザ情報・フラグメントは使えません)。",
        "It must be an https URL without user information and fragment.");
    return none;
  }

  private String testEvent(String eventId, String webhookId) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", eventId);
    event.put("type", "rmaflow.notification.Ping.v1");
    event.put("source", "/rmaflow/notification-service");
    event.put("subject", "webhook/" + webhookId);
    event.put("time", clock.now().toString());
    event.put("datacontenttype", "application/json");
    event.put("data", Map.of("webhookId", webhookId));
    return EventJson.mapper().writeValueAsString(event);
  }
}
