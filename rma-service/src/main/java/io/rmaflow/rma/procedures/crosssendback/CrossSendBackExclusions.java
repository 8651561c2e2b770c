package io.rmaflow.rma.procedures.crosssendback;

import static io.rmaflow.rma.intake.rules.Channels.byFormOnly;
import static io.rmaflow.rma.intake.rules.ExcludedItem.item;
import static io.rmaflow.rma.intake.rules.IntakeRule.refuseIf;
import static io.rmaflow.rma.intake.rules.Refusals.dateJa;
import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Isolation;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.intake.rules.Asked;
import io.rmaflow.rma.intake.rules.ExcludedItem;
import io.rmaflow.rma.intake.rules.Input;
import io.rmaflow.rma.intake.rules.IntakeRule.Source;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import io.rmaflow.rma.intake.rules.Quotation;
import io.rmaflow.rma.standing.OverdueUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Outside cross-send-back (クロスセンドバック保守サポート範囲外, EXC-CSB-1 to 18). */
final class CrossSendBackExclusions {

  static List<ExcludedItem> all() {
    return List.of(
        OUT_OF_HOURS,
        ISOLATING_FOR_THE_CUSTOMER,
        CHANGING_CONFIGURATION,
        SERVING_DATA,
        OTHER_CHANNELS,
        NO_INFORMATION,
        TRAVEL,
        MODIFIED,
        UNSUPPORTED_ENVIRONMENT,
        FORCE_MAJEURE,
        DAMAGE_BY_OTHERS,
        OTHER_SITE_OR_OWNER,
        MISUSE,
        UNRETURNED_UNIT,
        NOT_ISOLATED,
        PREVENTIVE,
        GIVING_BACK,
        OTHER_WORK);
  }

  private static final Quotation OF_A_REQUEST =
      Quotation.of(
          "クロスセンドバック保守サポート範囲外(%s)%sに該当しますので、お申し込みをお受けすることができません。%s",
          "Outside cross-send-back service, item (%s) %s; the request cannot be accepted. %s",
          "代わりの機器のご購入については、販売代理店または営業お問合せフォームへご相談ください。",
          "For the purchase of another unit, please consult your agency or the sales inquiry form.");

  private static final Quotation OF_WORK =
      Quotation.of(
          "クロスセンドバック保守サポート範囲外(%s)%sに該当しますので、承ることができません。%s",
          "Outside cross-send-back service, item (%s) %s. %s",
          "この作業を除いてお申し込みください。",
          "Please apply without this work.");

  private static final Quotation WITH_WHAT_TO_DO =
      Quotation.of(
          "クロスセンドバック保守サポート範囲外(%s)%sに該当します。%s",
          "Outside cross-send-back service, item (%s): %s. %s",
          "この作業を除いてお申し込みください。",
          "Please apply without this work.");

  @Clause("EXC-CSB-1")
  static final ExcludedItem OUT_OF_HOURS =
      item(
          "EXC-CSB-1",
          "OUT_OF_HOURS",
          "平日9時~17時以外(祝日および弊社指定の休日を含む)の受付および対応",
          "Reception and response outside weekdays 09:00-17:00, holidays included");

  @Clause("EXC-CSB-2")
  static final ExcludedItem ISOLATING_FOR_THE_CUSTOMER =
      item(
              "EXC-CSB-2",
              "PRIMARY_ISOLATION_IS_CUSTOMER_TASK",
              "障害の一次切り分け作業",
              "Isolating the fault, which is the customer's task")
          .refusing(RequestedWork.PERFORM_ISOLATION)
          .quoted(
              WITH_WHAT_TO_DO,
              "「障害の一次切り分け作業」",
              "performing the primary isolation",
              "一次切り分けは、切り分けチェックシートと自己診断プログラムを使って、お客様にて実施してください。",
              "Please do it yourself, with the check sheet and the self-diagnosis program.");

