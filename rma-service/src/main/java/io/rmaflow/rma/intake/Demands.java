package io.rmaflow.rma.intake;

import static io.rmaflow.rma.intake.Refusals.refusal;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DemandGranted;
import io.rmaflow.events.rma.CaseEvent.DemandRefused;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a customer may ask for beyond the service, at intake or later, procedure by procedure: each
 * has its own list of exclusions, and an item of one list refuses nothing in another.
 */
public final class Demands {

  private Demands() {}

  /**
   * The case that work is asked for in.
   *
   * @param virtualAppliance decides which list of technical support is meant
   * @param issued the case's RMA number; absent before it is issued
   * @param named the number that the customer named; absent where none was given
   */
  public record FollowUp(
      Procedure procedure,
      boolean virtualAppliance,
      @Nullable RmaNumber issued,
      @Nullable RmaNumber named) {

    /** EXC-ONS-16, A-73: on-site maintenance alone asks for it. */
    boolean lacksTheRmaNumber() {
      return procedure == Procedure.ONSITE && issued != null && !issued.equals(named);
    }
  }

  /**
   * One {@link DemandGranted} or {@link DemandRefused} for each work, in the order asked, each work
   * once; the case goes on.
   */
  public static List<CaseEvent> decide(
      CaseId caseId, FollowUp followUp, Collection<RequestedWork> works, Instant demandedAt) {
    Set<RequestedWork> each = new LinkedHashSet<>(works);
    return each.stream().map(work -> decide(caseId, followUp, work, demandedAt)).toList();
  }

  private static CaseEvent decide(
      CaseId caseId, FollowUp followUp, RequestedWork work, Instant demandedAt) {
    return refusalOf(followUp, work)
        .<CaseEvent>map(refusal -> new DemandRefused(caseId, work, refusal, demandedAt))
        .orElseGet(() -> new DemandGranted(caseId, work, demandedAt));
  }

  /** Why the work is not granted in that case; empty where it is. */
  static Optional<Refusal> refusalOf(FollowUp followUp, RequestedWork work) {
    return followUp.lacksTheRmaNumber()
        ? Optional.of(OnSiteRefusals.rmaNumberRequired())
        : refusalOf(followUp.procedure(), followUp.virtualAppliance(), work);
  }

  /** Why the work is not part of the procedure's service; empty where it is. */
  static Optional<Refusal> refusalOf(
      Procedure procedure, boolean virtualAppliance, RequestedWork work) {
    return switch (procedure) {
      case CROSS_SEND_BACK -> crossSendBack(work);
      case MANUFACTURER -> manufacturer(work);
      case WARRANTY -> warranty(work);
      case ONSITE -> Optional.ofNullable(OnSiteRefusals.excludedWork(work));
      case TECHNICAL_INQUIRY -> InquiryRefusals.of(virtualAppliance).excludedWork(work);
      case TRIAGE -> work == RequestedWork.LOANER ? Optional.of(noLoanerYet()) : manufacturer(work);
      case DOA ->
          work == RequestedWork.PERFORM_ISOLATION
              ? Optional.of(isolationIsTheCustomers("DOA-3"))
              : Optional.empty();
    };
  }

  /** a loaner is prepared once a complete repair request has been judged. */
  private static Refusal noLoanerYet() {
    return refusal(
        "LOANER_NOT_IN_PLAN",
        List.of("MFR-20", "MFR-23"),
        "故障判別のご相談の段階では、貸出機のご用意はできません。修理依頼票を添えて修理をお申し込みいただき、弊社がH/W故障と判断した場合に準備します。",
        "No loaner is prepared while it is still to be found out whether there is a fault. Please send"
            + " the repair request with its sheet; it follows once we judge a hardware fault.");
  }

