package io.rmaflow.rma.procedures.onsite;

import static io.rmaflow.rma.intake.rules.ExcludedItem.item;
import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.intake.rules.Asked;
import io.rmaflow.rma.intake.rules.ExcludedItem;
import io.rmaflow.rma.intake.rules.Input;
import io.rmaflow.rma.intake.rules.IntakeRule.Source;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import io.rmaflow.rma.intake.rules.Quotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Outside on-site maintenance (オンサイト保守サービス範囲外, EXC-ONS-1 to 26). */
final class OnSiteExclusions {

  static List<ExcludedItem> all() {
    return List.of(
        OUT_OF_HOURS,
        ISOLATING_FOR_THE_CUSTOMER,
        FALSE_REPORT,
        CHANGING_CONFIGURATION,
        RELOCATION,
        AT_HEIGHT,
        CABLING,
        PERIODIC_INSPECTION,
        UPDATING,
        OTHER_DEVICES,
        MODIFIED,
        UNSUPPORTED_ENVIRONMENT,
        FORCE_MAJEURE,
        DAMAGE_BY_OTHERS,
        OTHER_CHANNELS,
        NO_INFORMATION,
        QUESTIONS,
        TRAVEL,
        OTHER_SITE_OR_OWNER,
        MISUSE,
        REPORT,
        NOT_ISOLATED,
        PREVENTIVE,
        GIVING_BACK,
        DATA,
        OTHER_WORK);
  }

  private static final Quotation QUOTED =
      Quotation.of(
          "オンサイト保守サービス範囲外(%s)%sに該当しますので、承ることができません。%s",
          "Outside on-site service, item (%s): %s. %s",
          "この作業を除いてお申し込みください。",
          "Please apply without this work.");

  private static final String BUY_ANOTHER_JA = "代わりの機器のご購入については、販売代理店または営業お問合せフォームへご相談ください。";
  private static final String BUY_ANOTHER_EN =
      "For the purchase of another unit, please consult your agency or the sales inquiry form.";

  @Clause("EXC-ONS-1")
  static final ExcludedItem OUT_OF_HOURS =
      item(
          "EXC-ONS-1",
          "OUT_OF_HOURS",
          "平日9時~17時のオンサイト保守契約における時間外の対応",
          "Response outside 09:00-17:00 under the weekday on-site contract");

  @Clause("EXC-ONS-2")
  static final ExcludedItem ISOLATING_FOR_THE_CUSTOMER =
      item(
              "EXC-ONS-2",
              "PRIMARY_ISOLATION_IS_CUSTOMER_TASK",
              "障害の一次切り分け作業",
              "Isolating the fault, which is the customer's task")
          .refusing(RequestedWork.PERFORM_ISOLATION)
          .quoted(
              QUOTED,
              "「障害の一次切り分け作業」",
              "performing the primary isolation",
              "一次切り分けは、切り分けチェックシートと自己診断プログラムを使って、お客様にて実施してください。",
              "Please do it yourself, with the check sheet and the self-diagnosis program.");

  @Clause("EXC-ONS-3")
  static final ExcludedItem FALSE_REPORT =
      item(
          "EXC-ONS-3",
          "IMPROPER_ISOLATION_OR_FALSE_REPORT",
          "不適切な障害の一次切り分け、または虚偽のご報告により発生した保守作業員の確認作業",
          "Checks by our staff made necessary by improper isolation or an untrue report");

  @Clause("EXC-ONS-4")
  static final ExcludedItem CHANGING_CONFIGURATION =
      item(
              "EXC-ONS-4",
              "OUT_OF_SCOPE_WORK",
              "コンフィグの変更、追加、削除作業",
              "Changing, adding or deleting configuration")
          .refusing(RequestedWork.CONFIG_CHANGE, RequestedWork.CREATE_SETTINGS)
          .quoted(
              QUOTED,
              "「コンフィグ変更、追加、削除作業」",
              "changing, adding or deleting configuration",
              "お預かりしたバックアップ・ファイルの復旧は承りますが、設定の変更はお客様にて実施してください。",
              "Your backup file is put back for you; please change settings yourself.");

