package io.rmaflow.rma;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.testkit.InboxFuzz;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever stands on the topic of contract-service, what is good of it takes effect. */
class InboxFuzzTest {

  private static final String INBOX = "io.rmaflow.kit.eventing.Inbox";

  private final RunningService service = RunningService.shared();
  private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
  private final String run =
      UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);

  @BeforeEach
  void thousandsOfErrorsAreExpected() {
    logging.setLogLevel(INBOX, LogLevel.OFF);
  }

  @AfterEach
  void errorsAreErrorsAgain() {
    logging.setLogLevel(INBOX, null);
  }

  private static ProducerRecord<String, byte[]> customer(String id) {
    return InboxFuzz.event(
        "rmaflow.contract.CustomerIdIssued.v1",
        "customer/" + id,
        0,
        "{\"customerId\":\"" + id + "\",\"contactIds\":[]}");
  }

  private static ProducerRecord<String, byte[]> unit(String serial, String customer) {
    return InboxFuzz.event(
        "rmaflow.contract.UnitRegistered.v1",
        "unit/" + serial,
        0,
        """
        {"serialNumber":"%s","productCode":"netregio2a-dhcp","customerId":"%s","source":"ONLINE",
         "purchaseDate":"2025-11-10","shippedOn":"2025-11-10","shippedBy":"VENDOR",
         "registeredOn":"2025-11-12","secondHand":false,"salesChannel":"DIRECT","siteId":"site-%s",
         "contactIds":[],"siteFingerprint":"s","ownerFingerprint":"o",
         "warranty":{"from":"2025-11-10","to":"2026-11-09"}}
        """
            .formatted(serial, customer, serial));
  }

  private static ProducerRecord<String, byte[]> contract(String serial, String customer) {
    return InboxFuzz.event(
        "rmaflow.contract.ContractSigned.v1",
        "CT-" + serial,
        0,
        """
        {"contractId":"CT-%s","customerId":"%s","serialNumber":"%s",
         "productCode":"netregio2a-dhcp","plan":"CROSS_SEND_BACK","termYears":1,
         "startDate":"2025-11-20","expiryDate":"2026-11-19","appliedBy":"CUSTOMER",
         "policyVersion":"2026-04","settingsVersion":1,"takenOver":false}
        """
            .formatted(serial, customer, serial));
  }

  @Test
  void everyGoodEventAmongBadRecordsTakesEffect_everyBadOneIsSetAside_andNothingBlocks() {
    List<ProducerRecord<String, byte[]>> good = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      good.add(customer("C-" + run + i));
      good.add(unit("FZ" + run + i, "C-" + run + i));
    }
    String other = "X" + run;
    try (InboxFuzz fuzz =
        InboxFuzz.send(
            service.bean(DataSource.class),
            "contract.events",
            good,
            List.of(customer(other), unit(other, other), contract(other, other)))) {
      fuzz.awaitTakenIn(Duration.ofMinutes(5));

      JdbcClient database = service.bean(JdbcClient.class);
      assertThat(count(database, "cover_customer where customer_id like ?", "C-" + run + "%"))
          .isEqualTo(250);
      assertThat(count(database, "cover_unit where serial_number like ?", "FZ" + run + "%"))
          .isEqualTo(250);
      assertThat(fuzz.goodOnesParked()).isZero();
      assertThat(fuzz.parked()).containsKeys("FAILED", "UNREADABLE", "WAITING");
      assertThat(service.get("/actuator/health/parked").status()).isEqualTo(200);
      for (int page = 0; page * 200 < fuzz.parked().getOrDefault("UNREADABLE", 0); page++) {
        assertThat(service.get("/api/parked?status=UNREADABLE&size=200&page=" + page).status())
            .isEqualTo(200);
      }
      List<Long> ids = fuzz.parkedIds();
      for (int i = 0; i < ids.size(); i += 100) {
        assertThat(service.get("/api/parked/" + ids.get(i)).status()).isEqualTo(200);
        assertThat(
                service
                    .post("/api/parked/" + ids.get(i) + "/skip", "{\"reason\": \"noise\"}")
                    .status())
            .isEqualTo(200);
      }
    }
  }

  private static long count(JdbcClient database, String of, String like) {
    return database.sql("select count(*) from " + of).param(like).query(Long.class).single();
  }
}
