package io.rmaflow.rma.intake;

import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.cover.Term;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.rma.standing.OverdueUnit;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is told when a request is refused: the clause, in its own words where it has a
 * short one (NOT-16), and what to do next.
 */
final class Refusals {

  private Refusals() {}

  // ---- required fields

  static Refusal customerIdRequired(List<String> clauses) {
    return refusal(
        "CUSTOMER_ID_REQUIRED",
        clauses,
        "お客様IDが記入されていません。保守サービスのご利用には、お客様IDのご提示が必要です。お客様IDを記入して、"
            + "もう一度お申し込みください。IDがご不明の場合は、営業お問合せフォームからお問い合わせください。",
        "The customer ID is missing. It has to be given whenever the service is used. Please enter it"
            + " and send the request again. If you have lost your ID, please ask through the sales"
            + " inquiry form.");
  }

  static Refusal serialRequired(List<String> clauses) {
    return refusal(
        "SERIAL_REQUIRED",
        clauses,
        "不具合が発生した機器のシリアル番号が記入されていません。機器本体のラベルに記載されたシリアル番号を記入して、" + "もう一度お申し込みください。",
        "The serial number of the faulty unit is missing. Please enter the number printed on the"
            + " unit's label and send the request again.");
  }

  static Refusal softwareVersionRequired(List<String> clauses) {
    return refusal(
        "SOFTWARE_VERSION_REQUIRED",
        clauses,
        "ソフトウェアバージョンが記入されていません。ご使用中のバージョン(例:4.10.1-2201)を記入して、" + "もう一度お申し込みください。",
        "The software version is missing. Please enter the version in use, such as 4.10.1-2201, and"
            + " send the request again.");
  }

  static Refusal faultDescriptionRequired(List<String> clauses) {
    return refusal(
        "FAULT_DESCRIPTION_REQUIRED",
        clauses,
        "不具合内容が記入されていません。発生している症状を記入して、もう一度お申し込みください。",
        "The fault description is missing. Please describe what happens and send the request again.");
  }

  static Refusal requestSheetRequired(List<String> clauses) {
    return refusal(
        "REQUEST_SHEET_REQUIRED",
        clauses,
        "修理依頼票が添えられていません。修理依頼票をダウンロードし、必要事項を記載のうえ、添えてお申し込みください。",
        "The repair request sheet is missing. Please download the sheet, fill it in and send it with"
            + " your request.");
  }

  static Refusal checkSheetRequired() {
    return refusal(
        "CHECKSHEET_REQUIRED",
        List.of(Clauses.CSB_7, Clauses.CSB_22),
        "切り分けチェックシートが添えられていません。クロスセンドバック保守サービスでは、一次切り分けの際に"
            + "切り分けチェックシートをご使用いただきます。記入済みのチェックシートを添えてお申し込みください。",
        "The isolation check sheet is missing. Cross-send-back service requires that you use it in"
            + " your primary isolation. Please send the completed sheet with your request.");
  }

  static Refusal selfDiagnosisRequired() {
    return refusal(
        "SELF_DIAGNOSIS_REQUIRED",
        List.of(Clauses.CSB_7, Clauses.CSB_22),
        "自己診断プログラムの結果が添えられていません。製品のWeb画面から自己診断プログラムを実施し、結果を添えて"
            + "お申し込みください。電源が入らないなどの理由で実施できない場合は、「実施不可」を選び、その理由を記入してください。",
        "The result of the self-diagnosis program is missing. Please run it from the unit's web screen"
            + " and send the result with your request. If it cannot be run, for example because the"
            + " unit has no power, choose “not executable” and give the reason.");
  }

  static Refusal backupAndLogRequired(List<String> clauses, List<String> missing) {
    return refusal(
        "BACKUP_AND_LOG_REQUIRED",
        clauses,
        "製品のWeb画面にアクセスできる場合は、設定のバックアップとメーカ保守用ログの両方が必要です。" + "Web画面から取得し、添付してお申し込みください。",
        "Where the unit's web screen can be reached, both the configuration backup and the"
            + " maintenance log are needed. Please download them from the web screen and attach them.",
        Map.of("missing", missing));
  }

