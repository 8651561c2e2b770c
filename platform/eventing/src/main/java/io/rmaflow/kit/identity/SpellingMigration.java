package io.rmaflow.kit.identity;

import io.rmaflow.events.StreamNames;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Appends;
import io.rmaflow.kit.eventing.Recording;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings what was stored before identifiers had one spelling each under that spelling, once for a
 * database, whichever instance comes first. Rows move; streams keep the names that they were begun
 * under and are found through {@link StreamNames}. Where two things would come to be one, an event
 * names them and nothing is merged: the one that is spelled so already, or else the one that was
 * recorded first, is found under the spelling, and the others stay as they are, to be seen at
 * {@code /api/identity-collisions}.
 */
final class SpellingMigration implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SpellingMigration.class);

  private final Spellings spellings;
  private final JdbcClient database;
  private final Appends appends;
  private final BusinessClock clock;
  private final TransactionTemplate once;
  private final TransactionTemplate perhaps;
  private volatile boolean running;

  SpellingMigration(
      Spellings spellings,
      JdbcClient database,
      Appends appends,
      BusinessClock clock,
      PlatformTransactionManager transactions) {
    this.spellings = spellings;
    this.database = database;
    this.appends = appends;
    this.clock = clock;
    this.once = new TransactionTemplate(transactions);
    this.perhaps = new TransactionTemplate(transactions);
    perhaps.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** Two spellings or more of one identifier, of things that are not one. */
  private record Collision(
      String kind, String canonical, List<String> spellings, List<String> streams) {}

  @Override
  public void start() {
    once.executeWithoutResult(
        status -> {
          database.sql("set local transaction_timeout = 0").update();
          database
              .sql("select pg_advisory_xact_lock(hashtextextended('spelling_migration', 0))")
              .query((row, n) -> "")
              .single();
          if (!isDone()) {
            migrate();
          }
        });
    Map<String, String> names = new HashMap<>();
    database
        .sql("select name, recorded_as from stream_name")
        .query((row, n) -> Map.entry(row.getString("name"), row.getString("recorded_as")))
        .list()
        .forEach(name -> names.put(name.getKey(), name.getValue()));
    StreamNames.recordedAs(names);
    running = true;
  }

  private boolean isDone() {
    return database
        .sql("select exists (select from spelling_migration)")
        .query(Boolean.class)
        .single();
  }

  private void migrate() {
    Instant now = clock.now();
    List<Collision> collisions = new ArrayList<>();
    for (Spellings.Kind kind : spellings.kinds()) {
      Set<String> apart = new HashSet<>();
      for (Spellings.Thing thing : kind.things()) {
        for (Collision collision : move(kind, thing)) {
          collisions.add(collision);
          apart.add(collision.canonical());
        }
      }
      for (Spellings.Column column : kind.mentions()) {
        for (String spelling : read(column)) {
          String canonical = canonical(kind, spelling);
          if (!apart.contains(canonical)) {
            move(column, spelling, canonical);
          }
        }
      }
    }
    collisions.forEach(collision -> tell(collision, now));
    database
        .sql("insert into spelling_migration (done_at) values (:at)")
        .param("at", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  private List<Collision> move(Spellings.Kind kind, Spellings.Thing thing) {
    Map<String, Map<String, Set<String>>> streamsBySpelling = new TreeMap<>();
    for (Spellings.Column key : thing.keys()) {
      for (String spelling : read(key)) {
        spelled(streamsBySpelling, canonical(kind, spelling), spelling);
      }
    }
    for (String prefix : thing.streams()) {
      for (String stream : streams(prefix)) {
        String spelling = stream.substring(prefix.length() + 1);
        spelled(streamsBySpelling, canonical(kind, spelling), spelling).add(stream);
      }
    }
    List<Collision> collisions = new ArrayList<>();
    streamsBySpelling.forEach(
        (canonical, streams) -> {
          String found = streams.containsKey(canonical) ? canonical : first(streams);
          if (!found.equals(canonical)) {
            thing.keys().forEach(key -> move(key, found, canonical));
            for (String prefix : thing.streams()) {
              if (streams.getOrDefault(found, Set.of()).contains(prefix + "/" + found)) {
                name(prefix + "/" + canonical, prefix + "/" + found);
              }
            }
          }
          if (streams.size() > 1) {
            collisions.add(
                new Collision(
                    thing.name(),
                    canonical,
                    List.copyOf(streams.keySet()),
                    streams.values().stream().flatMap(Set::stream).toList()));
          }
        });
    return collisions;
  }

  private static Set<String> spelled(
      Map<String, Map<String, Set<String>>> all, String canonical, String spelling) {
    return all.computeIfAbsent(canonical, c -> new TreeMap<>())
        .computeIfAbsent(spelling, s -> new TreeSet<>());
  }

  /** The spelling whose stream was begun first; any of them where none has a stream. */
  private String first(Map<String, Set<String>> streams) {
    List<String> all = streams.values().stream().flatMap(Set::stream).toList();
    if (streams.size() > 1 && !all.isEmpty()) {
      String stream =
          database
              .sql(
                  """
                  select stream from stored_event where stream in (:streams) and sequence = 0
                   order by epoch, fence, position limit 1
                  """)
              .param("streams", all)
              .query(String.class)
              .single();
      for (Map.Entry<String, Set<String>> spelling : streams.entrySet()) {
        if (spelling.getValue().contains(stream)) {
          return spelling.getKey();
        }
      }
    }
    return streams.keySet().iterator().next();
  }

  /** What cannot be read as an identifier any more keeps its spelling. */
  private static String canonical(Spellings.Kind kind, String spelling) {
    UnaryOperator<String> canonical = kind.canonical();
    try {
      return canonical.apply(spelling);
    } catch (IllegalArgumentException unreadable) {
      return spelling;
    }
  }

  private List<String> read(Spellings.Column column) {
    return database
        .sql(
            "select distinct %s from %s where %s is not null"
                .formatted(column.read(), column.table(), column.read()))
        .query(String.class)
        .list();
  }

  private List<String> streams(String prefix) {
    return database
        .sql(
            """
            select stream from stored_event
             where sequence = 0 and stream >= :from and stream < :to
               and stream not in (select recorded_as from stream_name)
             order by stream
            """)
        .param("from", prefix + "/")
        .param("to", prefix + "0")
        .query(String.class)
        .list();
  }

  private void move(Spellings.Column column, String from, String to) {
    if (from.equals(to)) {
      return;
    }
    try {
      perhaps.executeWithoutResult(
          status ->
              database
                  .sql(
                      "update %s set %s where %s = :from"
                          .formatted(column.table(), column.write(), column.read()))
                  .param("from", from)
                  .param("to", to)
                  .update());
    } catch (DuplicateKeyException mentionedTwice) {
      LOG.warn("{} stays beside {} in {}", from, to, column.table());
    }
  }

  private void name(String name, String recordedAs) {
    database
        .sql("insert into stream_name (name, recorded_as) values (:name, :recordedAs)")
        .param("name", name)
        .param("recordedAs", recordedAs)
        .update();
  }

  private void tell(Collision collision, Instant now) {
    LOG.warn(
        "{} {} stands for {}: nothing is merged",
        collision.kind(),
        collision.canonical(),
        collision.spellings());
    int told =
        database
            .sql(
                """
                insert into identity_collision (kind, canonical, spellings, streams, found_at)
                values (:kind, :canonical, :spellings, :streams, :at)
                on conflict (kind, canonical) do nothing
                """)
            .param("kind", collision.kind())
            .param("canonical", collision.canonical())
            .param("spellings", collision.spellings().toArray(String[]::new))
            .param("streams", collision.streams().toArray(String[]::new))
            .param("at", now.atOffset(ZoneOffset.UTC))
            .update();
    Spellings.CollisionFound found = spellings.found();
    if (found != null && told > 0) {
      String stream = "identity/" + collision.kind() + "/" + collision.canonical();
      appends.append(
          List.of(
              new Appends.Decided(
                  "IdentityCollision",
                  stream,
                  0,
                  List.of(
                      found.event(
                          stream,
                          collision.kind(),
                          collision.canonical(),
                          collision.spellings())))),
          Recording.byService(now));
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the framework, whose sagas read streams, and before whoever takes events in. */
  @Override
  public int getPhase() {
    return SpringAxonConfiguration.LIFECYCLE_PHASE - 256;
  }
}
