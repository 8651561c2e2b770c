package io.rmaflow.rma.intake;

import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a customer of on-site maintenance is told when a request or a demand is refused (ONS). */
final class OnSiteRefusals {

  private static final String NEXT_PURCHASE_JA = "代わりの機器のご購入については、販売代理店または営業お問合せフォームへご相談ください。";
  private static final String NEXT_PURCHASE_EN =
      "For the purchase of another unit, please consult your agency or the sales inquiry form.";

  /** EXC-ONS-1 to 26. */
  private static final QuotedItems ITEMS =
      new QuotedItems(
          "EXC-ONS-",
          "オンサイト保守サービス範囲外",
          "に該当しますので、承ることができません。",
          "この作業を除いてお申し込みください。",
          "Outside on-site service",
          "Please apply without this work.");

  private OnSiteRefusals() {}

  // ---- isolation

  /** ONS-11, EXC-ONS-22: with the check sheet and the self-diagnosis, or its reason. */
  static Refusal isolationIncomplete(List<String> missing) {
    return Refusals.refusal(
        "PRIMARY_ISOLATION_INCOMPLETE",
        List.of("ONS-11", "EXC-ONS-22"),
        "お客様による一次切り分けが完了していません。オンサイト保守は、切り分けチェックシートと装置Web機能の自己診断プログラムを使った"
            + "一次切り分けで、H/W障害と判断された場合にお申し込みいただけます。自己診断を実施できない場合は、「実施不可」を選び、"
            + "その理由をお知らせください。",
        "Your primary isolation is not complete. On-site service can be requested once your isolation,"
            + " with the check sheet and the unit's self-diagnosis program, has shown the hardware to be"
            + " at fault. If the program cannot be run, please choose “not executable” and give the"
            + " reason.",
        Map.of("missing", missing));
  }

  static Refusal preventiveExchange() {
    return ITEMS.item(
        23,
        "PREVENTIVE_EXCHANGE",
        "「障害の切り分けが完了しない段階での…予防交換」",
        "preventive exchange",
        "故障が発生し、一次切り分けでH/W故障と特定された場合にお申し込みください。",
        "Please apply when a fault has occurred and your isolation has shown it to be in the"
            + " hardware.");
  }

  // ---- site and owner

  static Refusal siteOrOwnerMismatch(List<String> differing) {
    Refusal refusal =
        ITEMS.item(
            19,
            "SITE_OR_OWNER_MISMATCH",
            "「保守契約またはユーザ登録情報と異なる設置場所、使用場所、或いは異なる所有者が使用している場合の対応」",
            "a site, a place of use or an owner other than in the contract or the registration",
            "移設や名義の変更をされた場合は、先に登録情報を変更してからお申し込みください。",
            "If the unit was moved or changed hands, please have the registration changed first.");
    return QuotedItems.detailed(refusal, Map.of("differs", differing));
  }

  // ---- what the customer declares

  static Refusal installedAtHeight() {
    return ITEMS.item(
        6,
        "INSTALLED_AT_HEIGHT",
        "「高所に設置された装置などの交換作業」",
        "exchange of units installed at height and the like",
        "作業員の手の届く場所に機器を移してから、お申し込みください。",
        "Please bring the unit down to where it can be reached, and then send the request.");
  }

  static Refusal unauthorizedModification() {
    return ITEMS.item(
        11,
        "UNAUTHORIZED_MODIFICATION",
        "「対象機器を許可無く加工・改造・カバーを開けたり、分解した場合の対応」",
        "a unit that was processed, modified, opened or disassembled without permission",
        "別の機器の故障であれば、その機器についてお申し込みください。",
        "If another unit is at fault, please send a request for that one.");
  }

