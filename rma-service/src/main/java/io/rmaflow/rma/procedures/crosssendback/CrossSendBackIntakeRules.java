package io.rmaflow.rma.procedures.crosssendback;

import static io.rmaflow.rma.intake.rules.IntakeRule.ofRequest;
import static io.rmaflow.rma.intake.rules.IntakeRule.refuseIf;
import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent.Isolation;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.intake.rules.Admission;
import io.rmaflow.rma.intake.rules.Asked;
import io.rmaflow.rma.intake.rules.Coverage;
import io.rmaflow.rma.intake.rules.Input;
import io.rmaflow.rma.intake.rules.IntakeRule;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import io.rmaflow.rma.intake.rules.PlanAndPeriod;
import io.rmaflow.rma.intake.rules.Question;
import io.rmaflow.rma.intake.rules.Registration;
import io.rmaflow.rma.intake.rules.RequiredFields;
import io.rmaflow.rma.intake.rules.Versions;
import io.rmaflow.rma.intake.rules.WorkLimits;
import java.util.List;
import java.util.Map;

/** What a request for an exchange in advance has to meet (CSB-6 to CSB-9, CSB-21 to CSB-26). */
@Clause({"CSB-21", "CSB-22", "CSB-25"})
public final class CrossSendBackIntakeRules extends Admission {

  @Override
  protected List<IntakeRule> rules(boolean virtualAppliance) {
    return List.of(
        RequiredFields.customerIdGiven("EXC-CSB-6", "CSB-21", "RMA-2", "CID-3"),
        RequiredFields.serialNumberGiven("EXC-CSB-6", "CSB-21", "RMA-2"),
        RequiredFields.softwareVersionGiven("CSB-21", "RMA-2"),
        RequiredFields.faultDescribed("CSB-21", "RMA-2"),
        RequiredFields.requestSheetGiven("CSB-22", "RMA-3"),
        CHECK_SHEET_GIVEN,
        SELF_DIAGNOSIS_GIVEN,
        RequiredFields.backupAndLogGiven("CSB-21", "RMA-2"),
        Registration.registered("REG-1", "ELG-11"),
        Registration.CUSTOMER_ID_MATCHES,
        Registration.NOT_SECOND_HAND,
        PlanAndPeriod.planServes(Procedure.CROSS_SEND_BACK, "CSB-25"),
        PlanAndPeriod.COVERED_ON_THE_DAY,
        CrossSendBackExclusions.OTHER_CHANNELS.rule(),
        CrossSendBackExclusions.NOT_ISOLATED.rule(),
        NOT_FIXED_IN_LATEST_SOFTWARE,
        CrossSendBackExclusions.PREVENTIVE.rule(),
        CrossSendBackExclusions.OTHER_SITE_OR_OWNER.rule(),
        CrossSendBackExclusions.UNRETURNED_UNIT.rule(),
        CrossSendBackExclusions.MODIFIED.rule(),
        CrossSendBackExclusions.UNSUPPORTED_ENVIRONMENT.rule(),
        CrossSendBackExclusions.FORCE_MAJEURE.rule(),
        CrossSendBackExclusions.DAMAGE_BY_OTHERS.rule(),
        CrossSendBackExclusions.MISUSE.rule(),
        Versions.HOTFIX_APPLIED,
        WORK.rule(),
        Versions.VERSION_WELL_FORMED,
        Versions.UPDATED_IN_TIME);
  }

  @Clause("CSB-7")
  static final IntakeRule CHECK_SHEET_GIVEN =
      ofRequest(
          Step.REQUIRED_FIELDS,
          Question.of(
              "切り分けチェックシートが添えられていること",
              "the isolation check sheet is sent with it",
              List.of("CSB-7", "CSB-22"),
              Input.CHECK_SHEET),
          refuseIf(
              asked -> !asked.checkSheetFilledIn(),
              asked ->
                  refusal(
                      "CHECKSHEET_REQUIRED",
                      List.of("CSB-7", "CSB-22"),
                      "切り分けチェックシートが添えられていません。クロスセンドバック保守サービスでは、一次切り分けの際に"
                          + "切り分けチェックシートをご使用いただきます。記入済みのチェックシートを添えてお申し込みください。",
                      "The isolation check sheet is missing. Cross-send-back service requires that you"
                          + " use it in your primary isolation. Please send the completed sheet with"
                          + " your request.")));

