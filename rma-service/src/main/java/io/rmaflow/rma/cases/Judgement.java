package io.rmaflow.rma.cases;

import java.time.Instant;

/** The vendor's judgement (GEN-6). */
public record Judgement(boolean hardwareFault, Instant judgedAt) {}
