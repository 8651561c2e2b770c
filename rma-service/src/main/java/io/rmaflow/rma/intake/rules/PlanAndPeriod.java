package io.rmaflow.rma.intake.rules;

import static io.rmaflow.rma.intake.rules.Refusals.dateJa;
import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.casefile.Terms;
import io.rmaflow.rma.cover.Term;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the unit is covered for the procedure on the day of the request. */
public final class PlanAndPeriod {

  @Clause({"CON-12", "CON-20", "WAR-1", "GEN-2", "EOS-2"})
  public static final IntakeRule COVERED_ON_THE_DAY =
      IntakeRule.ofContractEvents(
          Step.PERIOD,
          Question.of(
              "申込日に契約または保証の期間内であること",
              "a contract or the warranty covers the day of the request",
              List.of("CON-12", "CON-20", "WAR-1", "GEN-2", "EOS-2"),
              Input.DAY,
              Input.COVER,
              Input.REPLACED_BY,
              Input.END_OF_SALE,
              Input.SET_ASIDE),
          asked ->
              switch (asked.coverage()) {
                case Coverage.Replaced(var by) -> List.of(replaced(by));
                case Coverage.NotBegun(var term, var underWarranty) ->
                    List.of(notBegun(term, underWarranty));
                case Coverage.Lapsed(var term, var underWarranty) ->
                    List.of(expired(term, underWarranty));
                case Coverage.NeverContracted(var warranty) ->
                    List.of(warrantyExpired(warranty), spotRepairNotAccepted());
                case Coverage.ServiceEnded(var lastDay) ->
                    List.of(serviceEnded(lastDay, asked.known().isVirtualAppliance()));
                default -> List.of();
              });

  private PlanAndPeriod() {}

  /**
   * ELG-8, ELG-14.
   *
   * @param clause that the procedure is for units of its own service alone (CSB-25, MFR-32)
   */
  @Clause({"ELG-8", "ELG-14", "CSB-25", "MFR-32"})
  public static IntakeRule planServes(Procedure procedure, String clause) {
    return IntakeRule.ofContractEvents(
        Step.PLAN,
        Question.of(
            "「" + Terms.of(procedure).ja() + "」の対象となる機器であること",
            "the unit is one that “" + Terms.of(procedure).en() + "” serves",
            List.of(clause, "ELG-8", "ELG-14"),
            Input.DAY,
            Input.COVER),
        asked ->
            switch (asked.coverage()) {
              case Coverage.NoHardware() -> List.of(noHardwareService());
              case Coverage.CoveredOtherwise(var right) ->
                  List.of(wrongProcedure(procedure, clause, right));
              default -> List.of();
            });
  }

  private static Refusal noHardwareService() {
    return refusal(
        "NO_HARDWARE_SERVICE_FOR_VA",
        List.of("ELG-8"),
        "仮想アプライアンスには、ハードウェアの修理・交換サービスはありません。基盤ハードウェアはお客様にてご用意・保守いただくものです。"
            + "仮想アプライアンスソフトウェアについては、テクニカルサポートのお問い合わせとしてお申し込みください。",
        "There is no repair or exchange service for a virtual appliance: its hardware is the"
            + " customer's own. For the appliance software, please send a technical inquiry instead.");
  }

  private static Refusal wrongProcedure(Procedure asked, String clause, Set<Procedure> right) {
    boolean onsite = right.contains(Procedure.ONSITE);
    String rightJa = right.stream().map(one -> Terms.of(one).ja()).collect(Collectors.joining("、"));
    String rightEn =
        right.stream().map(one -> Terms.of(one).en()).collect(Collectors.joining(", "));
    String nextJa =
        onsite
            ? "オンサイト保守をご契約のお客様は、「ハードウェアオンサイト保守規約」をご確認のうえ、専用コールセンターまでご連絡ください。"
            : "「" + rightJa + "」の手順でお申し込みください。";
    String nextEn =
        onsite
            ? "On-site customers: please read the hardware on-site regulation and call the dedicated"
                + " call centre."
            : "Please apply under: " + rightEn + ".";
    return refusal(
        "WRONG_PROCEDURE_FOR_PLAN",
        List.of(clause, "ELG-14"),
        "「"
            + Terms.of(asked).ja()
            + "」の手順は、そのサービスの対象となる機器専用です。この機器の対象サービスは「"
            + rightJa
            + "」です。"
            + nextJa,
        "The procedure “"
            + Terms.of(asked).en()
            + "” is only for units under that service. This unit is"
            + " covered by: "
            + rightEn
            + ". "
            + nextEn,
        Map.of("procedures", right.stream().map(Enum::name).toList()));
  }