  // ---- registration

  static Refusal notRegistered(List<String> clauses) {
    return refusal(
        "NOT_REGISTERED",
        clauses,
        "このシリアル番号の機器はユーザ登録されていません。ユーザ登録がお済みでない製品は、保守サービスをご利用いただけません。"
            + "シリアル番号をお確かめのうえ、未登録の場合はオンラインユーザ登録を行ってからお申し込みください。",
        "No unit with this serial number is registered, and a unit that is not registered has no"
            + " service. Please check the number; if the unit is not registered yet, register it"
            + " online first and then send the request again.");
  }

  static Refusal customerIdMismatch() {
    return refusal(
        "CUSTOMER_ID_MISMATCH",
        List.of(Clauses.CID_3),
        "お客様IDが、この機器に登録されているお客様IDと一致しません。お客様IDとシリアル番号をお確かめください。"
            + "IDがご不明の場合は、営業お問合せフォームからお問い合わせください。",
        "The customer ID is not the one that this unit is registered under. Please check the customer"
            + " ID and the serial number. If you have lost your ID, please ask through the sales"
            + " inquiry form.");
  }

  static Refusal secondHandUnit() {
    return refusal(
        "SECOND_HAND_UNIT",
        List.of(Clauses.GEN_3),
        "この機器は中古機として登録されています。「中古機はいずれのサービスも対象外」となりますので、お申し込みを" + "お受けすることができません。",
        "This unit is registered as second-hand. Second-hand units are outside every service, so that"
            + " we cannot accept the request.");
  }

  // ---- plan and period

  static Refusal noHardwareServiceForVa() {
    return refusal(
        "NO_HARDWARE_SERVICE_FOR_VA",
        List.of(Clauses.ELG_8),
        "仮想アプライアンスには、ハードウェアの修理・交換サービスはありません。基盤ハードウェアはお客様にてご用意・保守いただくものです。"
            + "仮想アプライアンスソフトウェアについては、テクニカルサポートのお問い合わせとしてお申し込みください。",
        "There is no repair or exchange service for a virtual appliance: its hardware is the"
            + " customer's own. For the appliance software, please send a technical inquiry instead.");
  }

  static Refusal wrongProcedureForPlan(Procedure asked, Set<Procedure> right) {
    boolean onsite = right.contains(Procedure.ONSITE);
    String clause = asked == Procedure.MANUFACTURER ? Clauses.MFR_32 : Clauses.CSB_25;
    String nextJa =
        onsite
            ? "オンサイト保守をご契約のお客様は、「ハードウェアオンサイト保守規約」をご確認のうえ、専用コールセンターまでご連絡ください。"
            : "「" + namesJa(right) + "」の手順でお申し込みください。";
    String nextEn =
        onsite
            ? "On-site customers: please read the hardware on-site regulation and call the dedicated"
                + " call centre."
            : "Please apply under: " + namesEn(right) + ".";
    return refusal(
        "WRONG_PROCEDURE_FOR_PLAN",
        List.of(clause, Clauses.ELG_14),
        "「"
            + nameJa(asked)
            + "」の手順は、そのサービスの対象となる機器専用です。この機器の対象サービスは「"
            + namesJa(right)
            + "」です。"
            + nextJa,
        "The procedure “"
            + nameEn(asked)
            + "” is only for units under that service. This unit is"
            + " covered by: "
            + namesEn(right)
            + ". "
            + nextEn,
        Map.of("procedures", right.stream().map(Enum::name).toList()));
  }

  static Refusal replaced(UnitCover.Replaced replaced) {
    Map<String, Object> details =
        Map.of(
            "replacedBy", replaced.by().value(),
            "replacedAt", replaced.at().toString());
    String nextJa = "ご依頼の際は、現在ご使用の交換機のシリアル番号 " + replaced.by() + " を記入してください。";
    String nextEn =
        "Please give the serial number of the replacement now in use, " + replaced.by() + ".";
    if (replaced.hadContract()) {
      return refusal(
          "CONTRACT_NOT_ACTIVE",
          List.of(Clauses.CON_20),
          "この機器は交換済みで、保守契約は交換機の到着時に交換機へ引き継がれています。" + nextJa,
          "This unit has been exchanged; its contract passed to the replacement when that was"
              + " delivered. "
              + nextEn,
          details);
    }
    return refusal(
        "WARRANTY_EXPIRED",
        List.of(Clauses.WAR_1),
        "この機器は交換済みで、製品保証の残りの期間は交換機の到着時に交換機へ引き継がれています。" + nextJa,
        "This unit has been exchanged; what was left of its warranty passed to the replacement when"
            + " that was delivered. "
            + nextEn,
        details);
  }

