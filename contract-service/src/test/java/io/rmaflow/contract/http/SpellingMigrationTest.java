package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What was stored before identifiers had one spelling each. */
class SpellingMigrationTest extends ServiceTest {

  @Autowired private JdbcClient database;

  @Autowired
  @Qualifier("spellingMigration")
  private SmartLifecycle migration;

  @BeforeEach
  void asIfItHadNeverRun() {
    database.sql("delete from spelling_migration").update();
  }

  /** Turns a unit's serial number into one as it was stored formerly. */
  private void respell(String serial, String formerly) {
    for (String column :
        List.of(
            "unit.serial_number",
            "unit_owner.serial_number",
            "contract.serial_number",
            "contract_holder.serial_number")) {
      int dot = column.indexOf('.');
      String table = column.substring(0, dot);
      String name = column.substring(dot + 1);
      database
          .sql("update %s set %s = ? where %s = ?".formatted(table, name, name))
          .params(formerly, serial)
          .update();
    }
    respellStream("unit/", "serialNumber", serial, formerly);
  }

  private void respellStream(String prefix, String field, String id, String formerly) {
    database
        .sql(
            """
            update stored_event
               set stream = :formerStream,
                   payload = jsonb_set(payload, cast(:field as text[]), to_jsonb(cast(:formerly as text)))
             where stream = :stream
            """)
        .param("formerStream", prefix + formerly)
        .param("field", "{" + field + "}")
        .param("formerly", formerly)
        .param("stream", prefix + id)
        .update();
  }

  private List<String> recorded(String stream) {
    return database
        .sql("select type from stored_event where stream = ? order by sequence")
        .param(stream)
        .query(String.class)
        .list();
  }

  private List<JsonNode> collisions(String canonical) {
    return get("/api/identity-collisions?size=200")
        .body()
        .at("/items")
        .valueStream()
        .filter(item -> item.at("/canonical").asString().equals(canonical))
        .toList();
  }

