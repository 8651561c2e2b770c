package io.rmaflow.stack.demo;

import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.client.rma.model.Condition;
import io.rmaflow.client.rma.model.Inspection;
import io.rmaflow.client.rma.model.Payer;
import io.rmaflow.client.rma.model.Procedure;
import io.rmaflow.client.rma.model.RepairedUnitShipment;
import io.rmaflow.client.rma.model.RequestedWork;
import io.rmaflow.client.rma.model.UnitReceipt;
import io.rmaflow.stack.demo.Company.Unit;
import java.util.List;

/** Two units bought on one day: one is asked for on the last day of its warranty, one after it. */
final class WarrantyStory extends Script {

  private static final Unit IN_TIME =
      new Unit("NR2A-0007", "netregio2a-ad", "4.10.1-2201", "2025-06-13", "2025-06-10");
  private static final Unit TOO_LATE =
      new Unit("NR2A-0017", "netregio2a-ad", "4.10.1-2201", "2025-06-13", "2025-06-10");
  private static final Procedure PROCEDURE = Procedure.WARRANTY;
  private static final String FAULT = "ファンから異音がして停止する";

  WarrantyStory(Stage stage) {
    super(
        stage,
        new Company(
            "サンプル工業株式会社",
            "460-0001",
            "愛知県名古屋市中区三の丸1-2-3 工場棟2階",
            "佐藤 一郎",
            "高橋 由美",
            "kogyo.example"));
  }

  @Override
  CaseAnswer play() {
    begin("Two units that were bought a year ago are registered; no contract");
    register(IN_TIME);
    register(TOO_LATE);
    end();

    at("2026-06-12T16:00:00+09:00", "On the last day of the warranty, NR2A-0007 stops");
    RmaCase told =
        report(IN_TIME, PROCEDURE, FAULT, Script::hardwareFault)
            .shows(CaseAnswer::getAcceptedAt, time("2026-06-12T16:00:00+09:00"));
    say("accepted under the warranty to " + there(told.view().getEntitlement()).getTo());
    end();

    at("2026-06-13T10:00:00+09:00", "One day later, the other unit is covered by nothing");
    reportInVain(
        TOO_LATE,
        PROCEDURE,
        FAULT,
        Script::hardwareFault,
        "WARRANTY_EXPIRED",
        "SPOT_REPAIR_NOT_ACCEPTED");
    end();

    at("2026-06-15T10:00:00+09:00", "The vendor judges a hardware fault");
    told.step(CaseStatus.RMA_ISSUED, (desk, id) -> desk.steps().judge(id, fault("冷却ファンの故障")));
    say("RMA number " + told.rmaNumber() + "; no date: the unit is repaired, not exchanged");
    end();

    begin("The customer asks for a loaner meanwhile");
    demandInVain(told, RequestedWork.LOANER, "LOANER_NOT_IN_PLAN");
    end();

    at("2026-06-16T15:00:00+09:00", "The customer sends the faulty unit");
    told.step(
            CaseStatus.FAULTY_UNIT_DISPATCHED,
            (desk, id) -> desk.steps().dispatchFaultyUnit(id, handedTo("佐川急便", "5500-0000-0101")))
        .shows(view -> view.getShipments().get(0).getPayer(), Payer.CUSTOMER);
    say("the customer pays for this way");
    end();

    at("2026-06-17T10:00:00+09:00", "The vendor receives it");
    told.step(
        CaseStatus.FAULTY_UNIT_RETURNED,
        (desk, id) ->
            desk.steps()
                .receiveFaultyUnit(
                    id, new UnitReceipt().serialNumber("NR2A-0007").condition(Condition.USED)));
    end();

    at("2026-06-18T14:00:00+09:00", "Only now can the vendor say how long it takes");
    told.step(
            CaseStatus.INSPECTED,
            (desk, id) ->
                desk.repair()
                    .inspect(id, new Inspection().estimateDays(10).addChargeablePartsItem("冷却ファン")))
        .shows(CaseAnswer::getChargeableParts, List.of("冷却ファン"));
    say("about 10 days; the fan is a consumable part and charged");
    end();

    at("2026-06-26T17:00:00+09:00", "Repaired");
    told.step(CaseStatus.REPAIRED, (desk, id) -> desk.repair().completeRepair(id, null));
    end();

    at("2026-06-29T15:00:00+09:00", "The repaired unit leaves");
    told.step(
            CaseStatus.REPAIRED_UNIT_SHIPPED,
            (desk, id) ->
                desk.repair()
                    .shipRepairedUnit(
                        id,
                        new RepairedUnitShipment()
                            .carrier("ヤマト運輸")
                            .trackingNumber("4912-0000-0102")))
        .shows(view -> view.getShipments().get(1).getPayer(), Payer.VENDOR);
    say(
        "at the vendor's cost, with software "
            + there(told.view().getRepairedUnit()).getSoftwareVersion());
    end();

    at("2026-06-30T11:00:00+09:00", "It is back with the customer: the case closes");
    told.step(CaseStatus.CLOSED, (desk, id) -> desk.repair().deliverRepairedUnit(id, null));
    end();
    return auditorReads(told, CaseStatus.CLOSED);
  }
}
