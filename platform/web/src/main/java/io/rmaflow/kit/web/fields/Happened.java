package io.rmaflow.kit.web.fields;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;

/**
 * When a fact happened. Absent it is now, and what a customer says happens now whatever he states.
 * More than 60 s in the future is an error; further back than the setting backdating.maxDays too,
 * but for an administrator who gives a {@code reason} beside it.
 *
 * @param at the instant
 * @param stated whether the caller has said it and not the clock
 */
public record Happened(@JsonValue Instant at, boolean stated) {}