  @Clause("EXC-ONS-5")
  static final ExcludedItem RELOCATION =
      item(
              "EXC-ONS-5",
              "OUT_OF_SCOPE_WORK",
              "製品の設置、移設、増設、撤去、および保守対象外機器との接続作業",
              "Installing, moving, adding or removing units, and connecting them with other"
                  + " equipment")
          .refusing(RequestedWork.RELOCATION)
          .quoted(
              QUOTED,
              "「製品の設置、移設、増設、撤去および保守対象外機器との接続作業」",
              "installing, relocating, adding or removing units, or connecting them with equipment"
                  + " that is not under maintenance");

  @Clause("EXC-ONS-6")
  static final ExcludedItem AT_HEIGHT =
      item(
              "EXC-ONS-6",
              "INSTALLED_AT_HEIGHT",
              "高所に設置された装置などの交換作業",
              "Exchanging units installed at height")
          .quoted(
              QUOTED,
              "「高所に設置された装置などの交換作業」",
              "exchange of units installed at height and the like",
              "作業員の手の届く場所に機器を移してから、お申し込みください。",
              "Please bring the unit down to where it can be reached, and then send the request.")
          .foundIf(
              Step.EXCLUSIONS,
              asked -> asked.declarations().installedAtHeight(),
              Input.INSTALLED_AT_HEIGHT);

  @Clause("EXC-ONS-7")
  static final ExcludedItem CABLING =
      item(
              "EXC-ONS-7",
              "OUT_OF_SCOPE_WORK",
              "フロアレイアウト変更などに伴う配線工事",
              "Cabling, such as after a change of the floor layout")
          .refusing(RequestedWork.CABLING)
          .quoted(
              QUOTED,
              "「フロアレイアウト変更などに伴う配線工事」",
              "cabling for changes of the floor layout and the like");

  @Clause("EXC-ONS-8")
  static final ExcludedItem PERIODIC_INSPECTION =
      item(
              "EXC-ONS-8",
              "OUT_OF_SCOPE_WORK",
              "定期点検、計画停電への対応",
              "Periodic inspection, and work for planned power outages")
          .refusing(RequestedWork.PERIODIC_INSPECTION)
          .quoted(
              QUOTED, "「定期点検、計画停電対応」", "periodic inspection and help with planned power outages");

  @Clause({"EXC-ONS-9", "ONS-9", "ONS-25"})
  static final ExcludedItem UPDATING =
      item("EXC-ONS-9", "OUT_OF_SCOPE_WORK", "ソフトウェアのバージョンアップ作業", "Updating software")
          .refusing(RequestedWork.VERSION_UP)
          .quoted(
              QUOTED,
              "「ソフトウェアバージョンアップ作業」",
              "updating the software",
              "アップデートは、サポート専用サイトからダウンロードしたソフトウェアで、お客様にて実施してください。",
              "Please update with the software from the support site yourself.",
              "ONS-9",
              "ONS-25");

  @Clause("EXC-ONS-10")
  static final ExcludedItem OTHER_DEVICES =
      item(
              "EXC-ONS-10",
              "NOT_CAUSED_BY_DEVICE",
              "対象機器に起因しない問題の対応",
              "Problems that the covered unit does not cause")
          .quoted(
              QUOTED,
              "「対象機器に起因しない問題の対応」",
              "problems that the covered unit does not cause",
              "原因となっている機器の提供元へお問い合わせください。",
              "Please turn to the maker of the device that causes them.")
          .foundIf(Step.EXCLUSIONS, asked -> asked.isCausedBy(Cause.OTHER_DEVICE), Input.CAUSE);

  @Clause("EXC-ONS-11")
  static final ExcludedItem MODIFIED =
      item(
              "EXC-ONS-11",
              "UNAUTHORIZED_MODIFICATION",
              "対象機器を許可無く加工・改造・カバーを開けたり、分解した場合の対応",
              "Units that were processed, modified, opened or taken apart without permission")
          .quoted(
              QUOTED,
              "「対象機器を許可無く加工・改造・カバーを開けたり、分解した場合の対応」",
              "a unit that was processed, modified, opened or disassembled without permission",
              "別の機器の故障であれば、その機器についてお申し込みください。",
              "If another unit is at fault, please send a request for that one.")
          .foundIf(
              Step.EXCLUSIONS,
              asked -> asked.declarations().openedOrModified(),
              Input.OPENED_OR_MODIFIED);

