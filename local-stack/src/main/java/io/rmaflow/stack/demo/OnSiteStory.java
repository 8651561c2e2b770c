package io.rmaflow.stack.demo;

import io.rmaflow.stack.demo.Company.Unit;
import tools.jackson.databind.JsonNode;

/** An engineer comes: by day in time for a whole unit, on New Year's night late for a part. */
abstract class OnSiteStory extends Script {

  private static final String PROCEDURE = "ONSITE";

  private OnSiteStory(Stage stage, Company company) {
    super(stage, company);
  }

  /** The weekday plan: reported in the morning, restored before the day is over. */
  static final class Weekday extends OnSiteStory {

    private static final Unit UNIT =
        new Unit("NN3-0002", "netnebulas3-defrad", "4.7.0-1500", "2026-06-01", "2026-06-04");

    Weekday(Stage stage) {
      super(
          stage,
          new Company(
              "サンプル製薬株式会社", "103-0023", "東京都中央区日本橋本町2-1 研究棟", "加藤 修", "吉田 恵", "seiyaku.example"));
    }

    @Override
    JsonNode play() {
      begin("A unit goes under on-site maintenance on weekdays, once its site has been checked");
      register(UNIT);
      checkSite(UNIT);
      sign(UNIT, "ONSITE_WEEKDAY", "2026-06-09");
      end();

      at(
          "2026-06-10T10:30:00+09:00",
          "It stops in the morning: the customer calls the repair line");
      RmaCase told =
          report(UNIT, PROCEDURE, "停止し、再起動できない", BY_REPAIR_PHONE + ISOLATED)
              .shows("arrivalTarget", "2026-06-10T14:30:00+09:00")
              .shows("visit/earliestDate", "2026-06-10");
      say("an engineer is to be there by 14:30 the same day, because:");
      told.because("ARRIVAL_TARGET");
      end();

      at("2026-06-10T10:50:00+09:00", "The vendor judges a hardware fault and plans the visit");
      told.step("judgement", "{\"hardwareFault\": true, \"reason\": \"基板の故障\"}", "RMA_ISSUED");
      say("RMA number " + told.text("rmaNumber"));
      told.refused("visit", "{\"plannedFor\": \"2026-06-10T17:30:00+09:00\"}", "OUT_OF_HOURS");
      told.step(
          "visit",
          "{\"plannedFor\": \"2026-06-10T12:30:00+09:00\", \"engineer\": \"佐々木\"}",
          "VISIT_PLANNED");
      end();

      at("2026-06-10T12:40:00+09:00", "The engineer arrives");
      told.step("arrival", "{}", "ARRIVED").shows("visit/onTarget", "true");
      say("on target");
      end();

      at("2026-06-10T13:10:00+09:00", "The whole unit is exchanged");
      told.step("exchange", "{\"kind\": \"UNIT\", \"serialNumber\": \"NN3-9002\"}", "EXCHANGED")
          .shows("replacement/serialNumber", "NN3-9002");
      say("NN3-9002 stands there now, and the cover has moved to it:");
      lineage(UNIT, "NN3-9002");
      end();

      at(
          "2026-06-10T13:30:00+09:00",
          "Restored, checked, and reported on the spot: the case closes");
      told.step("restoration", "{\"checked\": true}", "RESTORED");
      told.step("restoration-report", "{\"method\": \"ON_SITE\"}", "CLOSED")
          .shows("closedBecause", "RESTORED");
      end();

      return auditorReads(told, "CLOSED");
    }
  }

  /** Around the clock: late through no fault that counts, and a part instead of the unit. */
  static final class AroundTheClock extends OnSiteStory {

    private static final Unit UNIT =
        new Unit("IA-0003", "netnebulas-ia-dhcp", "4.4.0-900", "2026-12-14", "2026-12-18");

    AroundTheClock(Stage stage) {
      super(
          stage,
          new Company(
              "医療法人サンプル会", "980-0811", "宮城県仙台市青葉区一番町1-1 病院棟地下", "松本 浩", "井上 由紀", "byoin.example"));
    }

    @Override
    JsonNode play() {
      begin("A hospital takes on-site maintenance around the clock");
      register(UNIT);
      checkSite(UNIT);
      sign(UNIT, "ONSITE_24X365", "2026-12-21");
      end();

      at("2026-12-31T22:30:00+09:00", "New Year's Eve, 22:30: the customer calls the repair line");
      RmaCase told =
          report(UNIT, PROCEDURE, "電源が入らない", BY_REPAIR_PHONE + ISOLATED + WITH_BACKUP)
              .shows("acceptedAt", "2026-12-31T22:30:00+09:00")
              .shows("arrivalTarget", "2027-01-01T02:30:00+09:00");
      say("an engineer is to be there by 02:30, because:");
      told.because("ARRIVAL_TARGET");
      end();

      at("2026-12-31T22:50:00+09:00", "The vendor judges a hardware fault and plans the visit");
      told.step("judgement", "{\"hardwareFault\": true, \"reason\": \"電源部の故障\"}", "RMA_ISSUED");
      say("RMA number " + told.text("rmaNumber"));
      told.step(
          "visit",
          "{\"plannedFor\": \"2027-01-01T02:00:00+09:00\", \"engineer\": \"阿部\"}",
          "VISIT_PLANNED");
      end();

      at("2027-01-01T03:10:00+09:00", "The engineer arrives late; that is recorded, and no breach");
      told.step("arrival", "{\"reason\": \"積雪による通行止め\"}", "ARRIVED")
          .shows("visit/onTarget", "false")
          .shows("visit/minutesOverTarget", "40")
          .shows("visit/reason", "積雪による通行止め");
      say("40 minutes over the target: " + told.text("visit/reason"));
      end();

      at("2027-01-01T03:40:00+09:00", "A part is exchanged; the unit keeps its serial number");
      told.step("exchange", "{\"kind\": \"PART\", \"part\": \"電源ユニット\"}", "EXCHANGED");
      end();

      at("2027-01-01T04:10:00+09:00", "The customer's backup is restored, and the unit is checked");
      told.step("restoration", "{\"backupRestored\": true, \"checked\": true}", "RESTORED")
          .shows("visit/backupRestored", "true");
      end();

      at("2027-01-01T04:20:00+09:00", "The restoration is reported by phone: the case closes");
      told.step("restoration-report", "{\"method\": \"PHONE\"}", "CLOSED")
          .shows("closedBecause", "RESTORED");
      end();
      return auditorReads(told, "CLOSED");
    }
  }
}
