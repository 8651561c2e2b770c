package io.rmaflow.rma.explanation;

import io.rmaflow.events.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of mails about cases, as notification-service has told it. */
@Component
class NoticeTable {

  private final JdbcClient database;

  NoticeTable(JdbcClient database) {
    this.database = database;
  }

  /** Keeps it; again the same does nothing. */
  void store(CaseId caseId, Notice notice) {
    database
        .sql(
            """
            insert into case_notice (event_id, case_id, delivery_id, caused_by, causing_event_id,
              recipient, outcome, because, at, recorded_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """)
        .param(notice.eventId())
        .param(caseId.value())
        .param(notice.deliveryId())
        .param(notice.causedBy())
        .param(notice.causingEventId())
        .param(notice.recipientContactId())
        .param(notice.outcome())
        .param(notice.because())
        .param(utc(notice.at()))
        .param(utc(notice.recordedAt()))
        .update();
  }

  /**
   * Those of a case, in the order of their endings.
   *
   * @param asOf recorded by then, that instant included; all where absent
   */
  List<Notice> of(CaseId caseId, @Nullable Instant asOf) {
    return database
        .sql("select * from case_notice where case_id = ? order by at, event_id")
        .param(caseId.value())
        .query(NoticeTable::notice)
        .list()
        .stream()
        .filter(notice -> asOf == null || !notice.recordedAt().isAfter(asOf))
        .toList();
  }

  private static Notice notice(ResultSet row, int number) throws SQLException {
    return new Notice(
        text(row, "event_id"),
        text(row, "delivery_id"),
        text(row, "caused_by"),
        text(row, "causing_event_id"),
        text(row, "recipient"),
        text(row, "outcome"),
        row.getString("because"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant());
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