  @Clause("EXC-ONS-12")
  static final ExcludedItem UNSUPPORTED_ENVIRONMENT =
      item(
              "EXC-ONS-12",
              "UNSUPPORTED_ENVIRONMENT",
              "弊社にてサポートされていない環境、アプリケーション、およびプロトコルに関する対応",
              "Environments, applications and protocols that we do not support")
          .quoted(
              QUOTED,
              "「サポートされていない環境、アプリケーション、およびプロトコルに関する対応」",
              "environments, applications and protocols that we do not support",
              "サポート対象の環境でも同じ症状が発生する場合は、もう一度お申し込みください。",
              "If the fault also occurs in a supported environment, please send the request again.")
          .foundIf(
              Step.EXCLUSIONS,
              asked -> asked.isCausedBy(Cause.UNSUPPORTED_ENVIRONMENT),
              Input.CAUSE);

  @Clause("EXC-ONS-13")
  static final ExcludedItem FORCE_MAJEURE =
      item(
              "EXC-ONS-13",
              "FORCE_MAJEURE",
              "落雷を含む天災地変など、いずれの責にも帰することのできない原因によって生じた問題の対応",
              "Acts of God, lightning included, and other causes that nobody is answerable"
                  + " for")
          .quoted(
              QUOTED,
              "「落雷を含む天災地変など、いずれの責にも帰することのできない原因によって生じた問題の対応」",
              "problems caused by lightning, other natural disasters or anything else that nobody is"
                  + " responsible for",
              BUY_ANOTHER_JA,
              BUY_ANOTHER_EN)
          .foundIf(Step.EXCLUSIONS, asked -> asked.isCausedBy(Cause.NATURAL_DISASTER), Input.CAUSE);

  @Clause("EXC-ONS-14")
  static final ExcludedItem DAMAGE_BY_OTHERS =
      item(
              "EXC-ONS-14",
              "THIRD_PARTY_DAMAGE",
              "第三者の加害行為による不具合",
              "Faults caused by harmful acts of third parties")
          .quoted(
              QUOTED,
              "「第三者の加害行為による不具合」",
              "defects caused by a harmful act of a third party",
              BUY_ANOTHER_JA,
              BUY_ANOTHER_EN)
          .foundIf(Step.EXCLUSIONS, asked -> asked.isCausedBy(Cause.THIRD_PARTY), Input.CAUSE);

  /** By form or by phone (ONS-20). */
  @Clause({"EXC-ONS-15", "ONS-20"})
  static final ExcludedItem OTHER_CHANNELS =
      item(
              "EXC-ONS-15",
              "CHANNEL_NOT_ACCEPTED",
              "お問い合わせフォームおよび弊社指定の修理受付専用電話窓口以外の方法による受付",
              "Reception by any way other than the inquiry form and the repair telephone desk")
          .saying(
              refusal(
                  "CHANNEL_NOT_ACCEPTED",
                  List.of("ONS-20", "EXC-ONS-15"),
                  "オンサイト保守の受付は、お問い合わせフォームまたは弊社指定の修理受付用専用電話窓口に限らせていただいております。いずれかの方法でお申し込みください。",
                  "On-site service is requested by the inquiry form or the designated repair phone"
                      + " line only. Please use one of these."))
          .foundIf(
              Step.CHANNEL,
              asked ->
                  asked.request().channel() != Channel.FORM
                      && asked.request().channel() != Channel.ONSITE_PHONE,
              Input.CHANNEL);

  /** EXC-ONS-16; of a follow-up, it asks for the RMA number, too. */
  @Clause({"EXC-ONS-16", "A-73"})
  static final ExcludedItem NO_INFORMATION =
      item(
          "EXC-ONS-16",
          "INFO_NOT_PROVIDED",
          "お客様ID、シリアルナンバー、RMA番号など、対応に必要な情報のご提示が無い場合の対応",
          "Requests without the information needed, such as the customer ID, the serial"
              + " number or the RMA number");

  @Clause("EXC-ONS-17")
  static final ExcludedItem QUESTIONS =
      item(
              "EXC-ONS-17",
              "OUT_OF_SCOPE_WORK",
              "対象機器の運用、管理に関するご質問",
              "Questions about operating and managing the unit")
          .refusing(RequestedWork.OPERATION_QUESTION)
          .quoted(
              QUOTED,
              "「対象機器の運用、管理に関する質問」",
              "questions on operating and managing the unit",
              "ご質問は、テクニカルサポート専用お問い合わせフォームからお寄せください。",
              "Please put questions to technical support, through its inquiry form.");

