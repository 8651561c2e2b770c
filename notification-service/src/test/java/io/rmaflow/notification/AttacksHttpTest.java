package io.rmaflow.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What this service is attacked with; docs/security.md lists all attacks with their tests. */
class AttacksHttpTest extends RunningService {

  /** CWE-89. */
  @Test
  void sqlInAFilterOrAPath_findsNothing_andChangesNothing() {
    TOPICS.publish(
        "customer/C-ATT-1",
        new CustomerIdIssued(new CustomerId("C-ATT-1"), List.of(new ContactId("k-att-1"))));
    await()
        .atMost(PATIENCE)
        .until(() -> get("/api/deliveries?customerId=C-ATT-1", 200).path("total").asInt() == 1);
    for (String trick :
        List.of(
            "' or '1'='1",
            "%",
            "_",
            "x') or true --",
            "'; drop table delivery; --",
            "x' union select secret from webhook --",
            "'||pg_sleep(5)||'")) {
      String encoded = URLEncoder.encode(trick, StandardCharsets.UTF_8).replace("+", "%20");
      for (String filter : List.of("caseId", "contractId", "customerId", "recipientContactId")) {
        HttpResponse<String> reply = send("GET", "/api/deliveries?" + filter + "=" + encoded, null);
        assertThat(reply.statusCode()).as("%s=%s", filter, trick).isIn(200, 400);
        if (reply.statusCode() == 200) {
          assertThat(json(reply).path("total").asLong()).as("%s=%s", filter, trick).isZero();
        }
      }
      for (String path : List.of("/api/webhooks/", "/api/parked/", "/api/previews/")) {
        assertThat(send("GET", path + encoded, null).statusCode()).as(path + trick).isIn(400, 404);
      }
    }
    assertThat(get("/api/deliveries?customerId=C-ATT-1", 200).path("total").asInt()).isEqualTo(1);
  }

  /** CWE-918: what is no address of the web, or says more than one, is refused by name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "gopher://127.0.0.1:25/_HELO",
        "ftp://127.0.0.1/x",
        "jar:http://127.0.0.1/x!/",
        "javascript:alert(1)",
        "//127.0.0.1/x",
        "/x",
        "http://",
        "http:///x",
        "http://user:secret@127.0.0.1/x",
        "http://127.0.0.1:99999/x",
        "http://127.0.0.1:0/x",
        "http://127.0.0.1/x#fragment",
        "http://127.0.0.1\\\\@evil.example/x",
        "http://127.0.0.1/x\\r\\nX-Forged: 1",
        "http://evil.example\\u202e/x"
      })
  void anAddressThatIsNone_getsNoCalls(String url) {
    HttpResponse<String> reply = send("POST", "/api/webhooks", "{\"url\": \"" + url + "\"}");

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    assertThat(json(reply).at("/errors/0/field").asString()).isEqualTo("url");
  }

  /** CWE-918: however the address of a cloud's metadata is written, nothing is sent there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[fd00:ec2::254]/",
        "http://[fe80::1]/",
        "http://2852039166/",
        "http://0xA9FEA9FE/",
        "http://0251.0376.0251.0376/",
        "http://169.254.43518/",
        "http://0.0.0.0/",
        "http://[::]/",
        "http://255.255.255.255/",
        "http://224.0.0.1/",
        "http://10.0.0.1/",
        "http://192.168.0.1/"
      })
  void anAddressInside_isNotCalled_howeverItIsWritten(String url) {
    HttpResponse<String> made = send("POST", "/api/webhooks", "{\"url\": \"" + url + "\"}");
    if (made.statusCode() == 400) {
      assertThat(json(made).at("/errors/0/field").asString()).isEqualTo("url");
      return;
    }
    String path = "/api/webhooks/" + json(made).path("webhookId").asString();

    JsonNode ping = json(send("POST", path + "/ping", null));

    assertThat(ping.path("delivered").asBoolean()).isFalse();
    assertThat(ping.path("answer").isNull()).isTrue();
    assertThat(ping.path("problem").asString())
        .isIn("the address is not allowed", "no answer: UnknownHostException");
    delete(path, 204);
  }

  /** CWE-915. */
  @Test
  void fieldsOfASubscriptionThatAreNotItsOwn_changeNothing() {
    HttpResponse<String> made =
        send(
            "POST",
            "/api/webhooks",
            """
            {"url": "http://127.0.0.1:1/hook", "webhookId": "00000000-0000-0000-0000-000000000001",
             "state": "PARKED", "createdAt": "2020-01-01T00:00:00Z", "actor": "boss-1",
             "role": "admin", "customerId": "C-1", "pending": 99, "formerSecret": "whsec_x",
             "recordedAt": "2020-01-01T00:00:00Z", "allowedNetworks": ["0.0.0.0/0"]}
            """);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String path = "/api/webhooks/" + json(made).path("webhookId").asString();
    JsonNode webhook = get(path, 200);

    assertThat(webhook.path("webhookId").asString())
        .isNotEqualTo("00000000-0000-0000-0000-000000000001");
    assertThat(webhook.path("state").asString()).isEqualTo("ACTIVE");
    assertThat(webhook.path("createdAt").asString()).doesNotStartWith("2020");
    assertThat(webhook.path("pending").asLong()).isZero();
    delete(path, 204);
  }

  /** CWE-1236. */
  @Test
  void noAnswerIsATableOfACalculator() {
    TreeSet<String> types = new TreeSet<>();
    for (JsonNode path : get("/api/openapi.json", 200).path("paths")) {
      for (JsonNode operation : path) {
        for (JsonNode response : operation.path("responses")) {
          types.addAll(response.path("content").propertyNames());
        }
      }
    }

    assertThat(types)
        .isNotEmpty()
        .noneMatch(
            type -> type.contains("csv") || type.contains("excel") || type.contains("sheet"));
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  /** As an administrator, without regard to what is described. */
  private HttpResponse<String> send(String method, String path, @Nullable String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base() + path))
            .header("Authorization", asAdministrator())
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
