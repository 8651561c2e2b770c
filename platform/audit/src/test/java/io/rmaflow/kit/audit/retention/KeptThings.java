package io.rmaflow.kit.audit.retention;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service that keeps things in a table, and takes no notice of them until a setting is made. */
@AutoConfiguration(before = RetentionAutoConfiguration.class)
class KeptThings {

  static final String SETTING = "retention.things.days";

  /** Settings that a test makes. */
  static final class Settings implements RetentionDays {

    private final Map<String, Integer> days = new ConcurrentHashMap<>();

    void set(int many) {
      days.put(SETTING, many);
    }

    @Override
    public OptionalInt of(String setting) {
      Integer set = days.get(setting);
      return set == null ? OptionalInt.empty() : OptionalInt.of(set);
    }
  }

  @Bean
  Settings keptThingsSettings() {
    return new Settings();
  }

  @Bean
  Keeping things(JdbcClient database) {
    return new Keeping() {

      private static final String AT_REST =
          " from thing where needed_by is null and content is not null and since <= :until";

      @Override
      public String kind() {
        return "things";
      }

      @Override
      public String setting() {
        return SETTING;
      }

      @Override
      public List<AtRest> atRest(Instant until, long offset, int size) {
        return database
            .sql("select id, since" + AT_REST + " order by since, id offset :offset limit :size")
            .param("until", utc(until))
            .param("offset", offset)
            .param("size", size)
            .query(
                (row, n) ->
                    new AtRest(
                        row.getString("id"),
                        "shelf/1",
                        row.getObject("since", OffsetDateTime.class).toInstant()))
            .list();
      }

      @Override
      public long count(Instant until) {
        return database
            .sql("select count(*)" + AT_REST)
            .param("until", utc(until))
            .query(Long.class)
            .single();
      }

      @Override
      public Optional<Instant> oldest() {
        return atRest(Instant.parse("2999-01-01T00:00:00Z"), 0, 1).stream()
            .map(AtRest::since)
            .findFirst();
      }

      @Override
      public boolean forget(String id, Instant until) {
        return database
                .sql(
                    """
                    update thing set content =
                      case when id = 'stuck' then (1 / (length(id) - 5))::text end
                     where id = :id and needed_by is null and content is not null
                       and since <= :until
                    """)
                .param("id", id)
                .param("until", utc(until))
                .update()
            == 1;
      }
    };
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
