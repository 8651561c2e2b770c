package io.rmaflow.rma.procedures.doa;

import static io.rmaflow.rma.intake.rules.IntakeRule.ofContractEvents;
import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.rma.intake.rules.Admission;
import io.rmaflow.rma.intake.rules.Channels;
import io.rmaflow.rma.intake.rules.Coverage;
import io.rmaflow.rma.intake.rules.Input;
import io.rmaflow.rma.intake.rules.IntakeRule;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import io.rmaflow.rma.intake.rules.PlanAndPeriod;
import io.rmaflow.rma.intake.rules.PrimaryIsolation;
import io.rmaflow.rma.intake.rules.Question;
import io.rmaflow.rma.intake.rules.Registration;
import io.rmaflow.rma.intake.rules.RequiredFields;
import io.rmaflow.rma.intake.rules.Versions;
import io.rmaflow.rma.intake.rules.WorkLimits;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * DOA-4: as for a repair; whether it is an initial failure, a person certifies later (DOA-6). There
 * is no list of exclusions.
 */
@Clause({"DOA-3", "DOA-4"})
public final class DoaIntakeRules extends Admission {

  @Override
  protected List<IntakeRule> rules(boolean virtualAppliance) {
    return List.of(
        RequiredFields.customerIdGiven("DOA-4", "RMA-2", "REG-3", "CID-3"),
        RequiredFields.serialNumberGiven("DOA-4", "RMA-2", "REG-3"),
        RequiredFields.softwareVersionGiven("DOA-4", "RMA-2"),
        RequiredFields.faultDescribed("DOA-4", "RMA-2"),
        RequiredFields.requestSheetGiven("DOA-4", "RMA-3"),
        RequiredFields.backupAndLogGiven("DOA-4", "RMA-2"),
        Registration.registered("REG-3", "REG-1", "ELG-11"),
        Registration.CUSTOMER_ID_MATCHES,
        Registration.NOT_SECOND_HAND,
        PlanAndPeriod.planServes(Procedure.DOA, "CSB-25"),
        PlanAndPeriod.COVERED_ON_THE_DAY,
        Channels.byFormOnly("DOA-4", "RMA-4"),
        PrimaryIsolation.hardwareFaultIsolated("DOA-3"),
        Versions.HOTFIX_APPLIED,
        WORK.rule(),
        Versions.VERSION_WELL_FORMED,
        WITHIN_THE_DOA_WINDOW);
  }

  /** DOA-1, DOA-2, A-50: where a window is set, an initial failure is one within it only. */
  @Clause({"DOA-1", "DOA-2", "A-50"})
  static final IntakeRule WITHIN_THE_DOA_WINDOW =
      ofContractEvents(
          Step.PERIOD,
          Question.of(
              "初期不良の申込期間内であること",
              "the request lies within the window for initial failures",
              List.of("DOA-1", "DOA-2", "A-50"),
              Input.DAY,
              Input.PURCHASED_ON,
              Input.DOA_WINDOW),
          asked -> {
            Integer days = asked.known().policy().doaWindowDays();
            LocalDate last = days == null ? null : asked.unit().purchaseDate().plusDays(days);
            return last == null || !asked.day().isAfter(last)
                ? List.of()
                : List.of(
                    refusal(
                        "DOA_CONDITIONS_NOT_MET",
                        List.of("DOA-1", "DOA-2"),
                        "製品初期不良交換の申込期間（" + last + " まで）を過ぎています。保守契約または製品保証の手順でお申し込みください。",
                        "The period for an initial-failure exchange ended on "
                            + last
                            + ". Please apply under your maintenance contract or the warranty.",
                        Map.of("lastDay", last.toString())));
          });

  private static final WorkLimits WORK =
      WorkLimits.NONE.refusing(
          PrimaryIsolation.isolationIsTheCustomers("DOA-3"), RequestedWork.PERFORM_ISOLATION);

  /** Of its own procedure. */
  public DoaIntakeRules() {
    super(Procedure.DOA, Coverage.By.WARRANTY, WORK);
  }

  /** An initial failure that is not certified goes on under the paid plan (RMA-10). */
  @Clause("RMA-10")
  @Override
  protected boolean mayBeVisited() {
    return true;
  }
}
