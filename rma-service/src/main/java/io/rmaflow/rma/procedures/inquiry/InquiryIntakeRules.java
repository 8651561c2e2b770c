package io.rmaflow.rma.procedures.inquiry;

import static io.rmaflow.rma.intake.rules.IntakeRule.ofContractEvents;
import static io.rmaflow.rma.intake.rules.Refusals.refusal;
import static io.rmaflow.rma.procedures.inquiry.InquiryExclusions.HARDWARE;
import static io.rmaflow.rma.procedures.inquiry.InquiryExclusions.VIRTUAL;
import static io.rmaflow.rma.procedures.inquiry.InquiryExclusions.ofProduct;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.InquiryKind;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.Warning;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.intake.rules.Admission;
import io.rmaflow.rma.intake.rules.Asked;
import io.rmaflow.rma.intake.rules.Coverage;
import io.rmaflow.rma.intake.rules.ExcludedItem;
import io.rmaflow.rma.intake.rules.Input;
import io.rmaflow.rma.intake.rules.IntakeRule;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import io.rmaflow.rma.intake.rules.OverridableRule;
import io.rmaflow.rma.intake.rules.PlanAndPeriod;
import io.rmaflow.rma.intake.rules.Question;
import io.rmaflow.rma.intake.rules.Registration;
import io.rmaflow.rma.intake.rules.RequiredFields;
import io.rmaflow.rma.intake.rules.Versions;
import io.rmaflow.rma.intake.rules.WorkLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an inquiry to technical support has to meet, about hardware (TEC) or an appliance (VA). */
public final class InquiryIntakeRules extends Admission {

  @Override
  protected List<IntakeRule> rules(boolean virtualAppliance) {
    return virtualAppliance ? ofVirtualAppliances : ofHardware;
  }

  private final List<IntakeRule> ofHardware =
      List.of(
          CUSTOMER_ID_GIVEN,
          SERIAL_NUMBER_GIVEN,
          REGISTERED,
          Registration.CUSTOMER_ID_MATCHES,
          Registration.NOT_SECOND_HAND,
          HARDWARE.noPaidContract().rule(),
          PlanAndPeriod.COVERED_ON_THE_DAY,
          HARDWARE.otherChannels().rule(),
          HARDWARE.notIsolated().rule(),
          InquiryExclusions.modified().rule(),
          HARDWARE.misuse().rule(),
          HARDWARE.forceMajeure().rule(),
          HARDWARE.usedAbroad().rule(),
          HARDWARE.otherLanguages().rule(),
          STILL_EXTENDED,
          STILL_MENDED,
          HARDWARE.supportEnded().rule(),
          HOTFIX_APPLIED,
          WORK_OF_HARDWARE.rule(),
          Versions.VERSION_WELL_FORMED,
          HARDWARE.unsupportedVersion().rule());

  private final List<IntakeRule> ofVirtualAppliances =
      List.of(
          CUSTOMER_ID_GIVEN,
          SERIAL_NUMBER_GIVEN,
          REGISTERED,
          Registration.CUSTOMER_ID_MATCHES,
          Registration.NOT_SECOND_HAND,
          VIRTUAL.noPaidContract().rule(),
          PlanAndPeriod.COVERED_ON_THE_DAY,
          VIRTUAL.otherChannels().rule(),
          VIRTUAL.notIsolated().rule(),
          InquiryExclusions.otherSiteOrOwner().rule(),
          VIRTUAL.misuse().rule(),
          VIRTUAL.forceMajeure().rule(),
          VIRTUAL.usedAbroad().rule(),
          VIRTUAL.otherLanguages().rule(),
          STILL_EXTENDED,
          STILL_MENDED,
          VIRTUAL.supportEnded().rule(),
          InquiryExclusions.otherHypervisor().rule(),
          InquiryExclusions.fixNotInstalled().rule(),
          HOTFIX_APPLIED,
          InquiryExclusions.noLicence().rule(),
          WORK_OF_VIRTUAL_APPLIANCES.rule(),
          Versions.VERSION_WELL_FORMED,
          VIRTUAL.unsupportedVersion().rule(),
          InquiryExclusions.otherVersion().rule());

