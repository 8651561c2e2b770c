package io.rmaflow.rma.procedures.manufacturer;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.intake.rules.Admission;
import io.rmaflow.rma.intake.rules.Channels;
import io.rmaflow.rma.intake.rules.Coverage;
import io.rmaflow.rma.intake.rules.IntakeRule;
import io.rmaflow.rma.intake.rules.PlanAndPeriod;
import io.rmaflow.rma.intake.rules.PrimaryIsolation;
import io.rmaflow.rma.intake.rules.Registration;
import io.rmaflow.rma.intake.rules.RequiredFields;
import io.rmaflow.rma.intake.rules.Versions;
import io.rmaflow.rma.parts.manufacturerplan.ManufacturerPlan;
import java.util.List;

/**
 * What a request for a repair with a loaner has to meet (MFR-7, MFR-8, MFR-21, MFR-22); there is no
 * list of exclusions.
 */
@Clause({"MFR-7", "MFR-8", "MFR-21", "MFR-22"})
public final class ManufacturerIntakeRules extends Admission {

  @Override
  protected List<IntakeRule> rules(boolean virtualAppliance) {
    return List.of(
        RequiredFields.customerIdGiven("MFR-21", "RMA-2", "CID-3"),
        RequiredFields.serialNumberGiven("MFR-21", "RMA-2"),
        RequiredFields.softwareVersionGiven("MFR-21", "RMA-2"),
        RequiredFields.faultDescribed("MFR-21", "RMA-2"),
        RequiredFields.requestSheetGiven("MFR-22", "RMA-3"),
        RequiredFields.backupAndLogGiven("MFR-21", "RMA-2"),
        Registration.registered("REG-1", "ELG-11"),
        Registration.CUSTOMER_ID_MATCHES,
        Registration.NOT_SECOND_HAND,
        PlanAndPeriod.planServes(Procedure.MANUFACTURER, "MFR-32"),
        PlanAndPeriod.COVERED_ON_THE_DAY,
        Channels.byFormOnly("MFR-8", "RMA-4"),
        PrimaryIsolation.hardwareFaultIsolated("MFR-7", ASK_BY_TRIAGE),
        Versions.HOTFIX_APPLIED,
        ManufacturerPlan.WORK.rule(),
        Versions.VERSION_WELL_FORMED,
        Versions.UPDATED_IN_TIME);
  }

  private static final Message ASK_BY_TRIAGE =
      new Message(
          "故障か判別が難しい場合は、お問い合わせフォームからご相談ください。",
          " Where a fault is hard to tell, please ask through the inquiry form first.");

  /** Of its own procedure. */
  public ManufacturerIntakeRules() {
    super(Procedure.MANUFACTURER, Coverage.By.plan(Plan.MANUFACTURER), ManufacturerPlan.WORK);
  }

  @Clause("MFR-2")
  @Override
  protected boolean dispatchesByNoon() {
    return true;
  }
}
