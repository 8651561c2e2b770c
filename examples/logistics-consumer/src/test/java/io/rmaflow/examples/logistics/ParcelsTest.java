package io.rmaflow.examples.logistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.examples.logistics.Parcels.Parcel;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is expected after which events, in whatever order the facts became known. */
class ParcelsTest {

  private static final Instant AT = Instant.parse("2026-05-01T01:30:00Z");
  private static final RmaNumber RMA = new RmaNumber("RMA-2026-000001");
  private static final CustomerId CUSTOMER = new CustomerId("C-1001");
  private static final SerialNumber FAULTY = new SerialNumber("NR2A-0001");
  private static final SerialNumber REPLACEMENT = new SerialNumber("NR2A-0900");
  private static final SerialNumber LOANER = new SerialNumber("NWL-0042");
  private static final ProductCode PRODUCT = new ProductCode("netregio2a-dhcp");
  private static final LocalDate DISPATCH_DUE = LocalDate.of(2026, 5, 1);
  private static final LocalDate RETURN_DUE = LocalDate.of(2026, 5, 13);

  private static final DriverManagerDataSource DATABASE = new DriverManagerDataSource();

  @BeforeAll
  static void createTables() {
    TestPostgres.Database made = TestServers.postgres().createDatabase("parcels");
    DATABASE.setUrl(made.jdbcUrl());
    DATABASE.setUsername(made.user());
    DATABASE.setPassword(made.password());
    Flyway.configure().dataSource(DATABASE).load().migrate();
  }

  private final Parcels parcels = new Parcels(JdbcClient.create(DATABASE));
  private final CaseId caseId = new CaseId("case-" + UUID.randomUUID());

  private List<Parcel> after(CaseEvent... events) {
    for (CaseEvent event : events) {
      parcels.apply(event);
    }
    return parcels.expected().stream()
        .filter(parcel -> parcel.caseId().equals(caseId.value()))
        .toList();
  }

  private Parcel toCustomer(
      Leg leg, @org.jspecify.annotations.Nullable SerialNumber unit, LocalDate due, boolean gone) {
    return new Parcel(
        caseId.value(), leg, Direction.TO_CUSTOMER, unit == null ? null : unit.value(), due, gone);
  }

  private Parcel toVendor(
      Leg leg, SerialNumber unit, @org.jspecify.annotations.Nullable LocalDate due, boolean gone) {
    return new Parcel(caseId.value(), leg, Direction.TO_VENDOR, unit.value(), due, gone);
  }

  private CaseEvent ordered(Leg leg) {
    return new CaseEvent.ShipmentOrdered(
        caseId,
        RMA,
        leg,
        PRODUCT,
        null,
        true,
        Payer.VENDOR,
        new SiteId("s-1"),
        new ContactId("k-1"),
        DISPATCH_DUE);
  }

  private CaseEvent shipped() {
    return new CaseEvent.ReplacementShipped(
        caseId,
        RMA,
        CUSTOMER,
        FAULTY,
        REPLACEMENT,
        PRODUCT,
        null,
        true,
        null,
        new Shipment(Leg.REPLACEMENT, Direction.TO_CUSTOMER, Payer.VENDOR, "Yamato", "1234"),
        AT);
  }

  private CaseEvent delivered() {
    return new CaseEvent.ReplacementDelivered(caseId, RMA, CUSTOMER, FAULTY, null, AT);
  }

  private CaseEvent owed() {
    return new CaseEvent.ReturnDutyOpened(caseId, RMA, CUSTOMER, FAULTY, RETURN_DUE);
  }

  private CaseEvent handedOver() {
    return new CaseEvent.FaultyUnitDispatched(
        caseId,
        RMA,
        CUSTOMER,
        FAULTY,
        new Shipment(Leg.FAULTY_UNIT, Direction.TO_VENDOR, Payer.CUSTOMER, null, null),
        AT);
  }

  private CaseEvent returned() {
    return new CaseEvent.FaultyUnitReturned(caseId, RMA, CUSTOMER, FAULTY, null, AT);
  }

  private CaseEvent moved(Deadline.Name name, LocalDate before, LocalDate after) {
    return new CaseEvent.DeadlineMoved(
        caseId, deadline(name, before), deadline(name, after), "CALENDAR_CHANGED");
  }

  private static Deadline deadline(Deadline.Name name, LocalDate day) {
    return new Deadline(
        name,
        day,
        null,
        new Deadline.Derivation(
            AT, new Message("規則", "rule"), List.of("CSB-4"), 1, 1, List.of(), List.of()));
  }

  @Test
  void aHandOverThatIsToldAfterTheReceiptMakesNothingExpectedAgain() {
    assertThat(after(ordered(Leg.REPLACEMENT), delivered(), shipped())).isEmpty();
    assertThat(after(owed(), returned())).isEmpty();
    assertThat(after(handedOver(), owed())).isEmpty();
  }

  @Test
  void whatComesBackBeforeItsDutyIsToldIsNotExpected() {
    assertThat(after(returned(), delivered(), owed())).isEmpty();
  }

  @Test
  void aDateThatMovesMovesInTheList() {
    assertThat(
            after(
                ordered(Leg.REPLACEMENT),
                moved(Deadline.Name.DISPATCH, DISPATCH_DUE, LocalDate.of(2026, 5, 7))))
        .containsExactly(toCustomer(Leg.REPLACEMENT, null, LocalDate.of(2026, 5, 7), false));
    assertThat(
            after(
                delivered(),
                owed(),
                moved(Deadline.Name.RETURN, RETURN_DUE, LocalDate.of(2026, 5, 14))))
        .containsExactly(toVendor(Leg.FAULTY_UNIT, FAULTY, LocalDate.of(2026, 5, 14), false));
  }