  static Refusal contractNotBegun(Term term, boolean underWarranty) {
    return refusal(
        "CONTRACT_NOT_ACTIVE",
        List.of(Clauses.CON_20),
        "この機器の保守契約は "
            + dateJa(term.from())
            + " から適用されます。適用開始日より前は、契約に基づくサービスを"
            + "ご利用いただけません。"
            + (underWarranty ? "それまでの間は、製品保証による修理をお申し込みいただけます。" : "適用開始日以降にお申し込みください。"),
        "The maintenance contract of this unit begins on "
            + term.from()
            + ". Before that day its"
            + " service cannot be used. "
            + (underWarranty
                ? "Until then you may apply for repair under the product warranty."
                : "Please apply on or after that day."),
        Map.of("startDate", term.from().toString(), "plan", term.plan().name()));
  }

  static Refusal contractExpired(Term term, boolean underWarranty) {
    return refusal(
        "CONTRACT_EXPIRED",
        List.of(Clauses.CON_12, Clauses.CON_20),
        "この機器の保守契約("
            + planJa(term.plan())
            + ")は "
            + dateJa(term.to())
            + " に満了しています。契約の更新が行われない場合、満了日をもって保守サービスは終了となり、満了後の更新はできません。"
            + (underWarranty
                ? "製品保証の期間内ですので、製品保証による修理をお申し込みいただけます。"
                : "今後のお取り扱いについては、販売代理店または営業お問合せフォームへご相談ください。"),
        "The maintenance contract of this unit ("
            + planEn(term.plan())
            + ") expired on "
            + term.to()
            + ". Without a renewal the service ends on the expiry date, and an expired contract cannot"
            + " be renewed. "
            + (underWarranty
                ? "The product warranty is still running, so that you may apply for repair under it."
                : "Please consult your agency or the sales inquiry form on what can be done."),
        Map.of("expiryDate", term.to().toString(), "plan", term.plan().name()));
  }

  static Refusal warrantyExpired(@Nullable Period warranty) {
    return warranty == null
        ? refusal(
            "WARRANTY_EXPIRED",
            List.of(Clauses.WAR_1),
            "この機器には、現在有効な製品保証がありません。製品保証の期間は、製品購入日から1年間です。",
            "No product warranty is running for this unit. The warranty lasts one year from the date"
                + " of purchase.")
        : refusal(
            "WARRANTY_EXPIRED",
            List.of(Clauses.WAR_1),
            "この機器の製品保証は " + dateJa(warranty.to()) + " に終了しています。製品保証の期間は、製品購入日から1年間です。",
            "The product warranty of this unit ended on "
                + warranty.to()
                + ". It lasts one year from"
                + " the date of purchase.",
            Map.of("warrantyTo", warranty.to().toString()));
  }

  static Refusal spotRepairNotAccepted() {
    return refusal(
        "SPOT_REPAIR_NOT_ACCEPTED",
        List.of(Clauses.GEN_2),
        "この機器は、保守契約も製品保証もない状態です。「いかなる場合もスポット修理は受け付けておりません」ので、"
            + "修理・交換のお申し込みをお受けすることができません。後継製品のご購入については、販売代理店または営業お問合せフォームへご相談ください。",
        "Neither a maintenance contract nor a warranty covers this unit. Spot repair is not accepted"
            + " in any case, so that we can neither repair nor exchange it. For a successor product,"
            + " please consult your agency or the sales inquiry form.");
  }

