package io.rmaflow.kit.web;

import org.springframework.core.Ordered;

/**
 * What a call passes before its operation, in this order: each is an interceptor of the room that
 * it belongs to.
 */
public final class Stages {

  /** Whether the caller's role is enough, before anything else of the call is looked at. */
  public static final int ROLE = Ordered.HIGHEST_PRECEDENCE;

  /** What its {@code Consistency-Token} names has arrived. */
  public static final int CAUGHT_UP = 10;

  /** Its turn has come: not while it waits for other services' events. */
  public static final int TURN = 20;

  /** What its path names exists for the caller. */
  public static final int SCOPE = 30;

  /** Whose data it reads is noted. */
  public static final int RECORD = 40;

  private Stages() {}
}