  @Test
  void aCorrectionOfTheShipmentIsTakenOver() {
    after(ordered(Leg.REPLACEMENT), shipped());

    assertThat(
            after(
                new CaseEvent.FactCorrected(
                    caseId, "ReplacementShipped", "serialNumber", "NR2A-0901", null)))
        .containsExactly(
            toCustomer(Leg.REPLACEMENT, new SerialNumber("NR2A-0901"), DISPATCH_DUE, true));
  }

  @Test
  @Clause("CSB-17")
  void anOrderThatIsCancelledForAnEquivalentIsMadeAgain() {
    assertThat(
            after(
                ordered(Leg.REPLACEMENT),
                new CaseEvent.ShipmentOrderCancelled(
                    caseId, RMA, Leg.REPLACEMENT, "EQUIVALENT_OFFERED")))
        .isEmpty();
    assertThat(after(ordered(Leg.REPLACEMENT)))
        .containsExactly(toCustomer(Leg.REPLACEMENT, null, DISPATCH_DUE, false));
  }

  @Test
  void aLoanerGoesBothWays() {
    Shipment out = new Shipment(Leg.LOANER, Direction.TO_CUSTOMER, Payer.VENDOR, null, null);
    Shipment back = new Shipment(Leg.LOANER, Direction.TO_VENDOR, Payer.CUSTOMER, null, null);

    assertThat(
            after(
                ordered(Leg.LOANER),
                new CaseEvent.LoanerShipped(
                    caseId, RMA, CUSTOMER, FAULTY, LOANER, null, true, out, AT)))
        .containsExactly(toCustomer(Leg.LOANER, LOANER, DISPATCH_DUE, true));
    assertThat(after(new CaseEvent.LoanerDispatched(caseId, RMA, CUSTOMER, LOANER, back, AT)))
        .contains(toVendor(Leg.LOANER, LOANER, null, true));
    assertThat(
            after(
                new CaseEvent.LoanerDelivered(caseId, RMA, CUSTOMER, LOANER, AT),
                new CaseEvent.LoanerReturned(caseId, RMA, CUSTOMER, LOANER, null, AT),
                new CaseEvent.LoanerReturnRequested(caseId, RMA, CUSTOMER, LOANER, AT)))
        .isEmpty();
  }

  @Test
  void anotherUnitThanTheAwaitedOneIsNoArrival() {
    after(delivered(), owed());

    assertThat(after(another(Leg.FAULTY_UNIT, FAULTY)))
        .containsExactly(toVendor(Leg.FAULTY_UNIT, FAULTY, RETURN_DUE, false));
    assertThat(after(returned(), another(Leg.FAULTY_UNIT, null))).isEmpty();
  }

  @Test
  void aLoanerThatTurnsOutToBeAnotherUnitIsStillExpected() {
    Shipment out = new Shipment(Leg.LOANER, Direction.TO_CUSTOMER, Payer.VENDOR, null, null);
    assertThat(
            after(
                new CaseEvent.LoanerReturnRequested(caseId, RMA, CUSTOMER, null, AT),
                new CaseEvent.LoanerReturned(caseId, RMA, CUSTOMER, FAULTY, null, AT)))
        .isEmpty();

    assertThat(
            after(
                new CaseEvent.LoanerShipped(
                    caseId, RMA, CUSTOMER, FAULTY, LOANER, null, true, out, AT),
                another(Leg.LOANER, LOANER)))
        .contains(new Parcel(caseId.value(), Leg.LOANER, Direction.TO_VENDOR, null, null, false));
  }

  private CaseEvent another(Leg leg, @org.jspecify.annotations.Nullable SerialNumber expected) {
    return new CaseEvent.UnexpectedUnitReceived(
        caseId,
        RMA,
        CUSTOMER,
        "r-1",
        expected,
        new SerialNumber("NR2A-0777"),
        leg,
        null,
        AT,
        CaseEvent.KnownAs.NOTHING,
        null);
  }

  @Test
  @Clause("WAR-16")
  void underWarrantyTheFaultyUnitIsExpectedFromTheRmaNumberOn() {
    assertThat(after(accepted(Procedure.WARRANTY), numbered()))
        .containsExactly(toVendor(Leg.FAULTY_UNIT, FAULTY, null, false));
    assertThat(after(new CaseEvent.CaseCancelled(caseId, "CUSTOMER", null, AT))).isEmpty();
  }

  @Test
  @Clause("CSB-4")
  void whereAReplacementIsSentFirstItIsExpectedFromTheDutyOn() {
    assertThat(after(accepted(Procedure.CROSS_SEND_BACK), numbered())).isEmpty();
    assertThat(after(delivered(), owed()))
        .containsExactly(toVendor(Leg.FAULTY_UNIT, FAULTY, RETURN_DUE, false));
  }

  private CaseEvent numbered() {
    return new CaseEvent.RmaNumberIssued(caseId, RMA, CUSTOMER, FAULTY, Payer.CUSTOMER);
  }

  private CaseEvent accepted(Procedure procedure) {
    return new CaseEvent.RequestAccepted(
        caseId,
        procedure,
        CUSTOMER,
        FAULTY,
        PRODUCT,
        new CaseEvent.Entitlement(
            "WARRANTY", null, DISPATCH_DUE, LocalDate.of(2027, 4, 30), List.of("WAR-2")),
        AT,
        null,
        null,
        new SiteId("s-1"),
        null,
        List.of(),
        1,
        1,
        null,
        null);
  }
}
