package io.rmaflow.stack.demo;

import io.rmaflow.stack.demo.Company.Unit;
import tools.jackson.databind.JsonNode;

/** Two units bought on one day: one is asked for on the last day of its warranty, one after it. */
final class WarrantyStory extends Script {

  private static final Unit IN_TIME =
      new Unit("NR2A-0007", "netregio2a-ad", "4.10.1-2201", "2025-06-13", "2025-06-10");
  private static final Unit TOO_LATE =
      new Unit("NR2A-0017", "netregio2a-ad", "4.10.1-2201", "2025-06-13", "2025-06-10");
  private static final String PROCEDURE = "WARRANTY";
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
  JsonNode play() {
    begin("Two units that were bought a year ago are registered; no contract");
    register(IN_TIME);
    register(TOO_LATE);
    end();

    at("2026-06-12T16:00:00+09:00", "On the last day of the warranty, NR2A-0007 stops");
    RmaCase told =
        report(IN_TIME, PROCEDURE, FAULT, HARDWARE_FAULT)
            .shows("acceptedAt", "2026-06-12T16:00:00+09:00");
    say("accepted under the warranty to " + told.text("entitlement/to"));
    end();

    at("2026-06-13T10:00:00+09:00", "One day later, the other unit is covered by nothing");
    reportInVain(
        TOO_LATE, PROCEDURE, FAULT, HARDWARE_FAULT, "WARRANTY_EXPIRED", "SPOT_REPAIR_NOT_ACCEPTED");
    end();

    at("2026-06-15T10:00:00+09:00", "The vendor judges a hardware fault");
    told.step("judgement", "{\"hardwareFault\": true, \"reason\": \"冷却ファンの故障\"}", "RMA_ISSUED");
    say("RMA number " + told.text("rmaNumber") + "; no date: the unit is repaired, not exchanged");
    end();

    begin("The customer asks for a loaner meanwhile");
    demandInVain(told, "LOANER", "LOANER_NOT_IN_PLAN");
    end();

    at("2026-06-16T15:00:00+09:00", "The customer sends the faulty unit");
    told.step(
            "faulty-unit-dispatch",
            "{\"carrier\": \"佐川急便\", \"trackingNumber\": \"5500-0000-0101\"}",
            "FAULTY_UNIT_DISPATCHED")
        .shows("shipments/0/payer", "CUSTOMER");
    say("the customer pays for this way");
    end();

    at("2026-06-17T10:00:00+09:00", "The vendor receives it");
    told.step(
        "faulty-unit-return",
        "{\"serialNumber\": \"NR2A-0007\", \"condition\": \"USED\"}",
        "FAULTY_UNIT_RETURNED");
    end();

    at("2026-06-18T14:00:00+09:00", "Only now can the vendor say how long it takes");
    told.step("inspection", "{\"estimateDays\": 10, \"chargeableParts\": [\"冷却ファン\"]}", "INSPECTED")
        .shows("chargeableParts/0", "冷却ファン");
    say("about 10 days; the fan is a consumable part and charged");
    end();

    at("2026-06-26T17:00:00+09:00", "Repaired");
    told.step("repair-completion", "{}", "REPAIRED");
    end();

    at("2026-06-29T15:00:00+09:00", "The repaired unit leaves");
    told.step(
            "repaired-unit-shipment",
            "{\"carrier\": \"ヤマト運輸\", \"trackingNumber\": \"4912-0000-0102\"}",
            "REPAIRED_UNIT_SHIPPED")
        .shows("shipments/1/payer", "VENDOR");
    say("at the vendor's cost, with software " + told.text("repairedUnit/softwareVersion"));
    end();

    at("2026-06-30T11:00:00+09:00", "It is back with the customer: the case closes");
    told.step("repaired-unit-delivery", "{}", "CLOSED");
    end();
    return auditorReads(told, "CLOSED");
  }
}
