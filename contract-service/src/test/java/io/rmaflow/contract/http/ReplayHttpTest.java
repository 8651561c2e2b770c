package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.kit.audit.replay.Projections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Every read model of this service, built anew from its events. Other tests have written to the
 * same tables, some of them without events, so that each looks at its own rows.
 */
class ReplayHttpTest extends ServiceTest {

  /**
   * Where an owner's name stands, what was imported, and when something was told, no event tells.
   */
  private static final Set<String> NOT_MADE_OF_EVENTS =
      Set.of("unit_owner", "import_job", "import_problem", "unit_told", "unit_told_in");

  @Autowired private JdbcClient database;
  @Autowired private Projections projections;

  private final String caseId = UUID.randomUUID().toString();

  private JsonNode replayed(String projection, boolean compare) {
    Reply taken =
        post(
            "/api/replays",
            "{\"projection\": \"%s\", \"compare\": %s}".formatted(projection, compare));
    assertThat(taken.status()).isEqualTo(202);
    String path = "/api/replays/" + taken.text("/replayId");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !get(path).body().path("finishedAt").isNull());
    JsonNode replay = get(path).body();
    assertThat(replay.path("status").asString()).as(replay.toString()).isEqualTo("COMPLETED");
    return replay;
  }

  private List<String> differencesOf(String... keys) {
    return projections.all().stream()
        .flatMap(one -> differences(replayed(one.name(), true)))
        .filter(difference -> Stream.of(keys).anyMatch(key -> difference.contains('"' + key + '"')))
        .toList();
  }

  private Stream<String> differences(JsonNode replay) {
    return get("/api/replays/" + replay.path("replayId").asString() + "/differences?size=200")
        .body()
        .path("items")
        .valueStream()
        .map(JsonNode::toString);
  }

  private String exchanged(Registered unit) {
    String replacement = newSerial();
    RmaNumber rma = new RmaNumber("RMA-2026-009001");
    Topic.publish(
        caseId,
        0,
        new ReplacementShipped(
            new CaseId(caseId),
            rma,
            new CustomerId(unit.customerId()),
            new SerialNumber(unit.serial()),
            new SerialNumber(replacement),
            new ProductCode("netregio2a-dhcp"),
            "4.10.1",
            true,
            Condition.REFURBISHED,
            new Shipment(Leg.REPLACEMENT, Direction.TO_CUSTOMER, Payer.VENDOR, null, null),
            OffsetDateTime.parse("2026-05-01T15:00:00+09:00").toInstant()));
    Topic.publish(
        caseId,
        1,
        new ReplacementDelivered(
            new CaseId(caseId),
            rma,
            new CustomerId(unit.customerId()),
            new SerialNumber(unit.serial()),
            null,
            OffsetDateTime.parse("2026-05-02T11:00:00+09:00").toInstant()));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                get("/api/units/" + unit.serial() + "/lineage")
                    .text("/present")
                    .equals(replacement));
    return replacement;
  }

  @Test
  void everyReadModelIsAsItsEventsSay_andWhatWasSpoiltIsPutRightWithoutAnyEvent() {
    Registered unit = register();
    String contract = sign(unit);
    String replacement = exchanged(unit);
    String contact =
        database
            .sql("select contact_id from contact where customer_id = ?")
            .param(unit.customerId())
            .query(String.class)
            .single();
    String[] mine = {unit.serial(), replacement, unit.customerId(), contact, contract, caseId};
    assertThat(differencesOf(mine)).isEmpty();
    long events = events(contract);

    spoil("delete from exchange where case_id = :id", caseId);
    spoil("update unit set replaced_by = null where serial_number = :id", unit.serial());
    spoil("update contract set status = 'EXPIRED' where contract_id = :id", contract);
    spoil("delete from contract_term where contract_id = :id", contract);
    spoil("update contact set language = 'en' where customer_id = :id", unit.customerId());

    assertThat(differencesOf(mine)).hasSize(5);
    for (String projection : List.of("units", "agreements", "customers")) {
      replayed(projection, false);
    }

    assertThat(differencesOf(mine)).isEmpty();
    assertThat(get("/api/contracts/" + contract).text("/status")).isEqualTo("ACTIVE");
    assertThat(get("/api/units/" + unit.serial() + "/lineage").text("/present"))
        .isEqualTo(replacement);
    assertThat(events(contract)).isEqualTo(events);
  }

  private void spoil(String sql, String id) {
    assertThat(database.sql(sql).param("id", id).update()).isEqualTo(1);
  }

  private long events(String stream) {
    return database
        .sql("select count(*) from stored_event where stream = ?")
        .param(stream)
        .query(Long.class)
        .single();
  }

  @Test
  void everyTableOfThisServiceBelongsToAReadModelThatCanBeBuiltAnew_orIsMadeOfNoEvents()
      throws IOException {
    Set<String> declared = new TreeSet<>(NOT_MADE_OF_EVENTS);
    projections.all().forEach(one -> declared.addAll(one.tables()));
    Set<String> made = new TreeSet<>();
    try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/contract"))) {
      for (Path migration : migrations.toList()) {
        Pattern.compile("create table (\\w+)")
            .matcher(Files.readString(migration))
            .results()
            .forEach(table -> made.add(table.group(1)));
      }
    }

    assertThat(declared).isEqualTo(made);
  }
}
