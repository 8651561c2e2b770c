package io.rmaflow.rma.cover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Context;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.contract.ContractEvent.ContractExpired;
import io.rmaflow.events.contract.ContractEvent.ContractMovedToReplacement;
import io.rmaflow.events.contract.ContractEvent.ContractRenewed;
import io.rmaflow.events.contract.ContractEvent.ContractSigned;
import io.rmaflow.events.contract.ContractEvent.Party;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.events.contract.UnitEvent.Source;
import io.rmaflow.events.contract.UnitEvent.UnitMoved;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import io.rmaflow.events.contract.UnitEvent.WarrantyMovedToReplacement;
import io.rmaflow.kit.eventing.ConsistencyToken;
import io.rmaflow.kit.eventing.StreamPosition;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The service is away from 23:30 on the eve until 10:30, while contract-service goes on. What it
 * missed comes from Kafka by itself; nobody repairs anything.
 */
class AwayForAnHourTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ProductCode PRODUCT = new ProductCode("netregio2a-dhcp");
  private static final Period WARRANTY =
      new Period(LocalDate.parse("2025-11-10"), LocalDate.parse("2026-11-09"));

  private final RunningService rma = RunningService.shared();

  @Test
  @Clause({"CON-20", "CON-12", "CON-17", "CID-3", "EXC-CSB-12"})
  void whatHappenedMeanwhile_isKnownAfterTheStart() {
    rma.startAt("2026-04-30T23:30:00");
    Customer replaced = Customer.registered(rma, "C-AW-1", "AW-0001");
    Customer moved = Customer.registered(rma, "C-AW-2", "AW-0002");
    Customer linked = Customer.registered(rma, "C-AW-3", "AW-0003");
    Customer ending = withContractUntilTheEve("C-AW-4", "AW-0004");
    Customer renewed = withContractUntilTheEve("C-AW-5", "AW-0005");
    String site = rma.fingerprints().site("150-0001", "東京都渋谷区神宮前1-1-1");
    String otherSite = rma.fingerprints().site("530-0001", "大阪市北区1-1");
    String owner = rma.fingerprints().owner("Company of C-AW-2");
    String newOwner = rma.fingerprints().owner("Company of C-AW-6");

    rma.awayWhile(
        () -> {
          // a contract may stand on its partition before the unit that it is for
          rma.published("CT-AW-0006", signed("C-AW-6", "AW-0006", "2026-05-01", "2027-04-30"));
          rma.published(
              "customer/C-AW-6", new CustomerIdIssued(new CustomerId("C-AW-6"), List.of()));
          rma.published("unit/AW-0006", registered("C-AW-6", "AW-0006", site, newOwner));
          rma.published(
              "CT-AW-0001",
              new ContractMovedToReplacement(
                  new ContractId("CT-AW-0001"),
                  new SerialNumber("AW-0001"),
                  new SerialNumber("AW-1001"),
                  new CaseId("case-aw-1"),
                  Instant.parse("2026-04-30T15:00:00Z")));
          rma.published(
              "unit/AW-0001",
              new WarrantyMovedToReplacement(
                  new SerialNumber("AW-0001"),
                  new SerialNumber("AW-1001"),
                  new CaseId("case-aw-1"),
                  Instant.parse("2026-04-30T15:00:00Z"),
                  WARRANTY));
          rma.published(
              "unit/AW-0002",
              new UnitMoved(
                  new SerialNumber("AW-0002"), new SiteId("site-osaka"), otherSite, owner));
          rma.published(
              "customer/C-AW-3b", new CustomerIdIssued(new CustomerId("C-AW-3b"), List.of()));
          rma.published(
              "customer/C-AW-3b",
              new CustomerIdsLinked(new CustomerId("C-AW-3b"), new CustomerId("C-AW-3")));
          rma.published("CT-AW-0005", renewal("AW-0005"));
          rma.published(
              "CT-AW-0004",
              new ContractExpired(
                  new ContractId("CT-AW-0004"),
                  new SerialNumber("AW-0004"),
                  LocalDate.parse("2026-04-30")));
        });
    rma.startAt("2026-05-01T10:30:00");

    Customer signedMeanwhile = new Customer(rma, "C-AW-6", "AW-0006");
    assertThat(
            outcome(
                signedMeanwhile.request(), token("customer/C-AW-6", "unit/AW-0006", "CT-AW-0006")))
        .as("with the tokens of the registration and the contract, at once")
        .isEqualTo("ACCEPTED");
    await().atMost(PATIENCE).until(rma::caughtUp);
    Customer replacement = new Customer(rma, "C-AW-1", "AW-1001");
    assertThat(outcome(replaced.request())).isEqualTo("CONTRACT_NOT_ACTIVE");
    assertThat(outcome(replacement.request())).isEqualTo("ACCEPTED");
    assertThat(outcome(moved.request())).isEqualTo("SITE_OR_OWNER_MISMATCH");
    assertThat(
            outcome(
                moved
                    .request()
                    .replace("150-0001", "530-0001")
                    .replace("東京都渋谷区神宮前1-1-1", "大阪市北区1-1")))
        .isEqualTo("ACCEPTED");
    assertThat(outcome(linked.request().replace("\"C-AW-3\"", "\"C-AW-3b\"")))
        .isEqualTo("ACCEPTED");
    assertThat(outcome(ending.request())).isEqualTo("CONTRACT_EXPIRED");
    assertThat(outcome(renewed.request())).isEqualTo("ACCEPTED");
  }

  private String outcome(String request, String... headers) {
    return rma.post("/api/cases", request, headers).outcome();
  }

  /** The token of the first event of each of these streams. */
  private static String[] token(String... streams) {
    return new String[] {
      "Consistency-Token",
      ConsistencyToken.encode(
          Stream.of(streams)
              .map(stream -> new StreamPosition(Context.CONTRACT, stream, 0))
              .toList())
    };
  }

  private Customer withContractUntilTheEve(String customer, String serial) {
    rma.told("customer/" + customer, new CustomerIdIssued(new CustomerId(customer), List.of()));
    rma.told(
        "unit/" + serial,
        registered(
            customer,
            serial,
            rma.fingerprints().site("150-0001", "東京都渋谷区神宮前1-1-1"),
            rma.fingerprints().owner("Company of " + customer)));
    rma.told("CT-" + serial, signed(customer, serial, "2025-05-01", "2026-04-30"));
    return new Customer(rma, customer, serial);
  }

  private static UnitRegistered registered(
      String customer, String serial, String siteFingerprint, String ownerFingerprint) {
    return new UnitRegistered(
        new SerialNumber(serial),
        PRODUCT,
        new CustomerId(customer),
        Source.ONLINE,
        LocalDate.parse("2025-11-10"),
        LocalDate.parse("2025-11-10"),
        ShippedBy.VENDOR,
        LocalDate.parse("2025-11-12"),
        false,
        SalesChannel.DIRECT,
        new SiteId("site-" + customer),
        List.of(),
        siteFingerprint,
        ownerFingerprint,
        WARRANTY,
        null,
        null);
  }

  private static ContractSigned signed(String customer, String serial, String from, String to) {
    return new ContractSigned(
        new ContractId("CT-" + serial),
        new CustomerId(customer),
        new SerialNumber(serial),
        PRODUCT,
        Plan.CROSS_SEND_BACK,
        1,
        LocalDate.parse(from),
        LocalDate.parse(to),
        Party.CUSTOMER,
        null,
        "1",
        1,
        false);
  }

  private static ContractRenewed renewal(String serial) {
    return new ContractRenewed(
        new ContractId("CT-" + serial),
        new CustomerId("C-AW-5"),
        new SerialNumber(serial),
        Plan.CROSS_SEND_BACK,
        1,
        LocalDate.parse("2026-05-01"),
        LocalDate.parse("2027-04-30"),
        Party.CUSTOMER,
        "1",
        1,
        false);
  }
}