  static Refusal noPaidContract(boolean virtualAppliance) {
    return refusal(
        "NO_PAID_CONTRACT",
        virtualAppliance
            ? List.of(Clauses.EXC_VA_20, "EXC-VA-30")
            : List.of(Clauses.EXC_TEC_20, Clauses.WAR_8),
        "有償保守サービスを締結していない製品は、テクニカルサポートの対象外です。製品保証のみの機器については、" + "修理のお申し込みのみお受けします。",
        "Technical support takes a paid maintenance contract, and this unit has none. For a unit under"
            + " warranty only, a request for repair can be accepted.");
  }

  static Refusal serviceEnded(LocalDate paidServiceEnd, boolean virtualAppliance) {
    return refusal(
        "EOS_SERVICE_ENDED",
        virtualAppliance ? List.of("EOS-12", "VA-17") : List.of(Clauses.EOS_2, Clauses.EOS_1),
        "この製品は販売を終了しており、有償保守サービスの提供期間は "
            + dateJa(paidServiceEnd)
            + " に終了しました。"
            + (virtualAppliance ? "" : "ハードウェアの修理対応も同日までとなります。")
            + "後継製品については、販売代理店または営業お問合せフォームへご相談ください。",
        "The sale of this product has ended, and so did its paid maintenance"
            + (virtualAppliance ? "" : ", hardware repair included,")
            + " on "
            + paidServiceEnd
            + ". For a successor product, please consult your"
            + " agency or the sales inquiry form.",
        Map.of("paidServiceEnd", paidServiceEnd.toString()));
  }

  // ---- channel, isolation

  static Refusal initialFailureTooLate(LocalDate last) {
    return refusal(
        "DOA_CONDITIONS_NOT_MET",
        List.of("DOA-1", "DOA-2"),
        "製品初期不良交換の申込期間（" + last + " まで）を過ぎています。保守契約または製品保証の手順でお申し込みください。",
        "The period for an initial-failure exchange ended on "
            + last
            + ". Please apply under your maintenance contract or the warranty.",
        Map.of("lastDay", last.toString()));
  }

  static Refusal channelNotAccepted(List<String> clauses, boolean onsitePhoneToo) {
    return onsitePhoneToo
        ? refusal(
            "CHANNEL_NOT_ACCEPTED",
            clauses,
            "オンサイト保守の受付は、お問い合わせフォームまたは弊社指定の修理受付用専用電話窓口に限らせていただいております。" + "いずれかの方法でお申し込みください。",
            "On-site service is requested by the inquiry form or the designated repair phone line"
                + " only. Please use one of these.")
        : refusal(
            "CHANNEL_NOT_ACCEPTED",
            clauses,
            "受付は弊社指定のお問合せフォームに限らせていただいております。お急ぎの場合も、お電話・メール・FAX・ご来社では"
                + "お受けできません。テクニカルサポート専用お問い合わせフォームからお申し込みください。",
            "Requests are accepted through the designated inquiry form only; not by phone, e-mail, fax"
                + " or visit, however urgent. Please use the technical-support inquiry form.");
  }

  static Refusal primaryIsolationIncomplete(List<String> clauses, List<String> missing) {
    return refusal(
        "PRIMARY_ISOLATION_INCOMPLETE",
        clauses,
        "お客様による一次切り分けが完了していません。「一次切り分けが完了していない段階での機器交換」は保守の対象外です。"
            + "切り分けチェックシートに沿ってH/W故障であることを特定し、ネットワーク障害・設定変更の有無と、"
            + "最新ソフトウェアで修正済みの不具合でないかをご確認のうえ、もう一度お申し込みください。",
        "Your primary isolation is not complete, and a unit is not exchanged before it is. Please"
            + " establish with the check sheet that the hardware is at fault, confirm whether there was"
            + " a network fault or a setting change and whether the latest software already fixes the"
            + " defect, and send the request again.",
        Map.of("missing", missing));
  }

