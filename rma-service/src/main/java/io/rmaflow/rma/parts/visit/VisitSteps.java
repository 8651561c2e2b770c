package io.rmaflow.rma.parts.visit;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.EngineerArrived;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.PartExchanged;
import io.rmaflow.events.rma.CaseEvent.ReportMethod;
import io.rmaflow.events.rma.CaseEvent.RestorationReported;
import io.rmaflow.events.rma.CaseEvent.SecondVisitCause;
import io.rmaflow.events.rma.CaseEvent.SecondVisitRequired;
import io.rmaflow.events.rma.CaseEvent.ServiceRestored;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import io.rmaflow.events.rma.CaseEvent.VisitPlanned;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Deciding;
import io.rmaflow.rma.casefile.Decision;
import io.rmaflow.rma.casefile.Step;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import io.rmaflow.rma.casefile.Step.When;
import io.rmaflow.rma.casefile.UnexpectedUnits;
import io.rmaflow.rma.parts.sending.Equivalent;
import io.rmaflow.rma.parts.sending.Sends;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of on-site maintenance (ONS-10 to ONS-18). */
@Clause({"ONS-10", "ONS-11", "ONS-12", "ONS-13", "ONS-14", "ONS-15", "ONS-16", "ONS-17", "ONS-18"})
public final class VisitSteps {

  /** ONS-13, A-43. */
  @Clause({"ONS-13", "A-43"})
  private static final Set<ProductFamily> PARTS_ARE_EXCHANGED =
      EnumSet.of(ProductFamily.SUPERDHCP, ProductFamily.NETNEBULAS_IA);

  private VisitSteps() {}

