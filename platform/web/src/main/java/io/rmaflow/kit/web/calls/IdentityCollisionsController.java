package io.rmaflow.kit.web.calls;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/identity-collisions}: what was stored under several spellings of one identifier. */
@RestController
final class IdentityCollisionsController {

  private final JdbcClient database;
  private final StoredStreams streams;

  IdentityCollisionsController(JdbcClient database, StoredStreams streams) {
    this.database = database;
    this.streams = streams;
  }

  /**
   * Several things under spellings of one identifier.
   *
   * @param kind such as {@code UNIT}
   * @param canonical the spelling under which one of them is found
   * @param streams of all of them, as far as they have any
   */
  record CollisionView(
      long collisionId,
      String kind,
      String canonical,
      List<String> spellings,
      List<String> streams,
      Instant foundAt) {}

  /** The same with all that is recorded of each. */
  record CollisionDetails(
      long collisionId,
      String kind,
      String canonical,
      List<String> spellings,
      Instant foundAt,
      List<StreamView> streams) {}

  /** What is recorded of one of the things, the oldest first. */
  record StreamView(String stream, List<EventView> events) {}

  /** One event. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EventView(String type, Instant occurredAt, Instant recordedAt, DomainEvent data) {}

  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/identity-collisions")
  Page<CollisionView> list(PageRequest page) {
    return Page.of(
        database
            .sql("select * from identity_collision order by collision_id")
            .query(IdentityCollisionsController::collision)
            .list(),
        page);
  }

  /**
   * One of them, with what is recorded of each of the things.
   *
   * @throws NotFound where there is none of this ID
   */
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/identity-collisions/{collisionId}")
  CollisionDetails one(@PathVariable("collisionId") long collisionId) {
    Optional<CollisionView> found =
        database
            .sql("select * from identity_collision where collision_id = :id")
            .param("id", collisionId)
            .query(IdentityCollisionsController::collision)
            .optional();
    CollisionView collision =
        found.orElseThrow(() -> new NotFound("identity collision", Long.toString(collisionId)));
    return new CollisionDetails(
        collision.collisionId(),
        collision.kind(),
        collision.canonical(),
        collision.spellings(),
        collision.foundAt(),
        collision.streams().stream()
            .map(stream -> new StreamView(stream, events(stream)))
            .toList());
  }

  private List<EventView> events(String stream) {
    return streams.events(stream).stream()
        .map(
            stored ->
                new EventView(
                    stored.envelope().name(),
                    stored.envelope().occurredAt(),
                    stored.envelope().recordedAt(),
                    stored.envelope().data()))
        .toList();
  }

  private static CollisionView collision(ResultSet row, int number) throws SQLException {
    return new CollisionView(
        row.getLong("collision_id"),
        row.getString("kind"),
        row.getString("canonical"),
        texts(row, "spellings"),
        texts(row, "streams"),
        row.getObject("found_at", OffsetDateTime.class).toInstant());
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Stream.of((String[]) row.getArray(column).getArray()).toList();
  }
}
