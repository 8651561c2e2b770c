package io.rmaflow.stack.demo;

import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.client.rma.model.Condition;
import io.rmaflow.client.rma.model.DoaCertification;
import io.rmaflow.client.rma.model.Payer;
import io.rmaflow.client.rma.model.Procedure;
import io.rmaflow.client.rma.model.ReplacementShipment;
import io.rmaflow.client.rma.model.UnitReceipt;
import io.rmaflow.stack.demo.Company.Unit;

/** A unit that fails at once is exchanged for a new one, the vendor's summer closure between. */
final class InitialFailureStory extends Script {

  private static final Unit UNIT =
      new Unit("NF-0008", "netflux-yubion-fido2", "4.0.0-55", "2026-07-31", "2026-08-03");

  InitialFailureStory(Stage stage) {
    super(
        stage,
        new Company(
            "サンプル銀行株式会社", "530-0005", "大阪府大阪市北区中之島1-1-1 事務センター", "中村 健", "小林 真理", "ginko.example"));
  }

  @Override
  CaseAnswer play() {
    begin("A unit bought last week is registered");
    register(UNIT);
    end();

    at("2026-08-07T11:00:00+09:00", "It never came up: the customer sends the inquiry form");
    RmaCase told = report(UNIT, Procedure.DOA, "開梱直後から起動しない", Script::hardwareFault);
    end();

    at("2026-08-10T11:00:00+09:00", "The vendor judges a hardware fault");
    told.step(CaseStatus.RMA_ISSUED, (desk, id) -> desk.steps().judge(id, fault("基板の不良")))
        .shows(CaseAnswer::getDispatchDue, null);
    say("RMA number " + told.rmaNumber() + "; nothing is sent before the certification");
    end();

    at("2026-08-10T16:00:00+09:00", "A person certifies the initial failure");
    told.step(
            CaseStatus.RMA_ISSUED,
            (desk, id) ->
                desk.warranty()
                    .certifyDoa(
                        id,
                        new DoaCertification()
                            .certified(true)
                            .basis("購入後10日、開梱直後から起動せず。初期不良交換規定を確認済み")))
        .shows(CaseAnswer::getDispatchFrom, day("2026-08-12"))
        .shows(CaseAnswer::getDispatchDue, day("2026-08-17"));
    say("a new unit leaves from 2026-08-12 to 2026-08-17, because:");
    told.because("DISPATCH");
    end();

    at("2026-08-12T15:00:00+09:00", "Only a new unit will do");
    told.refused(
        "DOA_REQUIRES_NEW_UNIT",
        "replacement-shipment",
        (desk, id) ->
            desk.steps()
                .shipReplacement(
                    id,
                    new ReplacementShipment()
                        .serialNumber("NF-9007")
                        .condition(Condition.REFURBISHED)));
    told.step(
        CaseStatus.REPLACEMENT_SHIPPED,
        (desk, id) ->
            desk.steps()
                .shipReplacement(
                    id,
                    new ReplacementShipment()
                        .serialNumber("NF-9008")
                        .condition(Condition.NEW)
                        .carrier("ヤマト運輸")
                        .trackingNumber("4912-0000-0201")));
    say("NF-9008, new, with software " + there(told.view().getReplacement()).getSoftwareVersion());
    end();

    at("2026-08-13T11:00:00+09:00", "It arrives while the vendor is closed");
    told.step(
            CaseStatus.REPLACEMENT_DELIVERED,
            (desk, id) -> desk.steps().deliverReplacement(id, null))
        .shows(CaseAnswer::getReturnDue, day("2026-08-21"));
    say("the faulty unit is owed back by 2026-08-21, because:");
    told.because("RETURN");
    end();

    at("2026-08-19T09:00:00+09:00", "Two business days before: the reminder");
    end();

    at("2026-08-20T15:00:00+09:00", "The customer sends the faulty unit, at the vendor's cost");
    told.step(
            CaseStatus.FAULTY_UNIT_DISPATCHED,
            (desk, id) -> desk.steps().dispatchFaultyUnit(id, handedTo("佐川急便", "5500-0000-0202")))
        .shows(CaseAnswer::getReturnedLateBusinessDays, 0)
        .shows(view -> view.getShipments().get(1).getPayer(), Payer.VENDOR);
    say("in time");
    end();

    at("2026-08-21T10:00:00+09:00", "The vendor receives it: the case closes");
    told.step(
        CaseStatus.CLOSED,
        (desk, id) ->
            desk.steps()
                .receiveFaultyUnit(
                    id, new UnitReceipt().serialNumber("NF-0008").condition(Condition.DAMAGED)));
    end();

    begin("The warranty has moved to the new unit");
    lineage(UNIT, "NF-9008");
    end();
    return auditorReads(told, CaseStatus.CLOSED);
  }
}
