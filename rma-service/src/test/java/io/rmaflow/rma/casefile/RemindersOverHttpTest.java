package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.contract.SettingEvent.SettingChanged;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class RemindersOverHttpTest {

  private final RunningService service = RunningService.shared();
  private String caseId = "";

  @AfterEach
  void remindAsBefore() {
    schedule(2, 1, 1003);
  }

  @Test
  @Clause("NOT-7")
  void remindersThatAreStillToCome_moveWithTheSettingAlone() {
    Customer customer = Customer.registered(service, "C-6401", "NR2A-6401");
    service.startAt("2026-06-15T09:00:00");
    String path = customer.openCase();
    caseId = path.substring("/api/cases/".length());
    service.post(path + "/judgement", "{\"hardwareFault\": true}");
    service.post(path + "/replacement-shipment", "{\"serialNumber\": \"NR2A-6491\"}");
    assertThat(
            service.post(path + "/replacement-delivery", "{}").body().path("returnDue").asString())
        .isEqualTo("2026-06-22");

    schedule(1, 2, 1000);

    service.clock("2026-06-18T12:00:00");
    assertThat(reminders(path)).isEmpty();
    assertThat(dueTimesHeld()).isEqualTo(4);
    schedule(1, 2, 1002);
    assertThat(dueTimesHeld()).isEqualTo(4);
    service.clock("2026-06-19T09:00:00");
    assertThat(reminders(path)).containsExactly("BEFORE 2026-06-19T09:00:00+09:00");
    service.clock("2026-06-23T12:00:00");
    assertThat(reminders(path)).hasSize(2);
    service.clock("2026-06-24T12:00:00");
    assertThat(reminders(path))
        .containsExactly(
            "BEFORE 2026-06-19T09:00:00+09:00",
            "DUE_DAY 2026-06-22T09:00:00+09:00",
            "OVERDUE 2026-06-24T09:00:00+09:00");
  }

  private void schedule(int before, int after, int version) {
    service.told(
        "settings",
        new SettingChanged(
            "notify.return.schedule",
            "{\"businessDaysBefore\": %d, \"businessDaysAfter\": %d}".formatted(before, after),
            version,
            null));
  }

  /** Three reminders and the end of the last day; none is left of the old schedule. */
  private int dueTimesHeld() {
    return service
        .bean(JdbcClient.class)
        .sql(
            """
            select count(*) from deadline_entry d
              join association_value_entry a on a.saga_id = d.scope_id
             where d.name = 'due-time' and a.association_value = :case
            """)
        .param("case", caseId)
        .query(Integer.class)
        .single();
  }

  private List<String> reminders(String path) {
    List<String> reminders = new ArrayList<>();
    for (JsonNode event : service.get(path + "/history").body().path("items")) {
      if (event.path("type").asString().equals("ReturnReminderDue")) {
        reminders.add(
            event.at("/data/occasion").asString() + " " + event.path("occurredAt").asString());
      }
    }
    return reminders;
  }
}
