package io.rmaflow.rma.procedures.warranty;

import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.intake.rules.Admission;
import io.rmaflow.rma.intake.rules.Channels;
import io.rmaflow.rma.intake.rules.Coverage;
import io.rmaflow.rma.intake.rules.IntakeRule;
import io.rmaflow.rma.intake.rules.PlanAndPeriod;
import io.rmaflow.rma.intake.rules.PrimaryIsolation;
import io.rmaflow.rma.intake.rules.Registration;
import io.rmaflow.rma.intake.rules.RequiredFields;
import io.rmaflow.rma.intake.rules.Versions;
import io.rmaflow.rma.intake.rules.WorkLimits;
import java.util.List;

/**
 * What a claim under the product warranty has to meet (WAR-12 to WAR-14); there is no list of
 * exclusions, and VER-9 binds the paid plans alone.
 */
@Clause({"WAR-12", "WAR-13", "WAR-14"})
public final class WarrantyIntakeRules extends Admission {

  @Override
  protected List<IntakeRule> rules(boolean virtualAppliance) {
    return List.of(
        RequiredFields.customerIdGiven("WAR-13", "RMA-2", "REG-3", "CID-3"),
        RequiredFields.serialNumberGiven("WAR-13", "RMA-2", "REG-3"),
        RequiredFields.softwareVersionGiven("WAR-13", "RMA-2"),
        RequiredFields.faultDescribed("WAR-13", "RMA-2"),
        RequiredFields.requestSheetGiven("WAR-14", "RMA-3"),
        RequiredFields.backupAndLogGiven("WAR-13", "RMA-2"),
        Registration.registered("REG-3", "REG-1", "ELG-11"),
        Registration.CUSTOMER_ID_MATCHES,
        Registration.NOT_SECOND_HAND,
        PlanAndPeriod.planServes(Procedure.WARRANTY, "CSB-25"),
        PlanAndPeriod.COVERED_ON_THE_DAY,
        Channels.byFormOnly("WAR-14", "RMA-4"),
        PrimaryIsolation.hardwareFaultIsolated("WAR-12"),
        Versions.HOTFIX_APPLIED,
        WORK.rule(),
        Versions.VERSION_WELL_FORMED);
  }

  /** Only what the clauses of the warranty itself say (WAR-5, WAR-6, WAR-8, WAR-12). */
  @Clause({"WAR-5", "WAR-6", "WAR-8", "WAR-12"})
  private static final WorkLimits WORK =
      WorkLimits.NONE
          .refusing(
              refusal(
                  "LOANER_NOT_IN_PLAN",
                  List.of("WAR-6"),
                  "「修理期間中に使用する代替機の貸し出しは行っておりません」。",
                  "No loaner is provided during a warranty repair."),
              RequestedWork.LOANER)
          .refusing(
              refusal(
                  "REPLACEMENT_NOT_IN_PLAN",
                  List.of("WAR-5"),
                  "製品保証は修理後のご返却で、交換機の提供はありません。",
                  "Under the warranty the unit is repaired and returned; no replacement is provided."),
              RequestedWork.NEW_UNIT,
              RequestedWork.WHOLE_UNIT_EXCHANGE)
          .refusing(
              PrimaryIsolation.isolationIsTheCustomers("WAR-12"), RequestedWork.PERFORM_ISOLATION)
          .refusing(
              refusal(
                  "NO_PAID_CONTRACT",
                  List.of("WAR-8"),
                  "製品保証のみの機器は、テクニカルサポートの対象外です。",
                  "A unit under warranty only has no technical support."),
              RequestedWork.OPERATION_QUESTION);

  /** Of its own procedure. */
  public WarrantyIntakeRules() {
    super(Procedure.WARRANTY, Coverage.By.WARRANTY, WORK);
  }
}
