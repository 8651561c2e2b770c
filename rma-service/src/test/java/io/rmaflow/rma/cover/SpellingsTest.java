package io.rmaflow.rma.cover;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What was stored before identifiers had one spelling each is found after a restart. */
class SpellingsTest {

  private final RunningService rma = RunningService.shared();

  private void respell(
      String id, String formerly, List<String> columns, String prefix, String field) {
    JdbcClient database = rma.bean(JdbcClient.class);
    for (String column : columns) {
      int dot = column.indexOf('.');
      String table = column.substring(0, dot);
      String name = column.substring(dot + 1);
      database
          .sql("update %s set %s = ? where %s = ?".formatted(table, name, name))
          .params(formerly, id)
          .update();
    }
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
    database.sql("delete from spelling_migration").update();
  }

  private List<String> recorded(String stream) {
    return rma.bean(JdbcClient.class)
        .sql("select type from stored_event where stream = ? order by sequence")
        .param(stream)
        .query(String.class)
        .list();
  }

  @Test
  @Clause({"CSB-26", "A-61"})
  void theStandingOfACustomerGoesOn_underTheNameThatItsStreamWasBegunUnder() {
    rma.startAt("2026-05-01T10:30:00");
    Customer customer = Customer.registered(rma, "C-SPL-1", "SPL-0001");
    String path = customer.openCase();
    rma.step(path, "judgement", "{\"hardwareFault\": true}");
    rma.step(path, "replacement-shipment", "{\"serialNumber\": \"SPL-0101\"}");
    rma.step(path, "replacement-delivery", "{}");
    rma.clock("2026-05-15T00:00:30");
    assertThat(recorded("standing/C-SPL-1")).containsExactly("rma.CustomerServiceSuspended");
    respell(
        "C-SPL-1",
        "c-spl-1",
        List.of(
            "cover_customer.customer_id",
            "cover_unit.customer_id",
            "customer_suspension.customer_id",
            "case_index.customer_id",
            "return_duty.customer_id"),
        "standing/",
        "customerId");

    rma.awayWhile(() -> {});

    Reply standing = rma.get("/api/customers/C-SPL-1/standing");
    assertThat(standing.status()).isEqualTo(200);
    assertThat(standing.body().at("/suspended").asBoolean()).isTrue();
    assertThat(rma.get("/api/cases?customerId=c-spl-1").body().at("/total").asInt()).isEqualTo(1);
    rma.step(path, "faulty-unit-return", "{\"serialNumber\": \"spl-0001\"}");
    assertThat(recorded("standing/c-spl-1"))
        .containsExactly("rma.CustomerServiceSuspended", "rma.CustomerServiceResumed");
    assertThat(recorded("standing/C-SPL-1")).isEmpty();
  }

  @Test
  @Clause("MFR-23")
  void aLoanerStaysOne() {
    rma.startAt("2026-05-18T10:30:00");
    String loaner = "{\"serialNumber\": \"LN-SPL-1\", \"productCode\": \"spelling-test\"}";
    assertThat(rma.post("/api/loaners", loaner).status()).isEqualTo(201);
    respell("LN-SPL-1", "ln-spl-1", List.of("loaner.serial_number"), "loaner/", "serialNumber");

    rma.awayWhile(() -> {});

    assertThat(rma.post("/api/loaners", loaner).status()).isEqualTo(409);
    assertThat(recorded("loaner/ln-spl-1").getFirst()).isEqualTo("rma.LoanerAdded");
    assertThat(rma.get("/api/identity-collisions").body().at("/items").toString())
        .doesNotContain("SPL-1");
  }

  @Test
  void loanersThatWouldComeToBeOne_areNamedAndStayTwo() {
    rma.startAt("2026-05-18T11:30:00");
    for (String serial : List.of("LN-SPL-2", "LN-SPL-3")) {
      rma.post(
          "/api/loaners",
          "{\"serialNumber\": \"%s\", \"productCode\": \"spelling-test\"}".formatted(serial));
    }
    respell("LN-SPL-3", "ln-spl-2", List.of("loaner.serial_number"), "loaner/", "serialNumber");

    rma.awayWhile(() -> {});

    JsonNode collision =
        rma.get("/api/identity-collisions")
            .body()
            .at("/items")
            .valueStream()
            .filter(item -> item.at("/canonical").asString().equals("LN-SPL-2"))
            .findFirst()
            .orElseThrow();
    assertThat(collision.at("/kind").asString()).isEqualTo("LOANER");
    assertThat(collision.at("/streams").toString())
        .isEqualTo("[\"loaner/LN-SPL-2\",\"loaner/ln-spl-2\"]");
    assertThat(recorded("identity/LOANER/LN-SPL-2")).containsExactly("rma.IdentityCollisionFound");
  }
}
