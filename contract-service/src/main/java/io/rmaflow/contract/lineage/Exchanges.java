package io.rmaflow.contract.lineage;

import io.rmaflow.contract.lineage.rules.Replacement;
import io.rmaflow.events.CaseId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What rma-service has told about each case's exchange. */
@Component
class Exchanges {

  private final JdbcClient jdbc;

  Exchanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is known of the case, held until the present transaction ends. */
  Replacement of(CaseId caseId) {
    return jdbc.sql("select * from exchange where case_id = ? for update")
        .param(caseId.value())
        .query(Exchanges::replacement)
        .optional()
        .orElseGet(() -> Replacement.unknown(caseId));
  }

  /** The complete exchanges of a unit, the earliest delivery first. */
  List<Replacement.Complete> ofFaulty(SerialNumber serial) {
    return jdbc
        .sql("select * from exchange where faulty = ? order by delivered_at, case_id")
        .param(serial.value())
        .query(Exchanges::replacement)
        .list()
        .stream()
        .flatMap(replacement -> replacement.complete().stream())
        .toList();
  }

  void keep(Replacement replacement) {
    SerialNumber faulty = replacement.faulty();
    SerialNumber successor = replacement.replacement();
    ProductCode product = replacement.product();
    var deliveredAt = replacement.deliveredAt();
    jdbc.sql(
            """
            insert into exchange (case_id, faulty, replacement, product_code, delivered_at)
            values (?, ?, ?, ?, ?)
            on conflict (case_id) do update
              set faulty = excluded.faulty, replacement = excluded.replacement,
                  product_code = excluded.product_code, delivered_at = excluded.delivered_at
            """)
        .param(replacement.caseId().value())
        .param(faulty == null ? null : faulty.value())
        .param(successor == null ? null : successor.value())
        .param(product == null ? null : product.value())
        .param(deliveredAt == null ? null : Timestamp.from(deliveredAt))
        .update();
  }

  private static Replacement replacement(ResultSet row, int number) throws SQLException {
    String faulty = row.getString("faulty");
    String successor = row.getString("replacement");
    String product = row.getString("product_code");
    Timestamp deliveredAt = row.getTimestamp("delivered_at");
    return new Replacement(
        new CaseId(row.getString("case_id")),
        faulty == null ? null : new SerialNumber(faulty),
        successor == null ? null : new SerialNumber(successor),
        product == null ? null : new ProductCode(product),
        deliveredAt == null ? null : deliveredAt.toInstant());
  }
}