  /** CSB-7; a unit that cannot run it needs the reason instead. */
  @Clause({"CSB-7", "A-60"})
  static final IntakeRule SELF_DIAGNOSIS_GIVEN =
      ofRequest(
          Step.REQUIRED_FIELDS,
          Question.of(
              "自己診断プログラムの結果、または実施できない理由があること",
              "the result of the self-diagnosis, or why it cannot be run, is given",
              List.of("CSB-7", "CSB-22"),
              Input.SELF_DIAGNOSIS),
          refuseIf(
              asked -> !asked.selfDiagnosisDone(),
              asked ->
                  refusal(
                      "SELF_DIAGNOSIS_REQUIRED",
                      List.of("CSB-7", "CSB-22"),
                      "自己診断プログラムの結果が添えられていません。製品のWeb画面から自己診断プログラムを実施し、結果を添えて"
                          + "お申し込みください。電源が入らないなどの理由で実施できない場合は、「実施不可」を選び、その理由を記入してください。",
                      "The result of the self-diagnosis program is missing. Please run it from the"
                          + " unit's web screen and send the result with your request. If it cannot"
                          + " be run, for example because the unit has no power, choose “not"
                          + " executable” and give the reason.")));

  @Clause({"CSB-8", "SWP-11"})
  static final IntakeRule NOT_FIXED_IN_LATEST_SOFTWARE =
      ofRequest(
          Step.ISOLATION,
          Question.of(
              "最新ソフトウェアで修正済みの不具合でないこと",
              "it is no defect that the latest software fixes",
              List.of("CSB-8", "SWP-11"),
              Input.FIXED_IN_LATEST_SOFTWARE,
              Input.LATEST_VERSION),
          refuseIf(
              asked -> {
                Isolation isolation = asked.request().isolation();
                return isolation != null && Boolean.TRUE.equals(isolation.fixedInLatestSoftware());
              },
              CrossSendBackIntakeRules::fixedInLatestSoftware));

  /** What the service itself refuses, beside its list of exclusions. */
  @Clause({"CSB-5", "CSB-13"})
  private static final WorkLimits WORK =
      WorkLimits.of(CrossSendBackExclusions.all())
          .refusing(
              refusal(
                  "REPORT_NOT_PROVIDED",
                  List.of("CSB-13"),
                  "「調査報告書作成は行っておりません」ので、報告書を提供することはできません。対応の経過は、案件の履歴でご確認いただけます。",
                  "No investigation report is produced. What was done can be read in the history of"
                      + " the case."),
              RequestedWork.REPORT)
          .refusing(
              refusal(
                  "LOANER_NOT_IN_PLAN",
                  List.of("CSB-5"),
                  "クロスセンドバック保守サービスには代替機(貸出機)の提供はありません。先にお送りする交換機は、そのままお使いいただけます。",
                  "Cross-send-back service has no loaner. The replacement, which is sent in advance,"
                      + " is yours to keep."),
              RequestedWork.LOANER)
          // the exchange of the whole unit is the service; questions belong to the bundled support
          // (TEC-1)
          .granting(RequestedWork.WHOLE_UNIT_EXCHANGE, RequestedWork.OPERATION_QUESTION);

  private static Refusal fixedInLatestSoftware(Asked asked) {
    String latest = asked.latestVersion();
    return refusal(
        "NOT_HW_FAULT",
        List.of("CSB-8", "SWP-11"),
        "最新ソフトウェアで修正済みの不具合と申告されていますので、H/W故障には該当しません。"
            + (latest == null ? "最新ソフトウェア" : "最新ソフトウェア(" + latest + ")")
            + "へアップデートしてください。アップデート後も症状が続く場合は、もう一度お申し込みください。",
        "You state that the latest software fixes this defect; it is then no hardware fault. Please"
            + " update to the latest software"
            + (latest == null ? "" : ", " + latest)
            + ". If the fault remains afterwards, please send the request again.",
        latest == null ? Map.of() : Map.of("latestSoftwareVersion", latest));
  }

  /** Of its own procedure. */
  public CrossSendBackIntakeRules() {
    super(
        Procedure.CROSS_SEND_BACK,
        Coverage.By.plan(Plan.CROSS_SEND_BACK),
        WORK,
        CrossSendBackExclusions.all());
  }

  @Clause("CSB-1")
  @Override
  protected boolean dispatchesByNoon() {
    return true;
  }
}