  private static final IntakeRule CUSTOMER_ID_GIVEN =
      RequiredFields.customerIdGiven(asked -> with(identity(asked), "CID-3"));

  private static final IntakeRule SERIAL_NUMBER_GIVEN =
      RequiredFields.serialNumberGiven(InquiryIntakeRules::identity);

  private static final IntakeRule REGISTERED =
      Registration.registered(
          asked ->
              Stream.of(
                      List.of("REG-4"),
                      ofProduct(asked, List.of("EXC-TEC-20"), List.of("EXC-VA-20")),
                      List.of("REG-1", "ELG-11"))
                  .flatMap(List::stream)
                  .toList());

  /** EOS-5; VA-18 after the first year: no new features after an end of sale. */
  @Clause({"EOS-5", "VA-18"})
  static final IntakeRule STILL_EXTENDED =
      ofContractEvents(
          Step.EXCLUSIONS,
          Question.of(
              "販売終了製品の機能追加のご要望でないこと",
              "no new function of a product whose sale has ended is asked for",
              List.of("EOS-5", "VA-18", "EOS-12"),
              Input.INQUIRY_KIND,
              Input.END_OF_SALE),
          asked ->
              asks(asked, InquiryKind.FEATURE_REQUEST) && isNoLongerExtended(asked)
                  ? List.of(
                      refusal(
                          "LIMITED_SOFTWARE_MAINTENANCE",
                          asked.known().isVirtualAppliance()
                              ? List.of("VA-18", "EOS-12")
                              : List.of("EOS-5"),
                          "この製品は販売を終了しており、機能拡張、新規機能追加は行いません。不具合についてのお問い合わせは引き続き承ります。",
                          "The sale of this product has ended; its functions are not extended any"
                              + " more. Inquiries about defects are still answered."))
                  : List.of());

  /** EOS-7: only what is serious, or what the vendor decides to mend nevertheless. */
  @Clause("EOS-7")
  static final IntakeRule STILL_MENDED =
      ofContractEvents(
          Step.EXCLUSIONS,
          Question.of(
              "限定的なソフトウェア保守の期間では、重大な問題の修正依頼であること",
              "in limited software maintenance, a fix is asked for a serious problem only",
              List.of("EOS-7", "EOS-12", "VA-18"),
              Input.INQUIRY_KIND,
              Input.SERIOUS,
              Input.END_OF_SALE,
              Input.SET_ASIDE),
          asked ->
              asks(asked, InquiryKind.FIX_REQUEST)
                      && !isSerious(asked)
                      && maintenance(asked) == ProductKnowledge.SoftwareMaintenance.LIMITED
                      && !asked.known().isSetAside(OverridableRule.EOS_7)
                  ? List.of(limitedToSeriousProblems(asked.known().isVirtualAppliance()))
                  : List.of());

  /** SWP-6, A-69: of an incident. */
  @Clause({"SWP-6", "A-69"})
  static final IntakeRule HOTFIX_APPLIED =
      ofContractEvents(
          Step.EXCLUSIONS,
          Versions.HOTFIX_APPLIED.question(),
          asked ->
              asks(asked, InquiryKind.INCIDENT)
                  ? Versions.HOTFIX_APPLIED.check().refusals(asked)
                  : List.of());

  // questions on operation are what the support is for (TEC-1, VA-13)
  private static final WorkLimits WORK_OF_HARDWARE =
      WorkLimits.of(HARDWARE.all()).granting(RequestedWork.OPERATION_QUESTION);
  private static final WorkLimits WORK_OF_VIRTUAL_APPLIANCES =
      WorkLimits.of(VIRTUAL.all()).granting(RequestedWork.OPERATION_QUESTION);

  private static List<String> identity(Asked asked) {
    return ofProduct(asked, List.of(HARDWARE.clause(22)), List.of(VIRTUAL.clause(22)));
  }