  @Clause("EXC-CSB-3")
  static final ExcludedItem CHANGING_CONFIGURATION =
      item(
              "EXC-CSB-3",
              "OUT_OF_SCOPE_WORK",
              "コンフィグの変更、追加、削除作業",
              "Changing, adding or deleting configuration")
          .refusing(RequestedWork.CONFIG_CHANGE, RequestedWork.CREATE_SETTINGS)
          .quoted(
              OF_WORK,
              "「コンフィグ変更、追加、削除作業」",
              "changing, adding or deleting configuration",
              "設定作業はお客様にて実施してください。",
              "Please make the settings yourself.");

  @Clause({"EXC-CSB-4", "CSB-16"})
  static final ExcludedItem SERVING_DATA =
      item(
              "EXC-CSB-4",
              "OUT_OF_SCOPE_WORK",
              "設定データの修復、バックアップデータのリストア、その他お客様のデータに対するサービス",
              "Repairing settings, restoring backups and other services on the customer's"
                  + " data")
          .refusing(RequestedWork.RESTORE_DATA, RequestedWork.DATA_GUARANTEE)
          .quoted(
              OF_WORK,
              "「設定データの修復、バックアップデータのリストア、その他お客様の保有するデータに対するサービス」",
              "repairing configuration data, restoring backups and any other service on your data",
              "交換機は工場出荷値で送付しますので、お手元のバックアップデータはお客様にて投入してください。",
              "The replacement is sent at factory defaults; please load your own backup into it.",
              "CSB-16");

  @Clause({"EXC-CSB-5", "CSB-9", "RMA-4"})
  static final ExcludedItem OTHER_CHANNELS =
      item(
              "EXC-CSB-5",
              "CHANNEL_NOT_ACCEPTED",
              "お問い合わせフォーム以外の方法による受付および回答",
              "Reception and answers by any way other than the inquiry form")
          .foundBy(byFormOnly("CSB-9", "EXC-CSB-5", "RMA-4"));

  @Clause("EXC-CSB-6")
  static final ExcludedItem NO_INFORMATION =
      item(
          "EXC-CSB-6",
          "INFO_NOT_PROVIDED",
          "お客様ID、シリアルナンバーなど、対応に必要な情報のご提示が無い場合の対応",
          "Requests without the information needed, such as the customer ID or the serial"
              + " number");

  @Clause("EXC-CSB-7")
  static final ExcludedItem TRAVEL =
      item(
              "EXC-CSB-7",
              "OUT_OF_SCOPE_WORK",
              "出張を要する作業、会議、報告等",
              "Work, meetings and reports that require travel")
          .refusing(RequestedWork.TRAVEL_OR_MEETING, RequestedWork.ON_SITE_SURVEY)
          .quoted(
              OF_WORK,
              "「出張を要する作業、会議、報告等の実施」",
              "work, meetings, reports and the like that require travel",
              "ご連絡はお問い合わせフォームからお願いします。",
              "Please communicate through the inquiry form.");

  @Clause("EXC-CSB-8")
  static final ExcludedItem MODIFIED =
      item(
              "EXC-CSB-8",
              "UNAUTHORIZED_MODIFICATION",
              "対象機器を許可無く加工・改造・カバーを開けたり、分解した場合の対応",
              "Units that were processed, modified, opened or taken apart without permission")
          .quoted(
              OF_A_REQUEST,
              "「対象機器を許可無く加工・改造・カバーを開けたり、分解した場合の対応」",
              "a unit that was processed, modified, opened or disassembled without permission",
              "別の機器の故障であれば、その機器についてお申し込みください。",
              "If another unit is at fault, please send a request for that one.")
          .foundIf(
              Step.EXCLUSIONS,
              asked -> asked.declarations().openedOrModified(),
              Input.OPENED_OR_MODIFIED);

