package io.rmaflow.rma.procedures.onsite;

import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.intake.rules.Admission;
import io.rmaflow.rma.intake.rules.Coverage;
import io.rmaflow.rma.intake.rules.IntakeRule;
import io.rmaflow.rma.intake.rules.PlanAndPeriod;
import io.rmaflow.rma.intake.rules.Registration;
import io.rmaflow.rma.intake.rules.RequiredFields;
import io.rmaflow.rma.intake.rules.Versions;
import io.rmaflow.rma.intake.rules.WorkLimits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a visit has to meet (ONS-11, ONS-20): by form or by phone, so that no sheet
 * and no file is asked for (RMA-2, RMA-3).
 */
@Clause({"ONS-11", "ONS-20"})
public final class OnSiteIntakeRules extends Admission {

  @Override
  protected List<IntakeRule> rules(boolean virtualAppliance) {
    return List.of(
        RequiredFields.customerIdGiven("EXC-ONS-16", "CID-3"),
        RequiredFields.serialNumberGiven("EXC-ONS-16"),
        Registration.registered("REG-1", "ELG-11"),
        Registration.CUSTOMER_ID_MATCHES,
        Registration.NOT_SECOND_HAND,
        PlanAndPeriod.planServes(Procedure.ONSITE, "CSB-25"),
        PlanAndPeriod.COVERED_ON_THE_DAY,
        OnSiteExclusions.OTHER_CHANNELS.rule(),
        OnSiteExclusions.NOT_ISOLATED.rule(),
        OnSiteExclusions.PREVENTIVE.rule(),
        OnSiteExclusions.OTHER_SITE_OR_OWNER.rule(),
        OnSiteExclusions.AT_HEIGHT.rule(),
        OnSiteExclusions.MODIFIED.rule(),
        OnSiteExclusions.OTHER_DEVICES.rule(),
        OnSiteExclusions.UNSUPPORTED_ENVIRONMENT.rule(),
        OnSiteExclusions.FORCE_MAJEURE.rule(),
        OnSiteExclusions.DAMAGE_BY_OTHERS.rule(),
        OnSiteExclusions.MISUSE.rule(),
        Versions.HOTFIX_APPLIED,
        WORK.rule(),
        Versions.VERSION_WELL_FORMED,
        Versions.UPDATED_IN_TIME);
  }

  /** What the service itself refuses (ONS-8, ONS-9), beside its list of exclusions. */
  @Clause({"ONS-8", "ONS-9"})
  private static final WorkLimits WORK =
      WorkLimits.of(OnSiteExclusions.all())
          .refusing(
              refusal(
                  "LOANER_NOT_IN_PLAN",
                  List.of("ONS-9"),
                  "オンサイト保守サービスには代替機(貸出機)の提供はありません。現地にて機器の一部または全部を交換いたします。",
                  "On-site service has no loaner: part or all of the unit is exchanged at your site."),
              RequestedWork.LOANER)
          .refusing(
              refusal(
                  "EXCHANGE_SCOPE_DECIDED_BY_VENDOR",
                  List.of("ONS-8"),
                  "ハードウェアの一部、または全部のいずれを交換するかの判定は、弊社に一任いただいております。",
                  "Whether part or all of the hardware is exchanged is for the vendor to decide."),
              RequestedWork.NEW_UNIT,
              RequestedWork.WHOLE_UNIT_EXCHANGE)
          // putting the customer's own backup file back is part of the service (ONS-14)
          .granting(RequestedWork.RESTORE_DATA);

  private static final Refusal RMA_NUMBER_REQUIRED =
      refusal(
          "RMA_NUMBER_REQUIRED",
          List.of("EXC-ONS-16"),
          "この案件には修理対応番号(RMA番号)が発行されています。追加のご依頼には、この案件のRMA番号のご提示が必要です。RMA番号を添えて、もう一度ご依頼ください。",
          "This case has an RMA number. Whatever else you ask for in it has to name that number."
              + " Please ask again, giving it.");

  /** Of its own procedure. */
  public OnSiteIntakeRules() {
    super(
        Procedure.ONSITE,
        Coverage.By.plan(Plan.ONSITE_WEEKDAY, Plan.ONSITE_24X365),
        WORK,
        OnSiteExclusions.all());
  }

  /** EXC-ONS-16, A-73: the case has a number, and none or another was given. */
  @Clause({"EXC-ONS-16", "A-73"})
  @Override
  protected Optional<Refusal> unnamed(@Nullable RmaNumber issued, @Nullable RmaNumber named) {
    return issued == null || issued.equals(named)
        ? Optional.empty()
        : Optional.of(RMA_NUMBER_REQUIRED);
  }

  /** CAL-2, ONS-6: no calendar stands before a visit. */
  @Clause({"CAL-2", "ONS-6"})
  @Override
  protected boolean roundTheClock(Entitlement entitlement) {
    return entitlement.service().equals(Plan.ONSITE_24X365.name());
  }

  @Override
  protected boolean mayBeVisited() {
    return true;
  }
}
