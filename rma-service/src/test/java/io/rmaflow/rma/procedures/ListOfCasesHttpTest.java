package io.rmaflow.rma.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Plan;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A list shows each case as it is read alone, however it asks for them. */
class ListOfCasesHttpTest {

  private final RunningService rma = RunningService.shared();

  @Test
  void casesOfEveryKindStandInAListAsTheyAreReadAlone_withTextsAndPromises() {
    rma.startAt("2026-06-10T10:00:00");
    Customer exchanged = Customer.registered(rma, "C-LC-1", "LCX-1");
    Customer repaired = Customer.registered(rma, "C-LC-2", "LCX-2", Plan.MANUFACTURER);
    Customer asking = Customer.registered(rma, "C-LC-3", "LCX-3");
    List<String> paths = new ArrayList<>();
    paths.add(exchanged.openCase());
    rma.startAt("2026-06-10T10:10:00");
    paths.add(repaired.openCase("MANUFACTURER"));
    rma.step(paths.get(1), "judgement", "{\"hardwareFault\": true}");
    rma.startAt("2026-06-10T10:20:00");
    paths.add(
        asking.accepted(
            asking.inquiry(
                "4.10.1-2201",
                """
                "kind": "NORMAL_OPERATION", "question": "ファンの交換時期は?",
                "configurationChecked": true, "releasesApplied": true
                """)));
    rma.step(paths.get(2), "answer", "{\"text\": \"五年が目安です。\"}");
    rma.startAt("2026-06-10T10:30:00");
    JsonNode refused =
        rma.post("/api/cases", exchanged.request().replace("起動しない", "電源が入らない")).body();
    paths.add("/api/cases/" + refused.path("caseId").asString());

    JsonNode list = rma.get("/api/cases?q=LCX-").body();

    List<JsonNode> alone = paths.reversed().stream().map(path -> rma.get(path).body()).toList();
    assertThat(list.path("total").asInt()).isEqualTo(4);
    assertThat(list.path("items").valueStream().toList()).isEqualTo(alone);
    assertThat(list.at("/items/0/faultDescription").asString()).isEqualTo("電源が入らない");
    assertThat(list.at("/items/1/inquiry/question").asString()).isEqualTo("ファンの交換時期は?");
    assertThat(list.at("/items/1/inquiry/answer").asString()).isEqualTo("五年が目安です。");
    assertThat(list.at("/items/3/faultDescription").asString()).isEqualTo("起動しない");
    assertThat(rma.get("/api/cases?q=LCX-&page=1&size=3").body().path("items").valueStream())
        .containsExactly(alone.getLast());
    assertThat(rma.get("/api/cases?q=LCX-none").body().path("items").size()).isZero();
  }
}
