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
import io.rmaflow.kit.web.api.InJapanese;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "identity")
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
   * @param collisionId names it
   * @param kind what they are: {@code UNIT}, {@code CUSTOMER} or {@code LOANER}
   * @param canonical the spelling under which one of them is found
   * @param spellings all of them
   * @param streams of all of them, as far as they have any
   * @param foundAt business time
   */
  record IdentityCollisionView(
      long collisionId,
      String kind,
      String canonical,
      List<String> spellings,
      List<String> streams,
      Instant foundAt) {}

  /**
   * Several things under spellings of one identifier, with all that is recorded of each.
   *
   * @param collisionId names it
   * @param kind what they are: {@code UNIT}, {@code CUSTOMER} or {@code LOANER}
   * @param canonical the spelling under which one of them is found
   * @param spellings all of them
   * @param foundAt business time
   * @param streams each of the things
   */
  record IdentityCollisionDetails(
      long collisionId,
      String kind,
      String canonical,
      List<String> spellings,
      Instant foundAt,
      List<CollidingStreamView> streams) {}

  /**
   * What is recorded of one of the things.
   *
   * @param stream that it is recorded in
   * @param events the oldest first
   */
  record CollidingStreamView(String stream, List<CollidingEventView> events) {}

  /**
   * One event.
   *
   * @param type its name, without context and version
   * @param occurredAt when it happened, business time
   * @param recordedAt when it was recorded, business time
   * @param data as in the AsyncAPI document
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CollidingEventView(
      String type, Instant occurredAt, Instant recordedAt, DomainEvent data) {}

  /** Things that were stored under several spellings of one identifier, the first found first. */
  @InJapanese("同じ識別子が異なる表記で登録されていたもの。統合は行われません。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/identity-collisions")
  Page<IdentityCollisionView> identityCollisions(PageRequest page) {
    return Page.of(
        database
            .sql("select * from identity_collision order by collision_id")
            .query(IdentityCollisionsController::collision)
            .list(),
        page);
  }

  /**
   * One of them, with all that is recorded of each of the things.
   *
   * @param collisionId as in the list
   * @throws NotFound where there is none of this ID
   */
  @InJapanese("表記ごとに記録されている全てのイベント。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/identity-collisions/{collisionId}")
  IdentityCollisionDetails identityCollision(@PathVariable("collisionId") long collisionId) {
    Optional<IdentityCollisionView> found =
        database
            .sql("select * from identity_collision where collision_id = :id")
            .param("id", collisionId)
            .query(IdentityCollisionsController::collision)
            .optional();
    IdentityCollisionView collision =
        found.orElseThrow(() -> new NotFound("identity collision", Long.toString(collisionId)));
    return new IdentityCollisionDetails(
        collision.collisionId(),
        collision.kind(),
        collision.canonical(),
        collision.spellings(),
        collision.foundAt(),
        collision.streams().stream()
            .map(stream -> new CollidingStreamView(stream, events(stream)))
            .toList());
  }

  private List<CollidingEventView> events(String stream) {
    return streams.events(stream).stream()
        .map(
            stored ->
                new CollidingEventView(
                    stored.envelope().name(),
                    stored.envelope().occurredAt(),
                    stored.envelope().recordedAt(),
                    stored.envelope().data()))
        .toList();
  }

  private static IdentityCollisionView collision(ResultSet row, int number) throws SQLException {
    return new IdentityCollisionView(
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