  /** Only what the clauses of the plan itself say: it has no list of exclusions. */
  private static Optional<Refusal> manufacturer(RequestedWork work) {
    return switch (work) {
      case REPORT ->
          Optional.of(
              refusal(
                  "REPORT_NOT_PROVIDED",
                  List.of("MFR-15"),
                  "「調査報告書作成は行っておりません」ので、報告書を提供することはできません。",
                  "No investigation report is produced."));
      case NEW_UNIT, WHOLE_UNIT_EXCHANGE ->
          Optional.of(
              refusal(
                  "REPLACEMENT_NOT_IN_PLAN",
                  List.of("MFR-6"),
                  "メーカ保守サービスは修理による対応で、交換機の提供はありません。修理期間中は貸出機をご利用ください。",
                  "Manufacturer maintenance repairs the unit and provides no replacement. Please use"
                      + " the loaner during the repair."));
      case RESTORE_DATA, CONFIG_CHANGE, CREATE_SETTINGS ->
          Optional.of(
              refusal(
                  "OUT_OF_SCOPE_WORK",
                  List.of("MFR-17", "MFR-24"),
                  "修理機・貸出機は工場出荷値で送付し、設定投入は行いません。お手元のバックアップデータはお客様にて投入してください。",
                  "The repaired unit and the loaner are sent at factory defaults and no settings are"
                      + " loaded; please load your own backup."));
      case VERSION_UP ->
          Optional.of(
              refusal(
                  "OUT_OF_SCOPE_WORK",
                  List.of("VER-12"),
                  "修理対応には、サポート対象バージョンへのアップデート作業は含まれません。",
                  "A repair does not include updating to a supported version."));
      case PERFORM_ISOLATION -> Optional.of(isolationIsTheCustomers("MFR-7"));
      default -> Optional.empty();
    };
  }

  /** Only what the clauses of the warranty itself say. */
  private static Optional<Refusal> warranty(RequestedWork work) {
    return switch (work) {
      case LOANER ->
          Optional.of(
              refusal(
                  "LOANER_NOT_IN_PLAN",
                  List.of("WAR-6"),
                  "「修理期間中に使用する代替機の貸し出しは行っておりません」。",
                  "No loaner is provided during a warranty repair."));
      case NEW_UNIT, WHOLE_UNIT_EXCHANGE ->
          Optional.of(
              refusal(
                  "REPLACEMENT_NOT_IN_PLAN",
                  List.of("WAR-5"),
                  "製品保証は修理後のご返却で、交換機の提供はありません。",
                  "Under the warranty the unit is repaired and returned; no replacement is provided."));
      case PERFORM_ISOLATION -> Optional.of(isolationIsTheCustomers("WAR-12"));
      case OPERATION_QUESTION ->
          Optional.of(
              refusal(
                  "NO_PAID_CONTRACT",
                  List.of("WAR-8"),
                  "製品保証のみの機器は、テクニカルサポートの対象外です。",
                  "A unit under warranty only has no technical support."));
      default -> Optional.empty();
    };
  }

  /** RMA-1: of every repair and of the exchange of an initial failure. */
  private static Refusal isolationIsTheCustomers(String clauseOfTheService) {
    return refusal(
        "PRIMARY_ISOLATION_IS_CUSTOMER_TASK",
        List.of(clauseOfTheService, "RMA-1"),
        "一次切り分けはお客様にて実施してください。故障か判別が難しい場合は、お問い合わせフォームからご相談ください。",
        "The primary isolation is the customer's. Where a fault is hard to tell, please ask through"
            + " the inquiry form first.");
  }

