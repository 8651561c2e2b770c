package io.rmaflow.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.notification.RunningService;
import io.rmaflow.notification.mail.Mail;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails that nobody got are seen without asking for each case. */
class UndeliveredMailsTest extends RunningService {

  @Autowired private Deliveries deliveries;
  @Autowired private JdbcClient database;
  @Autowired private MeterRegistry meters;

  @Test
  void aMailThatWaitsAndOneThatWasGivenUpAreCounted() {
    String event = UUID.randomUUID().toString();
    deliveries.queue(
        "CustomerIdIssued",
        event,
        new Mail.CustomerIdNotice(new CustomerId("C-" + event), false),
        List.of(new ContactId("r-" + event))); // whose owner does not run here
    await().atMost(PATIENCE).until(() -> gauge("retrying") >= 1);
    double before = gauge("failed");

    database
        .sql(
            """
            update delivery set status = 'FAILED', next_attempt_at = null
            where event_id = :event and status = 'RETRYING'
            """)
        .param("event", event)
        .update();

    assertThat(gauge("failed")).isEqualTo(before + 1);
    assertThat(
            get("/actuator/health/parked", 200).at("/components/mails/details/failed").asDouble())
        .isEqualTo(before + 1);
  }

  private double gauge(String status) {
    return meters.get("rmaflow.mail.deliveries").tag("status", status).gauge().value();
  }
}
