package io.rmaflow.rma.parts.manufacturerplan;

import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.intake.rules.PrimaryIsolation;
import io.rmaflow.rma.intake.rules.WorkLimits;
import java.util.List;

/** Only what the clauses of the plan itself say: it has no list of exclusions. */
@Clause("A-79")
public final class ManufacturerPlan {

  @Clause({"MFR-6", "MFR-7", "MFR-15", "MFR-17", "MFR-24", "VER-12"})
  public static final WorkLimits WORK =
      WorkLimits.NONE
          .refusing(
              refusal(
                  "REPORT_NOT_PROVIDED",
                  List.of("MFR-15"),
                  "「調査報告書作成は行っておりません」ので、報告書を提供することはできません。",
                  "No investigation report is produced."),
              RequestedWork.REPORT)
          .refusing(
              refusal(
                  "REPLACEMENT_NOT_IN_PLAN",
                  List.of("MFR-6"),
                  "メーカ保守サービスは修理による対応で、交換機の提供はありません。修理期間中は貸出機をご利用ください。",
                  "Manufacturer maintenance repairs the unit and provides no replacement. Please use"
                      + " the loaner during the repair."),
              RequestedWork.NEW_UNIT,
              RequestedWork.WHOLE_UNIT_EXCHANGE)
          .refusing(
              refusal(
                  "OUT_OF_SCOPE_WORK",
                  List.of("MFR-17", "MFR-24"),
                  "修理機・貸出機は工場出荷値で送付し、設定投入は行いません。お手元のバックアップデータはお客様にて投入してください。",
                  "The repaired unit and the loaner are sent at factory defaults and no settings are"
                      + " loaded; please load your own backup."),
              RequestedWork.RESTORE_DATA,
              RequestedWork.CONFIG_CHANGE,
              RequestedWork.CREATE_SETTINGS)
          .refusing(
              refusal(
                  "OUT_OF_SCOPE_WORK",
                  List.of("VER-12"),
                  "修理対応には、サポート対象バージョンへのアップデート作業は含まれません。",
                  "A repair does not include updating to a supported version."),
              RequestedWork.VERSION_UP)
          .refusing(
              PrimaryIsolation.isolationIsTheCustomers("MFR-7"), RequestedWork.PERFORM_ISOLATION);

  private ManufacturerPlan() {}
}
