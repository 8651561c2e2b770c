package io.rmaflow.stack.demo;

import io.rmaflow.stack.demo.Company.Unit;
import tools.jackson.databind.JsonNode;

/** A unit is repaired while a loaner stands in for it; the case ends with the loaner back. */
final class ManufacturerStory extends Script {

  private static final Unit UNIT =
      new Unit("NW2-0004", "netwyvern2-dhcp-academic", "3.32.4-700", "2026-08-24", "2026-08-28");
  private static final String PROCEDURE = "MANUFACTURER";

  ManufacturerStory(Stage stage) {
    super(
        stage,
        new Company(
            "学校法人サンプル学園", "606-8501", "京都府京都市左京区吉田1-1 情報センター", "渡辺 誠", "伊藤 直子", "gakuen.example"));
  }

  @Override
  JsonNode play() {
    begin("A university registers its unit and takes manufacturer maintenance");
    register(UNIT);
    sign(UNIT, PROCEDURE, "2026-09-01");
    end();

    at("2026-09-18T11:30:00+09:00", "The unit restarts by itself: the customer sends the form");
    RmaCase told =
        report(UNIT, PROCEDURE, "再起動を繰り返す", HARDWARE_FAULT)
            .shows("provisionalDispatchDue", "2026-09-18");
    say("accepted; a loaner would leave on 2026-09-18 if judged by noon");
    end();

    at("2026-09-18T12:01:00+09:00", "The vendor judges a hardware fault, one minute after noon");
    told.step("judgement", "{\"hardwareFault\": true, \"reason\": \"電源部の故障\"}", "RMA_ISSUED")
        .shows("loanerDispatchDue", "2026-09-24");
    say("RMA number " + told.text("rmaNumber") + "; the loaner leaves on 2026-09-24, because:");
    told.because("DISPATCH");
    end();

    at("2026-09-24T14:00:00+09:00", "The loaner leaves after Silver Week");
    told.step(
            "loaner-shipment",
            """
            {"serialNumber": "NW2-L001", "carrier": "ヤマト運輸",
             "trackingNumber": "4912-0000-0301"}
            """,
            "LOANER_SHIPPED")
        .shows("loaner/outstanding", "true")
        .shows("shipments/0/payer", "VENDOR");
    say("NW2-L001 at factory defaults, with software " + told.text("loaner/softwareVersion"));
    end();

    at("2026-09-25T11:00:00+09:00", "It arrives");
    told.step("loaner-delivery", "{}", "LOANER_DELIVERED");
    end();

    at("2026-09-25T16:00:00+09:00", "The customer runs on the loaner");
    told.step("loaner-confirmation", "{}", "LOANER_CONFIRMED");
    end();

    at("2026-09-28T15:00:00+09:00", "The faulty unit goes to the vendor, at the customer's cost");
    told.step(
            "faulty-unit-dispatch",
            "{\"carrier\": \"佐川急便\", \"trackingNumber\": \"5500-0000-0302\"}",
            "FAULTY_UNIT_DISPATCHED")
        .shows("shipments/1/payer", "CUSTOMER");
    end();

    at("2026-09-30T10:00:00+09:00", "The vendor receives it");
    told.step(
            "faulty-unit-return",
            "{\"serialNumber\": \"NW2-0004\", \"condition\": \"USED\"}",
            "FAULTY_UNIT_RETURNED")
        .shows("repairGuideDate", "2026-10-30");
    say("about a month for the repair, as a guide and no promise: 2026-10-30, because:");
    told.because("REPAIR_GUIDE");
    end();

    at("2026-10-01T14:00:00+09:00", "The vendor has checked it and estimates the repair");
    told.step("inspection", "{\"estimateDays\": 18}", "INSPECTED");
    end();

    at("2026-10-19T17:00:00+09:00", "Repaired");
    told.step("repair-completion", "{}", "REPAIRED");
    end();

    at("2026-10-20T15:00:00+09:00", "The repaired unit leaves, at the vendor's cost");
    told.step(
            "repaired-unit-shipment",
            "{\"carrier\": \"ヤマト運輸\", \"trackingNumber\": \"4912-0000-0303\"}",
            "REPAIRED_UNIT_SHIPPED")
        .shows("shipments/2/payer", "VENDOR");
    end();

    at(
        "2026-10-21T11:00:00+09:00",
        "It is back with the customer; the loaner is not asked for yet");
    told.step("repaired-unit-delivery", "{}", "REPAIRED_UNIT_DELIVERED");
    told.notAllowed("loaner-recall", "{}");
    told.notAllowed("cancellation", "{\"reason\": \"完了のため\"}");
    end();

    at("2026-10-22T10:00:00+09:00", "Normal operation is confirmed: the loaner is asked back");
    told.step("operation-confirmation", "{}", "OPERATION_CONFIRMED")
        .shows("loaner/outstanding", "true");
    say("if it does not come, the customer is asked once more on 2026-10-29, because:");
    told.because("LOANER_RETURN_REMINDER");
    end();

    at("2026-10-29T09:00:00+09:00", "Five business days later: the reminder");
    end();

    at("2026-10-29T15:00:00+09:00", "The customer sends the loaner, at its own cost");
    told.step(
            "loaner-dispatch",
            "{\"carrier\": \"佐川急便\", \"trackingNumber\": \"5500-0000-0304\"}",
            "LOANER_DISPATCHED")
        .shows("shipments/3/payer", "CUSTOMER");
    end();

    at("2026-10-30T10:00:00+09:00", "The loaner is home: only now does the case close");
    told.step(
            "loaner-return", "{\"serialNumber\": \"NW2-L001\", \"condition\": \"USED\"}", "CLOSED")
        .shows("loaner/outstanding", "false");
    end();
    return auditorReads(told, "CLOSED");
  }
}
