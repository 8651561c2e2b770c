package io.rmaflow.stack.demo;

import io.rmaflow.stack.demo.Company.Unit;
import tools.jackson.databind.JsonNode;

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
  JsonNode play() {
    begin("A unit bought last week is registered");
    register(UNIT);
    end();

    at("2026-08-07T11:00:00+09:00", "It never came up: the customer sends the inquiry form");
    RmaCase told = report(UNIT, "DOA", "開梱直後から起動しない", HARDWARE_FAULT);
    end();

    at("2026-08-10T11:00:00+09:00", "The vendor judges a hardware fault");
    told.step("judgement", "{\"hardwareFault\": true, \"reason\": \"基板の不良\"}", "RMA_ISSUED")
        .shows("dispatchDue", "");
    say("RMA number " + told.text("rmaNumber") + "; nothing is sent before the certification");
    end();

    at("2026-08-10T16:00:00+09:00", "A person certifies the initial failure");
    told.step(
            "doa-certification",
            "{\"certified\": true, \"basis\": \"購入後10日、開梱直後から起動せず。初期不良交換規定を確認済み\"}",
            "RMA_ISSUED")
        .shows("dispatchFrom", "2026-08-12")
        .shows("dispatchDue", "2026-08-17");
    say("a new unit leaves from 2026-08-12 to 2026-08-17, because:");
    told.because("DISPATCH");
    end();

    at("2026-08-12T15:00:00+09:00", "Only a new unit will do");
    told.refused(
        "replacement-shipment",
        "{\"serialNumber\": \"NF-9007\", \"condition\": \"REFURBISHED\"}",
        "DOA_REQUIRES_NEW_UNIT");
    told.step(
        "replacement-shipment",
        """
        {"serialNumber": "NF-9008", "condition": "NEW", "carrier": "ヤマト運輸",
         "trackingNumber": "4912-0000-0201"}
        """,
        "REPLACEMENT_SHIPPED");
    say("NF-9008, new, with software " + told.text("replacement/softwareVersion"));
    end();

    at("2026-08-13T11:00:00+09:00", "It arrives while the vendor is closed");
    told.step("replacement-delivery", "{}", "REPLACEMENT_DELIVERED")
        .shows("returnDue", "2026-08-21");
    say("the faulty unit is owed back by 2026-08-21, because:");
    told.because("RETURN");
    end();

    at("2026-08-19T09:00:00+09:00", "Two business days before: the reminder");
    end();

    at("2026-08-20T15:00:00+09:00", "The customer sends the faulty unit, at the vendor's cost");
    told.step(
            "faulty-unit-dispatch",
            "{\"carrier\": \"佐川急便\", \"trackingNumber\": \"5500-0000-0202\"}",
            "FAULTY_UNIT_DISPATCHED")
        .shows("returnedLateBusinessDays", "0")
        .shows("shipments/1/payer", "VENDOR");
    say("in time");
    end();

    at("2026-08-21T10:00:00+09:00", "The vendor receives it: the case closes");
    told.step(
        "faulty-unit-return",
        "{\"serialNumber\": \"NF-0008\", \"condition\": \"DAMAGED\"}",
        "CLOSED");
    end();

    begin("The warranty has moved to the new unit");
    lineage(UNIT, "NF-9008");
    end();
    return auditorReads(told, "CLOSED");
  }
}
