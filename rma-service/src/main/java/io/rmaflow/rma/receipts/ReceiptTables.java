package io.rmaflow.rma.receipts;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitPlaced;
import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitReceived;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.rma.casefile.SearchText;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The receipts that no case was found for; the desk's queue reads the table, too. */
@Component
class ReceiptTables {

  private final JdbcClient database;
  private final PersonalStore personal;

  ReceiptTables(JdbcClient database, PersonalStore personal) {
    this.database = database;
    this.personal = personal;
  }

  void received(UnplacedUnitReceived event) {
    String serial = event.serialNumber() == null ? null : event.serialNumber().value();
    database
        .sql(
            """
            insert into receipt (receipt_id, serial_number, serial_key, received_at, content)
            values (:id, :serial, :key, :receivedAt, cast(:content as jsonb))
            """)
        .param("id", event.receiptId())
        .param("serial", serial)
        .param("key", serial == null ? null : SearchText.of(serial))
        .param("receivedAt", utc(event.receivedAt()))
        .param("content", new String(EventJson.write(event), StandardCharsets.UTF_8))
        .update();
  }

  void placed(UnplacedUnitPlaced event) {
    database
        .sql(
            """
            update receipt set placed_case_id = :case, placed_leg = :leg, placed_at = :at
            where receipt_id = :id
            """)
        .param("case", event.caseId().value())
        .param("leg", event.leg().name())
        .param("at", utc(event.placedAt()))
        .param("id", event.receiptId())
        .update();
  }

  /** What was told of a receipt; empty where there is none of that ID. */
  Optional<UnplacedUnitReceived> event(String receiptId) {
    return database
        .sql("select content from receipt where receipt_id = :id")
        .param("id", receiptId)
        .query((row, n) -> content(row))
        .optional();
  }

  /** The receipt of this unit at this instant, where it has been recorded. */
  Optional<Receipt> same(String serialNumber, Instant receivedAt) {
    List<Stored> found =
        database
            .sql(
                """
            select * from receipt where serial_key = :key and received_at = :at
            order by receipt_id limit 1
            """)
            .param("key", SearchText.of(serialNumber))
            .param("at", utc(receivedAt))
            .query((row, n) -> Stored.of(row))
            .list();
    return receipts(found).stream().findFirst();
  }

  /** The oldest first; all, or only the placed or the unplaced ones. */
  List<Receipt> list(@Nullable Boolean placed, PageRequest page) {
    return receipts(
        database
            .sql(
                """
            select * from receipt
            where cast(:placed as boolean) is null or (placed_at is not null) = :placed
            order by received_at, receipt_id limit :limit offset :offset
            """)
            .param("placed", placed)
            .param("limit", page.size())
            .param("offset", page.offset())
            .query((row, n) -> Stored.of(row))
            .list());
  }

  /** Those of the receipts that were placed in a case. */
  List<String> placedIn(CaseId caseId) {
    return database
        .sql("select receipt_id from receipt where placed_case_id = ? order by receipt_id")
        .param(caseId.value())
        .query((row, n) -> row.getString(1))
        .list();
  }

  /** Those of all receipts, placed or not, the oldest first. */
  List<String> ids() {
    return database
        .sql("select receipt_id from receipt order by received_at, receipt_id")
        .query((row, n) -> row.getString(1))
        .list();
  }

  long count(@Nullable Boolean placed) {
    return database
        .sql(
            """
            select count(*) from receipt
            where cast(:placed as boolean) is null or (placed_at is not null) = :placed
            """)
        .param("placed", placed)
        .query(Long.class)
        .single();
  }

  private List<Receipt> receipts(List<Stored> found) {
    Map<TextId, String> reasons =
        personal.texts(
            found.stream().flatMap(one -> Optional.ofNullable(one.reasonId()).stream()).toList());
    return found.stream().map(one -> one.receipt(reasons)).toList();
  }

  /** A row, whose text is still to be looked up. */
  private record Stored(UnplacedUnitReceived told, Receipt.@Nullable Placed placed) {

    private static Stored of(ResultSet row) throws SQLException {
      String placedCase = row.getString("placed_case_id");
      return new Stored(
          content(row),
          placedCase == null
              ? null
              : new Receipt.Placed(
                  new CaseId(placedCase),
                  Leg.valueOf(Objects.requireNonNull(row.getString("placed_leg"))),
                  row.getObject("placed_at", OffsetDateTime.class).toInstant()));
    }

    private @Nullable TextId reasonId() {
      return told.serialUnreadableReasonId();
    }

    private Receipt receipt(Map<TextId, String> reasons) {
      TextId reason = reasonId();
      return new Receipt(
          told.receiptId(),
          told.serialNumber(),
          reason == null ? null : reasons.get(reason),
          told.productCode(),
          told.condition(),
          told.receivedAt(),
          told.carrier(),
          told.trackingNumber(),
          told.knownAs(),
          told.candidates(),
          placed);
    }
  }

  private static UnplacedUnitReceived content(ResultSet row) throws SQLException {
    return EventJson.read(
        Objects.requireNonNull(row.getString("content")).getBytes(StandardCharsets.UTF_8),
        UnplacedUnitReceived.class);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
