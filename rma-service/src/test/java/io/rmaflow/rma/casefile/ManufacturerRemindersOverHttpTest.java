package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.contract.CalendarEvent.CalendarChanged;
import io.rmaflow.events.contract.CalendarEvent.Holiday;
import io.rmaflow.events.contract.SettingEvent.SettingChanged;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ManufacturerRemindersOverHttpTest {

  private static final Set<String> REMINDERS =
      Set.of("LoanerReturnReminderDue", "LoanerReturnOverdue", "FaultyUnitReminderDue");

  private final RunningService service = RunningService.shared();

  @AfterEach
  void remindAsBefore() {
    after(5, 1003);
    askingForTheFaultyUnitAfter(5, 1004);
  }

  @Test
  @Clause({"MFR-27", "A-54"})
  void aFaultyUnitThatIsNotSent_isAskedForOnce_onTheDayThatTheSettingSays() {
    String path = loanerRuns("C-4106", "NW2-4106", "2026-06-15T10:00:00");
    assertThat(due(path, "FAULTY_UNIT_REMINDER")).isEqualTo("2026-06-22");
    assertThat(service.get("/api/deadlines?who=CUSTOMER&size=200").body().path("items"))
        .anySatisfy(
            work -> {
              assertThat("/api/cases/" + work.path("caseId").asString()).isEqualTo(path);
              assertThat(work.path("name").asString()).isEqualTo("FAULTY_UNIT_REMINDER");
              assertThat(work.path("due").asString()).isEqualTo("2026-06-22");
            });

    askingForTheFaultyUnitAfter(3, 1001);
    assertThat(due(path, "FAULTY_UNIT_REMINDER")).isEqualTo("2026-06-18");
    service.clock("2026-06-18T08:59:59");
    assertThat(reminders(path)).isEmpty();
    service.clock("2026-06-18T09:00:00");
    service.clock("2026-07-31T09:00:00");

    assertThat(reminders(path)).containsExactly("FaultyUnitReminderDue 2026-06-18T09:00:00+09:00");
    assertThat(service.get(path).body().path("status").asString()).isEqualTo("LOANER_CONFIRMED");
  }

  @Test
  @Clause("MFR-27")
  void aFaultyUnitThatHasCome_isNotAskedFor() {
    String path = loanerRuns("C-4107", "NW2-4107", "2026-06-15T10:00:00");
    step(path, "faulty-unit-return", "{\"serialNumber\": \"NW2-4107\"}");

    service.clock("2026-07-10T09:00:00");

    assertThat(reminders(path)).isEmpty();
    assertThat(
            service
                .bean(JdbcClient.class)
                .sql(
                    """
                    select count(*) from saga_entry s
                      join association_value_entry a on a.saga_id = s.saga_id
                     where s.saga_type like '%DueTimeSaga' and a.association_value = :case
                    """)
                .param("case", path.substring("/api/cases/".length()))
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  @Clause({"MFR-5", "MFR-30", "A-54"})
  void aLoanerThatStaysOut_isAskedForTwice_andNothingMoreHappens() {
    String path = operationConfirmed("C-4101", "NW2-4101", "2026-06-15T10:00:00");

    service.clock("2026-06-22T08:59:59");
    assertThat(reminders(path)).isEmpty();
    service.clock("2026-06-22T09:00:00");
    assertThat(reminders(path))
        .containsExactly("LoanerReturnReminderDue 2026-06-22T09:00:00+09:00");
    service.clock("2026-06-29T09:00:00");
    service.clock("2026-07-31T09:00:00");
    assertThat(reminders(path))
        .containsExactly(
            "LoanerReturnReminderDue 2026-06-22T09:00:00+09:00",
            "LoanerReturnOverdue 2026-06-29T09:00:00+09:00");
    assertThat(service.get(path).body().path("status").asString()).isEqualTo("OPERATION_CONFIRMED");
  }

  @Test
  @Clause("A-54")
  void bothMove_withTheSettingAndWithACorrection() {
    String path = operationConfirmed("C-4102", "NW2-4102", "2026-06-15T10:00:00");

    after(3, 1002);
    assertThat(due(path)).isEqualTo("2026-06-18");
    step(
        path,
        "correction",
        """
        {"ofEvent": "NormalOperationConfirmed", "field": "occurredAt",
         "value": "2026-06-12T18:00:00+09:00", "reason": "told on Friday"}
        """);
    assertThat(due(path)).isEqualTo("2026-06-17");

    service.clock("2026-06-17T09:00:00");
    service.clock("2026-06-22T09:00:00");
    assertThat(reminders(path))
        .containsExactly(
            "LoanerReturnReminderDue 2026-06-17T09:00:00+09:00",
            "LoanerReturnOverdue 2026-06-22T09:00:00+09:00");
  }

  @Test
  @Clause({"A-54", "CAL-3"})
  void theSecondMovesAlone_whereANewHolidayLiesBetweenBoth() {
    String path = operationConfirmed("C-4108", "NW2-4108", "2026-10-05T10:00:00");
    assertThat(due(path)).isEqualTo("2026-10-13");

    service.told(
        "calendar",
        new CalendarChanged(
            3,
            List.of(new Holiday(LocalDate.parse("2026-10-15"), "創立記念日", "Founding Day")),
            List.of(),
            null));

    assertThat(due(path)).isEqualTo("2026-10-13");
    assertThat(service.history(path)).endsWith("DeadlineMoved");
    service.clock("2026-10-20T09:00:00");
    assertThat(reminders(path))
        .containsExactly("LoanerReturnReminderDue 2026-10-13T09:00:00+09:00");
    service.clock("2026-10-21T09:00:00");
    assertThat(reminders(path)).endsWith("LoanerReturnOverdue 2026-10-21T09:00:00+09:00");
  }

  @Test
  @Clause("A-54")
  void noneIsSent_onceTheLoanerIsOnItsWay() {
    String path = operationConfirmed("C-4103", "NW2-4103", "2026-06-15T10:00:00");
    step(path, "loaner-dispatch", "{}");

    service.clock("2026-07-10T09:00:00");

    assertThat(reminders(path)).isEmpty();
    assertThat(service.get(path).body().path("status").asString()).isEqualTo("LOANER_DISPATCHED");
  }

  @Test
  void ofACaseIsStored_whatIsDue_andWhichOfItsMomentsAreStillToCome() {
    String path = operationConfirmed("C-4104", "NW2-4104", "2026-06-15T10:00:00");
    Customer other = Customer.registered(service, "C-4105", "NR2A-4105");
    String exchange = other.openCase();
    step(exchange, "judgement", "{\"hardwareFault\": true}");
    step(exchange, "replacement-shipment", "{\"serialNumber\": \"NR2A-4195\"}");
    step(exchange, "replacement-delivery", "{}");

    JsonNode loaner = stored(path);
    assertThat(loaner.propertyNames()).containsExactly("held");
    assertThat(loaner.path("held")).hasSize(1);
    assertThat(loaner.at("/held/0/deadline/name").asString()).isEqualTo("LOANER_RETURN_REMINDER");
    assertThat(loaner.at("/held/0/scheduled")).hasSize(2);
    JsonNode duty = stored(exchange);
    assertThat(duty.path("held")).hasSize(1);
    assertThat(duty.at("/held/0/deadline/dueDate").asString()).isEqualTo("2026-06-22");
    assertThat(duty.at("/held/0/scheduled")).hasSize(4);
  }

  private JsonNode stored(String path) {
    return service
        .bean(JdbcClient.class)
        .sql(
            """
            select s.serialized_saga from saga_entry s
              join association_value_entry a on a.saga_id = s.saga_id
             where a.association_value = :case
            """)
        .param("case", path.substring("/api/cases/".length()))
        .query(
            (row, n) ->
                JsonMapper.shared().readTree(new String(row.getBytes(1), StandardCharsets.UTF_8)))
        .single();
  }

  private void after(int businessDays, int version) {
    setting("mfr.loanerReturn.reminderBusinessDays", businessDays, version);
  }

  private void askingForTheFaultyUnitAfter(int businessDays, int version) {
    setting("mfr.faultyReturn.reminderBusinessDays", businessDays, version);
  }

  private void setting(String key, int value, int version) {
    service.told("settings", new SettingChanged(key, Integer.toString(value), version, null));
  }

  private String operationConfirmed(String customerId, String serial, String at) {
    String path = loanerRuns(customerId, serial, at);
    step(path, "repaired-unit-delivery", "{}");
    step(path, "operation-confirmation", "{}");
    return path;
  }

  private String loanerRuns(String customerId, String serial, String at) {
    Customer customer = Customer.registered(service, customerId, serial, Plan.MANUFACTURER);
    service.startAt(at);
    String path = customer.openCase("MANUFACTURER");
    step(path, "judgement", "{\"hardwareFault\": true}");
    step(path, "loaner-shipment", "{\"serialNumber\": \"LN-%s\"}".formatted(serial));
    step(path, "loaner-delivery", "{}");
    step(path, "loaner-confirmation", "{}");
    return path;
  }

  private String due(String path) {
    return due(path, "LOANER_RETURN_REMINDER");
  }

  private String due(String path, String name) {
    String due = "";
    for (JsonNode deadline : service.get(path + "/deadlines").body().path("items")) {
      if (deadline.path("name").asString().equals(name)) {
        due = deadline.path("due").asString();
      }
    }
    return due;
  }

  private List<String> reminders(String path) {
    List<String> reminders = new ArrayList<>();
    for (JsonNode event : service.get(path + "/history").body().path("items")) {
      String type = event.path("type").asString();
      if (REMINDERS.contains(type)) {
        reminders.add(type + " " + event.path("occurredAt").asString());
      }
    }
    return reminders;
  }

  private void step(String path, String resource, String json) {
    Reply reply = service.post(path + "/" + resource, json);
    assertThat(reply.status()).as("%s: %s", resource, reply.body()).isEqualTo(200);
  }
}
