package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.testkit.InboxFuzz;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever stands on the topic of rma-service, what is good of it takes effect. */
class InboxFuzzTest extends ServiceTest {

  private static final String INBOX = "io.rmaflow.kit.eventing.Inbox";

  @Autowired private DataSource source;
  @Autowired private JdbcClient database;

  private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
  private final String run = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

  @BeforeEach
  void thousandsOfErrorsAreExpected() {
    logging.setLogLevel(INBOX, LogLevel.OFF);
  }

  @AfterEach
  void errorsAreErrorsAgain() {
    logging.setLogLevel(INBOX, null);
  }

  private static ProducerRecord<String, byte[]> shipped(String caseId) {
    return InboxFuzz.event(
        "rmaflow.rma.ReplacementShipped.v1",
        caseId,
        0,
        """
        {"caseId":"%s","rmaNumber":"RMA-2026-000001","customerId":"C-9",
         "faultySerialNumber":"OLD-%s","serialNumber":"NEW-%s","productCode":"netregio2a-dhcp",
         "factoryDefault":true,
         "shipment":{"leg":"REPLACEMENT","direction":"TO_CUSTOMER","payer":"VENDOR"},
         "dispatchedAt":"2026-05-01T01:00:00Z"}
        """
            .formatted(caseId, caseId, caseId));
  }

  private static ProducerRecord<String, byte[]> delivered(String caseId, int sequence) {
    return InboxFuzz.event(
        "rmaflow.rma.ReplacementDelivered.v1",
        caseId,
        sequence,
        """
        {"caseId":"%s","rmaNumber":"RMA-2026-000001","customerId":"C-9",
         "faultySerialNumber":"OLD-%s","deliveredAt":"2026-05-02T02:00:00Z"}
        """
            .formatted(caseId, caseId));
  }

  @Test
  void everyGoodEventAmongBadRecordsTakesEffect_everyBadOneIsSetAside_andNothingBlocks() {
    List<ProducerRecord<String, byte[]>> good = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      good.add(shipped("CASE-" + run + "-" + i));
      good.add(delivered("CASE-" + run + "-" + i, 1));
    }
    try (InboxFuzz fuzz =
        InboxFuzz.send(
            source,
            "rma.events",
            good,
            List.of(shipped("OTHER-" + run), delivered("OTHER-" + run, 0)))) {
      fuzz.awaitTakenIn(Duration.ofMinutes(5));

      assertThat(
              database
                  .sql(
                      """
                      select count(*) from exchange
                      where case_id like ? and replacement is not null and delivered_at is not null
                      """)
                  .param("CASE-" + run + "-%")
                  .query(Long.class)
                  .single())
          .isEqualTo(250);
      assertThat(fuzz.goodOnesParked()).isZero();
      assertThat(fuzz.parked()).containsKeys("FAILED", "UNREADABLE", "WAITING");
      assertThat(get("/actuator/health/parked").status()).isEqualTo(200);
      for (int page = 0; page * 200 < fuzz.parked().getOrDefault("UNREADABLE", 0); page++) {
        assertThat(get("/api/parked?status=UNREADABLE&size=200&page=" + page).status())
            .isEqualTo(200);
      }
      List<Long> ids = fuzz.parkedIds();
      for (int i = 0; i < ids.size(); i += 100) {
        assertThat(get("/api/parked/" + ids.get(i)).status()).isEqualTo(200);
        assertThat(post("/api/parked/" + ids.get(i) + "/skip", "{\"reason\": \"noise\"}").status())
            .isEqualTo(200);
      }
    }
  }
}
