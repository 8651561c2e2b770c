package io.rmaflow.stack.demo;

import io.rmaflow.client.contract.model.Plan;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.client.rma.model.CompletionReason;
import io.rmaflow.client.rma.model.Information;
import io.rmaflow.client.rma.model.InformationRequest;
import io.rmaflow.client.rma.model.InquiryAnswer;
import io.rmaflow.client.rma.model.InquiryCompletion;
import io.rmaflow.client.rma.model.InquiryKind;
import io.rmaflow.client.rma.model.Procedure;
import io.rmaflow.client.rma.model.Question;
import io.rmaflow.client.rma.model.RuledOut;
import io.rmaflow.stack.demo.Company.Unit;
import java.util.List;

/** Two questions that technical support answers: about hardware, then a virtual appliance. */
final class InquiryStory extends Script {

  private static final Unit HARDWARE =
      new Unit("NR2A-0021", "netregio2a-dhcp", "4.10.1-2201", "2026-06-01", "2026-06-04");
  private static final Unit VIRTUAL =
      new Unit("VA-0005", "netnebulas-va-dhcp", "3.32.4-710", "2026-06-01", "2026-06-04");
  private static final Procedure PROCEDURE = Procedure.TECHNICAL_INQUIRY;

  InquiryStory(Stage stage) {
    super(
        stage,
        new Company(
            "サンプル市役所", "810-0001", "福岡県福岡市中央区天神1-8-1 電算室", "山口 剛", "森 千尋", "shiyakusho.example"));
  }

  @Override
  CaseAnswer play() {
    begin("A unit under cross-send-back, and a virtual appliance under technical support");
    register(HARDWARE);
    sign(HARDWARE, Plan.CROSS_SEND_BACK, "2026-06-10");
    register(
        VIRTUAL,
        form -> {
          form.getUnit().hypervisor("KVM");
          return form;
        });
    sign(VIRTUAL, Plan.TECHNICAL_SUPPORT_VA, "2026-06-10");
    end();

    at("2026-06-10T14:00:00+09:00", "How long may a lease be? The customer asks by the form");
    RmaCase told =
        report(
                HARDWARE,
                PROCEDURE,
                "DHCPのリース期間について",
                form ->
                    byForm(form)
                        .inquiry(
                            new Question()
                                .kind(InquiryKind.NORMAL_OPERATION)
                                .question("DHCPのリース期間の上限を教えてください")))
            .shows(CaseAnswer::getFirstContactDue, time("2026-06-11T17:00:00+09:00"));
    say("the first contact is due on 2026-06-11 at 17:00, the answer at no set time, because:");
    told.because("FIRST_CONTACT");
    end();

    at("2026-06-11T09:00:00+09:00", "The desk has not been in touch: it is reminded");
    end();

    at("2026-06-11T10:00:00+09:00", "The desk gets in touch and asks for the settings");
    told.step(
        CaseStatus.FIRST_CONTACTED, (desk, id) -> desk.inquiries().makeFirstContact(id, null));
    told.step(
        CaseStatus.INFORMATION_REQUESTED,
        (desk, id) ->
            desk.steps()
                .requestInformation(id, new InformationRequest().text("設定のバックアップをお送りください")));
    end();

    at("2026-06-11T13:00:00+09:00", "The customer sends them and is answered");
    told.step(
        CaseStatus.FIRST_CONTACTED,
        (desk, id) -> desk.steps().provideInformation(id, new Information().text("添付いたします")));
    told.step(
        CaseStatus.ANSWERED,
        (desk, id) -> desk.inquiries().answer(id, new InquiryAnswer().text("お使いの設定では24時間が上限です")));
    end();

    at("2026-06-11T14:00:00+09:00", "All is explained: the inquiry is complete");
    told.step(
            CaseStatus.CLOSED,
            (desk, id) ->
                desk.inquiries()
                    .complete(
                        id, new InquiryCompletion().reason(CompletionReason.RESPONSE_EXHAUSTED)))
        .shows(CaseAnswer::getClosedBecause, "RESPONSE_EXHAUSTED");
    end();

    at("2026-06-11T15:00:00+09:00", "The virtual appliance answers slowly; all else is ruled out");
    RmaCase virtual =
        report(
                VIRTUAL,
                PROCEDURE,
                "応答が遅い",
                form ->
                    byForm(form)
                        .inquiry(
                            new Question()
                                .kind(InquiryKind.INCIDENT)
                                .question("昨日から応答が遅い")
                                .ruledOut(
                                    List.of(
                                        RuledOut.NETWORK_SETTINGS,
                                        RuledOut.NETWORK_EQUIPMENT,
                                        RuledOut.CLIENT_TERMINALS,
                                        RuledOut.POWER,
                                        RuledOut.BASE_HARDWARE,
                                        RuledOut.STORAGE,
                                        RuledOut.HYPERVISOR))
                                .configurationChecked(true)
                                .releasesApplied(true)
                                .hypervisor("KVM")))
            .shows(CaseAnswer::getFirstContactDue, time("2026-06-12T17:00:00+09:00"));
    say("the first contact is due on 2026-06-12 at 17:00");
    end();

    at("2026-06-11T16:30:00+09:00", "Same day: it is the customer's storage after all");
    virtual.step(
        CaseStatus.FIRST_CONTACTED, (desk, id) -> desk.inquiries().makeFirstContact(id, null));
    virtual.step(
        CaseStatus.ANSWERED,
        (desk, id) ->
            desk.inquiries().answer(id, new InquiryAnswer().text("ログより、ストレージの応答遅延と判明しました")));
    virtual
        .step(
            CaseStatus.CLOSED,
            (desk, id) ->
                desk.inquiries()
                    .complete(id, new InquiryCompletion().reason(CompletionReason.NOT_OUR_PRODUCT)))
        .shows(CaseAnswer::getClosedBecause, "NOT_OUR_PRODUCT");
    end();
    return auditorReads(told, CaseStatus.CLOSED);
  }
}
