package io.rmaflow.rma.cover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
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
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.events.contract.UnitEvent.Source;
import io.rmaflow.events.contract.UnitEvent.UnitMoved;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import io.rmaflow.events.contract.UnitEvent.WarrantyMovedToReplacement;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.testkit.Records;
import io.rmaflow.testkit.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * The same customers twice: once as contract-service told of them, once with every record two
 * times, in disorder, and with a restart of the service in between. The same requests are decided
 * alike.
 */
class DuplicatesAndDisorderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CUSTOMERS = 15;
  private static final Instant AT = Instant.parse("2026-04-01T00:00:00Z");
  private static final ProductCode PRODUCT = new ProductCode("netregio2a-dhcp");
  private static final Period WARRANTY =
      new Period(LocalDate.parse("2025-11-10"), LocalDate.parse("2026-11-09"));

  /** What has happened to the unit of a customer; one after the other has it. */
  private static final List<String> DECIDED =
      List.of(
          "ACCEPTED",
          "CONTRACT_NOT_ACTIVE",
          "CONTRACT_EXPIRED",
          "ACCEPTED",
          "SITE_OR_OWNER_MISMATCH");

  private final RunningService rma = RunningService.shared();
  private final Map<String, Long> places = new HashMap<>();

  @Test
  @Clause({"CON-20", "CON-12", "CON-17", "EXC-CSB-12"})
  void changeNoDecision() {
    rma.startAt("2026-05-01T10:30:00");
    Customer.registered(rma, "C-DD-0", "DD-0000"); // and with it the product
    List<ProducerRecord<String, byte[]>> calm = new ArrayList<>();
    List<ProducerRecord<String, byte[]>> each = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      calm.addAll(told("CALM", i));
      each.addAll(told("WILD", i));
    }
    List<ProducerRecord<String, byte[]>> wild = Records.twiceAndInDisorder(each, 5);

    send(calm);
    send(wild.subList(0, wild.size() / 2));
    await().atMost(PATIENCE).until(rma::caughtUp);
    rma.awayWhile(() -> send(wild.subList(wild.size() / 2, wild.size())));
    await().atMost(PATIENCE).until(rma::caughtUp);

    List<String> expected =
        IntStream.range(0, CUSTOMERS).mapToObj(i -> DECIDED.get(i % DECIDED.size())).toList();
    assertThat(outcomes("CALM")).isEqualTo(expected);
    assertThat(outcomes("WILD")).isEqualTo(expected);
  }

  private List<String> outcomes(String kind) {
    return IntStream.range(0, CUSTOMERS)
        .mapToObj(i -> new Customer(rma, customer(kind, i), serial(kind, i)).request())
        .map(request -> rma.post("/api/cases", request).outcome())
        .toList();
  }

  private static String customer(String kind, int number) {
    return "C-DD-" + kind + "-" + number;
  }

  private static String serial(String kind, int number) {
    return "DD-" + kind + "-" + number;
  }

  private static void send(List<ProducerRecord<String, byte[]>> records) {
    Records.send(TestServers.kafka().bootstrapServers(), records);
  }

  private List<ProducerRecord<String, byte[]>> told(String kind, int number) {
    CustomerId customer = new CustomerId(customer(kind, number));
    SerialNumber serial = new SerialNumber(serial(kind, number));
    ContractId contract = new ContractId("CT-" + serial);
    String unit = "unit/" + serial;
    boolean ending = number % DECIDED.size() == 2 || number % DECIDED.size() == 3;
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    records.add(record("customer/" + customer, new CustomerIdIssued(customer, List.of())));
    records.add(record(unit, registered(customer, serial)));
    records.add(
        record(
            contract.value(),
            new ContractSigned(
                contract,
                customer,
                serial,
                PRODUCT,
                Plan.CROSS_SEND_BACK,
                1,
                LocalDate.parse(ending ? "2025-05-01" : "2025-11-20"),
                LocalDate.parse(ending ? "2026-04-30" : "2026-11-19"),
                Party.CUSTOMER,
                null,
                "1",
                1,
                false)));
    switch (number % DECIDED.size()) {
      case 1 -> {
        SerialNumber replacement = new SerialNumber(serial + "-R");
        CaseId caseId = new CaseId("case-" + serial);
        Instant at = Instant.parse("2026-04-20T15:00:00Z");
        records.add(
            record(
                contract.value(),
                new ContractMovedToReplacement(contract, serial, replacement, caseId, at)));
        records.add(
            record(
                unit, new WarrantyMovedToReplacement(serial, replacement, caseId, at, WARRANTY)));
      }
      case 2 ->
          records.add(
              record(
                  contract.value(),
                  new ContractExpired(contract, serial, LocalDate.parse("2026-04-30"))));
      case 3 ->
          records.add(
              record(
                  contract.value(),
                  new ContractRenewed(
                      contract,
                      customer,
                      serial,
                      Plan.CROSS_SEND_BACK,
                      1,
                      LocalDate.parse("2026-05-01"),
                      LocalDate.parse("2027-04-30"),
                      Party.CUSTOMER,
                      "1",
                      1,
                      false)));
      case 4 ->
          records.add(
              record(
                  unit,
                  new UnitMoved(
                      serial,
                      new SiteId("site-osaka"),
                      rma.fingerprints().site("530-0001", "大阪市北区1-1"),
                      owner(customer))));
      default -> {
        // nothing has happened to it
      }
    }
    return records;
  }

  private UnitRegistered registered(CustomerId customer, SerialNumber serial) {
    return new UnitRegistered(
        serial,
        PRODUCT,
        customer,
        Source.ONLINE,
        LocalDate.parse("2025-11-10"),
        LocalDate.parse("2025-11-10"),
        ShippedBy.VENDOR,
        LocalDate.parse("2025-11-12"),
        false,
        SalesChannel.DIRECT,
        new SiteId("site-" + customer),
        List.of(),
        rma.fingerprints().site("150-0001", "東京都渋谷区神宮前1-1-1"),
        owner(customer),
        WARRANTY,
        null,
        null);
  }

  private String owner(CustomerId customer) {
    return rma.fingerprints().owner("Company of " + customer);
  }

  private ProducerRecord<String, byte[]> record(String stream, DomainEvent event) {
    return Records.of(stream, places.merge(stream, 1L, Long::sum) - 1, AT, event);
  }
}
