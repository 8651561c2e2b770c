package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who has looked at customers and their contacts. */
class AccessLogHttpTest extends ServiceTest {

  @Autowired private JdbcClient database;

  private List<String> operations(String query) {
    Reply log = get("/api/access-log?" + query);
    assertThat(log.status()).isEqualTo(200);
    return log.body().path("items").values().stream()
        .map(entry -> entry.path("type").asString() + " " + entry.path("operation").asString())
        .toList();
  }

  @Test
  void showsWhoReadAndErasedAContact_andNeverItsName() {
    String serial = newSerial();
    String contact = post("/api/registrations", registration(serial, null)).text("/contactIds/0");
    assertThat(get("/api/contacts/" + contact).text("/name")).isEqualTo("山田 太郎");
    assertThat(call("DELETE", "/api/contacts/" + contact, null).status()).isEqualTo(204);
    assertThat(get("/api/contacts/" + contact).status()).isEqualTo(410);

    assertThat(operations("contactId=" + contact))
        .containsExactly(
            "AdministrativeActDone DELETE /api/contacts/{contactId}",
            "PersonalDataRead GET /api/contacts/{contactId}");
    assertThat(
            database
                .sql(
                    """
                    select count(*) from stored_event
                    where starts_with(type, 'access.') and payload::text like '%山田%'
                    """)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void findsWhatWasReadOfACustomerUnderEveryIdOfIt() {
    Registered one = register();
    Registered other = register();
    assertThat(get("/api/units/" + one.serial()).text("/owner")).isEqualTo("株式会社サンプル商事");
    assertThat(
            post(
                    "/api/customers/" + one.customerId() + "/links",
                    "{\"customerId\": \"" + other.customerId() + "\"}")
                .status())
        .isEqualTo(200);
    assertThat(
            post("/api/customers/" + one.customerId() + "/aliases", "{\"alias\": \"OLD-4711\"}")
                .status())
        .isEqualTo(200);

    String read = "PersonalDataRead GET /api/units/{serial}";
    assertThat(operations("customerId=" + one.customerId())).contains(read);
    assertThat(operations("customerId=" + other.customerId())).contains(read);
    assertThat(operations("customerId=old-4711")).contains(read);
  }

  @Test
  void showsWhoChangedASetting_andWhich() {
    JsonNode before = get("/api/settings/backdating.maxDays").body();
    assertThat(
            call(
                    "PUT",
                    "/api/settings/backdating.maxDays",
                    "{\"value\": %s, \"reason\": \"as before\"}".formatted(before.path("value")))
                .status())
        .isEqualTo(200);

    JsonNode done = get("/api/access-log?actor=desk-1&size=200").body();

    assertThat(done.path("items").values())
        .anySatisfy(
            entry -> {
              assertThat(entry.path("operation").asString()).isEqualTo("PUT /api/settings/{key}");
              assertThat(entry.path("on").path("key").asString()).isEqualTo("backdating.maxDays");
            });
  }
}
