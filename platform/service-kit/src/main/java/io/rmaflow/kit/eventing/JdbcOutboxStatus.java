package io.rmaflow.kit.eventing;

import io.rmaflow.events.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Compares the publisher's committed token with the store, whichever process publishes. */
final class JdbcOutboxStatus implements OutboxStatus {

  private final JdbcClient database;

  JdbcOutboxStatus(JdbcClient database) {
    this.database = database;
  }

  @Override
  public boolean caughtUp() {
    List<Long> gaps = new ArrayList<>();
    long published = -1;
    Optional<byte[]> token =
        database
            .sql(
                """
                select token from token_entry
                where processor_name = ? and segment = 0 and token is not null
                """)
            .param(KafkaPublisher.PROCESSOR)
            .query(byte[].class)
            .optional();
    if (token.isPresent()) {
      JsonNode read = EventJson.mapper().readTree(token.get());
      published = read.path("index").asLong(-1);
      for (JsonNode gap : read.path("gaps")) {
        gaps.add(gap.asLong());
      }
    }
    return !database
        .sql(
            """
            select exists (select 1 from domain_event_entry
                           where global_index > ? or global_index = any (?))
            """)
        .param(published)
        .param(gaps.toArray(Long[]::new))
        .query(Boolean.class)
        .single();
  }
}
