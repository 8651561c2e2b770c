package io.rmaflow.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.testkit.calls.GeneratedCalls;
import io.rmaflow.testkit.calls.GeneratedCalls.Outcome;
import io.rmaflow.testkit.calls.RecordedEvents;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Calls made from the document of this service, as every role: none is answered with 5xx, all as
 * described, and what is recorded afterwards agrees with what is shown. On a database of its own,
 * where nobody else's webhooks are.
 */
@DirtiesContext
@TestPropertySource(properties = "rmaflow.webhooks.in-flight=2")
class GeneratedCallsHttpTest extends RunningService {

  @Autowired private DataSource database;
  @Autowired private PostgresEventStorageEngine engine;

  @Test
  void noneIsAnsweredWith5xx_allAsDescribed_andNothingIsHalfWritten() {
    RecordedEvents events = new RecordedEvents(database);
    TOPICS.publish(
        "customer/C-GEN-1",
        new CustomerIdIssued(new CustomerId("C-GEN-1"), List.of(new ContactId("k-gen-1"))));
    await()
        .atMost(PATIENCE)
        .until(() -> get("/api/deliveries?customerId=C-GEN-1", 200).path("total").asInt() == 1);
    GeneratedCalls calls =
        new GeneratedCalls(base(), get("/api/openapi.json", 200), events, "C-GEN-1")
            .knowing("customerId", "C-GEN-1")
            .knowing(
                "deliveryId",
                get("/api/deliveries?customerId=C-GEN-1", 200).at("/items/0/deliveryId").asString())
            .knowing("reason", "CustomerIdIssued")
            .knowing("reason", "RmaNumberIssued")
            .knowing("type", "CustomerIdIssued")
            .like("POST /api/webhooks", "{\"url\": \"http://127.0.0.1:1/hook\"}");

    Outcome outcome = calls.run();

    assertThat(outcome.wrong()).as("seed %d", outcome.seed()).isEmpty();
    assertThat(outcome.answered(200)).isPositive();
    assertThat(outcome.answered(201)).isPositive();
    assertThat(outcome.answered(400)).isPositive();
    assertThat(outcome.answered(403)).isPositive();
    assertThat(outcome.answered(404)).isPositive();
    assertThat(outcome.operations()).hasSizeGreaterThan(8);
    assertThat(events.streams())
        .isNotEmpty()
        .allSatisfy(stream -> assertThat(engine.firstBroken(stream)).as(stream).isEmpty());
    assertTheListOfWebhooksIsThatOfTheTable(events);
  }

  private void assertTheListOfWebhooksIsThatOfTheTable(RecordedEvents events) {
    List<String> kept = events.found("select webhook_id::text from webhook order by 1");
    JsonNode list = get("/api/webhooks?size=200", 200);
    assertThat(list.path("total").asInt()).isEqualTo(kept.size());
    for (JsonNode shown : list.path("items")) {
      String id = shown.path("webhookId").asString();
      assertThat(kept).contains(id);
      assertThat(get("/api/webhooks/" + id, 200)).isEqualTo(shown);
    }
  }
}
