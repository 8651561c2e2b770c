package io.rmaflow.kit.desk;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.StandingEvent;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A projection: the events of this service as they were seen. */
public class SeenEvents {

  private final JdbcClient database;
  private final Faults faults;

  SeenEvents(JdbcClient database, Faults faults) {
    this.database = database;
    this.faults = faults;
  }

  @EventHandler
  void on(StandingEvent event, EventEnvelope<?> envelope) {
    database
        .sql("insert into seen_event (stream_id, sequence, name) values (?, ?, ?)")
        .params(envelope.streamId(), envelope.streamSequence(), envelope.name())
        .update();
    faults.at("projection " + event.customerId().value());
  }
}
