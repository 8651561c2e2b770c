package io.rmaflow.kit.eventing;

import io.rmaflow.kit.eventing.OwnTopicEnds.Told;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * After a restore compares the database with what it once published, before anything is decided,
 * published or served. Where the topic knows events that the database does not, others have taken
 * them in: new events of the same streams would stand in their places, and be passed over as known.
 * So the service does not start, and says what is missing; {@code docs/backup.md} says what to do.
 *
 * <p>That it is a restored database is known by its epoch, which is new then; where it was restored
 * within its own cluster by a dump, the operator says so by emptying {@code restore_check}.
 */
final class RestoreCheck implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreCheck.class);

  private final JdbcClient database;
  private final OwnTopicEnds ends;
  private final String topic;
  private volatile boolean running;

  RestoreCheck(JdbcClient database, OwnTopicEnds ends, ServiceIdentity service) {
    this.database = database;
    this.ends = ends;
    this.topic = service.context().topic();
  }

  /**
   * Compares, where it has not been done in this epoch.
   *
   * @throws IllegalStateException where the topic is ahead of the database
   */
  @Override
  public void start() {
    int epoch =
        database
            .sql("select coalesce(max(epoch), 0) from event_epoch")
            .query(Integer.class)
            .single();
    boolean due =
        database
            .sql(
                """
                select exists (select from stored_event)
                  and not exists (select from restore_check where epoch = :epoch)
                """)
            .param("epoch", epoch)
            .query(Boolean.class)
            .single();
    if (due && (epoch > 1 || hasBeenChecked())) {
      compare();
    }
    database
        .sql("insert into restore_check (epoch) values (:epoch) on conflict do nothing")
        .param("epoch", epoch)
        .update();
    running = true;
  }

  /** Whether this was ever asked before: else it is the first start with this question. */
  private boolean hasBeenChecked() {
    return database.sql("select exists (select from restore_check)").query(Boolean.class).single();
  }

  private void compare() {
    LOG.info("This database was restored: comparing it with {}", topic);
    List<Told> lost = ends.of(topic).stream().filter(this::isUnknown).toList();
    Optional<Told> first = lost.stream().min(Comparator.comparing(Told::time));
    if (first.isPresent()) {
      Told event = first.get();
      throw new IllegalStateException(
          """
          %s is ahead of this database by at least %d events, which others have taken in: the \
          first is %s, number %d of %s, recorded at %s. Restore the database to a later instant, \
          or let the topics begin anew: see docs/backup.md."""
              .formatted(
                  topic,
                  lost.size(),
                  event.type(),
                  event.sequence(),
                  event.stream(),
                  event.time()));
    }
    LOG.info("{} tells nothing that this database does not know", topic);
  }

  private boolean isUnknown(Told told) {
    return !database
        .sql(
            """
            select exists (select from stored_event
             where stream = :stream and sequence = :sequence and event_id = :id)
            """)
        .param("stream", told.stream())
        .param("sequence", told.sequence())
        .param("id", told.eventId())
        .query(Boolean.class)
        .single();
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before events are handled and published. */
  @Override
  public int getPhase() {
    return SpringAxonConfiguration.LIFECYCLE_PHASE - 512;
  }
}
