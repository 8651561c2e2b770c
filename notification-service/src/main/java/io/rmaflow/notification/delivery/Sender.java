package io.rmaflow.notification.delivery;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.loop.Loop;
import io.rmaflow.notification.delivery.Deliveries.Claimed;
import io.rmaflow.notification.work.Dispatcher;
import io.rmaflow.notification.work.Wake;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends what is due: at once when it is queued, and again when its wait is over. */
@Component
class Sender implements SmartLifecycle, Loop.Owner {

  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  private final Deliveries deliveries;
  private final Attempt attempt;
  private final MailConnections connections;
  private final BusinessClock clock;
  private final MailSettings settings;
  private final TransactionTemplate transaction;
  private final Semaphore free;
  private final AtomicLong attempts = new AtomicLong();
  private final Dispatcher dispatcher;
  private @Nullable ScheduledExecutorService heartbeat;
  private @Nullable ScheduledFuture<?> beats;

  /** Leases of the attempts under way. */
  private final Set<UUID> held = ConcurrentHashMap.newKeySet();

  /** By the machine's nanoseconds; used by the dispatcher's thread alone. */
  private long lookedForBrokenOffAt;

  Sender(
      Deliveries deliveries,
      Attempt attempt,
      MailConnections connections,
      Wake wake,
      BusinessClock clock,
      MailSettings settings,
      PlatformTransactionManager transactions) {
    this.deliveries = deliveries;
    this.attempt = attempt;
    this.connections = connections;
    this.clock = clock;
    this.settings = settings;
    this.transaction = new TransactionTemplate(transactions);
    this.free = new Semaphore(settings.senders());
    this.lookedForBrokenOffAt = System.nanoTime() - settings.poll().toNanos();
    this.dispatcher =
        new Dispatcher(
            "mail",
            wake,
            settings.poll(),
            () ->
                Executors.newFixedThreadPool(
                    settings.senders(), Thread.ofPlatform().name("mail-", 1).factory()),
            this::dispatch);
  }

  /** Attempts that this process has ended, whatever became of them. */
  long attempts() {
    return attempts.get();
  }

  @Override
  public synchronized void start() {
    if (!isRunning()) {
      ScheduledExecutorService beating =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().name("mail-leases").factory());
      long beat = settings.lease().toMillis() / 4;
      heartbeat = beating;
      beats = beating.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
      dispatcher.start();
    }
  }

  @Override
  public synchronized void stop() {
    dispatcher.stop(settings.lease());
    ScheduledExecutorService beating = heartbeat;
    if (beating != null && beats != null) {
      beats.cancel(false);
      beating.shutdown();
    }
  }

  @Override
  public boolean isRunning() {
    return dispatcher.isRunning();
  }

  @Override
  public Loop loop() {
    return dispatcher.loop();
  }

  private boolean dispatch(ExecutorService pool) throws InterruptedException {
    reviveBrokenOff();
    free.acquire();
    int room = 1 + free.drainPermits();
    List<Claimed> claimed = List.of();
    try {
      List<Claimed> taken =
          transaction.execute(status -> deliveries.claim(room, clock.now(), settings.lease()));
      claimed = taken == null ? List.of() : taken;
    } finally {
      free.release(room - claimed.size());
    }
    for (Claimed each : claimed) {
      held.add(each.lease());
      pool.execute(() -> work(each));
    }
    // fewer than there was room for: nothing else is due
    return claimed.size() == room;
  }

  /** Leases last long, and a look comes with every mail: now and then is enough. */
  private void reviveBrokenOff() {
    long now = System.nanoTime();
    if (now - lookedForBrokenOffAt < settings.poll().toNanos()) {
      return;
    }
    int revived = deliveries.reviveBrokenOff();
    if (revived > 0) {
      log.warn("{} deliveries were broken off and are sent again", revived);
    }
    lookedForBrokenOffAt = now;
  }

  private void beat() {
    extendLeases();
    connections.closeLongUnused();
  }

  private void extendLeases() {
    List<UUID> leases = List.copyOf(held);
    if (leases.isEmpty()) {
      return;
    }
    try {
      transaction.executeWithoutResult(status -> deliveries.extend(leases, settings.lease()));
    } catch (RuntimeException | Error e) {
      // where it stays so the leases run out, and the mails are sent again under the same IDs
      log.warn("the leases of {} deliveries could not be extended", leases.size(), e);
    }
  }

  private void work(Claimed claimed) {
    try {
      attempt.run(claimed);
    } catch (InterruptedException e) {
      // left in SENDING: the next start finds its lease over and sends it again
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      log.error("delivery {} could not be recorded", claimed.delivery().deliveryId(), e);
    } finally {
      held.remove(claimed.lease());
      attempts.incrementAndGet();
      free.release();
    }
  }
}
