package io.rmaflow.notification;

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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever stands on the topic of rma-service, what is good of it takes effect. */
class InboxFuzzTest extends RunningService {

  private static final String INBOX = "io.rmaflow.kit.eventing.Inbox";

  @Autowired private DataSource source;
  @Autowired private JdbcClient database;

  private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void thousandsOfErrorsAreExpected() {
    logging.setLogLevel(INBOX, LogLevel.OFF);
  }

  @AfterEach
  void errorsAreErrorsAgain() {
    logging.setLogLevel(INBOX, null);
  }

  private static ProducerRecord<String, byte[]> note(String caseId, int sequence) {
    return InboxFuzz.event(
        "rmaflow.rma.NoteAdded.v1",
        caseId,
        sequence,
        "{\"caseId\":\"%s\",\"textId\":\"text-%d\"}".formatted(caseId, sequence));
  }

  private static ProducerRecord<String, byte[]> delivered(String caseId) {
    return InboxFuzz.event(
        "rmaflow.rma.ReplacementDelivered.v1",
        caseId,
        0,
        """
        {"caseId":"%s","rmaNumber":"RMA-2026-000001","customerId":"C-9","faultySerialNumber":"F-9",
         "deliveredAt":"2026-05-01T02:00:00Z"}
        """
            .formatted(caseId));
  }

  private static ProducerRecord<String, byte[]> suspended(String customer) {
    return InboxFuzz.event(
        "rmaflow.rma.CustomerServiceSuspended.v1",
        "standing/" + customer,
        0,
        """
        {"customerId":"%s","heldBy":"%s","caseId":"case-%s","rmaNumber":"RMA-2026-000001",
         "faultySerialNumber":"F-9","dueDate":"2026-05-13"}
        """
            .formatted(customer, customer, customer));
  }

  @Test
  void everyGoodEventAmongBadRecordsTakesEffect_everyBadOneIsSetAside_andNothingBlocks() {
    List<ProducerRecord<String, byte[]>> good = new ArrayList<>();
    for (int sequence = 0; sequence < 5; sequence++) {
      for (int i = 0; i < 100; i++) {
        good.add(note("case-" + run + "-" + i, sequence));
      }
    }
    String other = "other-" + run;
    try (InboxFuzz fuzz =
        InboxFuzz.send(
            source,
            "rma.events",
            good,
            List.of(note(other, 0), delivered(other), suspended(other)))) {
      fuzz.awaitTakenIn(Duration.ofMinutes(5));

      assertThat(
              database
                  .sql("select count(*) from taken_event where stream_id like ?")
                  .param("case-" + run + "-%")
                  .query(Long.class)
                  .single())
          .isEqualTo(500);
      assertThat(fuzz.goodOnesParked()).isZero();
      assertThat(fuzz.parked()).containsKeys("FAILED", "UNREADABLE", "WAITING");
      get("/actuator/health/parked", 200);
      for (int page = 0; page * 200 < fuzz.parked().getOrDefault("UNREADABLE", 0); page++) {
        get("/api/parked?status=UNREADABLE&size=200&page=" + page, 200);
      }
      List<Long> ids = fuzz.parkedIds();
      for (int i = 0; i < ids.size(); i += 100) {
        get("/api/parked/" + ids.get(i), 200);
        post("/api/parked/" + ids.get(i) + "/skip", "{\"reason\": \"noise\"}", 200);
      }
    }
  }
}