  /** EXC-ONS-10, 12 to 14 and 20. */
  static Optional<Refusal> excludedCause(Cause cause) {
    return Optional.ofNullable(
        switch (cause) {
          case UNKNOWN -> null;
          case OTHER_DEVICE ->
              ITEMS.item(
                  10,
                  "NOT_CAUSED_BY_DEVICE",
                  "「対象機器に起因しない問題の対応」",
                  "problems that the covered unit does not cause",
                  "原因となっている機器の提供元へお問い合わせください。",
                  "Please turn to the maker of the device that causes them.");
          case UNSUPPORTED_ENVIRONMENT ->
              ITEMS.item(
                  12,
                  "UNSUPPORTED_ENVIRONMENT",
                  "「サポートされていない環境、アプリケーション、およびプロトコルに関する対応」",
                  "environments, applications and protocols that we do not support",
                  "サポート対象の環境でも同じ症状が発生する場合は、もう一度お申し込みください。",
                  "If the fault also occurs in a supported environment, please send the request"
                      + " again.");
          case NATURAL_DISASTER ->
              ITEMS.item(
                  13,
                  "FORCE_MAJEURE",
                  "「落雷を含む天災地変など、いずれの責にも帰することのできない原因によって生じた問題の対応」",
                  "problems caused by lightning, other natural disasters or anything else that nobody"
                      + " is responsible for",
                  NEXT_PURCHASE_JA,
                  NEXT_PURCHASE_EN);
          case THIRD_PARTY ->
              ITEMS.item(
                  14,
                  "THIRD_PARTY_DAMAGE",
                  "「第三者の加害行為による不具合」",
                  "defects caused by a harmful act of a third party",
                  NEXT_PURCHASE_JA,
                  NEXT_PURCHASE_EN);
          case MISUSE ->
              ITEMS.item(
                  20,
                  "MISUSE",
                  "「不適切な使用、誤用、使用上の不注意、事故等」により生じた故障",
                  "faults from improper use, misuse, carelessness or accident",
                  NEXT_PURCHASE_JA,
                  NEXT_PURCHASE_EN);
        });
  }

  // ---- work beyond the service

  /** EXC-ONS-16 of a follow-up: the case has a number, and none or another was given. */
  static Refusal rmaNumberRequired() {
    return Refusals.refusal(
        "RMA_NUMBER_REQUIRED",
        List.of("EXC-ONS-16"),
        "この案件には修理対応番号(RMA番号)が発行されています。追加のご依頼には、この案件のRMA番号のご提示が必要です。RMA番号を添えて、" + "もう一度ご依頼ください。",
        "This case has an RMA number. Whatever else you ask for in it has to name that number. Please"
            + " ask again, giving it.");
  }

