package io.rmaflow.rma.onsite;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.EngineerArrived;
import io.rmaflow.events.rma.CaseEvent.PartExchanged;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.events.rma.CaseEvent.RestorationReported;
import io.rmaflow.events.rma.CaseEvent.SecondVisitCause;
import io.rmaflow.events.rma.CaseEvent.SecondVisitRequired;
import io.rmaflow.events.rma.CaseEvent.ServiceRestored;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import io.rmaflow.events.rma.CaseEvent.VisitPlanned;
import io.rmaflow.rma.cases.CaseState;
import io.rmaflow.rma.cases.CaseStep;
import io.rmaflow.rma.cases.CaseStep.When;
import io.rmaflow.rma.cases.Deciding;
import io.rmaflow.rma.cases.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of on-site maintenance (ONS-10 to ONS-18). */
public final class OnSiteSteps {

  private OnSiteSteps() {}

  /** A visit is planned; on the weekday plan within 09:00-17:00 of a business day (ONS-5). */
  public record PlanVisit(Instant plannedFor, @Nullable TextId engineerId, Instant at)
      implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      if (!state.isOpen()
          || !on.follows(Procedure.ONSITE)
          || state.rmaNumber() == null
          || state.onSite().restored() != null) {
        return on.notInThisState();
      }
      if (isWeekdayPlan(state) && !ArrivalTargetRule.inVisitingHours(plannedFor, on.policy())) {
        return refused(
            "OUT_OF_HOURS",
            List.of("ONS-5", "EXC-ONS-1"),
            "平日9時-17時の契約では、営業日の9時から17時の間にのみ訪問します。",
            "Under the weekday plan visits take place from 09:00 to 17:00 on business days only.");
      }
      return Decision.events(
          new VisitPlanned(
              state.caseId(),
              state.issuedRmaNumber(),
              state.customerId(),
              plannedFor,
              engineerId,
              at));
    }
  }

  /**
   * The engineer arrived.
   *
   * @param reasonId why later than aimed at (ONS-3); absent where nothing was said
   */
  public record Arrive(@Nullable TextId reasonId, When when) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      Optional<Decision> forbidden = on.factForbidden(Procedure.ONSITE);
      if (forbidden.isPresent()) {
        return forbidden.get();
      }
      CaseState state = on.state();
      int visit = state.onSite().visitAt(when.at());
      Optional<EngineerArrived> known = state.onSite().arrival(visit);
      return known.isPresent()
          ? on.recordedBefore(Deciding.same(when, known.get().arrivedAt()))
          : Decision.events(
              new EngineerArrived(
                  state.caseId(), state.issuedRmaNumber(), visit, reasonId, when.at()));
    }
  }

  /** The unit was exchanged by the same or an equivalent one (ONS-12). */
  public record ExchangeUnit(
      SerialNumber serialNumber,
      @Nullable ProductCode productCode,
      @Nullable String softwareVersion,
      When when)
      implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      Optional<Decision> forbidden = on.factForbidden(Procedure.ONSITE);
      if (forbidden.isPresent()) {
        return forbidden.get();
      }
      CaseState state = on.state();
      if (Deciding.sameUnit(serialNumber, state.serialNumber())) {
        return Deciding.theFaultyUnitItself("serialNumber");
      }
      Optional<UnitExchanged> known =
          state.onSite().unitExchange(state.onSite().visitAt(when.at()));
      if (known.isPresent()) {
        return on.recordedBefore(
            Deciding.sameUnit(serialNumber, known.get().serialNumber())
                && Deciding.sameOrLeftOut(productCode, known.get().productCode())
                && Deciding.sameOrLeftOut(softwareVersion, known.get().softwareVersion())
                && Deciding.same(when, known.get().exchangedAt()));
      }
      return Decision.events(
          new UnitExchanged(
              state.caseId(),
              state.issuedRmaNumber(),
              state.customerId(),
              state.serialNumber(),
              serialNumber,
              productCode != null
                  ? productCode
                  : state.equivalent() != null
                      ? state.equivalent().productCode()
                      : state.acceptance().productCode(),
              softwareVersion,
              when.at()));
    }
  }

  /** A part was exchanged: SuperDHCP and IA only (ONS-13, A-43). */
  public record ExchangePart(@Nullable TextId partId, When when) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      Optional<Decision> forbidden = on.factForbidden(Procedure.ONSITE);
      if (forbidden.isPresent()) {
        return forbidden.get();
      }
      CaseState state = on.state();
      ProductFamily family = state.acceptance().productFamily();
      if (family != ProductFamily.SUPERDHCP && family != ProductFamily.NETNEBULAS_IA) {
        return refused(
            "PART_EXCHANGE_NOT_ALLOWED_FOR_PRODUCT",
            List.of("ONS-13"),
            "部品交換は NetWyvern SuperDHCP と NetNebulas-IA シリーズに限ります。",
            "Parts are exchanged for NetWyvern SuperDHCP and NetNebulas-IA only.");
      }
      int visit = state.onSite().visitAt(when.at());
      Optional<PartExchanged> known =
          state.onSite().parts().stream().filter(part -> part.visit() == visit).findFirst();
      return known.isPresent()
          ? on.recordedBefore(Deciding.same(when, known.get().exchangedAt()))
          : Decision.events(
              new PartExchanged(
                  state.caseId(),
                  state.issuedRmaNumber(),
                  state.serialNumber(),
                  partId,
                  visit,
                  when.at()));
    }
  }

  /** The unit works again (ONS-22); the check is part of it (ONS-15). */
  public record Restore(boolean backupRestored, boolean checked, When when)
      implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      Optional<Decision> forbidden = on.factForbidden(Procedure.ONSITE);
      if (forbidden.isPresent()) {
        return forbidden.get();
      }
      CaseState state = on.state();
      ServiceRestored known = state.onSite().restored();
      if (known != null) {
        return on.recordedBefore(
            backupRestored == known.backupRestored()
                && checked == known.checked()
                && Deciding.same(when, known.restoredAt()));
      }
      if (!checked) {
        return refused(
            "OPERATION_CHECK_REQUIRED",
            List.of("ONS-15"),
            "復旧の記録には、機器単体の動作確認とブラウザ画面での確認が必要です。",
            "A restoration takes the stand-alone check and the check in the browser.");
      }
      return Decision.events(
          new ServiceRestored(
              state.caseId(), state.issuedRmaNumber(), backupRestored, true, when.at()));
    }
  }

  /** ONS-17, ONS-18: who reported the fault is told, on site or by phone. */
  public record Report(@Nullable ContactId contactId, ReportMethod method, Instant at)
      implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      if (state.onSite().reported() != null) {
        return on.alreadyDecided();
      }
      if (!state.isOpen() || state.onSite().restored() == null) {
        return on.notInThisState();
      }
      return Decision.events(
          new RestorationReported(
              state.caseId(),
              state.issuedRmaNumber(),
              contactId == null ? state.acceptance().requesterContactId() : contactId,
              method,
              at));
    }
  }

  /** ONS-16: the motherboard is the cause; SuperDHCP only, and once. */
  public record RequireSecondVisit(SecondVisitCause cause, @Nullable Instant plannedFor, Instant at)
      implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      if (state.onSite().secondVisit() != null) {
        return on.alreadyDecided();
      }
      if (!state.isOpen()
          || state.onSite().arrival(1).isEmpty()
          || state.onSite().restored() != null) {
        return on.notInThisState();
      }
      if (state.acceptance().productFamily() != ProductFamily.SUPERDHCP) {
        return refused(
            "SECOND_VISIT_NOT_FOR_PRODUCT",
            List.of("ONS-16"),
            "マザーボード交換のための再訪問は NetWyvern SuperDHCP に限ります。",
            "A second visit for the motherboard is for NetWyvern SuperDHCP only.");
      }
      return Decision.events(
          new SecondVisitRequired(state.caseId(), state.issuedRmaNumber(), cause, plannedFor, at));
    }
  }

  private static boolean isWeekdayPlan(CaseState state) {
    return state.entitlement() != null
        && state.entitlement().service().equals(Plan.ONSITE_WEEKDAY.name());
  }

  private static Decision refused(String code, List<String> clauses, String ja, String en) {
    String named = " [" + String.join(", ", clauses) + "]";
    return new Decision.Refused(
        List.of(new Refusal(code, clauses, new Message(ja + named, en + named), Map.of())));
  }
}