  @Clause("EXC-ONS-18")
  static final ExcludedItem TRAVEL =
      item(
              "EXC-ONS-18",
              "OUT_OF_SCOPE_WORK",
              "作業範囲外の外出を要する作業、会議、報告等",
              "Work, meetings and reports elsewhere that are not part of the visit")
          .refusing(RequestedWork.TRAVEL_OR_MEETING, RequestedWork.ON_SITE_SURVEY)
          .quoted(
              QUOTED,
              "「オンサイト保守サービス作業範囲外の外出を要する作業、会議、報告等の実施」",
              "work, meetings, reports and the like that require going out beyond the service");

  @Clause("EXC-ONS-19")
  static final ExcludedItem OTHER_SITE_OR_OWNER =
      item(
              "EXC-ONS-19",
              "SITE_OR_OWNER_MISMATCH",
              "保守契約またはユーザ登録情報と異なる設置場所、使用場所、或いは異なる所有者が使用している場合の対応",
              "Units at another site, or used by another owner, than contracted or registered")
          .quoted(
              QUOTED,
              "「保守契約またはユーザ登録情報と異なる設置場所、使用場所、或いは異なる所有者が使用している場合の対応」",
              "a site, a place of use or an owner other than in the contract or the registration",
              "移設や名義の変更をされた場合は、先に登録情報を変更してからお申し込みください。",
              "If the unit was moved or changed hands, please have the registration changed first.")
          .foundByDetails(
              Step.SITE_AND_OWNER,
              Source.CONTRACT_EVENTS,
              Asked::siteOrOwnerMismatch,
              Input.SITE,
              Input.OWNER);

  @Clause("EXC-ONS-20")
  static final ExcludedItem MISUSE =
      item(
              "EXC-ONS-20",
              "MISUSE",
              "不適切な使用、誤用、使用上の不注意、事故等により生じた障害または故障に対するサービス",
              "Faults caused by improper use, misuse, carelessness or accident")
          .quoted(
              QUOTED,
              "「不適切な使用、誤用、使用上の不注意、事故等」により生じた故障",
              "faults from improper use, misuse, carelessness or accident",
              BUY_ANOTHER_JA,
              BUY_ANOTHER_EN)
          .foundIf(Step.EXCLUSIONS, asked -> asked.isCausedBy(Cause.MISUSE), Input.CAUSE);

  @Clause({"EXC-ONS-21", "ONS-22"})
  static final ExcludedItem REPORT =
      item(
              "EXC-ONS-21",
              "REPORT_NOT_PROVIDED",
              "故障機器の解析および報告、経過報告",
              "Analysis of the faulty unit, and reports on it or on progress")
          .refusing(RequestedWork.REPORT)
          .quoted(
              QUOTED,
              "「故障機器の解析及び報告、経過報告」",
              "analysis of the faulty unit with its report, and progress reports",
              "機器が正常な状態に修復した時点でサービスは完了します。対応の経過は、案件の履歴でご確認いただけます。",
              "The service is complete once the unit works again. What was done can be read in the"
                  + " history of the case.",
              "ONS-22");

  /** The sheet and the self-diagnosis are part of the isolation itself. */
  @Clause({"EXC-ONS-22", "A-60"})
  static final ExcludedItem NOT_ISOLATED =
      item(
              "EXC-ONS-22",
              "PRIMARY_ISOLATION_INCOMPLETE",
              "一次切り分けが完了していない段階での機器交換",
              "Exchanging a unit before its fault has been isolated")
          .saying(
              refusal(
                  "PRIMARY_ISOLATION_INCOMPLETE",
                  List.of("ONS-11", "EXC-ONS-22"),
                  "お客様による一次切り分けが完了していません。オンサイト保守は、切り分けチェックシートと装置Web機能の自己診断プログラムを使った"
                      + "一次切り分けで、H/W障害と判断された場合にお申し込みいただけます。自己診断を実施できない場合は、「実施不可」を選び、"
                      + "その理由をお知らせください。",
                  "Your primary isolation is not complete. On-site service can be requested once your"
                      + " isolation, with the check sheet and the unit's self-diagnosis program, has"
                      + " shown the hardware to be at fault. If the program cannot be run, please"
                      + " choose “not executable” and give the reason."))
          .foundByDetails(
              Step.ISOLATION,
              Source.REQUEST,
              OnSiteExclusions::missingOfIsolation,
              Input.ISOLATION,
              Input.CHECK_SHEET,
              Input.SELF_DIAGNOSIS);

