package io.rmaflow.stack.demo;

import io.rmaflow.client.contract.model.Plan;
import io.rmaflow.client.rma.model.Cancellation;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.client.rma.model.Condition;
import io.rmaflow.client.rma.model.Inspection;
import io.rmaflow.client.rma.model.LoanerShipment;
import io.rmaflow.client.rma.model.Payer;
import io.rmaflow.client.rma.model.Procedure;
import io.rmaflow.client.rma.model.RepairedUnitShipment;
import io.rmaflow.client.rma.model.UnitReceipt;
import io.rmaflow.stack.demo.Company.Unit;

/** A unit is repaired while a loaner stands in for it; the case ends with the loaner back. */
final class ManufacturerStory extends Script {

  private static final Unit UNIT =
      new Unit("NW2-0004", "netwyvern2-dhcp-academic", "3.32.4-700", "2026-08-24", "2026-08-28");
  private static final Procedure PROCEDURE = Procedure.MANUFACTURER;

  ManufacturerStory(Stage stage) {
    super(
        stage,
        new Company(
            "学校法人サンプル学園", "606-8501", "京都府京都市左京区吉田1-1 情報センター", "渡辺 誠", "伊藤 直子", "gakuen.example"));
  }

  @Override
  CaseAnswer play() {
    begin("A university registers its unit and takes manufacturer maintenance");
    register(UNIT);
    sign(UNIT, Plan.MANUFACTURER, "2026-09-01");
    end();

    at("2026-09-18T11:30:00+09:00", "The unit restarts by itself: the customer sends the form");
    RmaCase told =
        report(UNIT, PROCEDURE, "再起動を繰り返す", Script::hardwareFault)
            .shows(CaseAnswer::getProvisionalDispatchDue, day("2026-09-18"));
    say("accepted; a loaner would leave on 2026-09-18 if judged by noon");
    end();

    at("2026-09-18T12:01:00+09:00", "The vendor judges a hardware fault, one minute after noon");
    told.step(CaseStatus.RMA_ISSUED, (desk, id) -> desk.steps().judge(id, fault("電源部の故障")))
        .shows(CaseAnswer::getLoanerDispatchDue, day("2026-09-24"));
    say("RMA number " + told.rmaNumber() + "; the loaner leaves on 2026-09-24, because:");
    told.because("DISPATCH");
    end();

    at("2026-09-24T14:00:00+09:00", "The loaner leaves after Silver Week");
    told.step(
            CaseStatus.LOANER_SHIPPED,
            (desk, id) ->
                desk.loaner()
                    .shipLoaner(
                        id,
                        new LoanerShipment()
                            .serialNumber("NW2-L001")
                            .carrier("ヤマト運輸")
                            .trackingNumber("4912-0000-0301")))
        .shows(view -> there(view.getLoaner()).getOutstanding(), true)
        .shows(view -> view.getShipments().get(0).getPayer(), Payer.VENDOR);
    say(
        "NW2-L001 at factory defaults, with software "
            + there(told.view().getLoaner()).getSoftwareVersion());
    end();

    at("2026-09-25T11:00:00+09:00", "It arrives");
    told.step(CaseStatus.LOANER_DELIVERED, (desk, id) -> desk.loaner().deliverLoaner(id, null));
    end();

    at("2026-09-25T16:00:00+09:00", "The customer runs on the loaner");
    told.step(CaseStatus.LOANER_CONFIRMED, (desk, id) -> desk.loaner().confirmLoaner(id, null));
    end();

    at("2026-09-28T15:00:00+09:00", "The faulty unit goes to the vendor, at the customer's cost");
    told.step(
            CaseStatus.FAULTY_UNIT_DISPATCHED,
            (desk, id) -> desk.steps().dispatchFaultyUnit(id, handedTo("佐川急便", "5500-0000-0302")))
        .shows(view -> view.getShipments().get(1).getPayer(), Payer.CUSTOMER);
    end();

    at("2026-09-30T10:00:00+09:00", "The vendor receives it");
    told.step(
            CaseStatus.FAULTY_UNIT_RETURNED,
            (desk, id) ->
                desk.steps()
                    .receiveFaultyUnit(
                        id, new UnitReceipt().serialNumber("NW2-0004").condition(Condition.USED)))
        .shows(CaseAnswer::getRepairGuideDate, day("2026-10-30"));
    say("about a month for the repair, as a guide and no promise: 2026-10-30, because:");
    told.because("REPAIR_GUIDE");
    end();

    at("2026-10-01T14:00:00+09:00", "The vendor has checked it and estimates the repair");
    told.step(
        CaseStatus.INSPECTED,
        (desk, id) -> desk.repair().inspect(id, new Inspection().estimateDays(18)));
    end();

    at("2026-10-19T17:00:00+09:00", "Repaired");
    told.step(CaseStatus.REPAIRED, (desk, id) -> desk.repair().completeRepair(id, null));
    end();

    at("2026-10-20T15:00:00+09:00", "The repaired unit leaves, at the vendor's cost");
    told.step(
            CaseStatus.REPAIRED_UNIT_SHIPPED,
            (desk, id) ->
                desk.repair()
                    .shipRepairedUnit(
                        id,
                        new RepairedUnitShipment()
                            .carrier("ヤマト運輸")
                            .trackingNumber("4912-0000-0303")))
        .shows(view -> view.getShipments().get(2).getPayer(), Payer.VENDOR);
    end();

    at(
        "2026-10-21T11:00:00+09:00",
        "It is back with the customer; the loaner is not asked for yet");
    told.step(
        CaseStatus.REPAIRED_UNIT_DELIVERED,
        (desk, id) -> desk.repair().deliverRepairedUnit(id, null));
    told.notAllowed("loaner-recall", (desk, id) -> desk.loaner().recallLoaner(id, null));
    told.notAllowed(
        "cancellation", (desk, id) -> desk.steps().cancel(id, new Cancellation().reason("完了のため")));
    end();

    at("2026-10-22T10:00:00+09:00", "Normal operation is confirmed: the loaner is asked back");
    told.step(
            CaseStatus.OPERATION_CONFIRMED, (desk, id) -> desk.repair().confirmOperation(id, null))
        .shows(view -> there(view.getLoaner()).getOutstanding(), true);
    say("if it does not come, the customer is asked once more on 2026-10-29, because:");
    told.because("LOANER_RETURN_REMINDER");
    end();

    at("2026-10-29T09:00:00+09:00", "Five business days later: the reminder");
    end();

    at("2026-10-29T15:00:00+09:00", "The customer sends the loaner, at its own cost");
    told.step(
            CaseStatus.LOANER_DISPATCHED,
            (desk, id) -> desk.loaner().dispatchLoaner(id, handedTo("佐川急便", "5500-0000-0304")))
        .shows(view -> view.getShipments().get(3).getPayer(), Payer.CUSTOMER);
    end();

    at("2026-10-30T10:00:00+09:00", "The loaner is home: only now does the case close");
    told.step(
            CaseStatus.CLOSED,
            (desk, id) ->
                desk.loaner()
                    .receiveLoaner(
                        id, new UnitReceipt().serialNumber("NW2-L001").condition(Condition.USED)))
        .shows(view -> there(view.getLoaner()).getOutstanding(), false);
    end();
    return auditorReads(told, CaseStatus.CLOSED);
  }
}