  private static Refusal replaced(UnitCover.Replaced replaced) {
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
          List.of("CON-20"),
          "この機器は交換済みで、保守契約は交換機の到着時に交換機へ引き継がれています。" + nextJa,
          "This unit has been exchanged; its contract passed to the replacement when that was"
              + " delivered. "
              + nextEn,
          details);
    }
    return refusal(
        "WARRANTY_EXPIRED",
        List.of("WAR-1"),
        "この機器は交換済みで、製品保証の残りの期間は交換機の到着時に交換機へ引き継がれています。" + nextJa,
        "This unit has been exchanged; what was left of its warranty passed to the replacement when"
            + " that was delivered. "
            + nextEn,
        details);
  }

  private static Refusal notBegun(Term term, boolean underWarranty) {
    return refusal(
        "CONTRACT_NOT_ACTIVE",
        List.of("CON-20"),
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

  private static Refusal expired(Term term, boolean underWarranty) {
    return refusal(
        "CONTRACT_EXPIRED",
        List.of("CON-12", "CON-20"),
        "この機器の保守契約("
            + Terms.of(term.plan()).ja()
            + ")は "
            + dateJa(term.to())
            + " に満了しています。契約の更新が行われない場合、満了日をもって保守サービスは終了となり、満了後の更新はできません。"
            + (underWarranty
                ? "製品保証の期間内ですので、製品保証による修理をお申し込みいただけます。"
                : "今後のお取り扱いについては、販売代理店または営業お問合せフォームへご相談ください。"),
        "The maintenance contract of this unit ("
            + Terms.of(term.plan()).en()
            + ") expired on "
            + term.to()
            + ". Without a renewal the service ends on the expiry date, and an expired contract cannot"
            + " be renewed. "
            + (underWarranty
                ? "The product warranty is still running, so that you may apply for repair under it."
                : "Please consult your agency or the sales inquiry form on what can be done."),
        Map.of("expiryDate", term.to().toString(), "plan", term.plan().name()));
  }

  private static Refusal warrantyExpired(@Nullable Period warranty) {
    return warranty == null
        ? refusal(
            "WARRANTY_EXPIRED",
            List.of("WAR-1"),
            "この機器には、現在有効な製品保証がありません。製品保証の期間は、製品購入日から1年間です。",
            "No product warranty is running for this unit. The warranty lasts one year from the date"
                + " of purchase.")
        : refusal(
            "WARRANTY_EXPIRED",
            List.of("WAR-1"),
            "この機器の製品保証は " + dateJa(warranty.to()) + " に終了しています。製品保証の期間は、製品購入日から1年間です。",
            "The product warranty of this unit ended on "
                + warranty.to()
                + ". It lasts one year from"
                + " the date of purchase.",
            Map.of("warrantyTo", warranty.to().toString()));
  }

  private static Refusal spotRepairNotAccepted() {
    return refusal(
        "SPOT_REPAIR_NOT_ACCEPTED",
        List.of("GEN-2"),
        "この機器は、保守契約も製品保証もない状態です。「いかなる場合もスポット修理は受け付けておりません」ので、"
            + "修理・交換のお申し込みをお受けすることができません。後継製品のご購入については、販売代理店または営業お問合せフォームへご相談ください。",
        "Neither a maintenance contract nor a warranty covers this unit. Spot repair is not accepted"
            + " in any case, so that we can neither repair nor exchange it. For a successor product,"
            + " please consult your agency or the sales inquiry form.");
  }

  private static Refusal serviceEnded(LocalDate paidServiceEnd, boolean virtualAppliance) {
    return refusal(
        "EOS_SERVICE_ENDED",
        virtualAppliance ? List.of("EOS-12", "VA-17") : List.of("EOS-2", "EOS-1"),
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
}
