package io.rmaflow.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.notification.RunningService;
import io.rmaflow.notification.mail.Mail;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

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

  @Test
  void aMailForAUnitThatNobodyRegisteredIsCountedAndListed() {
    double before = waiting();
    OffsetDateTime since = CLOCK.now().atOffset(ZoneOffset.UTC);
    CaseId caseId = new CaseId(UUID.randomUUID().toString());

    TOPICS.publish(
        caseId.value(),
        new CaseEvent.RequestAccepted(
            caseId,
            CaseEvent.Procedure.TECHNICAL_INQUIRY,
            new CustomerId("C-1"),
            new SerialNumber("NR2A-" + caseId),
            new ProductCode("netregio2a-dhcp"),
            new CaseEvent.Entitlement(
                "CROSS_SEND_BACK",
                null,
                LocalDate.of(2026, 5, 1),
                LocalDate.of(2031, 4, 30),
                List.of("CSB-28")),
            Instant.parse("2026-05-01T01:30:00Z"),
            null,
            null,
            new SiteId("s-1"),
            null,
            List.of(),
            1,
            1,
            null,
            null));

    await().atMost(PATIENCE).until(() -> waiting() == before + 1);
    assertThat(
            get("/actuator/health/parked", 200).at("/components/mails/details/waiting").asDouble())
        .isEqualTo(before + 1);
    JsonNode page = get("/api/waiting-mails?size=200", 200);
    assertThat(page.get("total").asDouble()).isEqualTo(before + 1);
    JsonNode last = page.get("items").get(page.get("total").asInt() - 1);
    assertThat(last.get("reason").asString()).isEqualTo("RequestAccepted");
    assertThat(last.get("caseId").asString()).isEqualTo(caseId.value());
    assertThat(last.get("waitsFor").asString())
        .isEqualTo("unit/NR2A-" + caseId.value().toUpperCase(Locale.ROOT));
    assertThat(OffsetDateTime.parse(last.get("waitsSince").asString())).isEqualTo(since);
  }

  private double waiting() {
    return meters.get("rmaflow.mail.waiting").gauge().value();
  }

  private double gauge(String status) {
    return meters.get("rmaflow.mail.deliveries").tag("status", status).gauge().value();
  }
}