  /** A visit is planned; on the weekday plan within 09:00-17:00 of a business day (ONS-5). */
  @Clause("ONS-5")
  public record PlanVisit(Instant plannedFor, @Nullable TextId engineerId, Instant at)
      implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.whileOpen(Visited.class, visited -> planned(on, visited.visits()));
    }

    private Decision planned(Deciding on, Visits visits) {
      if (on.file().rmaNumber().isEmpty() || visits.restored().isPresent()) {
        return on.notInThisState();
      }
      if (visits.plannedFor(visits.visitAt(at)).equals(Optional.of(plannedFor))) {
        return on.alreadyDecided();
      }
      return outOfHours(on, plannedFor)
          .orElseGet(
              () ->
                  Decision.events(
                      new VisitPlanned(
                          on.caseId(),
                          on.rmaNumber(),
                          on.customerId(),
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
  public record Arrive(@Nullable TextId reasonId, When when) implements Step.Fact {

    @Override
    public Decision decide(Deciding on) {
      return on.fact(Visited.class, visited -> arrived(on, visited.visits()));
    }

    private Decision arrived(Deciding on, Visits visits) {
      int visit = visits.visitAt(when.at());
      return on.told(
          visits.arrival(visit).orElse(null),
          known -> when.agreesWith(known.arrivedAt()),
          () ->
              Decision.events(
                  new EngineerArrived(on.caseId(), on.rmaNumber(), visit, reasonId, when.at())));
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
  @Clause({"ONS-12", "ONS-16"})
  public record ExchangeUnit(
      SerialNumber serialNumber,
      @Nullable ProductCode productCode,
      @Nullable String softwareVersion,
      @Nullable ReceivedUnit collected,
      When when)
      implements Step.Fact {

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
      return on.fact(Visited.class, visited -> exchanged(on, visited.visits()));
    }

    private Decision exchanged(Deciding on, Visits visits) {
      Decision exchange = exchange(on, visits);
      if (collected == null
          || !collected.isAnotherThan(on.file().serialNumber())
          || !(exchange instanceof Decision.Taken taken)) {
        return exchange;
      }
      Decision another =
          UnexpectedUnits.received(
              on.file(),
              Leg.FAULTY_UNIT,
              on.file().serialNumber(),
              collected,
              visits.unit().map(before -> new When(before.exchangedAt(), true)).orElse(when),
              null);
      return another instanceof Decision.Taken more
          ? new Decision.Taken(
              Stream.concat(taken.recorded().stream(), more.recorded().stream()).toList())
          : another;
    }

    private Decision exchange(Deciding on, Visits visits) {
      Optional<UnitExchanged> inTheOtherVisit =
          visits.unit().filter(before -> isAnotherOne(visits, before));
      if (inTheOtherVisit.isPresent()) {
        SerialNumber brought = inTheOtherVisit.get().serialNumber();
        return on.conflict(
            "UNIT_ALREADY_EXCHANGED",
            "この案件では既に機器全体を " + brought + " に交換済みです。交換後の機器の故障は、その機器の新しい案件として受け付けます。",
            "In this case the whole unit was exchanged for "
                + brought
                + " already; a fault of that unit is a new case of its own.");
      }
      return on.told(
          visits.unit().orElse(null),
          known ->
              serialNumber.equals(known.serialNumber())
                  && Deciding.sameOrLeftOut(productCode, known.productCode())
                  && Deciding.sameOrLeftOut(softwareVersion, known.softwareVersion())
                  && when.agreesWith(known.exchangedAt()),
          () -> first(on));
    }

    /** Brought in the other visit; in the same one it is the same exchange told otherwise. */
    private boolean isAnotherOne(Visits visits, UnitExchanged before) {
      return !serialNumber.equals(before.serialNumber())
          && visits.visitAt(when.at()) != visits.visitAt(before.exchangedAt());
    }

    private Decision first(Deciding on) {
      if (on.isTheFaultyUnit(serialNumber)) {
        return Deciding.theFaultyUnitItself("serialNumber");
      }
      ProductCode brought =
          on.file()
              .part(Sends.class)
              .flatMap(sends -> sends.sending().equivalent())
              .filter(agreed -> !agreed.isPending())
              .map(Equivalent::productCode)
              .orElse(on.file().acceptance().productCode());
      return Decision.events(
          new UnitExchanged(
              on.caseId(),
              on.rmaNumber(),
              on.customerId(),
              on.file().serialNumber(),
              serialNumber,
              productCode == null ? brought : productCode,
              softwareVersion,
              when.at()));
    }
  }

  /** Parts were exchanged: SuperDHCP and IA only (ONS-13, A-43). */
  @Clause({"ONS-13", "A-43"})
  public record ExchangePart(@Nullable TextId partId, When when) implements Step.Fact {

    @Override
    public Decision decide(Deciding on) {
      return on.fact(Visited.class, visited -> exchanged(on, visited.visits()));
    }

    private Decision exchanged(Deciding on, Visits visits) {
      int visit = visits.visitAt(when.at());
      return on.told(
          visits.part(visit).orElse(null),
          known -> when.agreesWith(known.exchangedAt()),
          () -> first(on, visit));
    }

    @Clause("ONS-13")
    private Decision first(Deciding on, int visit) {
      ProductFamily family = on.file().acceptance().productFamily();
      if (family == null || !PARTS_ARE_EXCHANGED.contains(family)) {
        return Deciding.refused(
            "PART_EXCHANGE_NOT_ALLOWED_FOR_PRODUCT",
            List.of("ONS-13"),
            "部品交換は NetWyvern SuperDHCP と NetNebulas-IA シリーズに限ります。",
            "Parts are exchanged for NetWyvern SuperDHCP and NetNebulas-IA only.");
      }
      return Decision.events(
          new PartExchanged(
              on.caseId(), on.rmaNumber(), on.file().serialNumber(), partId, visit, when.at()));
    }
  }

  /**
   * The unit works again (ONS-22); the check is part of it (ONS-15).
   *
   * @param backupSupplied whether the customer supplied a backup file after the request, on site
   *     for instance; one that came with the request is known (ONS-14); absent where nothing was
   *     said
   */
  @Clause({"ONS-22", "ONS-15"})
  public record Restore(
      @Nullable Boolean backupSupplied, boolean backupRestored, boolean checked, When when)
      implements Step.Fact {

    @Override
    public Decision decide(Deciding on) {
      return on.fact(
          Visited.class,
          visited ->
              on.told(
                  visited.visits().restored().orElse(null),
                  known ->
                      backupRestored == known.backupRestored()
                          && checked == known.checked()
                          && (backupSupplied == null
                              || Objects.equals(isSupplied(on.file()), known.backupSupplied()))
                          && when.agreesWith(known.restoredAt()),
                  () -> first(on.file())));
    }

    @Clause({"ONS-15", "ONS-14", "EXC-ONS-25"})
    private Decision first(CaseFile file) {
      if (!checked) {
        return Deciding.refused(
            "OPERATION_CHECK_REQUIRED",
            List.of("ONS-15"),
            "復旧の記録には、機器単体の動作確認とブラウザ画面での確認が必要です。",
            "A restoration takes the stand-alone check and the check in the browser.");
      }
      if (backupRestored && !isSupplied(file)) {
        return Deciding.refused(
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
              file.caseId(),
              file.issuedRmaNumber(),
              backupRestored,
              true,
              when.at(),
              isSupplied(file)));
    }

    private boolean isSupplied(CaseFile file) {
      return Boolean.TRUE.equals(backupSupplied) || cameWithTheRequest(file);
    }

    private static boolean cameWithTheRequest(CaseFile file) {
      FailureReported reported = file.reported();
      return reported.backup()
          || reported.attachments().stream().map(AttachmentRef::kind).anyMatch("BACKUP"::equals);
    }
  }

  /** ONS-17, ONS-18: who reported the fault is told, on site or by phone. */
  @Clause({"ONS-17", "ONS-18"})
  public record Report(@Nullable ContactId contactId, ReportMethod method, Instant at)
      implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.onPart(Visited.class, visited -> reported(on, visited.visits()));
    }

    private Decision reported(Deciding on, Visits visits) {
      if (visits.reported().isPresent()) {
        return on.alreadyDecided();
      }
      if (!on.file().isOpen() || visits.restored().isEmpty()) {
        return on.notInThisState();
      }
      return Decision.events(
          new RestorationReported(
              on.caseId(),
              on.rmaNumber(),
              contactId == null ? on.file().acceptance().requesterContactId() : contactId,
              method,
              at));
    }
  }

  /** ONS-16: the motherboard is the cause; SuperDHCP only, and once. */
  @Clause("ONS-16")
  public record RequireSecondVisit(SecondVisitCause cause, @Nullable Instant plannedFor, Instant at)
      implements Step {

    @Override
    public Decision decide(Deciding on) {
      return on.onPart(Visited.class, visited -> required(on, visited.visits()));
    }

    @Clause("ONS-16")
    private Decision required(Deciding on, Visits visits) {
      if (visits.secondVisit().isPresent()) {
        return on.alreadyDecided();
      }
      if (!on.file().isOpen() || visits.arrival(1).isEmpty() || visits.restored().isPresent()) {
        return on.notInThisState();
      }
      if (on.file().acceptance().productFamily() != ProductFamily.SUPERDHCP) {
        return Deciding.refused(
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
                      new SecondVisitRequired(on.caseId(), on.rmaNumber(), cause, plannedFor, at)));
    }
  }

  /** ONS-5, EXC-ONS-1; never under the plan for day and night. */
  @Clause({"ONS-5", "EXC-ONS-1"})
  private static Optional<Decision> outOfHours(Deciding on, Instant plannedFor) {
    return ArrivalTargetRule.isWeekdayPlan(on.file().entitlement())
            && !ArrivalTargetRule.inVisitingHours(plannedFor, on.policy())
        ? Optional.of(
            Deciding.refused(
                "OUT_OF_HOURS",
                List.of("ONS-5", "EXC-ONS-1"),
                "平日9時-17時の契約では、営業日の9時から17時の間にのみ訪問します。",
                "Under the weekday plan visits take place from 09:00 to 17:00 on business days"
                    + " only."))
        : Optional.empty();
  }
}
