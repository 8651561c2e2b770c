package io.rmaflow.rma.cover;

import io.rmaflow.events.CustomerId;
import io.rmaflow.rma.cover.PolicyVersions.CalendarTold;
import io.rmaflow.rma.cover.PolicyVersions.SettingTold;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what was told from the rows that the listeners write, which name when they were told. */
@Component
class EarlierCoverFacts implements EarlierCover {

  private final JdbcClient jdbc;

  EarlierCoverFacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public PolicyVersions policies(@Nullable Instant toldBy) {
    return new PolicyVersions(
        jdbc.sql(
                """
                select version, since, content from cover_calendar_version
                 where cast(:by as timestamptz) is null or told_at <= :by order by version
                """)
            .param("by", utc(toldBy))
            .query(
                (row, number) ->
                    new CalendarTold(
                        row.getInt("version"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("content")))
            .list(),
        jdbc.sql(
                """
                select key, settings_version, since, value from cover_setting_version
                 where cast(:by as timestamptz) is null or told_at <= :by order by settings_version
                """)
            .param("by", utc(toldBy))
            .query(
                (row, number) ->
                    new SettingTold(
                        row.getString("key"),
                        row.getInt("settings_version"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("value")))
            .list());
  }

  @Override
  public Map<CustomerId, CustomerId> presentIds(
      Collection<CustomerId> customerIds, @Nullable Instant toldBy) {
    Map<CustomerId, CustomerId> present = new HashMap<>();
    jdbc.sql(
            """
            select alias, customer_id from cover_customer_alias
             where alias = any(:ids) and (cast(:by as timestamptz) is null or told_at <= :by)
            """)
        .param("ids", customerIds.stream().map(CustomerId::value).toArray(String[]::new))
        .param("by", utc(toldBy))
        .query(
            row -> {
              present.put(
                  new CustomerId(row.getString("alias")),
                  new CustomerId(row.getString("customer_id")));
            });
    return present;
  }

  @Override
  public Cover.Company company(CustomerId customerId, @Nullable Instant toldBy) {
    Set<CustomerId> ids =
        jdbc
            .sql(
                """
                with recursive company (customer_id) as (
                  select cast(:id as text)
                  union
                  select l.linked_id from company c
                  join cover_customer_link l on l.customer_id = c.customer_id
                   and (cast(:by as timestamptz) is null or l.told_at <= :by)
                )
                select customer_id from company
                """)
            .param("id", customerId.value())
            .param("by", utc(toldBy))
            .query(String.class)
            .list()
            .stream()
            .map(CustomerId::new)
            .collect(Collectors.toUnmodifiableSet());
    boolean known =
        jdbc.sql(
                """
                select exists (select from cover_customer where customer_id = :id
                  and (cast(:by as timestamptz) is null or told_at <= :by))
                """)
            .param("id", customerId.value())
            .param("by", utc(toldBy))
            .query(Boolean.class)
            .single();
    return new Cover.Company(known, ids);
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
