package io.rmaflow.kit.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one service tells whoever moves the clock.
 *
 * @param now the instant that the service has looked at
 * @param idle whether it has worked off everything that is due at {@code now}
 * @param nextDue when its next work is due; absent where none is planned
 * @param counters what it has done so far
 * @param busy which parts are not idle, for people
 */
record WorkReport(
    Instant now,
    boolean idle,
    @Nullable Instant nextDue,
    Map<String, Long> counters,
    List<String> busy) {}
