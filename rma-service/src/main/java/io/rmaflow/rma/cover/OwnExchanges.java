package io.rmaflow.rma.cover;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * This service's own exchanges move cover at once, in the transaction that records the fact:
 * contract and warranty are the replacement's from its delivery on, once both shipment and delivery
 * are known, and from the exchange on site on; a correction moves the instant.
 */
@Component
@ProcessingGroup("cover-exchanges")
class OwnExchanges {

  private final JdbcClient jdbc;

  OwnExchanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventHandler
  void on(ReplacementShipped event) {
    upsert(
        event.caseId(),
        event.faultySerialNumber(),
        event.serialNumber(),
        event.productCode(),
        null);
  }

  @EventHandler
  void on(ReplacementDelivered event) {
    upsert(
        event.caseId(),
        event.faultySerialNumber(),
        event.serialNumber(),
        null,
        event.deliveredAt());
  }

  /** On site the exchange is the delivery (ONS-12). */
  @Clause("ONS-12")
  @EventHandler
  void on(UnitExchanged event) {
    upsert(
        event.caseId(),
        event.faultySerialNumber(),
        event.serialNumber(),
        event.productCode(),
        event.exchangedAt());
  }

  @EventHandler
  void on(FactCorrected event) {
    switch (event.ofEvent() + "." + event.field()) {
      case "ReplacementDelivered.deliveredAt", "UnitExchanged.exchangedAt" ->
          correct(
              event.caseId(),
              "delivered_at",
              Instant.parse(event.value()).atOffset(ZoneOffset.UTC));
      case "ReplacementShipped.serialNumber", "UnitExchanged.serialNumber" ->
          correct(event.caseId(), "replacement_serial", event.value());
      case "ReplacementShipped.productCode", "UnitExchanged.productCode" ->
          correct(event.caseId(), "product_code", event.value());
      default -> {
        // no other field says where cover is
      }
    }
  }

  private void upsert(
      CaseId caseId,
      SerialNumber faulty,
      @Nullable SerialNumber replacement,
      @Nullable ProductCode product,
      @Nullable Instant deliveredAt) {
    jdbc.sql(
            """
            insert into cover_exchange
              (case_id, source, faulty_serial, replacement_serial, product_code, delivered_at)
            values (:case, 'rma', :faulty, :replacement, :product, :deliveredAt)
            on conflict (case_id, source) do update set
              replacement_serial =
                coalesce(excluded.replacement_serial, cover_exchange.replacement_serial),
              product_code = coalesce(excluded.product_code, cover_exchange.product_code),
              delivered_at = coalesce(excluded.delivered_at, cover_exchange.delivered_at)
            """)
        .param("case", caseId.value())
        .param("faulty", faulty.value())
        .param("replacement", replacement == null ? null : replacement.value())
        .param("product", product == null ? null : product.value())
        .param("deliveredAt", deliveredAt == null ? null : deliveredAt.atOffset(ZoneOffset.UTC))
        .update();
  }

  /**
   * @param column one of this class's own names, never a caller's text
   */
  private void correct(CaseId caseId, String column, Object value) {
    jdbc.sql(
            "update cover_exchange set "
                + column
                + " = :value"
                + " where case_id = :case and source = 'rma'")
        .param("value", value)
        .param("case", caseId.value())
        .update();
  }
}
