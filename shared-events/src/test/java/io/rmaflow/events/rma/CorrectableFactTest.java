package io.rmaflow.events.rma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Derived;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.BuyOutAgreed;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.EngineerArrived;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.OtherUnitSent;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.RepairEstimated;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.ServiceRestored;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.values.Parsed;
import io.rmaflow.events.wire.EventTypes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectableFactTest {

  private static final CaseId CASE = new CaseId("case-1");
  private static final RmaNumber RMA = new RmaNumber("RMA-2026-000001");
  private static final CustomerId CUSTOMER = new CustomerId("C-1001");

  private static final ReplacementShipped SHIPPED = shipped("NR2A-0002", "4.10.1", "1234", 7);

  private static ReplacementShipped shipped(
      String serialNumber, @Nullable String version, String trackingNumber, int hour) {
    return new ReplacementShipped(
        CASE,
        RMA,
        CUSTOMER,
        new SerialNumber("NR2A-0001"),
        new SerialNumber(serialNumber),
        new ProductCode("netregio2a"),
        version,
        true,
        Condition.NEW,
        new Shipment(
            Leg.REPLACEMENT, Direction.TO_CUSTOMER, Payer.VENDOR, "Yamato", trackingNumber),
        Instant.parse("2026-05-01T0%d:00:00Z".formatted(hour)));
  }

  private static ServiceRestored restored(boolean put, @Nullable Boolean supplied) {
    return new ServiceRestored(
        CASE, RMA, put, true, Instant.parse("2026-05-01T07:00:00Z"), supplied);
  }

  private static FactCorrected correction(String ofEvent, String field, String value) {
    return new FactCorrected(CASE, ofEvent, field, value, null);
  }

  private static CorrectableField<?, ?> field(String ofEvent, String field) {
    return CorrectableFields.ofEvent(ofEvent).orElseThrow().field(field).orElseThrow();
  }

  @Nested
  @Clause("RMA-9")
  class ACorrectedFact {

    @Test
    void saysTheNewValueAndEverythingElseAsBefore() {
      assertThat(SHIPPED.corrected(correction("ReplacementShipped", "serialNumber", "NR2A-0003")))
          .isEqualTo(shipped("NR2A-0003", "4.10.1", "1234", 7));
      assertThat(SHIPPED.corrected(correction("ReplacementShipped", "softwareVersion", "4.8.1")))
          .isEqualTo(shipped("NR2A-0002", "4.8.1", "1234", 7));
      assertThat(
              SHIPPED.corrected(
                  correction("ReplacementShipped", "dispatchedAt", "2026-05-01T05:00:00Z")))
          .isEqualTo(shipped("NR2A-0002", "4.10.1", "1234", 5));
      assertThat(
              new BuyOutAgreed(CASE, 120_000, Instant.parse("2026-05-01T01:00:00Z"), null)
                  .corrected(correction("BuyOutAgreed", "priceYen", "98000")))
          .isEqualTo(new BuyOutAgreed(CASE, 98_000, Instant.parse("2026-05-01T01:00:00Z"), null));
      assertThat(
              new RepairEstimated(CASE, RMA, CUSTOMER, 14, Instant.parse("2026-05-01T01:00:00Z"))
                  .corrected(correction("RepairEstimated", "estimateDays", "21")))
          .isEqualTo(
              new RepairEstimated(CASE, RMA, CUSTOMER, 21, Instant.parse("2026-05-01T01:00:00Z")));
    }

    @Test
    void saysWhatItDidNotSayBefore() {
      assertThat(
              restored(true, null)
                  .corrected(correction("ServiceRestored", "backupSupplied", "true")))
          .isEqualTo(restored(true, true));
      assertThat(
              restored(true, true)
                  .corrected(correction("ServiceRestored", "backupRestored", "false")))
          .isEqualTo(restored(false, true));
    }

    @Test
    void isCorrectedInsideItsShipmentToo() {
      assertThat(SHIPPED.corrected(correction("ReplacementShipped", "trackingNumber", "9999")))
          .isEqualTo(shipped("NR2A-0002", "4.10.1", "9999", 7));
      assertThat(SHIPPED.says("carrier")).contains("Yamato");
    }

    @Test
    void readsWhatWasRecordedBeforeSpellingsWereOne() {
      assertThat(SHIPPED.corrected(correction("ReplacementShipped", "serialNumber", "nr2a-0003")))
          .isEqualTo(shipped("NR2A-0003", "4.10.1", "1234", 7));
    }

    @Test
    void hasNoOtherField() {
      assertThatThrownBy(
              () -> SHIPPED.corrected(correction("ReplacementShipped", "rmaNumber", "RMA-2")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rmaNumber of ReplacementShipped is not correctable");
    }

    @Test
    void isThatOfTheVisitWhereACaseHasOneOfEach() {
      EngineerArrived second =
          new EngineerArrived(CASE, RMA, 2, null, Instant.parse("2026-05-01T03:00:00Z"));

      assertThat(second.isMeantBy(of("EngineerArrived", 2))).isTrue();
      assertThat(second.isMeantBy(of("EngineerArrived", 1))).isFalse();
      assertThat(second.isMeantBy(of("EngineerArrived", null))).isTrue();
      assertThat(second.isMeantBy(of("PartExchanged", 2))).isFalse();
      assertThat(SHIPPED.isMeantBy(of("ReplacementShipped", null))).isTrue();
      assertThat(SHIPPED.isMeantBy(of("ReplacementShipped", 1))).isFalse();
    }

    private static FactCorrected of(String event, @Nullable Integer visit) {
      return new FactCorrected(CASE, event, "occurredAt", "2026-05-01T04:00:00Z", null, visit);
    }
  }

  @Nested
  class WhatAFactSays {

    @Test
    void isReadInTheNotationOfTheEvents() {
      assertThat(SHIPPED.says("dispatchedAt")).contains("2026-05-01T07:00:00Z");
      assertThat(SHIPPED.says("condition")).contains("NEW");
      assertThat(SHIPPED.says("factoryDefault")).contains("true");
      assertThat(SHIPPED.says("productCode")).contains("netregio2a");
      assertThat(SHIPPED.happenedAt()).isEqualTo("2026-05-01T07:00:00Z");
    }

    @Test
    void isNothingWhereItIsAbsentOrNotCorrectable() {
      assertThat(shipped("NR2A-0002", null, "1234", 7).says("softwareVersion")).isEmpty();
      assertThat(SHIPPED.says("rmaNumber")).isEmpty();
      assertThat(
              new LoanerReturned(
                      CASE, RMA, CUSTOMER, null, null, Instant.parse("2026-05-01T07:00:00Z"))
                  .says("serialNumber"))
          .isEmpty();
    }
  }

  @Nested
  class ARecordedCorrection {

    @Test
    void tellsItsValueToWhoeverKeepsThatFieldOfThatFact() {
      FactCorrected moved =
          correction("ReplacementDelivered", "deliveredAt", "2026-05-08T01:00:00Z");

      assertThat(moved.value(ReplacementDelivered.class, Instant.class))
          .contains(Instant.parse("2026-05-08T01:00:00Z"));
      assertThat(moved.value(ReplacementShipped.class, Instant.class)).isEmpty();
      assertThat(moved.value(ReplacementDelivered.class, SerialNumber.class)).isEmpty();
      assertThat(
              correction("ReplacementShipped", "serialNumber", "nr2a-0003")
                  .value(ReplacementShipped.class, SerialNumber.class))
          .contains(new SerialNumber("NR2A-0003"));
    }
  }

  @Nested
  class WhatSomebodyTypes {

    @ParameterizedTest
    @CsvSource({
      "ReplacementDelivered, deliveredAt, 2026-05-08T10:00:00.1234567+09:00, 2026-05-08T01:00:00.123456Z",
      "ReplacementDelivered, occurredAt, 2026-05-08T10:00:00+09:00, 2026-05-08T01:00:00Z",
      "ReplacementShipped, serialNumber, ' nr2a-0003', NR2A-0003",
      "ReplacementShipped, productCode, NETREGIO2A-DHCP, netregio2a-dhcp",
      "ReplacementShipped, carrier, ' Sagawa ', Sagawa",
      "ReplacementShipped, condition, USED, USED",
      "ReplacementShipped, factoryDefault, false, false",
      "BuyOutAgreed, priceYen, 0098000, 98000",
      "RepairEstimated, estimateDays, 1000, 1000",
    })
    void isReadAsTheFieldsOwnType(String event, String name, String typed, String recorded) {
      assertThat(field(event, name).parse(typed).optional().map(Object::toString))
          .contains(recorded);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "deliveredAt|2026-05-08T10:00:00|MALFORMED"
              + "|日時は 2026-05-01T10:30:00+09:00 のように時差を付けて指定してください。"
              + "|An instant looks like 2026-05-01T10:30:00+09:00, with its offset.",
          "serialNumber|' '|REQUIRED|必須項目です。|This field is required.",
          "condition|BROKEN|UNKNOWN_VALUE"
              + "|次のいずれかを指定してください: NEW, REFURBISHED, USED, DAMAGED"
              + "|It must be one of NEW, REFURBISHED, USED, DAMAGED.",
          "factoryDefault|yes|MALFORMED|true か false を指定してください。|It must be true or false.",
          "estimateDays|1001|OUT_OF_RANGE|0 から 1000 までの整数を指定してください。"
              + "|It must be a whole number from 0 to 1000.",
          "estimateDays|two|MALFORMED|0 から 1000 までの整数を指定してください。"
              + "|It must be a whole number from 0 to 1000.",
        })
    void inAnotherNotationIsToldTheRule(
        String name, String typed, String code, String ja, String en) {
      String event =
          switch (name) {
            case "deliveredAt" -> "ReplacementDelivered";
            case "estimateDays" -> "RepairEstimated";
            default -> "ReplacementShipped";
          };

      assertThat(field(event, name).parse(typed))
          .isEqualTo(new Parsed.Wrong<>(code, new Message(ja, en)));
    }

    @Test
    void isNoFieldThatCannotBeCorrected() {
      assertThat(CorrectableFields.ofEvent("ReplacementArrived")).isEmpty();
      assertThat(CorrectableFields.ofEvent("DeadlineMet")).isEmpty();
      assertThat(CorrectableFields.ofEvent("ReplacementDelivered").orElseThrow().field("rmaNumber"))
          .isEmpty();
    }
  }

  @Nested
  @Clause("RMA-9")
  class ThePublishedLanguage {

    @Test
    void saysWhatCanBeCorrected() {
      Map<String, List<String>> all = new LinkedHashMap<>();
      CorrectableFields.events()
          .forEach(event -> all.put(event, CorrectableFields.ofEvent(event).orElseThrow().names()));

      assertThat(all)
          .containsExactly(
              Map.entry("BuyOutAgreed", List.of("agreedAt", "priceYen")),
              Map.entry("DoaCertified", List.of("certifiedAt")),
              Map.entry("EngineerArrived", List.of("arrivedAt")),
              Map.entry(
                  "FaultyUnitDispatched",
                  List.of("carrier", "customerShippedAt", "trackingNumber")),
              Map.entry("FaultyUnitReturned", List.of("condition", "receivedAt", "serialNumber")),
              Map.entry("FirstContactMade", List.of("contactedAt")),
              Map.entry("HardwareFaultJudged", List.of("judgedAt")),
              Map.entry("LoanerDelivered", List.of("deliveredAt")),
              Map.entry(
                  "LoanerDispatched", List.of("carrier", "customerShippedAt", "trackingNumber")),
              Map.entry("LoanerOperationConfirmed", List.of("confirmedAt")),
              Map.entry("LoanerReturned", List.of("condition", "receivedAt", "serialNumber")),
              Map.entry(
                  "LoanerShipped",
                  List.of(
                      "carrier",
                      "dispatchedAt",
                      "factoryDefault",
                      "serialNumber",
                      "softwareVersion",
                      "trackingNumber")),
              Map.entry("NormalOperationConfirmed", List.of("confirmedAt")),
              Map.entry("PartExchanged", List.of("exchangedAt")),
              Map.entry("RepairCompleted", List.of("completedAt")),
              Map.entry("RepairEstimated", List.of("estimateDays", "estimatedAt")),
              Map.entry("RepairedUnitDelivered", List.of("deliveredAt")),
              Map.entry(
                  "RepairedUnitShipped",
                  List.of(
                      "carrier",
                      "dispatchedAt",
                      "factoryDefault",
                      "softwareVersion",
                      "trackingNumber")),
              Map.entry("ReplacementDelivered", List.of("deliveredAt")),
              Map.entry(
                  "ReplacementShipped",
                  List.of(
                      "carrier",
                      "condition",
                      "dispatchedAt",
                      "factoryDefault",
                      "productCode",
                      "serialNumber",
                      "softwareVersion",
                      "trackingNumber")),
              Map.entry(
                  "ServiceRestored", List.of("backupRestored", "backupSupplied", "restoredAt")),
              Map.entry(
                  "UnitExchanged",
                  List.of("exchangedAt", "productCode", "serialNumber", "softwareVersion")),
              Map.entry("UnitInspected", List.of("inspectedAt")));
    }

    @Test
    void saysWhatIsDerived_andNothingOfItCanBeCorrected() {
      assertThat(
              Stream.of(CaseEvent.class, StandingEvent.class)
                  .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                  .filter(Derived.class::isAssignableFrom)
                  .map(event -> EventTypes.typeOf(event).name()))
          .containsExactlyInAnyOrder(
              "CaseClosed",
              "CustomerServiceResumed",
              "CustomerServiceSuspended",
              "DeadlineCancelled",
              "DeadlineMet",
              "DeadlineMoved",
              "DeadlineSet",
              "DispatchOverdue",
              "FirstContactOverdue",
              "LoanerReturnRequested",
              "ReturnDutyOpened",
              "ReturnOverdue",
              "ReturnOverdueWithdrawn")
          .doesNotContainAnyElementsOf(CorrectableFields.events());
    }

    @Test
    void tellsWhichFactsNameAUnitThatTheVendorSent() {
      assertThat(Stream.of(CaseEvent.class.getPermittedSubclasses()))
          .filteredOn(OtherUnitSent.class::isAssignableFrom)
          .extracting(Class::getSimpleName)
          .containsExactlyInAnyOrder("ReplacementShipped", "LoanerShipped", "UnitExchanged");
    }
  }
}