  private static List<String> with(List<String> clauses, String further) {
    return Stream.concat(clauses.stream(), Stream.of(further)).toList();
  }

  private static boolean asks(Asked asked, InquiryKind kind) {
    Inquiry inquiry = asked.request().inquiry();
    return inquiry != null && inquiry.kind() == kind;
  }

  private static boolean isSerious(Asked asked) {
    Inquiry inquiry = asked.request().inquiry();
    return inquiry != null && inquiry.serious();
  }

  private static ProductKnowledge.SoftwareMaintenance maintenance(Asked asked) {
    return Optional.ofNullable(asked.known().product())
        .map(product -> product.softwareMaintenance(asked.day()))
        .orElse(ProductKnowledge.SoftwareMaintenance.ON_SALE);
  }

  private static boolean isNoLongerExtended(Asked asked) {
    return switch (maintenance(asked)) {
      case NORMAL -> !asked.known().isVirtualAppliance();
      case LIMITED -> true;
      // after the end the software is not changed at all (EXC-TEC-19, EXC-VA-19)
      case ON_SALE, ENDED -> false;
    };
  }

  private static Refusal limitedToSeriousProblems(boolean virtualAppliance) {
    return refusal(
        "LIMITED_SOFTWARE_MAINTENANCE",
        virtualAppliance ? List.of("EOS-7", "EOS-12", "VA-18") : List.of("EOS-7"),
        "この製品は販売終了後の限定的なソフトウェア保守の期間にあり、弊社が重大と判断する問題についてのみ対応します。重大な問題であれば、"
            + "その旨を記載してもう一度お問い合わせください。",
        "The sale of this product has ended and its software is maintained in a limited way: only"
            + " problems that we take to be serious are mended. If this one is, please say so and ask"
            + " again.");
  }

  /** Of its own procedure. */
  public InquiryIntakeRules() {
    super(
        Procedure.TECHNICAL_INQUIRY,
        Coverage.By.ANY_PAID_CONTRACT,
        WORK_OF_HARDWARE,
        HARDWARE.all());
  }

  @Override
  public WorkLimits work(boolean virtualAppliance) {
    return virtualAppliance ? WORK_OF_VIRTUAL_APPLIANCES : WORK_OF_HARDWARE;
  }

  @Override
  public List<ExcludedItem> exclusions(boolean virtualAppliance) {
    return InquiryExclusions.of(virtualAppliance).all();
  }

  /** EXC-TEC-18, EXC-VA-18, and EXC-VA-27 while no hypervisor is designated. */
  @Clause({"EXC-TEC-18", "EXC-VA-18", "EXC-VA-27"})
  @Override
  protected List<Warning> warnings(Asked asked) {
    Inquiry inquiry = asked.request().inquiry();
    if (inquiry == null) {
      return List.of();
    }
    boolean virtualAppliance = asked.known().isVirtualAppliance();
    List<Warning> warnings = new ArrayList<>();
    if (inquiry.answerWantedBy() || inquiry.personWanted()) {
      String clause = InquiryExclusions.of(virtualAppliance).chosenDateOrPerson().clause();
      warnings.add(
          new Warning(
              "DEADLINE_OR_PERSON_NOT_SELECTABLE",
              new Message(
                  "「回答日時・期日の指定や特定の弊社担当者の指定」は承っておりません。お問い合わせ自体は受け付けました。[" + clause + "]",
                  "Neither a date for the answer nor a certain person can be chosen; the inquiry"
                      + " itself is accepted. ["
                      + clause
                      + "]")));
    }
    if (virtualAppliance && asked.known().policy().designatedHypervisors().isEmpty()) {
      warnings.add(
          new Warning(
              "HYPERVISOR_NOT_CHECKED",
              new Message(
                  "指定のハイパーバイザが登録されていないため、ご使用のハイパーバイザは確認していません。[EXC-VA-27]",
                  "No hypervisor is designated yet, so that yours was not checked. [EXC-VA-27]")));
    }
    return warnings;
  }
}
