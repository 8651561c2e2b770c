package io.rmaflow.notification.webhook;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.loop.Loop;
import io.rmaflow.notification.webhook.Webhooks.Claimed;
import io.rmaflow.notification.work.Dispatcher;
import io.rmaflow.notification.work.Wake;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is due. Every subscriber has its own few calls at a time and its own waits, so that
 * one who is slow or away delays nobody else; the events of one stream go out one after the other.
 */
final class WebhookSender implements SmartLifecycle, Loop.Owner {

  private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

  private final Webhooks webhooks;
  private final Subscriber subscriber;
  private final BusinessClock clock;
  private final WebhookSettings settings;
  private final TransactionTemplate transaction;
  private final Runnable onParked;
  private final Wake wake = new Wake();
  private final Map<UUID, Semaphore> free = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();
  private final Dispatcher dispatcher;

  WebhookSender(
      Webhooks webhooks,
      Subscriber subscriber,
      BusinessClock clock,
      WebhookSettings settings,
      TransactionTemplate transaction,
      Runnable onParked) {
    this.webhooks = webhooks;
    this.subscriber = subscriber;
    this.clock = clock;
    this.settings = settings;
    this.transaction = transaction;
    this.onParked = onParked;
    this.dispatcher =
        new Dispatcher(
            "webhook",
            wake,
            settings.poll(),
            () ->
                Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("webhook-", 1).factory()),
            this::dispatch);
  }

  /** Calls that this process has ended, whatever became of them. */
  long calls() {
    return calls.get();
  }

  void wake() {
    wake.now();
  }

  void wakeAfterCommit() {
    wake.afterCommit();
  }

  @Override
  public void start() {
    dispatcher.start();
  }

  @Override
  public void stop() {
    dispatcher.stop(settings.callTimeout().plus(settings.connectTimeout()));
  }

  @Override
  public boolean isRunning() {
    return dispatcher.isRunning();
  }

  @Override
  public Loop loop() {
    return dispatcher.loop();
  }

  private boolean dispatch(ExecutorService pool) {
    Integer revived = transaction.execute(status -> webhooks.reviveBrokenOff());
    if (revived != null && revived > 0) {
      log.warn("{} webhook calls were broken off and are made again", revived);
    }
    boolean worked = false;
    for (Webhook webhook : webhooks.callable(clock.now())) {
      worked |= send(webhook, pool);
    }
    return worked;
  }

  private boolean send(Webhook webhook, ExecutorService pool) {
    Semaphore room =
        free.computeIfAbsent(webhook.webhookId(), any -> new Semaphore(settings.inFlight()));
    int wanted = webhook.failures() > 0 ? 1 : settings.inFlight();
    int permits = 0;
    while (permits < wanted && room.tryAcquire()) {
      permits++;
    }
    if (permits == 0) {
      return false;
    }
    int most = permits;
    List<Claimed> claimed = List.of();
    try {
      List<Claimed> taken =
          transaction.execute(
              status -> webhooks.claim(webhook.webhookId(), most, clock.now(), settings.lease()));
      claimed = taken == null ? List.of() : taken;
    } finally {
      room.release(permits - claimed.size());
    }
    for (Claimed each : claimed) {
      pool.execute(() -> work(webhook, each, room));
    }
    return !claimed.isEmpty();
  }

  private void work(Webhook webhook, Claimed claimed, Semaphore room) {
    WebhookDelivery delivery = claimed.delivery();
    try {
      Subscriber.Outcome outcome =
          subscriber.call(
              webhook.url(),
              webhook.secrets(),
              delivery.eventId(),
              webhooks.body(delivery.eventId()));
      transaction.executeWithoutResult(status -> record(webhook, claimed, outcome));
    } catch (RuntimeException | Error e) {
      // left in SENDING: its lease runs out, and it is sent again under the same ID
      log.error("webhook delivery {} could not be worked off", delivery.deliveryId(), e);
    } finally {
      calls.incrementAndGet();
      room.release();
      wake.now();
    }
  }

  private void record(Webhook webhook, Claimed claimed, Subscriber.Outcome outcome) {
    switch (outcome) {
      case Subscriber.Outcome.Taken(int status) -> webhooks.sent(claimed, status);
      case Subscriber.Outcome.Refused(int status) ->
          failed(webhook, claimed, status, "answered " + status, false);
      case Subscriber.Outcome.Away(int status, String problem) -> {
        away(webhook, problem);
        failed(webhook, claimed, status, problem, true);
      }
      case Subscriber.Outcome.Gone(int status) -> {
        failed(webhook, claimed, status, "answered " + status, true);
        parkWebhook(webhook, "it wants no events any more: answered " + status);
      }
    }
  }

  private void away(Webhook webhook, String problem) {
    Instant now = clock.now();
    Instant since = webhook.failingSince();
    webhooks.failing(
        webhook.webhookId(),
        webhook.failures(),
        problem,
        now.plus(settings.waitAfter(webhook.failures() + 1)));
    if (since != null && !now.isBefore(since.plus(settings.patience()))) {
      parkWebhook(webhook, "failing since " + since + ": " + problem);
    }
  }

  /** An event alone is parked where the subscriber took others meanwhile. */
  private void failed(
      Webhook webhook, Claimed claimed, int answer, String problem, boolean subscriberAway) {
    WebhookDelivery delivery = claimed.delivery();
    Instant now = clock.now();
    Instant first = delivery.firstTriedAt() == null ? now : delivery.firstTriedAt();
    boolean tookOthers = webhook.lastSuccessAt() != null && webhook.lastSuccessAt().isAfter(first);
    if ((tookOthers || !subscriberAway) && !now.isBefore(first.plus(settings.patience()))) {
      webhooks.park(claimed, answer, problem);
      onParked.run();
      log.error(
          "webhook {}: delivery {} and the rest of stream {} are parked: {}",
          webhook.webhookId(),
          delivery.deliveryId(),
          delivery.streamId(),
          problem);
    } else {
      webhooks.retry(claimed, answer, problem, now.plus(settings.waitAfter(delivery.attempts())));
    }
  }

  private void parkWebhook(Webhook webhook, String problem) {
    if (webhooks.parkWebhook(webhook.webhookId(), problem)) {
      onParked.run();
      log.error("webhook {} is parked: {}", webhook.webhookId(), problem);
    }
  }
}
