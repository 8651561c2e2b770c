package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sends pays, but for the faulty unit of an initial failure. */
class ShippingCostsTest {

  @ParameterizedTest
  @CsvSource({
    "CROSS_SEND_BACK, TO_VENDOR, CUSTOMER", // the faulty unit
    "CROSS_SEND_BACK, TO_CUSTOMER, VENDOR", // the replacement
    "MANUFACTURER, TO_VENDOR, CUSTOMER", // the faulty unit, the loaner
    "MANUFACTURER, TO_CUSTOMER, VENDOR", // the loaner, the repaired unit
    "WARRANTY, TO_VENDOR, CUSTOMER", // the faulty unit
    "WARRANTY, TO_CUSTOMER, VENDOR", // the repaired unit
    "DOA, TO_VENDOR, VENDOR", // the faulty unit
    "DOA, TO_CUSTOMER, VENDOR", // the new unit
  })
  @Clause({
    "CSB-19", "SHP-2", "SHP-3", "SHP-4", "SHP-5", "SHP-6", "SHP-7", "SHP-8", "SHP-9", "SHP-10",
    "SHP-11"
  })
  void theSenderPays_butForTheFaultyUnitOfAnInitialFailure(
      Procedure procedure, Direction direction, Payer payer) {
    assertThat(Story.PROCEDURES.of(procedure).payer(direction)).isEqualTo(payer);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "CROSS_SEND_BACK, CUSTOMER",
        "MANUFACTURER, CUSTOMER",
        "WARRANTY, CUSTOMER",
        "DOA, VENDOR",
        "ONSITE, -",
        "TECHNICAL_INQUIRY, -",
      })
  @Clause({"SHP-2", "SHP-4", "SHP-8", "SHP-10"})
  void whoPaysForTheReturn_isToldWithTheRmaNumber_whereTheCustomerSendsTheUnit(
      Procedure procedure, @Nullable Payer payer) {
    assertThat(Story.PROCEDURES.of(procedure).returnPayer()).isEqualTo(Optional.ofNullable(payer));
  }
}