  @Test
  void aUnitUnderAnotherSpellingIsFound_andItsStreamGoesOnUnderTheNameThatItWasBegunUnder() {
    Registered unit = register();
    String contract = sign(unit);
    String formerly = unit.serial().toLowerCase(Locale.ROOT);
    respell(unit.serial(), formerly);
    assertThat(get("/api/units/" + unit.serial()).status()).isEqualTo(404);

    migration.start();

    Reply read = get("/api/units/" + unit.serial());
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.text("/serialNumber")).isEqualTo(unit.serial());
    assertThat(read.text("/owner")).isEqualTo("株式会社サンプル商事");
    assertThat(get("/api/contracts?serialNumber=" + formerly).text("/items/0/contractId"))
        .isEqualTo(contract);
    assertThat(post("/api/registrations", registration(unit.serial(), null)).text("/code"))
        .isEqualTo("ALREADY_REGISTERED");
    Reply changed =
        call("PATCH", "/api/units/" + unit.serial(), "{\"softwareVersion\": \"4.12.2-2300\"}");
    assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
    assertThat(recorded("unit/" + formerly))
        .containsExactly("contract.UnitRegistered", "contract.UnitSoftwareReported");
    assertThat(recorded("unit/" + unit.serial())).isEmpty();
    assertThat(get("/api/units/" + unit.serial() + "/history").body().at("/total").intValue())
        .isEqualTo(2);
    assertThat(collisions(unit.serial())).isEmpty();
  }

  @Test
  void anAccountUnderAnotherSpellingIsFound_withAllThatBelongsToIt() {
    Registered unit = register();
    String contract = sign(unit);
    String legacy = "OLD-" + unit.serial();
    post("/api/customers/" + unit.customerId() + "/aliases", "{\"alias\": \"" + legacy + "\"}");
    String formerly = unit.customerId().toLowerCase(Locale.ROOT);
    for (String table : List.of("customer", "contact", "unit", "contract")) {
      database
          .sql("update " + table + " set customer_id = ? where customer_id = ?")
          .params(formerly, unit.customerId())
          .update();
    }
    database
        .sql("update customer_alias set alias = lower(alias) where alias = ?")
        .param(legacy)
        .update();
    respellStream("customer/", "customerId", unit.customerId(), formerly);

    migration.start();

    Reply account = get("/api/customers/" + legacy);
    assertThat(account.text("/customerId")).isEqualTo(unit.customerId());
    assertThat(account.text("/serialNumbers/0")).isEqualTo(unit.serial());
    assertThat(account.text("/contractIds/0")).isEqualTo(contract);
    assertThat(account.text("/aliases/0")).isEqualTo(legacy);
    Reply another =
        post("/api/customers/" + formerly + "/aliases", "{\"alias\": \"older-" + legacy + "\"}");
    assertThat(another.body().at("/aliases").size()).isEqualTo(2);
    assertThat(recorded("customer/" + formerly))
        .containsExactly(
            "contract.CustomerIdIssued",
            "contract.CustomerAliasAdded",
            "contract.CustomerAliasAdded");
  }

  @Test
  void twoUnitsThatWouldComeToBeOne_areNamedAndStayTwo() {
    Registered one = register();
    Registered other = register();
    String formerly = one.serial().toLowerCase(Locale.ROOT);
    respell(other.serial(), formerly);

    migration.start();

    assertThat(get("/api/units/" + one.serial()).text("/customerId")).isEqualTo(one.customerId());
    assertThat(recorded("identity/UNIT/" + one.serial()))
        .containsExactly("contract.IdentityCollisionFound");
    JsonNode collision = collisions(one.serial()).getFirst();
    assertThat(collision.at("/kind").asString()).isEqualTo("UNIT");
    assertThat(collision.at("/spellings").values())
        .extracting(JsonNode::asString)
        .containsExactly(one.serial(), formerly);
    Reply details = get("/api/identity-collisions/" + collision.at("/collisionId").asString());
    assertThat(details.text("/streams/0/events/0/data/customerId")).isEqualTo(one.customerId());
    assertThat(details.text("/streams/1/stream")).isEqualTo("unit/" + formerly);
    assertThat(details.text("/streams/1/events/0/data/customerId")).isEqualTo(other.customerId());
    assertThat(
            database
                .sql("select customer_id from unit where serial_number = ?")
                .param(formerly)
                .query(String.class)
                .single())
        .isEqualTo(other.customerId());
    assertThat(get("/api/identity-collisions/0").status()).isEqualTo(404);
  }

  @Test
  void ofTwoOtherSpellings_theOneThatWasRecordedFirstIsFound() {
    Registered first = register();
    Registered second = register();
    String suffix = first.serial().substring(2);
    respell(first.serial(), "u-" + suffix + "x");
    respell(second.serial(), "U-" + suffix + "x");

    migration.start();

    String canonical = "U-" + suffix + "X";
    assertThat(get("/api/units/" + canonical).text("/customerId")).isEqualTo(first.customerId());
    assertThat(get("/api/units/" + canonical + "/history").body().at("/total").intValue())
        .isEqualTo(1);
    assertThat(collisions(canonical)).hasSize(1);
  }

  @Test
  void itRunsOnce_whicheverInstanceComesFirst() {
    Registered one = register();
    Registered other = register();
    respell(other.serial(), one.serial().toLowerCase(Locale.ROOT));

    CompletableFuture.allOf(
            CompletableFuture.runAsync(migration::start),
            CompletableFuture.runAsync(migration::start))
        .join();
    migration.start();

    assertThat(collisions(one.serial())).hasSize(1);
    assertThat(recorded("identity/UNIT/" + one.serial())).hasSize(1);
    assertThat(database.sql("select count(*) from spelling_migration").query(Long.class).single())
        .isEqualTo(1);
  }
}
