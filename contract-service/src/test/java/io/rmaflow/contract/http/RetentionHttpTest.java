package io.rmaflow.contract.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.kit.audit.retention.Keeping;
import io.rmaflow.kit.audit.retention.Keeping.AtRest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is known of persons is kept as long as it is needed, and then as long as a setting says. */
class RetentionHttpTest extends ServiceTest {

  private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");

  @Autowired private List<Keeping> keepings;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private JdbcClient database;

  private Keeping keeping(String kind) {
    return keepings.stream().filter(one -> one.kind().equals(kind)).findFirst().orElseThrow();
  }

  private boolean forget(String kind, String id, Instant until) {
    return Boolean.TRUE.equals(
        new TransactionTemplate(transactions).execute(status -> keeping(kind).forget(id, until)));
  }

  private Instant restingSince(String kind, String id) {
    return keeping(kind).atRest(EVER, 0, 100_000).stream()
        .filter(one -> one.id().equals(id))
        .map(AtRest::since)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRegisteredPersonRestsFromTheDayAfterTheLastWarrantyAndContract() {
    String serial = newSerial();
    Reply registered = post("/api/registrations", registration(serial, null));
    String contact = registered.text("/contactIds/0");

    assertThat(restingSince("registered-contacts", contact))
        .as("the warranty runs to 2027-04-05")
        .isEqualTo("2027-04-05T15:00:00Z");

    String customer = registered.text("/customerId");
    String contract = sign(new Registered(serial, customer));
    assertThat(get("/api/contracts/" + contract).text("/expiryDate")).isEqualTo("2027-04-09");
    Instant since = restingSince("registered-contacts", contact);
    assertThat(since).as("the contract runs to 2027-04-09").isEqualTo("2027-04-09T15:00:00Z");
    assertThat(
            get("/api/retention/due?kind=registered-contacts&days=30&size=200"
                    + "&at=2027-05-09T15:00:00Z")
                .body()
                .at("/items")
                .toString())
        .contains("\"" + contact + "\"", "\"customer/" + customer + "\"");
    assertThat(get("/api/contacts/" + contact).status()).as("a dry run").isEqualTo(200);

    assertThat(forget("registered-contacts", contact, since.minusMillis(1))).isFalse();
    assertThat(forget("registered-contacts", contact, since)).isTrue();

    assertThat(get("/api/contacts/" + contact).status()).isEqualTo(410);
    assertThat(forget("registered-contacts", contact, since)).as("again").isFalse();
    assertThat(get("/api/units/" + serial).status()).isEqualTo(200);
    assertThat(
            database
                .sql("select type from stored_event where stream = ? order by sequence")
                .param("contact/" + contact)
                .query(String.class)
                .list())
        .last()
        .isEqualTo("contract.ContactErased");
  }

  @Test
  void anImportLiesSealed_itsFileGoesWithItsLastRow_andItsNameWhenASettingSaysSo() {
    String word = "qworzelimport" + newSerial();
    String file =
        "customerId,owner,contactName,contactEmail,language,serialNumber,productCode,purchaseDate,"
            + "postalCode,address\n,"
            + word
            + ",x,y,en,z,netregio2a-dhcp,2026-04-01,100-0001,"
            + word
            + "\n";
    Reply submitted =
        upload("/api/imports?dryRun=false&name=" + word + ".csv", file.getBytes(UTF_8));
    String id = submitted.text("/importId");
    String path = "/api/imports/" + id;
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> get(path).text("/status").equals("COMPLETED"));

    assertThat(get(path).text("/name")).isEqualTo(word + ".csv");
    assertThat(get(path).body().at("/problems/total").intValue()).isPositive();
    assertThat(get(path).raw().body()).doesNotContain("contactEmail\":\"y");
    assertThat(keysOf(id)).containsExactly("system/importname/" + id);
    assertThat(
            database
                .sql("select j::text from import_job j where import_id = ?")
                .param(id)
                .query(String.class)
                .single())
        .doesNotContain(word);

    Instant since = restingSince("imports", id);
    assertThat(forget("imports", id, since.minusMillis(1))).isFalse();
    assertThat(forget("imports", id, since)).isTrue();

    assertThat(forget("imports", id, since)).as("again").isFalse();
    assertThat(get(path).body().at("/name").isNull()).isTrue();
    assertThat(get(path).body().at("/problems/total").intValue()).isZero();
    assertThat(get(path).body().at("/rejected").intValue()).isEqualTo(1);
    assertThat(keysOf(id)).isEmpty();
  }

  private List<String> keysOf(String importId) {
    return database
        .sql("select subject from person_key where subject like '%' || ?")
        .param(importId)
        .query(String.class)
        .list();
  }
}
