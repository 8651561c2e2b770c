package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.CaseEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event to be recorded.
 *
 * @param occurredAt where it happened at another time than what caused it; absent: then
 */
public record Recorded(CaseEvent event, @Nullable Instant occurredAt) {}
