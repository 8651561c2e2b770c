package io.rmaflow.stack.demo;

import io.rmaflow.client.contract.model.Plan;
import io.rmaflow.client.rma.model.Arrival;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.client.rma.model.ExchangeKind;
import io.rmaflow.client.rma.model.Procedure;
import io.rmaflow.client.rma.model.ReportMethod;
import io.rmaflow.client.rma.model.Restoration;
import io.rmaflow.client.rma.model.RestorationReport;
import io.rmaflow.client.rma.model.VisitExchange;
import io.rmaflow.client.rma.model.VisitPlan;
import io.rmaflow.stack.demo.Company.Unit;

/** An engineer comes: by day in time for a whole unit, on New Year's night late for a part. */
abstract class OnSiteStory extends Script {

  private static final Procedure PROCEDURE = Procedure.ONSITE;

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
    CaseAnswer play() {
      begin("A unit goes under on-site maintenance on weekdays, once its site has been checked");
      register(UNIT);
      checkSite(UNIT);
      sign(UNIT, Plan.ONSITE_WEEKDAY, "2026-06-09");
      end();

      at(
          "2026-06-10T10:30:00+09:00",
          "It stops in the morning: the customer calls the repair line");
      RmaCase told =
          report(UNIT, PROCEDURE, "停止し、再起動できない", Script::byRepairPhone)
              .shows(CaseAnswer::getArrivalTarget, time("2026-06-10T14:30:00+09:00"))
              .shows(view -> there(view.getVisit()).getEarliestDate(), day("2026-06-10"));
      say("an engineer is to be there by 14:30 the same day, because:");
      told.because("ARRIVAL_TARGET");
      end();

      at("2026-06-10T10:50:00+09:00", "The vendor judges a hardware fault and plans the visit");
      told.step(CaseStatus.RMA_ISSUED, (desk, id) -> desk.steps().judge(id, fault("基板の故障")));
      say("RMA number " + told.rmaNumber());
      told.refused(
          "OUT_OF_HOURS",
          "visit",
          (desk, id) ->
              desk.onSite()
                  .planVisit(id, new VisitPlan().plannedFor(time("2026-06-10T17:30:00+09:00"))));
      told.step(
          CaseStatus.VISIT_PLANNED,
          (desk, id) ->
              desk.onSite()
                  .planVisit(
                      id,
                      new VisitPlan()
                          .plannedFor(time("2026-06-10T12:30:00+09:00"))
                          .engineer("佐々木")));
      end();

      at("2026-06-10T12:40:00+09:00", "The engineer arrives");
      told.step(CaseStatus.ARRIVED, (desk, id) -> desk.onSite().arrive(id, null))
          .shows(view -> there(view.getVisit()).getOnTarget(), true);
      say("on target");
      end();

      at("2026-06-10T13:10:00+09:00", "The whole unit is exchanged");
      told.step(
              CaseStatus.EXCHANGED,
              (desk, id) ->
                  desk.onSite()
                      .exchange(
                          id, new VisitExchange().kind(ExchangeKind.UNIT).serialNumber("NN3-9002")))
          .shows(view -> there(view.getReplacement()).getSerialNumber(), "NN3-9002");
      say("NN3-9002 stands there now, and the cover has moved to it:");
      lineage(UNIT, "NN3-9002");
      end();

      at(
          "2026-06-10T13:30:00+09:00",
          "Restored, checked, and reported on the spot: the case closes");
      told.step(
          CaseStatus.RESTORED,
          (desk, id) -> desk.onSite().restore(id, new Restoration().checked(true)));
      told.step(
              CaseStatus.CLOSED,
              (desk, id) ->
                  desk.onSite()
                      .reportRestoration(id, new RestorationReport().method(ReportMethod.ON_SITE)))
          .shows(CaseAnswer::getClosedBecause, "RESTORED");
      end();

      return auditorReads(told, CaseStatus.CLOSED);
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
    CaseAnswer play() {
      begin("A hospital takes on-site maintenance around the clock");
      register(UNIT);
      checkSite(UNIT);
      sign(UNIT, Plan.ONSITE_24X365, "2026-12-21");
      end();

      at("2026-12-31T22:30:00+09:00", "New Year's Eve, 22:30: the customer calls the repair line");
      RmaCase told =
          report(UNIT, PROCEDURE, "電源が入らない", form -> byRepairPhone(form).backup(true))
              .shows(CaseAnswer::getAcceptedAt, time("2026-12-31T22:30:00+09:00"))
              .shows(CaseAnswer::getArrivalTarget, time("2027-01-01T02:30:00+09:00"));
      say("an engineer is to be there by 02:30, because:");
      told.because("ARRIVAL_TARGET");
      end();

      at("2026-12-31T22:50:00+09:00", "The vendor judges a hardware fault and plans the visit");
      told.step(CaseStatus.RMA_ISSUED, (desk, id) -> desk.steps().judge(id, fault("電源部の故障")));
      say("RMA number " + told.rmaNumber());
      told.step(
          CaseStatus.VISIT_PLANNED,
          (desk, id) ->
              desk.onSite()
                  .planVisit(
                      id,
                      new VisitPlan()
                          .plannedFor(time("2027-01-01T02:00:00+09:00"))
                          .engineer("阿部")));
      end();

      at("2027-01-01T03:10:00+09:00", "The engineer arrives late; that is recorded, and no breach");
      told.step(
              CaseStatus.ARRIVED,
              (desk, id) -> desk.onSite().arrive(id, new Arrival().reason("積雪による通行止め")))
          .shows(view -> there(view.getVisit()).getOnTarget(), false)
          .shows(view -> there(view.getVisit()).getMinutesOverTarget(), 40L)
          .shows(view -> there(view.getVisit()).getReason(), "積雪による通行止め");
      say("40 minutes over the target: " + there(told.view().getVisit()).getReason());
      end();

      at("2027-01-01T03:40:00+09:00", "A part is exchanged; the unit keeps its serial number");
      told.step(
          CaseStatus.EXCHANGED,
          (desk, id) ->
              desk.onSite()
                  .exchange(id, new VisitExchange().kind(ExchangeKind.PART).part("電源ユニット")));
      end();

      at("2027-01-01T04:10:00+09:00", "The customer's backup is restored, and the unit is checked");
      told.step(
              CaseStatus.RESTORED,
              (desk, id) ->
                  desk.onSite().restore(id, new Restoration().backupRestored(true).checked(true)))
          .shows(view -> there(view.getVisit()).getBackupRestored(), true);
      end();

      at("2027-01-01T04:20:00+09:00", "The restoration is reported by phone: the case closes");
      told.step(
              CaseStatus.CLOSED,
              (desk, id) ->
                  desk.onSite()
                      .reportRestoration(id, new RestorationReport().method(ReportMethod.PHONE)))
          .shows(CaseAnswer::getClosedBecause, "RESTORED");
      end();
      return auditorReads(told, CaseStatus.CLOSED);
    }
  }
}
