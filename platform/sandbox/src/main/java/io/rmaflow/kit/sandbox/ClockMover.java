package io.rmaflow.kit.sandbox;

import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.kit.web.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Moves the shared clock: from one due time to the next, and on only when all services have worked
 * off what the last one caused, their events to one another included.
 */
final class ClockMover {

  private static final long PAUSE_MILLIS = 15;

  private final SandboxDatabase database;
  private final List<Peer> peers;
  private final Duration patience;

  ClockMover(SandboxDatabase database, List<Peer> peers, Duration patience) {
    this.database = database;
    this.peers = List.copyOf(peers);
    this.patience = patience;
  }

  /** What all services said when they were last idle together. */
  private record Quiet(Optional<Instant> nextDue) {}

  /**
   * Moves to an instant, cut off to milliseconds; where the clock is there already, waits until the
   * services have worked off what is due.
   *
   * @return where the clock is now
   * @throws StateConflict where the instant lies behind the clock
   * @throws Unavailable where a service has not worked off a due time within the patience of real
   *     time; it tells how far the clock has come, and the same call goes on from there
   */
  Instant moveTo(Instant requested) {
    Instant target = requested.truncatedTo(ChronoUnit.MILLIS);
    try (SandboxDatabase.MoveLock _ = lock()) {
      Instant now = database.now();
      if (target.isBefore(now)) {
        throw new StateConflict(
            Map.of("now", now),
            "CLOCK_GOES_FORWARD_ONLY",
            "時計は進めることしかできません。",
            "The clock goes forward only.");
      }
      Quiet quiet = settle(now);
      while (now.isBefore(target)) {
        Instant next = quiet.nextDue().filter(due -> due.isBefore(target)).orElse(target);
        database.move(now, next);
        now = next;
        quiet = settle(now);
      }
      return now;
    }
  }

  private SandboxDatabase.MoveLock lock() {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<SandboxDatabase.MoveLock> lock = database.lockMoves();
      if (lock.isPresent()) {
        return lock.get();
      }
      if (System.nanoTime() - end > 0) {
        throw new Unavailable(
            1,
            "CLOCK_IS_MOVING",
            "時計は別の呼び出しで移動中です。",
            "Another call is moving the clock.",
            Map.of("now", database.now()));
      }
      pause();
    }
  }

  /**
   * Waits until all services are idle twice in a row and have done nothing in between: an event
   * that left one service after it was asked would show as done, or as not yet taken in, the second
   * time.
   */
  private Quiet settle(Instant now) {
    long end = System.nanoTime() + patience.toNanos();
    Map<String, Map<String, Long>> before = Map.of();
    while (true) {
      Map<String, Map<String, Long>> counters = new HashMap<>();
      List<Instant> due = new ArrayList<>();
      List<String> waitingFor = new ArrayList<>();
      for (Peer peer : peers) {
        WorkReport report = peer.report();
        if (report == null) {
          waitingFor.add(peer.name());
        } else if (!report.idle() || !report.now().equals(now)) {
          waitingFor.add(peer.name() + report.busy());
        } else {
          counters.put(peer.name(), report.counters());
          Instant next = report.nextDue();
          if (next != null && next.isAfter(now)) {
            due.add(next);
          }
        }
      }
      if (waitingFor.isEmpty() && counters.equals(before)) {
        return new Quiet(due.stream().min(Comparator.naturalOrder()));
      }
      if (System.nanoTime() - end > 0) {
        throw notSettled(now, waitingFor);
      }
      before = waitingFor.isEmpty() ? counters : Map.of();
      if (!waitingFor.isEmpty()) {
        pause();
      }
    }
  }

  private Unavailable notSettled(Instant now, List<String> waitingFor) {
    return new Unavailable(
        1,
        "SANDBOX_NOT_SETTLED",
        "この時刻の処理がまだ終わっていないサービスがあります。同じ呼び出しで続きから再開できます。",
        "A service has not worked off this due time yet; the same call goes on from here.",
        Map.of("now", now, "waitingFor", List.copyOf(waitingFor)));
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
  }
}
