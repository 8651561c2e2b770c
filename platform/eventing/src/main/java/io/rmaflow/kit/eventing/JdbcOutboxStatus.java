package io.rmaflow.kit.eventing;

import io.rmaflow.events.EventJson;
import io.rmaflow.eventstore.GlobalPosition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares the publisher's committed token with the store, whichever process publishes. */
final class JdbcOutboxStatus implements OutboxStatus {

  private final JdbcClient database;
  private final String published;

  JdbcOutboxStatus(JdbcClient database, ServiceIdentity service) {
    this.database = database;
    this.published = service.context().id() + ".";
  }

  @Override
  public boolean caughtUp() {
    // events that nobody may read yet, because an older transaction is open, count as well
    return !anyAfter(publishedTo(), "");
  }

  /** The token of the publisher; null where it has never stored one. */
  @Nullable GlobalPosition publishedTo() {
    return database
        .sql(
            """
            select token from token_entry
            where processor_name = ? and segment = 0 and token is not null
            """)
        .param(KafkaPublisher.PROCESSOR)
        .query(byte[].class)
        .optional()
        .map(token -> EventJson.mapper().readValue(token, GlobalPosition.class))
        .orElse(null);
  }

  /**
   * Where the publisher stands although it could go on: there are events behind its token that no
   * open transaction keeps from it. An empty text stands for the place before the first event.
   */
  Optional<String> behindAt() {
    GlobalPosition published = publishedTo();
    return anyAfter(
            published,
            """
             and (epoch, fence) < ((select max(epoch) from event_epoch),
                                   pg_snapshot_xmin(pg_current_snapshot()))
            """)
        ? Optional.of(published == null ? "" : published.toString())
        : Optional.empty();
  }

  /** Of what the service keeps for itself the publisher moves its token only now and then. */
  private boolean anyAfter(@Nullable GlobalPosition position, String and) {
    return (position == null
            ? database
                .sql(
                    "select exists (select 1 from stored_event where starts_with(type, ?)"
                        + and
                        + ")")
                .param(published)
            : database
                .sql(
                    "select exists (select 1 from stored_event"
                        + " where (epoch, fence, position) > (?, ?::xid8, ?)"
                        + " and starts_with(type, ?)"
                        + and
                        + ")")
                .param(position.epoch())
                .param(Long.toUnsignedString(position.fence()))
                .param(position.number())
                .param(published))
        .query(Boolean.class)
        .single();
  }
}
