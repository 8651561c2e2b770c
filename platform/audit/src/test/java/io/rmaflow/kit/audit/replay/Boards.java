package io.rmaflow.kit.audit.replay;

import io.rmaflow.events.Context;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.contract.SettingEvent.SettingChanged;
import io.rmaflow.events.rma.StandingEvent;
import io.rmaflow.events.rma.StandingEvent.CustomerServiceSuspended;
import io.rmaflow.kit.eventing.EventConsumer;
import java.util.List;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two read models of the desk that count, so that an event twice or left out is seen. */
@AutoConfiguration
class Boards {

  @ProcessingGroup("standing-board")
  static class StandingBoard {

    private final JdbcClient database;

    StandingBoard(JdbcClient database) {
      this.database = database;
    }

    @EventHandler
    void on(StandingEvent event) {
      database
          .sql(
              """
              insert into standing_board as known (customer_id, suspended, events)
              values (:customer, :suspended, 1)
              on conflict (customer_id) do update
                set suspended = excluded.suspended, events = known.events + 1
              """)
          .param("customer", event.customerId().value())
          .param("suspended", event instanceof CustomerServiceSuspended)
          .update();
    }
  }

  /** A policy: whoever builds the board anew must not ring it. */
  @ProcessingGroup("bell")
  static class Bell {

    private final JdbcClient database;

    Bell(JdbcClient database) {
      this.database = database;
    }

    @EventHandler
    void on(CustomerServiceSuspended event) {
      database
          .sql(
              """
              insert into bell as known (customer_id, rung) values (:customer, 1)
              on conflict (customer_id) do update set rung = known.rung + 1
              """)
          .param("customer", event.customerId().value())
          .update();
    }
  }

  record SettingBoard(JdbcClient database) implements EventConsumer {

    @Override
    public String topic() {
      return Context.CONTRACT.topic();
    }

    @Override
    public void on(EventEnvelope<?> event) {
      if (event.data() instanceof SettingChanged changed) {
        database
            .sql(
                """
                insert into setting_board as known (stream_id, value, applied)
                values (:stream, :value, 1)
                on conflict (stream_id) do update
                  set value = excluded.value, applied = known.applied + 1
                """)
            .param("stream", event.streamId())
            .param("value", changed.value())
            .update();
      }
    }
  }

  @Bean
  StandingBoard standingBoard(JdbcClient database) {
    return new StandingBoard(database);
  }

  @Bean
  Bell bell(JdbcClient database) {
    return new Bell(database);
  }

  @Bean
  SettingBoard settingBoard(JdbcClient database) {
    return new SettingBoard(database);
  }

  @Bean
  Projection standingBoardProjection(StandingBoard board) {
    return Projection.ofHandlers("standing-board", List.of("standing_board"), board);
  }

  @Bean
  Projection settingBoardProjection(SettingBoard board) {
    return new Projection(
        "setting-board",
        List.of("setting_board"),
        List.of(),
        false,
        Set.of(Context.CONTRACT.topic()),
        () -> board::on);
  }

  /** Declared wrongly: what it does writes to a table that it does not name. */
  @Bean
  Projection bellProjection(Bell bell, StandingBoard board) {
    return Projection.ofHandlers("bell", List.of("bell"), bell, board);
  }
}