  @Clause("EXC-CSB-9")
  static final ExcludedItem UNSUPPORTED_ENVIRONMENT =
      item(
              "EXC-CSB-9",
              "UNSUPPORTED_ENVIRONMENT",
              "弊社にてサポートされていない環境、アプリケーション、およびプロトコルに関する対応",
              "Environments, applications and protocols that we do not support")
          .quoted(
              OF_A_REQUEST,
              "「サポートされていない環境、アプリケーション、およびプロトコルに関する対応」",
              "environments, applications and protocols that we do not support",
              "サポート対象の環境でも同じ症状が発生する場合は、もう一度お申し込みください。",
              "If the fault also occurs in a supported environment, please send the request again.")
          .foundIf(
              Step.EXCLUSIONS,
              asked -> asked.isCausedBy(Cause.UNSUPPORTED_ENVIRONMENT),
              Input.CAUSE);

  @Clause("EXC-CSB-10")
  static final ExcludedItem FORCE_MAJEURE =
      item(
              "EXC-CSB-10",
              "FORCE_MAJEURE",
              "落雷を含む天災地変など、いずれの責にも帰することのできない原因によって生じた問題の対応",
              "Acts of God, lightning included, and other causes that nobody is answerable"
                  + " for")
          .quoted(
              OF_A_REQUEST,
              "「落雷を含む天災地変など、いずれの責にも帰することのできない原因によって生じた問題の対応」",
              "problems caused by lightning, other natural disasters or anything else that nobody is"
                  + " responsible for")
          .foundIf(Step.EXCLUSIONS, asked -> asked.isCausedBy(Cause.NATURAL_DISASTER), Input.CAUSE);

  @Clause("EXC-CSB-11")
  static final ExcludedItem DAMAGE_BY_OTHERS =
      item(
              "EXC-CSB-11",
              "THIRD_PARTY_DAMAGE",
              "第三者の加害行為による不具合",
              "Faults caused by harmful acts of third parties")
          .quoted(
              OF_A_REQUEST, "「第三者の加害行為による不具合」", "defects caused by a harmful act of a third party")
          .foundIf(Step.EXCLUSIONS, asked -> asked.isCausedBy(Cause.THIRD_PARTY), Input.CAUSE);

  @Clause("EXC-CSB-12")
  static final ExcludedItem OTHER_SITE_OR_OWNER =
      item(
              "EXC-CSB-12",
              "SITE_OR_OWNER_MISMATCH",
              "保守契約またはユーザ登録情報と異なる設置場所、使用場所、或いは異なる所有者が使用している場合の対応",
              "Units at another site, or used by another owner, than contracted or registered")
          .saying(
              refusal(
                  "SITE_OR_OWNER_MISMATCH",
                  List.of("EXC-CSB-12"),
                  "お申し込みの設置場所または所有者が、保守契約またはユーザ登録の情報と異なります。登録情報と異なる場所・所有者でのご使用は保守の対象外です。"
                      + "移設や名義の変更をされた場合は、先に登録情報を変更してからお申し込みください"
                      + "(交換機の送付先は、設置場所と異なっていても差し支えありません)。",
                  "The site or the owner given in the request differs from the contract or the"
                      + " registration, and service is not provided elsewhere or to others. If the"
                      + " unit was moved or changed hands, please have the registration changed"
                      + " first. The delivery address may differ from the site."))
          .foundByDetails(
              Step.SITE_AND_OWNER,
              Source.CONTRACT_EVENTS,
              Asked::siteOrOwnerMismatch,
              Input.SITE,
              Input.OWNER);

  @Clause("EXC-CSB-13")
  static final ExcludedItem MISUSE =
      item(
              "EXC-CSB-13",
              "MISUSE",
              "不適切な使用、誤用、使用上の不注意、事故等により生じた障害または故障に対するサービス",
              "Faults caused by improper use, misuse, carelessness or accident")
          .quoted(
              OF_A_REQUEST,
              "「不適切な使用、誤用、使用上の不注意、事故等」により生じた故障",
              "faults from improper use, misuse, carelessness or accident")
          .foundIf(Step.EXCLUSIONS, asked -> asked.isCausedBy(Cause.MISUSE), Input.CAUSE);

