package io.rmaflow.contract.lineage.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplacementTest {

  private static final CaseId CASE = new CaseId("c-1");
  private static final Instant DELIVERED = Instant.parse("2026-05-02T02:00:00Z");

  private static final ReplacementShipped SHIPPED =
      new ReplacementShipped(
          CASE,
          new RmaNumber("RMA-2026-000001"),
          new CustomerId("C-1001"),
          new SerialNumber("OLD"),
          new SerialNumber("NEW"),
          new ProductCode("netregio2a-dhcp"),
          "4.10.1",
          true,
          Condition.REFURBISHED,
          new Shipment(Leg.REPLACEMENT, Direction.TO_CUSTOMER, Payer.VENDOR, null, null),
          Instant.parse("2026-05-01T06:00:00Z"));

  private static final ReplacementDelivered DELIVERY =
      new ReplacementDelivered(
          CASE,
          new RmaNumber("RMA-2026-000001"),
          new CustomerId("C-1001"),
          new SerialNumber("OLD"),
          null,
          DELIVERED);

  private static final UnitExchanged ON_SITE =
      new UnitExchanged(
          CASE,
          new RmaNumber("RMA-2026-000001"),
          new CustomerId("C-1001"),
          new SerialNumber("OLD"),
          new SerialNumber("NEW"),
          new ProductCode("netregio2a-dhcp"),
          null,
          DELIVERED);

  @Test
  void isCompleteOnceBothFactsAreKnown_inEitherOrder() {
    Replacement nothing = Replacement.unknown(CASE);
    Replacement.Complete expected =
        new Replacement.Complete(
            CASE,
            new SerialNumber("OLD"),
            new SerialNumber("NEW"),
            new ProductCode("netregio2a-dhcp"),
            DELIVERED);

    assertThat(nothing.evolve(SHIPPED).complete()).isEmpty();
    assertThat(nothing.evolve(DELIVERY).complete()).isEmpty();
    assertThat(nothing.evolve(SHIPPED).evolve(DELIVERY).complete()).contains(expected);
    assertThat(nothing.evolve(DELIVERY).evolve(SHIPPED).complete()).contains(expected);
    assertThat(nothing.evolve(DELIVERY).evolve(SHIPPED).evolve(SHIPPED).complete())
        .contains(expected);
  }

  @Test
  void correctedDelivery_movesTheInstant() {
    Replacement corrected =
        Replacement.unknown(CASE)
            .evolve(SHIPPED)
            .evolve(DELIVERY)
            .evolve(
                new FactCorrected(
                    CASE,
                    "ReplacementDelivered",
                    "deliveredAt",
                    "2026-05-01T18:00:00+09:00",
                    null));

    assertThat(corrected.complete())
        .get()
        .extracting(Replacement.Complete::deliveredAt)
        .isEqualTo(Instant.parse("2026-05-01T09:00:00Z"));
  }

  @Test
  @Clause("ONS-12")
  void exchangeOnSite_isCompleteByItself_andCanBeCorrected() {
    Replacement exchanged = Replacement.unknown(CASE).evolve(ON_SITE);

    assertThat(exchanged.complete())
        .contains(
            new Replacement.Complete(
                CASE,
                new SerialNumber("OLD"),
                new SerialNumber("NEW"),
                new ProductCode("netregio2a-dhcp"),
                DELIVERED));
    assertThat(exchanged.evolve(ON_SITE)).isEqualTo(exchanged);
    assertThat(Replacement.concerns(ON_SITE)).isTrue();
    assertThat(
            exchanged
                .evolve(corrected("exchangedAt", "2026-05-01T18:00:00+09:00"))
                .evolve(corrected("serialNumber", "NEWER"))
                .evolve(corrected("productCode", "netregio3-dhcp"))
                .evolve(corrected("softwareVersion", "4.12.2"))
                .complete())
        .contains(
            new Replacement.Complete(
                CASE,
                new SerialNumber("OLD"),
                new SerialNumber("NEWER"),
                new ProductCode("netregio3-dhcp"),
                Instant.parse("2026-05-01T09:00:00Z")));
  }

  private static FactCorrected corrected(String field, String value) {
    return new FactCorrected(CASE, "UnitExchanged", field, value, null);
  }

  @Test
  void correctionOfAnotherFact_changesNothing() {
    Replacement complete = Replacement.unknown(CASE).evolve(SHIPPED).evolve(DELIVERY);

    assertThat(
            complete.evolve(
                new FactCorrected(
                    CASE, "FaultyUnitDispatched", "customerShippedAt", "2026-05-13T00:00Z", null)))
        .isEqualTo(complete);
  }
}