  /** EXC-ONS-2, 4, 5, 7 to 9, 17, 18, 21 and 24 to 26, with the service's own clauses. */
  static @Nullable Refusal excludedWork(RequestedWork work) {
    return switch (work) {
      // putting the customer's own backup file back is part of the service (ONS-14)
      case RESTORE_DATA -> null;
      case PERFORM_ISOLATION ->
          ITEMS.item(
              2,
              "PRIMARY_ISOLATION_IS_CUSTOMER_TASK",
              "「障害の一次切り分け作業」",
              "performing the primary isolation",
              "一次切り分けは、切り分けチェックシートと自己診断プログラムを使って、お客様にて実施してください。",
              "Please do it yourself, with the check sheet and the self-diagnosis program.");
      case CONFIG_CHANGE, CREATE_SETTINGS ->
          ITEMS.outOfScope(
              4,
              "「コンフィグ変更、追加、削除作業」",
              "changing, adding or deleting configuration",
              "お預かりしたバックアップ・ファイルの復旧は承りますが、設定の変更はお客様にて実施してください。",
              "Your backup file is put back for you; please change settings yourself.");
      case RELOCATION ->
          ITEMS.outOfScope(
              5,
              "「製品の設置、移設、増設、撤去および保守対象外機器との接続作業」",
              "installing, relocating, adding or removing units, or connecting them with equipment"
                  + " that is not under maintenance");
      case CABLING ->
          ITEMS.outOfScope(
              7, "「フロアレイアウト変更などに伴う配線工事」", "cabling for changes of the floor layout and the like");
      case PERIODIC_INSPECTION ->
          ITEMS.outOfScope(
              8, "「定期点検、計画停電対応」", "periodic inspection and help with planned power outages");
      case VERSION_UP ->
          ITEMS.item(
              9,
              "OUT_OF_SCOPE_WORK",
              List.of("ONS-9", "ONS-25"),
              "「ソフトウェアバージョンアップ作業」",
              "updating the software",
              "アップデートは、サポート専用サイトからダウンロードしたソフトウェアで、お客様にて実施してください。",
              "Please update with the software from the support site yourself.");
      case OPERATION_QUESTION ->
          ITEMS.outOfScope(
              17,
              "「対象機器の運用、管理に関する質問」",
              "questions on operating and managing the unit",
              "ご質問は、テクニカルサポート専用お問い合わせフォームからお寄せください。",
              "Please put questions to technical support, through its inquiry form.");
      case TRAVEL_OR_MEETING, ON_SITE_SURVEY ->
          ITEMS.outOfScope(
              18,
              "「オンサイト保守サービス作業範囲外の外出を要する作業、会議、報告等の実施」",
              "work, meetings, reports and the like that require going out beyond the service");
      case REPORT ->
          ITEMS.item(
              21,
              "REPORT_NOT_PROVIDED",
              List.of("ONS-22"),
              "「故障機器の解析及び報告、経過報告」",
              "analysis of the faulty unit with its report, and progress reports",
              "機器が正常な状態に修復した時点でサービスは完了します。対応の経過は、案件の履歴でご確認いただけます。",
              "The service is complete once the unit works again. What was done can be read in the"
                  + " history of the case.");
      case GIVE_BACK_THE_COLLECTED_UNIT ->
          ITEMS.item(
              24,
              "COLLECTED_UNIT_NOT_RETURNED",
              List.of("ONS-24"),
              "「不具合部品や、不具合製品の返却」",
              "giving back faulty parts or units",
              "回収した部品・製品の所有権は当社に帰属し、返却は行いません。データの漏洩防止等の理由で買い取りをご希望の場合は、" + "有償の買い取りをお申し込みください。",
              "What was collected belongs to the vendor and is never given back. If you want to keep"
                  + " it, for example to prevent data leakage, please request to buy it for a fee.");
      case DATA_GUARANTEE ->
          ITEMS.item(
              25,
              "DATA_NOT_GUARANTEED",
              List.of("ONS-23"),
              "「修理及び交換作業によるデータの保証及び復旧」",
              "guaranteeing or recovering data after the exchange",
              "設定変更等の都度、設定情報のバックアップを実施し、バックアップ・ファイルを保管してください。",
              "Please back up the settings at each change and keep the file.");
      case LOANER ->
          Refusals.refusal(
              "LOANER_NOT_IN_PLAN",
              List.of("ONS-9"),
              "オンサイト保守サービスには代替機(貸出機)の提供はありません。現地にて機器の一部または全部を交換いたします。",
              "On-site service has no loaner: part or all of the unit is exchanged at your site.");
      case NEW_UNIT, WHOLE_UNIT_EXCHANGE ->
          Refusals.refusal(
              "EXCHANGE_SCOPE_DECIDED_BY_VENDOR",
              List.of("ONS-8"),
              "ハードウェアの一部、または全部のいずれを交換するかの判定は、弊社に一任いただいております。",
              "Whether part or all of the hardware is exchanged is for the vendor to decide.");
      case DEVELOPMENT_SUPPORT,
          CUSTOMER_BUILT_SYSTEM,
          COMPATIBILITY_CHECK,
          CONFIDENTIAL,
          GUARANTEE_OF_THE_ANSWER,
          PLANNED_FIX_DATE,
          OTHER_WORK ->
          ITEMS.outOfScope(
              26, "「その他…オンサイト保守契約内容以外の作業」", "any other work that is not in the on-site contract");
    };
  }
}