  /** No exchange for whoever still owes us a faulty unit (CSB-26, A-61). */
  @Clause({"EXC-CSB-14", "CSB-26", "A-61"})
  static final ExcludedItem UNRETURNED_UNIT =
      item(
              "EXC-CSB-14",
              "UNRETURNED_FAULTY_UNIT",
              "過去に故障機を弊社指定場所へ発送・返却していないお客様への保守対応",
              "Service for customers who have not sent back an earlier faulty unit")
          .foundBy(
              Step.UNRETURNED_UNITS,
              Source.CONTRACT_EVENTS,
              refuseIf(
                  asked -> !asked.known().overdueUnits().isEmpty(),
                  asked -> unreturned(asked.known().overdueUnits())),
              Input.LINKED_IDS,
              Input.OVERDUE_UNITS);

  /** Only a unit whose hardware is at fault, with both questions answered (CSB-6). */
  @Clause({"EXC-CSB-15", "CSB-6"})
  static final ExcludedItem NOT_ISOLATED =
      item(
              "EXC-CSB-15",
              "PRIMARY_ISOLATION_INCOMPLETE",
              "一次切り分けが完了していない段階での機器交換",
              "Exchanging a unit before its fault has been isolated")
          .foundBy(
              Step.ISOLATION,
              Source.REQUEST,
              CrossSendBackExclusions::isolationIncomplete,
              Input.ISOLATION,
              Input.NETWORK_OR_SETTINGS,
              Input.FIXED_IN_LATEST_SOFTWARE);

  @Clause("EXC-CSB-16")
  static final ExcludedItem PREVENTIVE =
      item(
              "EXC-CSB-16",
              "PREVENTIVE_EXCHANGE",
              "障害の切り分けが完了していない段階での予防交換",
              "Exchanging a unit as a precaution before its fault has been isolated")
          .saying(
              refusal(
                  "PREVENTIVE_EXCHANGE",
                  List.of("EXC-CSB-16"),
                  "「予防交換」はクロスセンドバック保守サポートの対象外です。故障が発生し、一次切り分けでH/W故障と特定された場合にお申し込みください。",
                  "Preventive exchange is outside cross-send-back service. Please apply when a fault"
                      + " has occurred and your isolation has shown it to be in the hardware."))
          .foundIf(
              Step.ISOLATION,
              asked -> asked.declarations().purpose() == Purpose.PREVENTIVE_EXCHANGE,
              Input.PURPOSE);

  @Clause({"EXC-CSB-17", "CSB-27"})
  static final ExcludedItem GIVING_BACK =
      item(
              "EXC-CSB-17",
              "COLLECTED_UNIT_NOT_RETURNED",
              "回収した不具合製品の返却(回収品の所有権は弊社に帰属します)",
              "Giving back collected units, which belong to us")
          .refusing(RequestedWork.GIVE_BACK_THE_COLLECTED_UNIT)
          .quoted(
              WITH_WHAT_TO_DO,
              "「不具合製品の返却」",
              "collected units belong to the vendor and are never given back",
              "回収した不具合製品の所有権は当社に帰属し、返却は行いません。データの漏洩防止等の理由で買い取りをご希望の場合は、" + "有償の買い取りをお申し込みください。",
              "If you want to keep the unit, for example to prevent data leakage, please request to"
                  + " buy it for a fee.",
              "CSB-27");

