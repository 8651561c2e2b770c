package io.rmaflow.kit.desk;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.contract.SettingEvent.SettingChanged;
import io.rmaflow.kit.eventing.EventConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes in the settings of contract-service; a value of which a fault is ordered fails. */
public class TakenEvents implements EventConsumer {

  private final JdbcClient database;
  private final Faults faults;

  TakenEvents(JdbcClient database, Faults faults) {
    this.database = database;
    this.faults = faults;
  }

  @Override
  public String topic() {
    return "contract.events";
  }

  @Override
  public void on(EventEnvelope<?> event) {
    if (event.data() instanceof SettingChanged changed) {
      database
          .sql("insert into taken_event (stream_id, sequence, value) values (?, ?, ?)")
          .params(event.streamId(), event.streamSequence(), changed.value())
          .update();
      faults.at("take " + changed.value());
    }
  }
}