  @Clause("EXC-ONS-23")
  static final ExcludedItem PREVENTIVE =
      item(
              "EXC-ONS-23",
              "PREVENTIVE_EXCHANGE",
              "障害の切り分けが完了していない段階での予防交換",
              "Exchanging a unit as a precaution before its fault has been isolated")
          .quoted(
              QUOTED,
              "「障害の切り分けが完了しない段階での…予防交換」",
              "preventive exchange",
              "故障が発生し、一次切り分けでH/W故障と特定された場合にお申し込みください。",
              "Please apply when a fault has occurred and your isolation has shown it to be in the"
                  + " hardware.")
          .foundIf(
              Step.ISOLATION,
              asked -> asked.declarations().purpose() == Purpose.PREVENTIVE_EXCHANGE,
              Input.PURPOSE);

  @Clause({"EXC-ONS-24", "ONS-24"})
  static final ExcludedItem GIVING_BACK =
      item(
              "EXC-ONS-24",
              "COLLECTED_UNIT_NOT_RETURNED",
              "不具合部品や不具合製品の返却(回収品の所有権は弊社に帰属します)",
              "Giving back collected parts or units, which belong to us")
          .refusing(RequestedWork.GIVE_BACK_THE_COLLECTED_UNIT)
          .quoted(
              QUOTED,
              "「不具合部品や、不具合製品の返却」",
              "giving back faulty parts or units",
              "回収した部品・製品の所有権は当社に帰属し、返却は行いません。データの漏洩防止等の理由で買い取りをご希望の場合は、" + "有償の買い取りをお申し込みください。",
              "What was collected belongs to the vendor and is never given back. If you want to keep"
                  + " it, for example to prevent data leakage, please request to buy it for a fee.",
              "ONS-24");

  @Clause({"EXC-ONS-25", "ONS-23"})
  static final ExcludedItem DATA =
      item(
              "EXC-ONS-25",
              "DATA_NOT_GUARANTEED",
              "修理および交換作業によるデータの保証および復旧",
              "Guaranteeing or recovering data after repair or exchange")
          .refusing(RequestedWork.DATA_GUARANTEE)
          .quoted(
              QUOTED,
              "「修理及び交換作業によるデータの保証及び復旧」",
              "guaranteeing or recovering data after the exchange",
              "設定変更等の都度、設定情報のバックアップを実施し、バックアップ・ファイルを保管してください。",
              "Please back up the settings at each change and keep the file.",
              "ONS-23");

  @Clause("EXC-ONS-26")
  static final ExcludedItem OTHER_WORK =
      item(
              "EXC-ONS-26",
              "OUT_OF_SCOPE_WORK",
              "オンサイト保守契約内容以外の作業",
              "Work that is not part of the on-site contract")
          .refusing(
              RequestedWork.DEVELOPMENT_SUPPORT,
              RequestedWork.CUSTOMER_BUILT_SYSTEM,
              RequestedWork.COMPATIBILITY_CHECK,
              RequestedWork.CONFIDENTIAL,
              RequestedWork.GUARANTEE_OF_THE_ANSWER,
              RequestedWork.PLANNED_FIX_DATE,
              RequestedWork.OTHER_WORK)
          .quoted(
              QUOTED,
              "「その他…オンサイト保守契約内容以外の作業」",
              "any other work that is not in the on-site contract");

  private OnSiteExclusions() {}

  private static Map<String, Object> missingOfIsolation(Asked asked) {
    List<String> missing = new ArrayList<>();
    if (!asked.hardwareFaultFound()) {
      missing.add("result");
    }
    if (!asked.checkSheetFilledIn()) {
      missing.add("checkSheet");
    }
    if (!asked.selfDiagnosisDone()) {
      missing.add("selfDiagnosis");
    }
    return missing.isEmpty() ? Map.of() : Map.of("missing", missing);
  }
}
