package io.rmaflow.stack.demo;

import io.rmaflow.stack.demo.Company.Unit;
import tools.jackson.databind.JsonNode;

/** A faulty unit that comes back one business day late, across Golden Week. */
final class CrossSendBackStory extends Script {

  private static final Unit FIRST =
      new Unit("NR2A-0001", "netregio2a-dhcp", "4.10.1-2201", "2026-04-06", "2026-04-08");
  private static final Unit OTHER =
      new Unit("NR2-0009", "netregio2-dhcp", "3.34.4-1800", "2026-04-06", "2026-04-08");
  private static final String PROCEDURE = "CROSS_SEND_BACK";
  private static final String FAULT = "起動しない";

  CrossSendBackStory(Stage stage) {
    super(
        stage,
        new Company(
            "株式会社サンプル商事", "100-0001", "東京都千代田区千代田1-1 本社サーバ室", "山田 太郎", "鈴木 花子", "shoji.example"));
  }

  @Override
  JsonNode play() {
    begin("A customer registers two units");
    register(FIRST);
    register(OTHER);
    end();

    begin("Both units go under cross-send-back contracts");
    sign(FIRST, PROCEDURE, "2026-04-10");
    sign(OTHER, PROCEDURE, "2026-04-10");
    end();

    at(
        "2026-05-01T10:30:00+09:00",
        "NR2A-0001 does not start: the customer sends the inquiry form");
    RmaCase told =
        report(FIRST, PROCEDURE, FAULT, HARDWARE_FAULT)
            .shows("acceptedAt", "2026-05-01T10:30:00+09:00")
            .shows("provisionalDispatchDue", "2026-05-01");
    say("accepted at once; provisional dispatch on 2026-05-01");
    end();

    at("2026-05-01T11:40:00+09:00", "The vendor judges a hardware fault, before noon");
    told.step("judgement", "{\"hardwareFault\": true, \"reason\": \"電源部の故障\"}", "RMA_ISSUED")
        .shows("dispatchDue", "2026-05-01");
    say("RMA number " + told.text("rmaNumber") + ", to be sent on 2026-05-01, because:");
    told.because("DISPATCH");
    end();

    at("2026-05-01T15:00:00+09:00", "The exchange unit leaves the same day");
    told.step(
        "replacement-shipment",
        """
        {"serialNumber": "NR2A-9001", "condition": "REFURBISHED", "carrier": "ヤマト運輸",
         "trackingNumber": "4912-0000-0001"}
        """,
        "REPLACEMENT_SHIPPED");
    say("with software " + told.text("replacement/softwareVersion"));
    end();

    at("2026-05-02T11:00:00+09:00", "It arrives on Saturday of Golden Week");
    told.step("replacement-delivery", "{}", "REPLACEMENT_DELIVERED")
        .shows("returnDue", "2026-05-13");
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
    reportInVain(OTHER, PROCEDURE, FAULT, HARDWARE_FAULT, "UNRETURNED_FAULTY_UNIT");
    end();

    at("2026-05-14T15:00:00+09:00", "The customer hands the faulty unit to the carrier");
    told.step(
            "faulty-unit-dispatch",
            "{\"carrier\": \"佐川急便\", \"trackingNumber\": \"5500-0000-0002\"}",
            "FAULTY_UNIT_DISPATCHED")
        .shows("returnedLateBusinessDays", "1");
    say("one business day late; the suspension is lifted at once");
    standing(false, 0);
    end();

    begin("The other request, once more");
    RmaCase other = report(OTHER, PROCEDURE, FAULT, HARDWARE_FAULT);
    say("accepted, provisional dispatch on " + other.text("provisionalDispatchDue"));
    end();

    at("2026-05-15T10:00:00+09:00", "The faulty unit reaches the vendor: the case closes");
    told.step(
        "faulty-unit-return",
        "{\"serialNumber\": \"NR2A-0001\", \"condition\": \"USED\"}",
        "CLOSED");
    end();

    begin("The cover has moved to the exchange unit");
    lineage(FIRST, "NR2A-9001");
    end();

    begin("What was known on 2026-05-10");
    RmaCase then =
        told.asKnownAt("2026-05-10T00:00:00+09:00")
            .shows("status", "REPLACEMENT_DELIVERED")
            .shows("returnDue", "2026-05-13");
    say(then.text("status") + ", return due " + then.text("returnDue"));
    end();
    return auditorReads(told, "CLOSED");
  }
}
