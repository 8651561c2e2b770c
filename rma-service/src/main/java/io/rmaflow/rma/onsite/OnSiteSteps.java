package io.rmaflow.rma.onsite;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.EngineerArrived;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Leg;
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
import io.rmaflow.rma.cases.CaseStep.ReceivedUnit;
import io.rmaflow.rma.cases.CaseStep.When;
import io.rmaflow.rma.cases.Deciding;
import io.rmaflow.rma.cases.Decision;
import io.rmaflow.rma.cases.Equivalent;
import io.rmaflow.rma.cases.UnexpectedUnits;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of on-site maintenance (ONS-10 to ONS-18). */
public final class OnSiteSteps {

  private static final Set<Procedure> ONSITE = Set.of(Procedure.ONSITE);

  /** ONS-13, A-43. */
  private static final Set<ProductFamily> PARTS_ARE_EXCHANGED =
      EnumSet.of(ProductFamily.SUPERDHCP, ProductFamily.NETNEBULAS_IA);

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
      if (state.onSite().plannedFor(state.onSite().visitAt(at)).equals(Optional.of(plannedFor))) {
        return on.alreadyDecided();
      }
      return outOfHours(on, plannedFor)
          .orElseGet(
              () ->
                  Decision.events(
                      new VisitPlanned(
                          state.caseId(),
                          state.issuedRmaNumber(),
                          state.customerId(),
                          plannedFor,
                          engineerId,
                          at)));
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
      CaseState state = on.state();
      int visit = state.onSite().visitAt(when.at());
      return on.factOf(
          ONSITE,
          state.onSite().arrival(visit).orElse(null),
          known -> Deciding.same(when, known.arrivedAt()),
          () ->
              Decision.events(
                  new EngineerArrived(
                      state.caseId(), state.issuedRmaNumber(), visit, reasonId, when.at())));
    }
  }

  /**
   * The unit was exchanged by the same or an equivalent one (ONS-12), once in a case: a second
   * visit is for the motherboard (ONS-16), and what was brought has its own cover by then. Where
   * the engineer has taken along another unit than the faulty one, that is recorded beside the
   * exchange.
   *
   * @param collected as read on what was taken along; absent where nobody read it: it is taken to
   *     be the faulty unit
   */
  public record ExchangeUnit(
      SerialNumber serialNumber,
      @Nullable ProductCode productCode,
      @Nullable String softwareVersion,
      @Nullable ReceivedUnit collected,
      When when)
      implements CaseStep.OfProcedure {

    /** With the faulty unit taken along. */
    public ExchangeUnit(
        SerialNumber serialNumber,
        @Nullable ProductCode productCode,
        @Nullable String softwareVersion,
        When when) {
      this(serialNumber, productCode, softwareVersion, null, when);
    }

    @Override
    public Decision decide(Deciding on) {
      Decision exchange = exchange(on);
      CaseState state = on.state();
      SerialNumber read = collected == null ? null : collected.serialNumber();
      if (collected == null
          || read == null
          || Deciding.sameUnit(read, state.serialNumber())
          || !(exchange instanceof Decision.Taken taken)) {
        return exchange;
      }
      UnitExchanged before = state.onSite().unit();
      Decision another =
          UnexpectedUnits.received(
              state,
              Leg.FAULTY_UNIT,
              state.serialNumber(),
              collected,
              before == null ? when : new When(before.exchangedAt(), true),
              null);
      return another instanceof Decision.Taken more
          ? new Decision.Taken(
              Stream.concat(taken.recorded().stream(), more.recorded().stream()).toList())
          : another;
    }

    private Decision exchange(Deciding on) {
      UnitExchanged before = on.state().onSite().unit();
      if (before != null && isAnotherOne(on.state().onSite(), before)) {
        return on.conflict(
            "UNIT_ALREADY_EXCHANGED",
            "この案件では既に機器全体を " + before.serialNumber() + " に交換済みです。交換後の機器の故障は、その機器の新しい案件として受け付けます。",
            "In this case the whole unit was exchanged for "
                + before.serialNumber()
                + " already; a fault of that unit is a new case of its own.");
      }
      return on.factOf(
          ONSITE,
          before,
          known ->
              Deciding.sameUnit(serialNumber, known.serialNumber())
                  && Deciding.sameOrLeftOut(productCode, known.productCode())
                  && Deciding.sameOrLeftOut(softwareVersion, known.softwareVersion())
                  && Deciding.same(when, known.exchangedAt()),
          () -> first(on.state()));
    }

    /** Brought in the other visit; in the same one it is the same exchange told otherwise. */
    private boolean isAnotherOne(OnSite onSite, UnitExchanged before) {
      return !Deciding.sameUnit(serialNumber, before.serialNumber())
          && onSite.visitAt(when.at()) != onSite.visitAt(before.exchangedAt());
    }

    private Decision first(CaseState state) {
      if (Deciding.sameUnit(serialNumber, state.serialNumber())) {
        return Deciding.theFaultyUnitItself("serialNumber");
      }
      Equivalent agreed = state.equivalent();
      ProductCode brought =
          agreed == null || agreed.isPending()
              ? state.acceptance().productCode()
              : agreed.productCode();
      return Decision.events(
          new UnitExchanged(
              state.caseId(),
              state.issuedRmaNumber(),
              state.customerId(),
              state.serialNumber(),
              serialNumber,
              productCode == null ? brought : productCode,
              softwareVersion,
              when.at()));
    }
  }

  /** Parts were exchanged: SuperDHCP and IA only (ONS-13, A-43). */
  public record ExchangePart(@Nullable TextId partId, When when) implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      CaseState state = on.state();
      int visit = state.onSite().visitAt(when.at());
      return on.factOf(
          ONSITE,
          state.onSite().part(visit).orElse(null),
          known -> Deciding.same(when, known.exchangedAt()),
          () -> first(state, visit));
    }

    private Decision first(CaseState state, int visit) {
      ProductFamily family = state.acceptance().productFamily();
      if (family == null || !PARTS_ARE_EXCHANGED.contains(family)) {
        return refused(
            "PART_EXCHANGE_NOT_ALLOWED_FOR_PRODUCT",
            List.of("ONS-13"),
            "部品交換は NetWyvern SuperDHCP と NetNebulas-IA シリーズに限ります。",
            "Parts are exchanged for NetWyvern SuperDHCP and NetNebulas-IA only.");
      }
      return Decision.events(
          new PartExchanged(
              state.caseId(),
              state.issuedRmaNumber(),
              state.serialNumber(),
              partId,
              visit,
              when.at()));
    }
  }

  /**
   * The unit works again (ONS-22); the check is part of it (ONS-15).
   *
   * @param backupSupplied whether the customer supplied a backup file after the request, on site
   *     for instance; one that came with the request is known (ONS-14); absent where nothing was
   *     said
   */
  public record Restore(
      @Nullable Boolean backupSupplied, boolean backupRestored, boolean checked, When when)
      implements CaseStep.OfProcedure {

    @Override
    public Decision decide(Deciding on) {
      return on.factOf(
          ONSITE,
          on.state().onSite().restored(),
          known ->
              backupRestored == known.backupRestored()
                  && checked == known.checked()
                  && (backupSupplied == null
                      || Objects.equals(isSupplied(on.state()), known.backupSupplied()))
                  && Deciding.same(when, known.restoredAt()),
          () -> first(on.state()));
    }

    private Decision first(CaseState state) {
      if (!checked) {
        return refused(
            "OPERATION_CHECK_REQUIRED",
            List.of("ONS-15"),
            "復旧の記録には、機器単体の動作確認とブラウザ画面での確認が必要です。",
            "A restoration takes the stand-alone check and the check in the browser.");
      }
      if (backupRestored && !isSupplied(state)) {
        return refused(
            "DATA_NOT_GUARANTEED",
            List.of("ONS-14", "EXC-ONS-25"),
            "復旧できるのは、お客様より提供を受けたバックアップ・ファイルのみです。現地などで提供を受けた場合は、"
                + "backupSupplied に true を指定してください。",
            "Only a backup file that the customer has supplied can be put back. Where it was handed"
                + " over after the request, on site for instance, please say backupSupplied:"
                + " true.");
      }
      return Decision.events(
          new ServiceRestored(
              state.caseId(),
              state.issuedRmaNumber(),
              backupRestored,
              true,
              when.at(),
              isSupplied(state)));
    }

    private boolean isSupplied(CaseState state) {
      return Boolean.TRUE.equals(backupSupplied) || cameWithTheRequest(state);
    }

    private static boolean cameWithTheRequest(CaseState state) {
      FailureReported reported = state.reported();
      return reported != null
          && (reported.backup()
              || reported.attachments().stream()
                  .map(AttachmentRef::kind)
                  .anyMatch("BACKUP"::equals));
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
            "OUT_OF_SCOPE_WORK",
            List.of("ONS-16"),
            "マザーボード交換のための再訪問は NetWyvern SuperDHCP に限ります。",
            "A second visit for the motherboard is for NetWyvern SuperDHCP only.");
      }
      return Optional.ofNullable(plannedFor)
          .flatMap(planned -> outOfHours(on, planned))
          .orElseGet(
              () ->
                  Decision.events(
                      new SecondVisitRequired(
                          state.caseId(), state.issuedRmaNumber(), cause, plannedFor, at)));
    }
  }

  /** ONS-5, EXC-ONS-1; never under the plan for day and night. */
  private static Optional<Decision> outOfHours(Deciding on, Instant plannedFor) {
    return ArrivalTargetRule.isWeekdayPlan(on.state().entitlement())
            && !ArrivalTargetRule.inVisitingHours(plannedFor, on.policy())
        ? Optional.of(
            refused(
                "OUT_OF_HOURS",
                List.of("ONS-5", "EXC-ONS-1"),
                "平日9時-17時の契約では、営業日の9時から17時の間にのみ訪問します。",
                "Under the weekday plan visits take place from 09:00 to 17:00 on business days"
                    + " only."))
        : Optional.empty();
  }

  private static Decision refused(String code, List<String> clauses, String ja, String en) {
    String named = " [" + String.join(", ", clauses) + "]";
    return new Decision.Refused(
        List.of(new Refusal(code, clauses, new Message(ja + named, en + named), Map.of())));
  }
}
