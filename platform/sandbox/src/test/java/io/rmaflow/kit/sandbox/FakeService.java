package io.rmaflow.kit.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A service whose work is written down in a test: what is due when, and what that causes. */
final class FakeService implements Peer {

  private final String name;
  private final Supplier<Instant> clock;
  private final TreeMap<Instant, Runnable> planned = new TreeMap<>();
  private final List<String> done = new ArrayList<>();
  private int busyFor;
  private int down;

  FakeService(String name, Supplier<Instant> clock) {
    this.name = name;
    this.clock = clock;
  }

  /** At a due time this happens, together with the instant at which it did. */
  FakeService plan(String due, String what, Runnable effect) {
    planned.put(
        Instant.parse(due),
        () -> {
          done.add(what + " at " + clock.get());
          effect.run();
        });
    return this;
  }

  FakeService plan(String due, String what) {
    return plan(due, what, () -> {});
  }

  /** Something arrives from another service and takes so many looks to be worked off. */
  void arrives(String what, int looks) {
    busyFor = looks;
    done.add(what + " at " + clock.get());
  }

  void isDownFor(int looks) {
    down = looks;
  }

  List<String> done() {
    return done;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable WorkReport report() {
    if (down > 0) {
      down--;
      return null;
    }
    Instant now = clock.get();
    if (busyFor > 0) {
      busyFor--;
      return report(now, false);
    }
    if (!planned.isEmpty() && !planned.firstKey().isAfter(now)) {
      planned.pollFirstEntry().getValue().run();
      return report(now, false);
    }
    return report(now, true);
  }

  private WorkReport report(Instant now, boolean idle) {
    return new WorkReport(
        now,
        idle,
        planned.isEmpty() ? null : planned.firstKey(),
        Map.of("done", (long) done.size()),
        idle ? List.of() : List.of("planned"));
  }
}
