package io.rmaflow.rma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.contract.CustomerEvent.CustomerAliasAdded;
import io.rmaflow.kit.audit.replay.Projections;
import io.rmaflow.rma.Customer.Product;
import io.rmaflow.rma.RunningService.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Every read model of this service, built anew from its events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayHttpTest {

  /** Files and their names stand in no event, nor does until when persons are kept. */
  private static final Set<String> NOT_MADE_OF_EVENTS =
      Set.of(
          "attachment",
          "attachment_customer",
          "attachment_usage",
          "case_person",
          "what_if_finding",
          "what_if_run");

  private RunningService service;

  @BeforeAll
  void muchHasHappened() {
    service = RunningService.apart();
    service.startAt("2026-05-01T09:00:00");
    Customer late = Customer.registered(service, "C-9101", "NR2A-9101");
    String overdue = delivered(late, "NR2A-9191");
    service.startAt("2026-05-01T10:00:00");
    String closed = delivered(Customer.registered(service, "C-9102", "NR2A-9102"), "NR2A-9192");
    service.step(closed, "faulty-unit-return", "{\"serialNumber\": \"NR2A-9102\"}");
    service.step(
        delivered(Customer.registered(service, "C-9103", "NR2A-9103"), "NR2A-9193"),
        "correction",
        """
        {"ofEvent": "ReplacementDelivered", "field": "deliveredAt",
         "value": "2026-05-01T09:30:00+09:00", "reason": "misread"}
        """);
    lendAndWait();
    service.post("/api/receipts", "{\"serialNumber\": \"X-9104\", \"condition\": \"USED\"}");
    service.told(
        "customer/C-9102",
        new CustomerAliasAdded(new CustomerId("C-9102"), new CustomerId("0009102")));
    service.clock("2026-05-14T10:00:00");
    assertThat(service.history(overdue)).contains("ReturnOverdue");
    String returned = delivered(Customer.registered(service, "C-9105", "NR2A-9105"), "NR2A-9195");
    service.post(returned + "/cancellation", "{\"reason\": \"found\"}");
  }

  @AfterAll
  void close() {
    service.close();
  }

  private String delivered(Customer customer, String replacement) {
    String path = customer.openCase();
    service.step(path, "judgement", "{\"hardwareFault\": true}");
    service.step(path, "replacement-shipment", "{\"serialNumber\": \"%s\"}".formatted(replacement));
    service.step(path, "replacement-delivery", "{}");
    return path;
  }

  /** One loaner for three cases: it goes from the first to the second, and the third waits. */
  private void lendAndWait() {
    Reply added =
        service.post(
            "/api/loaners",
            "{\"serialNumber\": \"LN-9101\", \"productCode\": \"netwyvern2-dhcp\"}");
    assertThat(added.status()).isEqualTo(201);
    List<String> cases =
        Stream.of("1", "2", "3")
            .map(
                n ->
                    Customer.registered(
                        service, "C-911" + n, "NW2-911" + n, Plan.MANUFACTURER, Product.NETWYVERN2))
            .map(customer -> customer.openCase("MANUFACTURER"))
            .toList();
    for (int i = 0; i < cases.size(); i++) {
      // whoever waits longer comes first
      service.startAt("2026-05-01T10:0%d:00".formatted(i));
      service.step(cases.get(i), "judgement", "{\"hardwareFault\": true}");
    }
    String first = cases.getFirst();
    service.step(first, "loaner-shipment", "{}");
    service.step(first, "loaner-delivery", "{}");
    service.step(first, "repaired-unit-delivery", "{}");
    service.step(first, "operation-confirmation", "{}");
    service.step(
        first, "loaner-return", "{\"serialNumber\": \"LN-9101\", \"condition\": \"USED\"}");
    service.step(cases.get(1), "loaner-shipment", "{\"serialNumber\": \"LN-9101\"}");
  }

  private JsonNode replayed(String projection, boolean compare) {
    Reply taken =
        service.post(
            "/api/replays",
            "{\"projection\": \"%s\", \"compare\": %s}".formatted(projection, compare));
    assertThat(taken.status()).isEqualTo(202);
    String path = "/api/replays/" + taken.body().path("replayId").asString();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !service.get(path).body().path("finishedAt").isNull());
    return service.get(path).body();
  }

  private String differences(JsonNode replay) {
    return service
        .get("/api/replays/" + replay.path("replayId").asString() + "/differences")
        .body()
        .path("items")
        .toString();
  }

  @Test
  void everyReadModelIsAsItsEventsSay() {
    for (String projection :
        List.of("cases", "suspensions", "receipts", "loaners", "cover", "notices")) {
      JsonNode compared = replayed(projection, true);

      assertThat(compared.path("problem").isNull()).as(compared.toString()).isTrue();
      assertThat(differences(compared)).as(projection).isEqualTo("[]");
      assertThat(compared.path("status").asString()).isEqualTo("COMPLETED");
    }
  }

  @Test
  void whatWasSpoiltIsPutRight_andNothingIsSentOrDecidedAgain() {
    JdbcClient database = service.bean(JdbcClient.class);
    Map<String, @Nullable Object> before = recorded(database);
    Map<String, String> spoilt =
        Map.of(
            "cases", "delete from case_index",
            "suspensions", "update customer_suspension set suspended = not suspended",
            "receipts", "delete from receipt",
            "loaners", "update loaner set place = 'PROMISED', since = now()",
            "cover", "delete from cover_exchange");
    spoilt.forEach(
        (projection, sql) -> {
          assertThat(database.sql(sql).update()).as(sql).isPositive();

          JsonNode replay = replayed(projection, false);

          assertThat(replay.path("status").asString()).isEqualTo("COMPLETED");
          assertThat(replay.path("rowsChanged").asLong()).as(projection).isPositive();
          assertThat(differences(replayed(projection, true))).isEqualTo("[]");
        });
    assertThat(recorded(database)).isEqualTo(before);
    assertThat(service.get("/api/cases?customerId=C-9101").body().path("total").asInt())
        .isEqualTo(1);
  }

  /** What a policy would have left behind, had it been told; the access log has its own events. */
  private static Map<String, @Nullable Object> recorded(JdbcClient database) {
    return database
        .sql(
            """
            select (select count(*) from stored_event where starts_with(type, 'rma.')) as events,
                   (select count(*) from deadline_entry) as deadlines,
                   (select count(*) from saga_entry) as sagas
            """)
        .query()
        .singleRow();
  }

  @Test
  void aProjectionThatThereIsNot_isNamedWithThoseThatThereAre() {
    Reply refused = service.post("/api/replays", "{\"projection\": \"case\"}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("projection");
    assertThat(refused.body().at("/errors/0/code").asString()).isEqualTo("UNKNOWN_VALUE");
    assertThat(refused.body().at("/errors/0/message/en").asString())
        .contains("cases, cover, loaners, notices, receipts, suspensions");
  }

  @Test
  void everyTableOfThisServiceBelongsToAReadModelThatCanBeBuiltAnew_orIsMadeOfNoEvents()
      throws IOException {
    Set<String> declared = new TreeSet<>(NOT_MADE_OF_EVENTS);
    service.bean(Projections.class).all().forEach(one -> declared.addAll(one.tables()));
    Set<String> made = new TreeSet<>();
    try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/rma"))) {
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
