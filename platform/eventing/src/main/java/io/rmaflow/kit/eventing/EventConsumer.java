package io.rmaflow.kit.eventing;

import io.rmaflow.events.EventEnvelope;

/**
 * Takes in the events of another service. Every bean of this type is called for every event of its
 * topic, stream by stream in their order, once: the call runs in the transaction that records the
 * event as taken in.
 */
public interface EventConsumer {

  /** The topic, such as {@code contract.events}. */
  String topic();

  /**
   * Works off one event. An exception undoes the transaction; unless it will pass by itself (see
   * {@link Retryable#isTransient}) the event is parked with the reason, and later events of its
   * stream wait behind it.
   */
  void on(EventEnvelope<?> event);
}
