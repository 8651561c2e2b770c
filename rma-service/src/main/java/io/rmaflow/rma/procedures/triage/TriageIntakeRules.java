package io.rmaflow.rma.procedures.triage;

import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.intake.rules.Admission;
import io.rmaflow.rma.intake.rules.Channels;
import io.rmaflow.rma.intake.rules.Coverage;
import io.rmaflow.rma.intake.rules.IntakeRule;
import io.rmaflow.rma.intake.rules.PlanAndPeriod;
import io.rmaflow.rma.intake.rules.Registration;
import io.rmaflow.rma.intake.rules.RequiredFields;
import io.rmaflow.rma.intake.rules.Versions;
import io.rmaflow.rma.intake.rules.WorkLimits;
import io.rmaflow.rma.parts.manufacturerplan.ManufacturerPlan;
import java.util.List;

/**
 * MFR-20, MFR-21: what a repair asks for, but the request sheet and the isolation, which the
 * customer wants help with.
 */
@Clause({"MFR-20", "MFR-21", "A-49"})
public final class TriageIntakeRules extends Admission {

  @Override
  protected List<IntakeRule> rules(boolean virtualAppliance) {
    return List.of(
        RequiredFields.customerIdGiven("MFR-21", "RMA-2", "CID-3"),
        RequiredFields.serialNumberGiven("MFR-21", "RMA-2"),
        RequiredFields.softwareVersionGiven("MFR-21", "RMA-2"),
        RequiredFields.faultDescribed("MFR-21", "RMA-2"),
        RequiredFields.backupAndLogGiven("MFR-21", "RMA-2"),
        Registration.registered("REG-1", "ELG-11"),
        Registration.CUSTOMER_ID_MATCHES,
        Registration.NOT_SECOND_HAND,
        PlanAndPeriod.planServes(Procedure.TRIAGE, "CSB-25"),
        PlanAndPeriod.COVERED_ON_THE_DAY,
        Channels.byFormOnly("MFR-8", "RMA-4"),
        Versions.HOTFIX_APPLIED,
        WORK.rule(),
        Versions.VERSION_WELL_FORMED,
        Versions.UPDATED_IN_TIME);
  }

  /** a loaner is prepared once a complete repair request has been judged. */
  @Clause("A-49")
  private static final WorkLimits WORK =
      ManufacturerPlan.WORK.refusing(
          refusal(
              "LOANER_NOT_IN_PLAN",
              List.of("MFR-20", "MFR-23"),
              "故障判別のご相談の段階では、貸出機のご用意はできません。修理依頼票を添えて修理をお申し込みいただき、弊社がH/W故障と判断した場合に準備します。",
              "No loaner is prepared while it is still to be found out whether there is a fault."
                  + " Please send the repair request with its sheet; it follows once we judge a"
                  + " hardware fault."),
          RequestedWork.LOANER);

  /** Of its own procedure. */
  public TriageIntakeRules() {
    super(Procedure.TRIAGE, Coverage.By.plan(Plan.MANUFACTURER), WORK);
  }
}
