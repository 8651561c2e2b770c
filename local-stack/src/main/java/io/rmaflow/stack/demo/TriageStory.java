package io.rmaflow.stack.demo;

import io.rmaflow.stack.demo.Company.Unit;
import tools.jackson.databind.JsonNode;

/** Whether the hardware is at fault is hard to tell: a triage, and the repair that follows it. */
final class TriageStory extends Script {

  private static final Unit UNIT =
      new Unit("NW2-0014", "netwyvern2-dhcp-academic", "3.32.4-700", "2026-06-29", "2026-07-02");
  private static final String FAULT = "ときどき応答しなくなる";

  TriageStory(Stage stage) {
    super(
        stage,
        new Company(
            "サンプル大学", "060-0808", "北海道札幌市北区北8条西5 計算機室", "石井 亮", "木村 あかね", "daigaku.example"));
  }

  @Override
  JsonNode play() {
    begin("A university registers its unit and takes manufacturer maintenance");
    register(UNIT);
    sign(UNIT, "MANUFACTURER", "2026-07-06");
    end();

    at(
        "2026-07-07T11:00:00+09:00",
        "It behaves oddly: the customer asks before asking for a repair");
    RmaCase told =
        report(
                UNIT,
                "TRIAGE",
                FAULT,
                BY_FORM
                    + """
                    , "webAccessible": false, "isolation": {"result": "UNCLEAR"}
                    """)
            .shows("firstContactDue", "2026-07-08T17:00:00+09:00");
    say("accepted without an isolation; the first contact is due on 2026-07-08 at 17:00, because:");
    told.because("FIRST_CONTACT");
    end();

    begin("No RMA number and no loaner come of it");
    told.notAllowed("judgement", "{\"hardwareFault\": true}");
    told.notAllowed("loaner-shipment", "{\"serialNumber\": \"NW2-L014\"}");
    end();

    at("2026-07-07T15:00:00+09:00", "The desk gets in touch the same day and looks into the log");
    told.step("first-contact", "{}", "FIRST_CONTACTED");
    told.step("answer", "{\"text\": \"故障と思われます。修理依頼票をお送りください\"}", "ANSWERED");
    told.step("completion", "{\"reason\": \"RESPONSE_EXHAUSTED\"}", "CLOSED")
        .shows("rmaNumber", "");
    end();

    at("2026-07-08T10:00:00+09:00", "The repair request follows and names the triage");
    RmaCase repair =
        report(
                UNIT,
                "MANUFACTURER",
                FAULT,
                HARDWARE_FAULT + ", \"resubmissionOf\": \"" + told.id() + "\"")
            .shows("resubmissionOf", told.id())
            .shows("provisionalDispatchDue", "2026-07-08");
    say("accepted; a loaner would leave on " + repair.text("provisionalDispatchDue"));
    say("how it goes on: ./rma demo --procedure MANUFACTURER");
    end();
    return auditorReads(told, "CLOSED");
  }
}
