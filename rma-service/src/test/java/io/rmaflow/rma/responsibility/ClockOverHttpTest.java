package io.rmaflow.rma.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import org.junit.jupiter.api.Test;

class ClockOverHttpTest {

  private final RunningService service = RunningService.shared();

  @Test
  @Clause("RMA-9")
  void theClockOfACaseIsRead_andACorrectionMovesIt() {
    Customer customer = Customer.registered(service, "C-6301", "NR2A-6301");
    service.startAt("2026-05-11T09:00:00");
    String path = customer.openCase();
    service.clock("2026-05-11T11:00:00");
    service.post(path + "/judgement", "{\"hardwareFault\": true}");
    service.clock("2026-05-11T15:00:00");
    service.post(path + "/replacement-shipment", "{\"serialNumber\": \"NR2A-6391\"}");
    service.clock("2026-05-12T10:00:00");
    service.post(path + "/replacement-delivery", "{}");
    service.clock("2026-05-13T10:00:00");

    Reply clock = service.get(path + "/clock");

    assertThat(clock.status()).isEqualTo(200);
    assertThat(clock.body().path("running").asString()).isEqualTo("CUSTOMER");
    assertThat(clock.body().at("/sides/0/who").asString()).isEqualTo("VENDOR");
    assertThat(clock.body().at("/sides/0/time/businessSeconds").asInt()).isEqualTo(6 * 3600);
    assertThat(clock.body().at("/sides/2/time/businessSeconds").asInt()).isEqualTo(3 * 3600);
    assertThat(clock.body().at("/whole/calendarSeconds").asInt()).isEqualTo(49 * 3600);

    service.post(
        path + "/correction",
        """
        {"ofEvent": "ReplacementDelivered", "field": "deliveredAt",
         "value": "2026-05-12T09:00:00+09:00", "reason": "as the carrier says"}
        """);
    Reply corrected = service.get(path + "/clock");
    assertThat(corrected.body().at("/sides/2/time/businessSeconds").asInt()).isEqualTo(2 * 3600);
    assertThat(corrected.body().at("/sides/1/time/calendarSeconds").asInt()).isEqualTo(25 * 3600);
    assertThat(service.get("/api/cases/unknown/clock").status()).isEqualTo(404);
  }

  @Test
  @Clause("RMA-9")
  void ofAnInquiryTheClockRunsOnTheCustomersSideWhileItIsAsked() {
    Customer customer = Customer.registered(service, "C-6302", "NR2A-6302");
    service.startAt("2026-05-15T10:00:00");
    String path =
        customer.accepted(
            customer.inquiry(
                "4.10.1-2201", "\"kind\": \"NORMAL_OPERATION\", \"question\": \"設定は?\""));
    service.clock("2026-05-15T12:00:00");
    service.post(path + "/information-request", "{\"text\": \"構成図をください\"}");
    service.clock("2026-05-18T10:00:00");
    service.post(path + "/information", "{\"text\": \"送ります\"}");
    service.clock("2026-05-18T13:00:00");
    service.post(path + "/answer", "{\"text\": \"このとおりです\"}");
    service.post(path + "/completion", "{\"reason\": \"RESPONSE_EXHAUSTED\"}");
    service.clock("2026-05-20T10:00:00");

    Reply clock = service.get(path + "/clock");

    assertThat(clock.body().at("/sides/0/who").asString()).isEqualTo("VENDOR");
    assertThat(clock.body().at("/sides/0/time/businessSeconds").asInt()).isEqualTo(5 * 3600);
    assertThat(clock.body().at("/sides/0/time/calendarSeconds").asInt()).isEqualTo(5 * 3600);
    assertThat(clock.body().at("/sides/1/who").asString()).isEqualTo("CUSTOMER");
    assertThat(clock.body().at("/sides/1/time/businessSeconds").asInt()).isEqualTo(6 * 3600);
    assertThat(clock.body().at("/sides/1/time/calendarSeconds").asInt()).isEqualTo(70 * 3600);
    assertThat(clock.body().at("/sides/2/time/calendarSeconds").asInt()).isZero();
    assertThat(clock.body().path("running").isNull()).isTrue();
  }
}