  /** EXC-CSB-2 to 7, 17 and 18, with the clauses of the service itself beside them. */
  private static Optional<Refusal> crossSendBack(RequestedWork work) {
    return switch (work) {
      // the exchange of the whole unit is the service; questions belong to the bundled support
      // (TEC-1)
      case WHOLE_UNIT_EXCHANGE, OPERATION_QUESTION -> Optional.empty();
      case PERFORM_ISOLATION ->
          Optional.of(
              refusal(
                  "PRIMARY_ISOLATION_IS_CUSTOMER_TASK",
                  List.of(Clauses.EXC_CSB_2),
                  "クロスセンドバック保守サポート範囲外(2)「障害の一次切り分け作業」に該当します。一次切り分けは、"
                      + "切り分けチェックシートと自己診断プログラムを使って、お客様にて実施してください。",
                  "Outside cross-send-back service, item (2): performing the primary isolation. Please"
                      + " do it yourself, with the check sheet and the self-diagnosis program."));
      case CONFIG_CHANGE, CREATE_SETTINGS ->
          outOfScope(
              List.of(Clauses.EXC_CSB_3),
              "(3)「コンフィグ変更、追加、削除作業」",
              "(3) changing, adding or deleting configuration",
              "設定作業はお客様にて実施してください。",
              "Please make the settings yourself.");
      case RESTORE_DATA, DATA_GUARANTEE ->
          outOfScope(
              List.of(Clauses.EXC_CSB_4, Clauses.CSB_16),
              "(4)「設定データの修復、バックアップデータのリストア、その他お客様の保有するデータに対するサービス」",
              "(4) repairing configuration data, restoring backups and any other service on your data",
              "交換機は工場出荷値で送付しますので、お手元のバックアップデータはお客様にて投入してください。",
              "The replacement is sent at factory defaults; please load your own backup into it.");
      case TRAVEL_OR_MEETING, ON_SITE_SURVEY ->
          outOfScope(
              List.of(Clauses.EXC_CSB_7),
              "(7)「出張を要する作業、会議、報告等の実施」",
              "(7) work, meetings, reports and the like that require travel",
              "ご連絡はお問い合わせフォームからお願いします。",
              "Please communicate through the inquiry form.");
      case REPORT ->
          Optional.of(
              refusal(
                  "REPORT_NOT_PROVIDED",
                  List.of(Clauses.CSB_13),
                  "「調査報告書作成は行っておりません」ので、報告書を提供することはできません。対応の経過は、案件の履歴でご確認いただけます。",
                  "No investigation report is produced. What was done can be read in the history of"
                      + " the case."));
      case GIVE_BACK_THE_COLLECTED_UNIT ->
          Optional.of(
              refusal(
                  "COLLECTED_UNIT_NOT_RETURNED",
                  List.of(Clauses.EXC_CSB_17, Clauses.CSB_27),
                  "クロスセンドバック保守サポート範囲外(17)「不具合製品の返却」に該当します。回収した不具合製品の所有権は当社に帰属し、返却は行いません。"
                      + "データの漏洩防止等の理由で買い取りをご希望の場合は、有償の買い取りをお申し込みください。",
                  "Outside cross-send-back service, item (17): collected units belong to the vendor and"
                      + " are never given back. If you want to keep the unit, for example to prevent"
                      + " data leakage, please request to buy it for a fee."));
      case LOANER ->
          Optional.of(
              refusal(
                  "LOANER_NOT_IN_PLAN",
                  List.of(Clauses.CSB_5),
                  "クロスセンドバック保守サービスには代替機(貸出機)の提供はありません。先にお送りする交換機は、そのままお使いいただけます。",
                  "Cross-send-back service has no loaner. The replacement, which is sent in advance, is"
                      + " yours to keep."));
      case RELOCATION,
          CABLING,
          PERIODIC_INSPECTION,
          VERSION_UP,
          NEW_UNIT,
          DEVELOPMENT_SUPPORT,
          CUSTOMER_BUILT_SYSTEM,
          COMPATIBILITY_CHECK,
          CONFIDENTIAL,
          GUARANTEE_OF_THE_ANSWER,
          PLANNED_FIX_DATE,
          OTHER_WORK ->
          outOfScope(
              List.of(Clauses.EXC_CSB_18),
              "(18)「その他…クロスセンドバック保守契約内容以外の作業」",
              "(18) any other work that is not in the cross-send-back contract",
              "この作業を除いてお申し込みください。",
              "Please apply without this work.");
    };
  }

  private static Optional<Refusal> outOfScope(
      List<String> clauses, String itemJa, String itemEn, String nextJa, String nextEn) {
    return Optional.of(
        refusal(
            "OUT_OF_SCOPE_WORK",
            clauses,
            "クロスセンドバック保守サポート範囲外" + itemJa + "に該当しますので、承ることができません。" + nextJa,
            "Outside cross-send-back service, item " + itemEn + ". " + nextEn));
  }
}
