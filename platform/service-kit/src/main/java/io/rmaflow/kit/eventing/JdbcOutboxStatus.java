package io.rmaflow.kit.eventing;

import io.rmaflow.events.EventJson;
import io.rmaflow.eventstore.GlobalPosition;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares the publisher's committed token with the store, whichever process publishes. */
final class JdbcOutboxStatus implements OutboxStatus {

  private final JdbcClient database;

  JdbcOutboxStatus(JdbcClient database) {
    this.database = database;
  }

  @Override
  public boolean caughtUp() {
    Optional<GlobalPosition> published =
        database
            .sql(
                """
                select token from token_entry
                where processor_name = ? and segment = 0 and token is not null
                """)
            .param(KafkaPublisher.PROCESSOR)
            .query(byte[].class)
            .optional()
            .map(token -> EventJson.mapper().readValue(token, GlobalPosition.class));
    // events that nobody may read yet, because an older transaction is open, count as well
    return published
        .map(
            position ->
                database
                    .sql(
                        """
                        select not exists (select 1 from stored_event
                                           where (epoch, fence, position) > (?, ?::xid8, ?))
                        """)
                    .param(position.epoch())
                    .param(Long.toUnsignedString(position.fence()))
                    .param(position.number()))
        .orElseGet(() -> database.sql("select not exists (select 1 from stored_event)"))
        .query(Boolean.class)
        .single();
  }
}