  static Refusal hardwareFaultNotIsolated(Procedure procedure) {
    String clause =
        switch (procedure) {
          case MANUFACTURER -> "MFR-7";
          case DOA -> "DOA-3";
          default -> "WAR-12";
        };
    return refusal(
        "PRIMARY_ISOLATION_INCOMPLETE",
        List.of(clause, "RMA-1"),
        "お客様による一次切り分けで、H/W故障であることが特定されていません。一次切り分けを実施のうえ、もう一度お申し込みください。"
            + (procedure == Procedure.MANUFACTURER ? "故障か判別が難しい場合は、お問い合わせフォームからご相談ください。" : ""),
        "Your primary isolation has not shown the hardware to be at fault. Please complete it and send"
            + " the request again."
            + (procedure == Procedure.MANUFACTURER
                ? " Where a fault is hard to tell, please ask through the inquiry form first."
                : ""),
        Map.of("missing", List.of("result")));
  }

  static Refusal fixedInLatestSoftware(@Nullable String latest) {
    return refusal(
        "NOT_HW_FAULT",
        List.of(Clauses.CSB_8, Clauses.SWP_11),
        "最新ソフトウェアで修正済みの不具合と申告されていますので、H/W故障には該当しません。"
            + (latest == null ? "最新ソフトウェア" : "最新ソフトウェア(" + latest + ")")
            + "へアップデートしてください。アップデート後も症状が続く場合は、もう一度お申し込みください。",
        "You state that the latest software fixes this defect; it is then no hardware fault. Please"
            + " update to the latest software"
            + (latest == null ? "" : ", " + latest)
            + ". If the fault remains afterwards, please send the request again.",
        latest == null ? Map.of() : Map.of("latestSoftwareVersion", latest));
  }

  static Refusal preventiveExchange() {
    return refusal(
        "PREVENTIVE_EXCHANGE",
        List.of(Clauses.EXC_CSB_16),
        "「予防交換」はクロスセンドバック保守サポートの対象外です。故障が発生し、一次切り分けでH/W故障と特定された場合にお申し込みください。",
        "Preventive exchange is outside cross-send-back service. Please apply when a fault has occurred"
            + " and your isolation has shown it to be in the hardware.");
  }

  // ---- site, owner, standing

  static Refusal siteOrOwnerMismatch(List<String> differing) {
    return refusal(
        "SITE_OR_OWNER_MISMATCH",
        List.of(Clauses.EXC_CSB_12),
        "お申し込みの設置場所または所有者が、保守契約またはユーザ登録の情報と異なります。登録情報と異なる場所・所有者でのご使用は保守の対象外です。"
            + "移設や名義の変更をされた場合は、先に登録情報を変更してからお申し込みください(交換機の送付先は、設置場所と異なっていても差し支えありません)。",
        "The site or the owner given in the request differs from the contract or the registration, and"
            + " service is not provided elsewhere or to others. If the unit was moved or changed hands,"
            + " please have the registration changed first. The delivery address may differ from the"
            + " site.",
        Map.of("differs", differing));
  }

