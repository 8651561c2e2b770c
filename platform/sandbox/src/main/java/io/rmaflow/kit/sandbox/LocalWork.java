package io.rmaflow.kit.sandbox;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.clock.TimedWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** All work of this service. */
final class LocalWork {

  private final BusinessClock clock;
  private final Map<String, TimedWork> parts;
  private final AtomicReference<@Nullable Instant> wokenAt = new AtomicReference<>();

  /** The parts by their names. */
  LocalWork(BusinessClock clock, Map<String, TimedWork> parts) {
    this.clock = clock;
    this.parts = new LinkedHashMap<>(parts);
  }

  /** Looks at every part; the first look after a move wakes them all. */
  WorkReport report() {
    Instant now = clock.now();
    if (!now.equals(wokenAt.getAndSet(now))) {
      parts.values().forEach(TimedWork::wake);
    }
    Map<String, Long> counters = new LinkedHashMap<>();
    List<String> busy = new ArrayList<>();
    List<Instant> due = new ArrayList<>();
    parts.forEach(
        (name, part) -> {
          part.counters().forEach((count, value) -> counters.put(name + "." + count, value));
          if (!part.idle(now)) {
            busy.add(name);
          }
          part.nextDue().ifPresent(due::add);
        });
    Optional<Instant> next = due.stream().min(Comparator.naturalOrder());
    return new WorkReport(now, busy.isEmpty(), next.orElse(null), counters, busy);
  }
}
