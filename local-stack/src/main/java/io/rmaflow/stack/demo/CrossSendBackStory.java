package io.rmaflow.stack.demo;

import io.rmaflow.client.contract.model.Plan;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.client.rma.model.Condition;
import io.rmaflow.client.rma.model.Procedure;
import io.rmaflow.client.rma.model.ReplacementShipment;
import io.rmaflow.client.rma.model.UnitReceipt;
import io.rmaflow.stack.demo.Company.Unit;

/** A faulty unit that comes back one business day late, across Golden Week. */
final class CrossSendBackStory extends Script {

  private static final Unit FIRST =
      new Unit("NR2A-0001", "netregio2a-dhcp", "4.10.1-2201", "2026-04-06", "2026-04-08");
  private static final Unit OTHER =
      new Unit("NR2-0009", "netregio2-dhcp", "3.34.4-1800", "2026-04-06", "2026-04-08");
  private static final Procedure PROCEDURE = Procedure.CROSS_SEND_BACK;
  private static final String FAULT = "起動しない";

  CrossSendBackStory(Stage stage) {
    super(
        stage,
        new Company(
            "株式会社サンプル商事", "100-0001", "東京都千代田区千代田1-1 本社サーバ室", "山田 太郎", "鈴木 花子", "shoji.example"));
  }

  @Override
  CaseAnswer play() {
    begin("A customer registers two units");
    register(FIRST);
    register(OTHER);
    end();

    begin("Both units go under cross-send-back contracts");
    sign(FIRST, Plan.CROSS_SEND_BACK, "2026-04-10");
    sign(OTHER, Plan.CROSS_SEND_BACK, "2026-04-10");
    end();

    at(
        "2026-05-01T10:30:00+09:00",
        "NR2A-0001 does not start: the customer sends the inquiry form");
    RmaCase told =
        report(FIRST, PROCEDURE, FAULT, Script::hardwareFault)
            .shows(CaseAnswer::getAcceptedAt, time("2026-05-01T10:30:00+09:00"))
            .shows(CaseAnswer::getProvisionalDispatchDue, day("2026-05-01"));
    say("accepted at once; provisional dispatch on 2026-05-01");
    end();

    at("2026-05-01T11:40:00+09:00", "The vendor judges a hardware fault, before noon");
    told.step(CaseStatus.RMA_ISSUED, (desk, id) -> desk.steps().judge(id, fault("電源部の故障")))
        .shows(CaseAnswer::getDispatchDue, day("2026-05-01"));
    say("RMA number " + told.rmaNumber() + ", to be sent on 2026-05-01, because:");
    told.because("DISPATCH");
    end();

    at("2026-05-01T15:00:00+09:00", "The exchange unit leaves the same day");
    told.step(
        CaseStatus.REPLACEMENT_SHIPPED,
        (desk, id) ->
            desk.steps()
                .shipReplacement(
                    id,
                    new ReplacementShipment()
                        .serialNumber("NR2A-9001")
                        .condition(Condition.REFURBISHED)
                        .carrier("ヤマト運輸")
                        .trackingNumber("4912-0000-0001")));
    say("with software " + there(told.view().getReplacement()).getSoftwareVersion());
    end();

    at("2026-05-02T11:00:00+09:00", "It arrives on Saturday of Golden Week");
    told.step(
            CaseStatus.REPLACEMENT_DELIVERED,
            (desk, id) -> desk.steps().deliverReplacement(id, null))
        .shows(CaseAnswer::getReturnDue, day("2026-05-13"));
    say("the faulty unit is owed back by 2026-05-13, because:");
    told.because("RETURN");
    end();

    at("2026-05-11T09:00:00+09:00", "Two business days before: the first reminder");
    end();
    at("2026-05-13T09:00:00+09:00", "The last day: the second reminder");
    end();

    at(
        "2026-05-14T10:00:00+09:00",
        "Nothing came: overdue, and the customer's service is suspended");
    standing(true, 1);
    end();

    begin("The same customer's other unit fails");
    reportInVain(OTHER, PROCEDURE, FAULT, Script::hardwareFault, "UNRETURNED_FAULTY_UNIT");
    end();

    at("2026-05-14T15:00:00+09:00", "The customer hands the faulty unit to the carrier");
    told.step(
            CaseStatus.FAULTY_UNIT_DISPATCHED,
            (desk, id) -> desk.steps().dispatchFaultyUnit(id, handedTo("佐川急便", "5500-0000-0002")))
        .shows(CaseAnswer::getReturnedLateBusinessDays, 1);
    say("one business day late; the suspension is lifted at once");
    standing(false, 0);
    end();

    begin("The other request, once more");
    RmaCase other = report(OTHER, PROCEDURE, FAULT, Script::hardwareFault);
    say("accepted, provisional dispatch on " + other.view().getProvisionalDispatchDue());
    end();

    at("2026-05-15T10:00:00+09:00", "The faulty unit reaches the vendor: the case closes");
    told.step(
        CaseStatus.CLOSED,
        (desk, id) ->
            desk.steps()
                .receiveFaultyUnit(
                    id, new UnitReceipt().serialNumber("NR2A-0001").condition(Condition.USED)));
    end();

    begin("The cover has moved to the exchange unit");
    lineage(FIRST, "NR2A-9001");
    end();

    begin("What was known on 2026-05-10");
    RmaCase then =
        told.asKnownAt("2026-05-10T00:00:00+09:00")
            .shows(CaseAnswer::getStatus, CaseStatus.REPLACEMENT_DELIVERED)
            .shows(CaseAnswer::getReturnDue, day("2026-05-13"));
    say(then.view().getStatus() + ", return due " + then.view().getReturnDue());
    end();
    return auditorReads(told, CaseStatus.CLOSED);
  }
}
