package io.rmaflow.stack.demo;

import io.rmaflow.client.contract.model.Plan;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.client.rma.model.CompletionReason;
import io.rmaflow.client.rma.model.FaultJudgement;
import io.rmaflow.client.rma.model.InquiryAnswer;
import io.rmaflow.client.rma.model.InquiryCompletion;
import io.rmaflow.client.rma.model.Isolation;
import io.rmaflow.client.rma.model.IsolationResult;
import io.rmaflow.client.rma.model.LoanerShipment;
import io.rmaflow.client.rma.model.Procedure;
import io.rmaflow.stack.demo.Company.Unit;

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
  CaseAnswer play() {
    begin("A university registers its unit and takes manufacturer maintenance");
    register(UNIT);
    sign(UNIT, Plan.MANUFACTURER, "2026-07-06");
    end();

    at(
        "2026-07-07T11:00:00+09:00",
        "It behaves oddly: the customer asks before asking for a repair");
    RmaCase told =
        report(
                UNIT,
                Procedure.TRIAGE,
                FAULT,
                form ->
                    byForm(form)
                        .webAccessible(false)
                        .isolation(new Isolation().result(IsolationResult.UNCLEAR)))
            .shows(CaseAnswer::getFirstContactDue, time("2026-07-08T17:00:00+09:00"));
    say("accepted without an isolation; the first contact is due on 2026-07-08 at 17:00, because:");
    told.because("FIRST_CONTACT");
    end();

    begin("No RMA number and no loaner come of it");
    told.notAllowed(
        "judgement",
        (desk, id) -> desk.steps().judge(id, new FaultJudgement().hardwareFault(true)));
    told.notAllowed(
        "loaner-shipment",
        (desk, id) -> desk.loaner().shipLoaner(id, new LoanerShipment().serialNumber("NW2-L014")));
    end();

    at("2026-07-07T15:00:00+09:00", "The desk gets in touch the same day and looks into the log");
    told.step(
        CaseStatus.FIRST_CONTACTED, (desk, id) -> desk.inquiries().makeFirstContact(id, null));
    told.step(
        CaseStatus.ANSWERED,
        (desk, id) ->
            desk.inquiries().answer(id, new InquiryAnswer().text("故障と思われます。修理依頼票をお送りください")));
    told.step(
            CaseStatus.CLOSED,
            (desk, id) ->
                desk.inquiries()
                    .complete(
                        id, new InquiryCompletion().reason(CompletionReason.RESPONSE_EXHAUSTED)))
        .shows(CaseAnswer::getRmaNumber, null);
    end();

    at("2026-07-08T10:00:00+09:00", "The repair request follows and names the triage");
    RmaCase repair =
        report(
                UNIT,
                Procedure.MANUFACTURER,
                FAULT,
                form -> hardwareFault(form).resubmissionOf(told.id()))
            .shows(CaseAnswer::getResubmissionOf, told.id())
            .shows(CaseAnswer::getProvisionalDispatchDue, day("2026-07-08"));
    say("accepted; a loaner would leave on " + repair.view().getProvisionalDispatchDue());
    say("how it goes on: ./rma demo --procedure MANUFACTURER");
    end();
    return auditorReads(told, CaseStatus.CLOSED);
  }
}
