package io.rmaflow.kit.sandbox;

import org.jspecify.annotations.Nullable;

/** One of the services that share the clock. */
interface Peer {

  /** For people. */
  String name();

  /** What it says; nothing where it cannot be asked. */
  @Nullable WorkReport report();
}
