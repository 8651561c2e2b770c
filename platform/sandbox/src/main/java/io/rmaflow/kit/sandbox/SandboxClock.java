package io.rmaflow.kit.sandbox;

import io.rmaflow.kit.clock.BusinessClock;
import java.time.Instant;

/**
 * Business time that stands still between moves. Read anew with every call, so that the three
 * services never disagree.
 */
public final class SandboxClock implements BusinessClock {

  private final SandboxDatabase database;

  SandboxClock(SandboxDatabase database) {
    this.database = database;
  }

  @Override
  public Instant now() {
    return database.now();
  }
}
