package io.rmaflow.kit.eventing;

/** How far this service's events have come on their way to Kafka. */
public interface OutboxStatus {

  /** Whether every event of the store has been acknowledged by the broker and noted as such. */
  boolean caughtUp();
}
