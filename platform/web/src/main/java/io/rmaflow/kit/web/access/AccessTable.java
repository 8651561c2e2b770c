package io.rmaflow.kit.web.access;

import io.rmaflow.events.EventJson;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By whom and about whom the events of the access log are; what they say stands in the events. */
final class AccessTable {

  private final JdbcClient database;

  AccessTable(JdbcClient database) {
    this.database = database;
  }

  /**
   * What is asked for; each part may be absent.
   *
   * @param customerIds any of them
   * @param from recorded then or later
   * @param to recorded before
   */
  record Search(
      @Nullable Collection<String> customerIds,
      @Nullable String contactId,
      @Nullable String actor,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /** Derives the rows of events that the present transaction has appended; both inclusive. */
  void store(String stream, long firstSequence, long lastSequence) {
    database
        .sql(
            """
            insert into access_log
              (recorded_at, stream, sequence, actor, customer_ids, contact_ids)
            select recorded_at, stream, sequence, payload ->> 'actor',
                   array(select jsonb_array_elements_text(payload -> 'customerIds')),
                   array(select jsonb_array_elements_text(payload -> 'contactIds'))
            from stored_event
            where stream = ? and sequence between ? and ?
            """)
        .params(stream, firstSequence, lastSequence)
        .update();
  }

  /** The newest first. */
  Page<AccessView> find(Search search, PageRequest page) {
    Map<String, Object> params = new LinkedHashMap<>();
    StringBuilder where = new StringBuilder(" where true");
    if (search.customerIds() != null) {
      where.append(" and customer_ids && cast(:customers as text[])");
      params.put("customers", search.customerIds().toArray(String[]::new));
    }
    if (search.contactId() != null) {
      where.append(" and contact_ids @> array[:contact]::text[]");
      params.put("contact", search.contactId());
    }
    if (search.actor() != null) {
      where.append(" and actor = :actor");
      params.put("actor", search.actor());
    }
    if (search.from() != null) {
      where.append(" and recorded_at >= :from");
      params.put("from", search.from().atOffset(ZoneOffset.UTC));
    }
    if (search.to() != null) {
      where.append(" and recorded_at < :to");
      params.put("to", search.to().atOffset(ZoneOffset.UTC));
    }
    long total =
        database
            .sql("select count(*) from access_log" + where)
            .params(params)
            .query(Long.class)
            .single();
    params.put("size", page.size());
    params.put("offset", page.offset());
    return new Page<>(
        database
            .sql(
                """
                select e.stream, e.sequence, e.recorded_at, e.type, e.payload::text as payload
                from (select recorded_at, stream, sequence from access_log
                """
                    + where
                    + """
                       order by recorded_at desc, stream desc, sequence desc
                       limit :size offset :offset) found
                      join stored_event e using (stream, sequence)
                      order by e.recorded_at desc, e.stream desc, e.sequence desc
                      """)
            .params(params)
            .query(AccessTable::view)
            .list(),
        page.page(),
        page.size(),
        total);
  }

  private static AccessView view(ResultSet row, int number) throws SQLException {
    String type = row.getString("type");
    String payload = row.getString("payload");
    AccessEvent event =
        switch (type) {
          case AccessLog.READ -> EventJson.mapper().readValue(payload, PersonalDataRead.class);
          case AccessLog.DONE -> EventJson.mapper().readValue(payload, AdministrativeActDone.class);
          default -> throw new IllegalStateException(type + " is not of the access log");
        };
    return new AccessView(
        row.getString("stream"),
        row.getLong("sequence"),
        event.getClass().getSimpleName(),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        event.actor(),
        event.role(),
        event.operation(),
        event.on(),
        event.customerIds(),
        event.contactIds(),
        event.siteIds(),
        event.caseIds(),
        event.reason(),
        event.address());
  }
}
