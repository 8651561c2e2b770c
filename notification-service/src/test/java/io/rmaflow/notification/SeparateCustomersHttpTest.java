package io.rmaflow.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.contract.CustomerEvent.CustomerAliasAdded;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import io.rmaflow.testkit.TestIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What customers see of each other's mails. */
class SeparateCustomersHttpTest extends RunningService {

  @Test
  void aCustomerSeesTheMailsAboutWhatIsItsOwn_byAnyIdOfItsCompany_andCountsNoOthers()
      throws Exception {
    issued("C-SEP-1", "k-sep-1");
    issued("C-SEP-2", "k-sep-2");
    issued("C-SEP-3", "k-sep-3");
    TOPICS.publish(
        "customer/C-SEP-1",
        new CustomerIdsLinked(new CustomerId("C-SEP-1"), new CustomerId("C-SEP-2")));
    TOPICS.publish(
        "customer/C-SEP-1",
        new CustomerAliasAdded(new CustomerId("C-SEP-1"), new CustomerId("KD-SEP-1")));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(recipients("KD-SEP-1", "")).hasSize(2));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(recipients("C-SEP-3", "")).hasSize(1));

    for (String claimed : List.of("C-SEP-1", "C-SEP-2", "KD-SEP-1")) {
      assertThat(recipients(claimed, ""))
          .as(claimed)
          .containsExactlyInAnyOrder("k-sep-1", "k-sep-2");
      assertThat(recipients(claimed, "?customerId=C-SEP-3")).as(claimed).isEmpty();
      assertThat(recipients(claimed, "?recipientContactId=k-sep-3")).as(claimed).isEmpty();
      assertThat(recipients(claimed, "?customerId=C-SEP-2")).as(claimed).hasSize(2);
      assertThat(list(claimed, "").get("total").asLong()).as(claimed).isEqualTo(2);
    }
    assertThat(list("C-NOBODY", "").get("total").asLong()).isZero();
    assertThat(list("C-NOBODY", "?customerId=C-SEP-1").get("total").asLong()).isZero();
  }

  private static void issued(String customerId, String contactId) {
    TOPICS.publish(
        "customer/" + customerId,
        new CustomerIdIssued(new CustomerId(customerId), List.of(new ContactId(contactId))));
  }

  private List<String> recipients(String customerId, String query) throws Exception {
    return list(customerId, query).get("items").findValuesAsString("recipientContactId");
  }

  private JsonNode list(String customerId, String query) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(base() + "/api/deliveries" + query))
                  .header(
                      "Authorization",
                      TestIdentity.shared().bearer("customer", "web-1", customerId))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return JsonMapper.shared().readTree(response.body());
    }
  }
}