  static Refusal unreturnedFaultyUnit(List<OverdueUnit> overdue) {
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
        List.of(Clauses.CSB_26, Clauses.EXC_CSB_14),
        "返却期限を過ぎた故障機が返送されていません:"
            + unitsJa
            + "。「過去に故障機を弊社指定場所へ発送・返却していないお客様」への保守は対象外となります。"
            + "故障機を運送会社へお引き渡しのうえ、ご連絡ください。お引き渡しまたは受領を確認した時点で、お申し込みいただけるようになります。",
        "Faulty units have not been sent back although they were due: "
            + unitsEn
            + ". A customer who"
            + " has not sent back an earlier faulty unit is not served. Please hand the units to a"
            + " carrier and let us know; as soon as the hand-over or the receipt is recorded, you can"
            + " apply again.",
        Map.of("units", overdue.stream().map(Refusals::details).toList()));
  }

  private static Map<String, Object> details(OverdueUnit unit) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("rmaNumber", unit.rmaNumber().value());
    details.put("serialNumber", unit.serialNumber().value());
    details.put("returnDue", unit.returnDue().toString());
    return details;
  }

  // ---- exclusions declared by the customer

  static Refusal unauthorizedModification() {
    return excluded(
        "UNAUTHORIZED_MODIFICATION",
        Clauses.EXC_CSB_8,
        "(8)「対象機器を許可無く加工・改造・カバーを開けたり、分解した場合の対応」",
        "(8) a unit that was processed, modified, opened or disassembled without permission",
        "別の機器の故障であれば、その機器についてお申し込みください。",
        "If another unit is at fault, please send a request for that one.");
  }

  static Refusal unsupportedEnvironment() {
    return excluded(
        "UNSUPPORTED_ENVIRONMENT",
        Clauses.EXC_CSB_9,
        "(9)「サポートされていない環境、アプリケーション、およびプロトコルに関する対応」",
        "(9) environments, applications and protocols that we do not support",
        "サポート対象の環境でも同じ症状が発生する場合は、もう一度お申し込みください。",
        "If the fault also occurs in a supported environment, please send the request again.");
  }

  static Refusal forceMajeure() {
    return excluded(
        "FORCE_MAJEURE",
        Clauses.EXC_CSB_10,
        "(10)「落雷を含む天災地変など、いずれの責にも帰することのできない原因によって生じた問題の対応」",
        "(10) problems caused by lightning, other natural disasters or anything else that nobody is"
            + " responsible for",
        "代わりの機器のご購入については、販売代理店または営業お問合せフォームへご相談ください。",
        "For the purchase of another unit, please consult your agency or the sales inquiry form.");
  }

  static Refusal thirdPartyDamage() {
    return excluded(
        "THIRD_PARTY_DAMAGE",
        Clauses.EXC_CSB_11,
        "(11)「第三者の加害行為による不具合」",
        "(11) defects caused by a harmful act of a third party",
        "代わりの機器のご購入については、販売代理店または営業お問合せフォームへご相談ください。",
        "For the purchase of another unit, please consult your agency or the sales inquiry form.");
  }

  static Refusal misuse() {
    return excluded(
        "MISUSE",
        Clauses.EXC_CSB_13,
        "(13)「不適切な使用、誤用、使用上の不注意、事故等」により生じた故障",
        "(13) faults from improper use, misuse, carelessness or accident",
        "代わりの機器のご購入については、販売代理店または営業お問合せフォームへご相談ください。",
        "For the purchase of another unit, please consult your agency or the sales inquiry form.");
  }

  private static Refusal excluded(
      String code, String clause, String itemJa, String itemEn, String nextJa, String nextEn) {
    return refusal(
        code,
        List.of(clause),
        "クロスセンドバック保守サポート範囲外" + itemJa + "に該当しますので、お申し込みをお受けすることができません。" + nextJa,
        "Outside cross-send-back service, item "
            + itemEn
            + "; the request cannot be accepted. "
            + nextEn);
  }

  // ---- version

  static Refusal versionFormatInvalid(String field) {
    boolean requested = field.equals("requestedSoftwareVersion");
    return refusal(
        "VERSION_FORMAT_INVALID",
        List.of(Clauses.VER_1),
        (requested ? "ご指定の交換機のソフトウェアバージョン" : "ソフトウェアバージョン")
            + "の書き方が正しくありません。ピリオドとハイフンで区切られた数字(例:4.10.1-2201、または 4.10.1)で記入して、もう一度お申し込みください。",
        (requested ? "The software version wanted for the replacement" : "The software version")
            + " is not well formed. Please write it as numbers separated by periods and a hyphen, such"
            + " as 4.10.1-2201 or 4.10.1, and send the request again.",
        Map.of("field", field));
  }

  /** SWP-6, A-69. */
  static Refusal hotfixNotApplied(SoftwareVersion hotfix) {
    return refusal(
        "HOTFIX_NOT_APPLIED",
        List.of("SWP-6"),
        "ご提供済みのホットフィックス "
            + hotfix
            + " が適用されていません。適用により避けられたと考えられる動作不良は、保守サービスの適用範囲外です。"
            + "ホットフィックスを適用し、症状が続く場合にもう一度お申し込みください。",
        "Hotfix "
            + hotfix
            + ", which was provided to you, is not applied. Malfunctions that it would have avoided"
            + " are outside the service. Please apply it and send the request again if the problem"
            + " remains.",
        Map.of("hotfix", hotfix.text()));
  }

  static Refusal softwareUpdateOverdue(LocalDate updateDue, @Nullable String latest) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("updateDue", updateDue.toString());
    if (latest != null) {
      details.put("latestSoftwareVersion", latest);
    }
    return refusal(
        "SOFTWARE_UPDATE_OVERDUE",
        List.of(Clauses.VER_9),
        "この機器のソフトウェアは、アップデートの期限("
            + dateJa(updateDue)
            + ")を過ぎています。保守サービスの対象は「定期リリース公開日より6ヶ月以内にソフトウェアアップデートを実施した機器」です。"
            + "最新ソフトウェア"
            + (latest == null ? "" : "(" + latest + ")")
            + "へアップデートしたうえで、症状が続く場合にもう一度お申し込みください。"
            + "アップデートができない状態の場合は、テクニカルサポート専用お問い合わせフォームからご相談ください。",
        "The software of this unit should have been updated by "
            + updateDue
            + ": only units updated"
            + " within six months of the publication of a periodic release are served. Please update to"
            + " the latest software"
            + (latest == null ? "" : ", " + latest)
            + ", and send the request again if the fault remains. If the unit cannot be updated, please"
            + " write to us through the technical-support inquiry form.",
        details);
  }

  // ---- words

  static String nameJa(Procedure procedure) {
    return switch (procedure) {
      case CROSS_SEND_BACK -> "クロスセンドバック保守サービス";
      case MANUFACTURER -> "メーカ保守サービス";
      case ONSITE -> "オンサイト保守サービス";
      case WARRANTY -> "製品保証";
      case DOA -> "初期不良交換";
      case TECHNICAL_INQUIRY -> "テクニカルサポート";
      case TRIAGE -> "故障判別のご相談";
    };
  }

  static String nameEn(Procedure procedure) {
    return switch (procedure) {
      case CROSS_SEND_BACK -> "cross-send-back";
      case MANUFACTURER -> "manufacturer maintenance";
      case ONSITE -> "on-site maintenance";
      case WARRANTY -> "product warranty";
      case DOA -> "dead-on-arrival exchange";
      case TECHNICAL_INQUIRY -> "technical support";
      case TRIAGE -> "triage inquiry";
    };
  }

  private static String namesJa(Collection<Procedure> procedures) {
    return procedures.stream().map(Refusals::nameJa).collect(Collectors.joining("、"));
  }

  private static String namesEn(Collection<Procedure> procedures) {
    return procedures.stream().map(Refusals::nameEn).collect(Collectors.joining(", "));
  }

  private static String planJa(Plan plan) {
    return switch (plan) {
      case CROSS_SEND_BACK -> "クロスセンドバック保守サービス";
      case MANUFACTURER -> "メーカ保守サービス";
      case ONSITE_WEEKDAY -> "オンサイト保守サービス 平日9時-17時";
      case ONSITE_24X365 -> "オンサイト保守サービス 24時間365日";
      case TECHNICAL_SUPPORT_VA -> "テクニカルサポート 仮想アプライアンス";
    };
  }

  private static String planEn(Plan plan) {
    return switch (plan) {
      case CROSS_SEND_BACK -> "cross-send-back";
      case MANUFACTURER -> "manufacturer maintenance";
      case ONSITE_WEEKDAY -> "on-site, weekdays 9-17";
      case ONSITE_24X365 -> "on-site, 24x365";
      case TECHNICAL_SUPPORT_VA -> "technical support for virtual appliances";
    };
  }

  private static String dateJa(LocalDate date) {
    return date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
  }

  static Refusal refusal(String code, List<String> clauses, String ja, String en) {
    return refusal(code, clauses, ja, en, Map.of());
  }

  /** Every message ends with the clauses, so that it can be looked up (NOT-16). */
  static Refusal refusal(
      String code, List<String> clauses, String ja, String en, Map<String, Object> details) {
    String named = String.join(", ", clauses);
    return new Refusal(
        code,
        clauses,
        clauses.isEmpty()
            ? new Message(ja, en)
            : new Message(ja + "[" + named + "]", en + " [" + named + "]"),
        details);
  }
}
