package io.rmaflow.stack.demo;

import io.rmaflow.stack.demo.Company.Unit;
import tools.jackson.databind.JsonNode;

/** Two questions that technical support answers: about hardware, then a virtual appliance. */
final class InquiryStory extends Script {

  private static final Unit HARDWARE =
      new Unit("NR2A-0021", "netregio2a-dhcp", "4.10.1-2201", "2026-06-01", "2026-06-04");
  private static final Unit VIRTUAL =
      new Unit("VA-0005", "netnebulas-va-dhcp", "3.32.4-710", "2026-06-01", "2026-06-04");
  private static final String PROCEDURE = "TECHNICAL_INQUIRY";

  InquiryStory(Stage stage) {
    super(
        stage,
        new Company(
            "サンプル市役所", "810-0001", "福岡県福岡市中央区天神1-8-1 電算室", "山口 剛", "森 千尋", "shiyakusho.example"));
  }

  @Override
  JsonNode play() {
    begin("A unit under cross-send-back, and a virtual appliance under technical support");
    register(HARDWARE);
    sign(HARDWARE, "CROSS_SEND_BACK", "2026-06-10");
    register(VIRTUAL, ", \"hypervisor\": \"KVM\"");
    sign(VIRTUAL, "TECHNICAL_SUPPORT_VA", "2026-06-10");
    end();

    at("2026-06-10T14:00:00+09:00", "How long may a lease be? The customer asks by the form");
    RmaCase told =
        report(
                HARDWARE,
                PROCEDURE,
                "DHCPのリース期間について",
                BY_FORM
                    + """
                    , "inquiry": {"kind": "NORMAL_OPERATION",
                                  "question": "DHCPのリース期間の上限を教えてください"}
                    """)
            .shows("firstContactDue", "2026-06-11T17:00:00+09:00");
    say("the first contact is due on 2026-06-11 at 17:00, the answer at no set time, because:");
    told.because("FIRST_CONTACT");
    end();

    at("2026-06-11T09:00:00+09:00", "The desk has not been in touch: it is reminded");
    end();

    at("2026-06-11T10:00:00+09:00", "The desk gets in touch and asks for the settings");
    told.step("first-contact", "{}", "FIRST_CONTACTED");
    told.step("information-request", "{\"text\": \"設定のバックアップをお送りください\"}", "INFORMATION_REQUESTED");
    end();

    at("2026-06-11T13:00:00+09:00", "The customer sends them and is answered");
    told.step("information", "{\"text\": \"添付いたします\"}", "FIRST_CONTACTED");
    told.step("answer", "{\"text\": \"お使いの設定では24時間が上限です\"}", "ANSWERED");
    end();

    at("2026-06-11T14:00:00+09:00", "All is explained: the inquiry is complete");
    told.step("completion", "{\"reason\": \"RESPONSE_EXHAUSTED\"}", "CLOSED")
        .shows("closedBecause", "RESPONSE_EXHAUSTED");
    end();

    at("2026-06-11T15:00:00+09:00", "The virtual appliance answers slowly; all else is ruled out");
    RmaCase virtual =
        report(
                VIRTUAL,
                PROCEDURE,
                "応答が遅い",
                BY_FORM
                    + """
                    , "inquiry": {"kind": "INCIDENT", "question": "昨日から応答が遅い",
                                  "ruledOut": ["NETWORK_SETTINGS", "NETWORK_EQUIPMENT",
                                               "CLIENT_TERMINALS", "POWER", "BASE_HARDWARE",
                                               "STORAGE", "HYPERVISOR"],
                                  "configurationChecked": true, "releasesApplied": true,
                                  "hypervisor": "KVM"}
                    """)
            .shows("firstContactDue", "2026-06-12T17:00:00+09:00");
    say("the first contact is due on 2026-06-12 at 17:00");
    end();

    at("2026-06-11T16:30:00+09:00", "Same day: it is the customer's storage after all");
    virtual.step("first-contact", "{}", "FIRST_CONTACTED");
    virtual.step("answer", "{\"text\": \"ログより、ストレージの応答遅延と判明しました\"}", "ANSWERED");
    virtual
        .step("completion", "{\"reason\": \"NOT_OUR_PRODUCT\"}", "CLOSED")
        .shows("closedBecause", "NOT_OUR_PRODUCT");
    end();
    return auditorReads(told, "CLOSED");
  }
}
