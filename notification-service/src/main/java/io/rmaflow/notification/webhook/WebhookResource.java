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
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.Query;
import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions and what becomes of their events. A secret is told once, when it is made here. */
@RestController
class WebhookResource {

  private static final String WHAT = "webhook";
  private static final int LONGEST_URL = 2_000;
  private static final int MOST_TYPES = 200;
  private static final int LONGEST_SECRET = 200;
  private static final int LONGEST_REASON = 2_000;

  /** A subscription as answered. */
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

  /** A subscription that has just been made, or has a new secret; the only time it is told. */
  record SecretView(UUID webhookId, URI url, List<String> types, @Nullable String secret) {}

  /** What became of a test call. */
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

  @Allowed({ADMIN, SUPPORT, SERVICE})
  @PostMapping("/api/webhooks")
  ResponseEntity<?> create(WriteRequest request) {
    return writes.perform(
        request,
        fields -> {
          URI url = url(fields);
          List<String> types = types(fields);
          Secret given = secret(fields);
          fields.check();
          Secret secret = given == null ? Secret.random() : given;
          UUID id = UUID.randomUUID();
          webhooks.create(id, url, types, secret);
          return Answer.created(
              "/api/webhooks/" + id,
              new SecretView(id, url, types, given == null ? secret.text() : null));
        });
  }

  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/webhooks")
  Page<WebhookView> list(Query query) {
    PageRequest page = query.page();
    query.check();
    Page<Webhook> found = Page.of(webhooks.all(), page);
    return new Page<>(
        found.items().stream().map(this::view).toList(), page.page(), page.size(), found.total());
  }

  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/webhooks/{id}")
  WebhookView one(@PathVariable("id") String id) {
    return view(find(id));
  }

  @Allowed({ADMIN, SUPPORT, SERVICE})
  @DeleteMapping("/api/webhooks/{id}")
  ResponseEntity<?> delete(@PathVariable("id") String id, WriteRequest request) {
    return writes.perform(
        request,
        fields -> {
          webhooks.delete(find(id).webhookId());
          return Answer.noContent();
        });
  }

  /** From now on a new secret signs; the former one beside it until the overlap is over. */
  @Allowed({ADMIN, SUPPORT, SERVICE})
  @PostMapping("/api/webhooks/{id}/secret")
  ResponseEntity<?> rotate(@PathVariable("id") String id, WriteRequest request) {
    return writes.perform(
        request.withOptionalBody(),
        fields -> {
          Webhook webhook = find(id);
          Secret given = secret(fields);
          fields.check();
          Secret secret = given == null ? Secret.random() : given;
          webhooks.rotate(webhook.webhookId(), secret, fields.now().plus(settings.overlap()));
          return Answer.ok(
              new SecretView(
                  webhook.webhookId(),
                  webhook.url(),
                  webhook.types(),
                  given == null ? secret.text() : null));
        });
  }

  /** Sends a test event now; where it is taken, a parked subscription goes on. */
  @Allowed({ADMIN, SUPPORT, SERVICE})
  @PostMapping("/api/webhooks/{id}/ping")
  PingView ping(@PathVariable("id") String id) {
    Webhook webhook = find(id);
    String eventId = UUID.randomUUID().toString();
    return switch (subscriber.call(webhook.url(), webhook.secrets(), eventId, ping(eventId, id))) {
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

  @Allowed({ADMIN, SERVICE})
  @PostMapping("/api/webhooks/{id}/replay")
  ResponseEntity<?> replay(@PathVariable("id") String id, WriteRequest request) {
    return writes.perform(
        request,
        fields -> {
          Webhook webhook = find(id);
          Instant from = fields.requiredInstant("from");
          fields.check();
          int queued = webhooks.replay(webhook.webhookId(), from);
          sender.wakeAfterCommit();
          return Answer.ok(Map.of("queued", queued));
        });
  }

  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/webhooks/{id}/deliveries")
  Page<WebhookDelivery> deliveries(@PathVariable("id") String id, Query query) {
    WebhookDelivery.Status status = query.enumValue("status", WebhookDelivery.Status.class);
    PageRequest page = query.page();
    query.check();
    UUID webhookId = find(id).webhookId();
    return new Page<>(
        webhooks.deliveries(webhookId, status, page.offset(), page.size()),
        page.page(),
        page.size(),
        webhooks.count(webhookId, status));
  }

  @Allowed({ADMIN, SUPPORT, SERVICE})
  @PostMapping("/api/webhooks/{id}/deliveries/{deliveryId}/resend")
  ResponseEntity<?> resend(
      @PathVariable("id") String id,
      @PathVariable("deliveryId") String deliveryId,
      WriteRequest request) {
    return writes.perform(
        request.withOptionalBody(),
        fields -> {
          WebhookDelivery delivery = find(id, deliveryId);
          if (!webhooks.resend(delivery.deliveryId())) {
            throw notOpen(delivery);
          }
          sender.wakeAfterCommit();
          return Answer.ok(find(id, deliveryId));
        });
  }

  @Allowed({ADMIN, SUPPORT, SERVICE})
  @PostMapping("/api/webhooks/{id}/deliveries/{deliveryId}/skip")
  ResponseEntity<?> skip(
      @PathVariable("id") String id,
      @PathVariable("deliveryId") String deliveryId,
      WriteRequest request) {
    return writes.perform(
        request,
        fields -> {
          String reason = fields.requiredLine("reason", LONGEST_REASON);
          fields.check();
          WebhookDelivery delivery = find(id, deliveryId);
          if (!webhooks.skip(delivery.deliveryId(), reason, request.caller().subject())) {
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

  private URI url(Fields fields) {
    String text = fields.requiredLine("url", LONGEST_URL);
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
          && url.getRawUserInfo() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException malformed) {
      // told below, together with what is well formed and not allowed
    }
    fields.reject(
        "url",
        "MALFORMED",
        "https の URL を指定してください(ユーザ情報・フラグメントは使えません)。",
        "It must be an https URL without user information and fragment.");
    return none;
  }

  private static List<String> types(Fields fields) {
    List<String> types =
        fields.identifiers("types", MOST_TYPES).stream().distinct().sorted().toList();
    Set<String> known =
        EventTypes.all().stream().map(EventType::name).collect(Collectors.toUnmodifiableSet());
    for (String type : types) {
      if (!known.contains(type)) {
        fields.reject(
            "types", "UNKNOWN_VALUE", "未知のイベント名です: " + type, "There is no event " + type + ".");
      }
    }
    return types;
  }

  private static @Nullable Secret secret(Fields fields) {
    String text = fields.has("secret") ? fields.requiredLine("secret", LONGEST_SECRET) : "";
    if (text.isEmpty()) {
      return null;
    }
    Secret secret = Secret.of(text).orElse(null);
    if (secret == null) {
      fields.reject(
          "secret",
          "MALFORMED",
          "whsec_ に続けて 24 から 64 バイトの Base64 を指定してください。",
          "It must be whsec_ and 24 to 64 bytes in Base64.");
    }
    return secret;
  }

  private String ping(String eventId, String webhookId) {
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