  @Clause("EXC-CSB-18")
  static final ExcludedItem OTHER_WORK =
      item(
              "EXC-CSB-18",
              "OUT_OF_SCOPE_WORK",
              "クロスセンドバック保守契約内容以外の作業",
              "Work that is not part of the cross-send-back contract")
          .refusing(
              RequestedWork.RELOCATION,
              RequestedWork.CABLING,
              RequestedWork.PERIODIC_INSPECTION,
              RequestedWork.VERSION_UP,
              RequestedWork.NEW_UNIT,
              RequestedWork.DEVELOPMENT_SUPPORT,
              RequestedWork.CUSTOMER_BUILT_SYSTEM,
              RequestedWork.COMPATIBILITY_CHECK,
              RequestedWork.CONFIDENTIAL,
              RequestedWork.GUARANTEE_OF_THE_ANSWER,
              RequestedWork.PLANNED_FIX_DATE,
              RequestedWork.OTHER_WORK)
          .quoted(
              OF_WORK,
              "「その他…クロスセンドバック保守契約内容以外の作業」",
              "any other work that is not in the cross-send-back contract");

  private CrossSendBackExclusions() {}

  private static List<Refusal> isolationIncomplete(Asked asked) {
    Isolation isolation = asked.request().isolation();
    List<String> missing = new ArrayList<>();
    if (!asked.hardwareFaultFound()) {
      missing.add("result");
    }
    if (isolation == null || isolation.networkFaultOrSettingChange() == null) {
      missing.add("networkFaultOrSettingChange");
    }
    if (isolation == null || isolation.fixedInLatestSoftware() == null) {
      missing.add("fixedInLatestSoftware");
    }
    if (missing.isEmpty()) {
      return List.of();
    }
    return List.of(
        refusal(
            "PRIMARY_ISOLATION_INCOMPLETE",
            missing.equals(List.of("result"))
                ? List.of("CSB-6", "EXC-CSB-15")
                : List.of("CSB-6", "EXC-CSB-15", "CSB-8"),
            "お客様による一次切り分けが完了していません。「一次切り分けが完了していない段階での機器交換」は保守の対象外です。"
                + "切り分けチェックシートに沿ってH/W故障であることを特定し、ネットワーク障害・設定変更の有無と、"
                + "最新ソフトウェアで修正済みの不具合でないかをご確認のうえ、もう一度お申し込みください。",
            "Your primary isolation is not complete, and a unit is not exchanged before it is. Please"
                + " establish with the check sheet that the hardware is at fault, confirm whether"
                + " there was a network fault or a setting change and whether the latest software"
                + " already fixes the defect, and send the request again.",
            Map.of("missing", missing)));
  }

  private static Refusal unreturned(List<OverdueUnit> overdue) {
    String unitsJa =
        overdue.stream()
            .map(unit -> unit.rmaNumber() + "(返却期限 " + dateJa(unit.returnDue()) + ")")
            .collect(Collectors.joining("、"));
    String unitsEn =
        overdue.stream()
            .map(unit -> unit.rmaNumber() + " (due " + unit.returnDue() + ")")
            .collect(Collectors.joining(", "));
    return refusal(
        "UNRETURNED_FAULTY_UNIT",
        List.of("CSB-26", "EXC-CSB-14"),
        "返却期限を過ぎた故障機が返送されていません:"
            + unitsJa
            + "。「過去に故障機を弊社指定場所へ発送・返却していないお客様」への保守は対象外となります。"
            + "故障機を運送会社へお引き渡しのうえ、ご連絡ください。お引き渡しまたは受領を確認した時点で、お申し込みいただけるようになります。",
        "Faulty units have not been sent back although they were due: "
            + unitsEn
            + ". A customer who has not sent back an earlier faulty unit is not served. Please hand"
            + " the units to a carrier and let us know; as soon as the hand-over or the receipt is"
            + " recorded, you can apply again.",
        Map.of("units", overdue.stream().map(CrossSendBackExclusions::details).toList()));
  }

  private static Map<String, Object> details(OverdueUnit unit) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("rmaNumber", unit.rmaNumber().value());
    details.put("serialNumber", unit.serialNumber().value());
    details.put("returnDue", unit.returnDue().toString());
    return details;
  }
}
