package io.rmaflow.rma.cases;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DemandGranted;
import io.rmaflow.events.rma.CaseEvent.DemandRefused;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.EngineerArrived;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitReturned;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.InquiryAnswered;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolved;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.events.rma.CaseEvent.Warning;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.cases.CaseView.DeadlineView;
import io.rmaflow.rma.cases.CaseView.Demand;
import io.rmaflow.rma.cases.CaseView.EquivalentView;
import io.rmaflow.rma.cases.CaseView.Exclusion;
import io.rmaflow.rma.cases.CaseView.InquiryView;
import io.rmaflow.rma.cases.CaseView.Loaner;
import io.rmaflow.rma.cases.CaseView.OpenDuty;
import io.rmaflow.rma.cases.CaseView.RepairedUnit;
import io.rmaflow.rma.cases.CaseView.Replacement;
import io.rmaflow.rma.cases.CaseView.ShipmentLeg;
import io.rmaflow.rma.cases.CaseView.UnexpectedUnitView;
import io.rmaflow.rma.cases.CaseView.Unit;
import io.rmaflow.rma.cases.CaseView.Visit;
import io.rmaflow.rma.cases.CaseView.Who;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.doa.DoaOutcome;
import io.rmaflow.rma.doa.DoaRule;
import io.rmaflow.rma.exchange.Derivation;
import io.rmaflow.rma.loaner.LoanerPromise;
import io.rmaflow.rma.manufacturer.Loan;
import io.rmaflow.rma.onsite.ArrivalTargetRule;
import io.rmaflow.rma.onsite.OnSite;
import io.rmaflow.rma.repair.Repair;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.JapanTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Shows a state as it is read back; pure. */
final class CaseViews {

  private final CaseState state;
  private final BusinessCalendar calendar;
  private final PolicyContext policy;
  private final Function<TextId, Optional<String>> texts;
  private final UnaryOperator<CustomerId> presentIds;
  private final @Nullable LoanerPromise promise;

  private CaseViews(
      CaseState state,
      PolicyContext policy,
      Function<TextId, Optional<String>> texts,
      UnaryOperator<CustomerId> presentIds,
      @Nullable LoanerPromise promise) {
    this.state = state;
    this.policy = policy;
    this.calendar = policy.calendar();
    this.texts = texts;
    this.presentIds = presentIds;
    this.promise = promise;
  }

  /**
   * The view of a reported case.
   *
   * @param policy its calendar counts how many business days a return was late
   * @param texts free texts by their ID; empty where one is erased or not to be shown
   * @param presentIds the account that an ID means
   * @param promise what the pool keeps for the case; absent where it does not wait for a loaner
   */
  static CaseView of(
      CaseState state,
      long version,
      PolicyContext policy,
      Function<TextId, Optional<String>> texts,
      UnaryOperator<CustomerId> presentIds,
      @Nullable LoanerPromise promise) {
    TextId fault = state.reported() == null ? null : state.reported().faultDescriptionId();
    return new CaseViews(state, policy, texts, presentIds, promise)
        .view(version, fault == null ? null : texts.apply(fault).orElse(null));
  }

  /** Who has to act next, and by when. */
  static List<OpenDuty> openDuties(CaseState state) {
    List<OpenDuty> duties = new ArrayList<>();
    if (state.unexpected().stream().anyMatch(UnexpectedUnit::isOpen)) {
      duties.add(new OpenDuty(Who.VENDOR, "RESOLVE_RECEIVED_UNIT", null));
    }
    if (!state.isOpen()) {
      loanerDuties(state, duties);
      return duties;
    }
    if (state.informationRequested() != null) {
      duties.add(new OpenDuty(Who.CUSTOMER, "INFORMATION", null));
    }
    if (state.judgement() == null && !state.isInquiry()) {
      duties.add(new OpenDuty(Who.VENDOR, "JUDGEMENT", null));
    }
    if (state.equivalent() != null && state.equivalent().isPending() && !state.replacementIsOut()) {
      duties.add(new OpenDuty(Who.CUSTOMER, "EQUIVALENT_ANSWER", null));
    }
    ShipmentOrdered order = state.order();
    if (order != null
        && (order.leg() == Leg.LOANER ? !state.loan().wasSent() : !state.replacementIsOut())) {
      duties.add(
          new OpenDuty(
              Who.VENDOR, order.leg() + "_SHIPMENT", dueDay(state, Deadline.Name.DISPATCH)));
    }
    if (state.procedure() == Procedure.DOA && state.rmaNumber() != null && state.doa() == null) {
      duties.add(new OpenDuty(Who.VENDOR, "DOA_CERTIFICATION", null));
    }
    repairDuties(state, duties);
    loanerDuties(state, duties);
    onSiteDuties(state, duties);
    if (state.isInquiry()) {
      inquiryDuties(state, duties);
    }
    if (state.shipped() != null && state.delivered() == null) {
      duties.add(new OpenDuty(Who.CARRIER, "REPLACEMENT_DELIVERY", null));
    }
    if (state.returnDuty() instanceof ReturnDuty.Owed
        || state.returnDuty() instanceof ReturnDuty.Overdue) {
      duties.add(
          new OpenDuty(Who.CUSTOMER, "FAULTY_UNIT_RETURN", dueDay(state, Deadline.Name.RETURN)));
    }
    if (state.handedOver() != null && state.returned() == null) {
      duties.add(new OpenDuty(Who.CARRIER, "FAULTY_UNIT_DELIVERY", null));
    }
    if (state.buyOut() != null && state.buyOut().answer() == BuyOut.Answer.PENDING) {
      duties.add(new OpenDuty(Who.VENDOR, "BUY_OUT_DECISION", null));
    }
    return duties;
  }

  /** Asked back, the vendor waits: whether to go on without the answer is for a person. */
  private static void inquiryDuties(CaseState state, List<OpenDuty> duties) {
    if (state.inquiry().inTouchAt().isEmpty()) {
      LocalDate due =
          state
              .dueTime(Deadline.Name.FIRST_CONTACT)
              .map(known -> JapanTime.dateOf(Objects.requireNonNull(known.deadline().dueAt())))
              .orElse(null);
      duties.add(new OpenDuty(Who.VENDOR, "FIRST_CONTACT", due));
    } else if (state.informationRequested() == null) {
      boolean toAnswer =
          state.inquiry().answered() == null || state.inquiry().answeredAgainPossible();
      duties.add(new OpenDuty(Who.VENDOR, toAnswer ? "ANSWER" : "COMPLETION", null));
    }
  }

  private static void repairDuties(CaseState state, List<OpenDuty> duties) {
    if (!state.repairs() || state.rmaNumber() == null || state.equivalent() != null) {
      return;
    }
    Repair repair = state.repair();
    boolean loanerFirst =
        state.procedure() == Procedure.MANUFACTURER && state.loan().confirmedAt() == null;
    if (state.handedOver() == null && state.returned() == null) {
      if (!loanerFirst) {
        duties.add(new OpenDuty(Who.CUSTOMER, "FAULTY_UNIT_DISPATCH", null));
      }
    } else if (state.returned() == null) {
      return;
    } else if (repair.inspected() == null && repair.completed() == null && !repair.wasSent()) {
      duties.add(new OpenDuty(Who.VENDOR, "INSPECTION", null));
    } else if (repair.completed() == null && !repair.wasSent()) {
      duties.add(new OpenDuty(Who.VENDOR, "REPAIR", dueDay(state, Deadline.Name.REPAIR_GUIDE)));
    } else if (!repair.wasSent()) {
      duties.add(new OpenDuty(Who.VENDOR, "REPAIRED_UNIT_SHIPMENT", null));
    } else if (repair.delivered() == null) {
      duties.add(new OpenDuty(Who.CARRIER, "REPAIRED_UNIT_DELIVERY", null));
    } else if (state.procedure() == Procedure.MANUFACTURER && repair.confirmedAt() == null) {
      duties.add(new OpenDuty(Who.CUSTOMER, "OPERATION_CONFIRMATION", null));
    }
  }

  private static void loanerDuties(CaseState state, List<OpenDuty> duties) {
    Loan loan = state.loan();
    if (loan.shipped() != null && loan.delivered() == null && loan.returned() == null) {
      duties.add(new OpenDuty(Who.CARRIER, "LOANER_DELIVERY", null));
    }
    if (loan.delivered() != null
        && loan.confirmedAt() == null
        && loan.returnRequestedAt() == null
        && state.isOpen()) {
      duties.add(new OpenDuty(Who.CUSTOMER, "LOANER_CONFIRMATION", null));
    }
    if (loan.isOutstanding()) {
      if (loan.handedOver() != null) {
        duties.add(new OpenDuty(Who.CARRIER, "LOANER_RETURN_DELIVERY", null));
      } else if (loan.returnRequestedAt() != null) {
        duties.add(new OpenDuty(Who.CUSTOMER, "LOANER_RETURN", null));
      }
    }
  }

  private static void onSiteDuties(CaseState state, List<OpenDuty> duties) {
    if (state.procedure() != Procedure.ONSITE || state.rmaNumber() == null) {
      return;
    }
    OnSite onSite = state.onSite();
    int visit = onSite.presentVisit();
    String what =
        onSite.restored() != null
            ? "RESTORATION_REPORT"
            : onSite.exchangedIn(visit)
                ? "RESTORATION"
                : onSite.arrival(visit).isPresent()
                    ? "EXCHANGE"
                    : onSite.plannedFor().isPresent() ? "ARRIVAL" : "VISIT";
    duties.add(new OpenDuty(Who.VENDOR, what, null));
  }

  /** Every due time that was ever set, in order; of the one that is no last day, the present. */
  static List<DeadlineView> deadlines(CaseState state) {
    return state.dueTimes().stream()
        .filter(due -> !isNoLastDay(due) || due.state() != DueTime.State.MOVED)
        .map(CaseViews::deadline)
        .toList();
  }

  /** MFR-27: nothing is late by it. */
  private static boolean isNoLastDay(DueTime due) {
    return due.deadline().name() == Deadline.Name.FAULTY_UNIT_REMINDER;
  }

  private CaseView view(long version, @Nullable String faultDescription) {
    FailureReported reported = Objects.requireNonNull(state.reported(), "no report");
    Optional<RequestAccepted> accepted = Optional.ofNullable(state.accepted());
    Optional<ReplacementShipped> shipped = Optional.ofNullable(state.shipped());
    CustomerId recorded = accepted.map(RequestAccepted::customerId).orElse(reported.customerId());
    CustomerId customerId = recorded == null ? null : presentIds.apply(recorded);
    return new CaseView(
        reported.caseId(),
        state.procedure(),
        state.status(),
        state.closedBecause(),
        state.rmaNumber(),
        customerId,
        Optional.ofNullable(reported.namedAs())
            .or(() -> Optional.ofNullable(recorded).filter(id -> !id.equals(customerId)))
            .orElse(null),
        reported.customerIdAsGiven(),
        reported.requesterContactId(),
        reported.submittedBy(),
        refusals(),
        warnings(accepted),
        state.entitlement(),
        reported.submittedAt(),
        accepted.map(RequestAccepted::acceptedAt).orElse(null),
        state.judgement() == null ? null : state.judgement().judgedAt(),
        state.certified() == null ? null : state.certified().certifiedAt(),
        shipped.map(ReplacementShipped::dispatchedAt).orElse(null),
        deliveredAt(),
        handedOverAt(),
        receivedAt(),
        arrivedAt(),
        restoredAt(),
        state.closedAt(),
        accepted.map(RequestAccepted::provisionalDispatchDue).orElse(null),
        isLoanerDue() ? null : dueDay(state, Deadline.Name.DISPATCH),
        state.certified() == null
            ? null
            : DoaRule.dispatchFrom(state.certified().certifiedAt(), policy),
        isLoanerDue() ? dueDay(state, Deadline.Name.DISPATCH) : null,
        dueDay(state, Deadline.Name.RETURN),
        dueDay(state, Deadline.Name.REPAIR_GUIDE),
        dueAt(Deadline.Name.ARRIVAL_TARGET),
        dueAt(Deadline.Name.FIRST_CONTACT),
        returnedLate(),
        unit(reported, accepted),
        replacement(shipped),
        loaner(),
        promise,
        repairedUnit(),
        visit(),
        shipments(),
        unexpectedUnits(),
        openDuties(state),
        deadlines(state),
        state.demands().stream().map(CaseViews::demand).toList(),
        state.chargeable(),
        chargeableParts(),
        equivalent(),
        state.buyOut(),
        state.exclusions().stream()
            .map(e -> new Exclusion(e.clause(), e.code(), e.chargeable(), e.foundAt()))
            .toList(),
        reported.requestedSoftwareVersion(),
        faultDescription,
        inquiry(reported),
        reported.attachments(),
        reported.resubmissionOf(),
        version);
  }

  private List<Warning> warnings(Optional<RequestAccepted> accepted) {
    List<Warning> warnings =
        new ArrayList<>(accepted.map(RequestAccepted::warnings).orElse(List.of()));
    if (promise != null && promise.serialNumber() == null) {
      warnings.add(noLoanerFree(promise.nextDue()));
    }
    return warnings;
  }

  /** MFR-23, MFR-10: the day is a guide. */
  private static Warning noLoanerFree(@Nullable LocalDate nextDue) {
    return new Warning(
        "NO_LOANER_FREE",
        nextDue == null
            ? new Message(
                "ただいま貸出機に空きがなく、次に空く時期も未定です。空き次第割り当てます。",
                "No loaner is free, nor is it known when one will be; one is kept for the case as"
                    + " soon as it is.")
            : new Message(
                "ただいま貸出機に空きがありません。次に空く見込み: " + Derivation.ja(nextDue) + "。空き次第割り当てます。",
                "No loaner is free. The next one is expected about "
                    + Derivation.en(nextDue)
                    + "; one is kept for the case as soon as it is."));
  }

  private @Nullable InquiryView inquiry(FailureReported reported) {
    Inquiry asked = reported.inquiry();
    InquiryAnswered answered = state.inquiry().answered();
    return asked == null
        ? null
        : new InquiryView(
            asked.kind(),
            text(asked.questionId()),
            asked.serious(),
            asked.ruledOut(),
            asked.configurationChecked(),
            asked.releasesApplied(),
            asked.hypervisor(),
            reported.declarations().reproducible(),
            state.inquiry().inTouchAt().orElse(null),
            answered == null ? null : answered.answeredAt(),
            completionProposedFrom(),
            answered == null ? null : text(answered.answerId()));
  }

  private @Nullable LocalDate completionProposedFrom() {
    Instant since = state.inquiry().waitingSince();
    return since == null || !state.isOpen()
        ? null
        : calendar
            .addBusinessDays(JapanTime.dateOf(since), policy.waitForCustomerBusinessDays())
            .result();
  }

  private @Nullable String text(@Nullable TextId id) {
    return id == null ? null : texts.apply(id).orElse(null);
  }

  private List<Refusal> refusals() {
    if (state.refused() != null) {
      return state.refused().refusals();
    }
    return state.doa() instanceof DoaOutcome.Declined declined
        ? List.of(declined.event().refusal())
        : List.of();
  }

  /** Whether the vendor's dispatch date is, or was, that of a loaner (MFR-3). */
  private boolean isLoanerDue() {
    return state.procedure() == Procedure.MANUFACTURER
        && (state.order() == null || state.order().leg() == Leg.LOANER);
  }

  private @Nullable Instant dueAt(Deadline.Name name) {
    return state
        .dueTime(name)
        .filter(due -> due.state() != DueTime.State.CANCELLED)
        .map(due -> due.deadline().dueAt())
        .orElse(null);
  }

  private List<String> chargeableParts() {
    return state.repair().inspected() == null
        ? List.of()
        : state.repair().inspected().chargeablePartIds().stream()
            .flatMap(id -> texts.apply(id).stream())
            .toList();
  }

  private @Nullable Replacement replacement(Optional<ReplacementShipped> shipped) {
    return shipped
        .map(CaseViews::replacement)
        .or(
            () ->
                Optional.ofNullable(state.onSite().unit())
                    .map(
                        unit ->
                            new Replacement(
                                unit.serialNumber(),
                                unit.productCode(),
                                unit.softwareVersion(),
                                !Boolean.TRUE.equals(backupRestored()),
                                null)))
        .orElse(null);
  }

  private @Nullable Loaner loaner() {
    Loan loan = state.loan();
    if (!loan.wasSent()) {
      return null;
    }
    return loan.shipped() == null
        ? new Loaner(null, null, true, loan.isOutstanding())
        : new Loaner(
            loan.shipped().serialNumber(),
            loan.shipped().softwareVersion(),
            loan.shipped().factoryDefault(),
            loan.isOutstanding());
  }

  private @Nullable RepairedUnit repairedUnit() {
    return state.repair().shipped() == null
        ? null
        : new RepairedUnit(
            state.repair().shipped().serialNumber(),
            state.repair().shipped().softwareVersion(),
            state.repair().shipped().factoryDefault());
  }

  private @Nullable Visit visit() {
    if (state.procedure() != Procedure.ONSITE || state.accepted() == null) {
      return null;
    }
    Optional<EngineerArrived> arrival = state.onSite().arrival(1);
    Instant target = dueAt(Deadline.Name.ARRIVAL_TARGET);
    Instant arrivedAt = arrivedAt();
    boolean known = arrivedAt != null && target != null;
    return new Visit(
        state.onSite().plannedFor().orElse(null),
        state.onSite().engineer().flatMap(texts).orElse(null),
        ArrivalTargetRule.earliestDate(
            state.onSiteClock(), ArrivalTargetRule.isWeekdayPlan(state.entitlement()), policy),
        arrivedAt,
        known ? !Objects.requireNonNull(arrivedAt).isAfter(target) : null,
        known
            ? Math.max(0, Duration.between(target, Objects.requireNonNull(arrivedAt)).toMinutes())
            : null,
        restoredAt(),
        arrival.flatMap(e -> Optional.ofNullable(e.reasonId())).flatMap(texts).orElse(null),
        state.onSite().restored() == null ? null : state.onSite().restored().backupSupplied(),
        backupRestored(),
        state.onSite().restored() == null ? null : state.onSite().restored().checked());
  }

  /** ONS-14; absent before the restoration. */
  private @Nullable Boolean backupRestored() {
    return state.onSite().restored() == null ? null : state.onSite().restored().backupRestored();
  }

  private static Unit unit(FailureReported reported, Optional<RequestAccepted> accepted) {
    return new Unit(
        accepted.map(RequestAccepted::serialNumber).orElse(reported.serialNumber()),
        reported.serialNumberAsGiven(),
        accepted.map(RequestAccepted::productCode).orElse(null),
        reported.softwareVersion());
  }

  private static Replacement replacement(ReplacementShipped shipped) {
    return new Replacement(
        shipped.serialNumber(),
        shipped.productCode(),
        shipped.softwareVersion(),
        shipped.factoryDefault(),
        shipped.condition());
  }

  private @Nullable EquivalentView equivalent() {
    Equivalent offered = state.equivalent();
    return offered == null
        ? null
        : new EquivalentView(offered.productCode(), offered.offeredAt(), offered.acceptedAt());
  }

  private List<ShipmentLeg> shipments() {
    List<ShipmentLeg> legs = new ArrayList<>();
    if (state.shipped() != null) {
      legs.add(leg(state.shipped().shipment(), state.shipped().dispatchedAt(), deliveredAt()));
    }
    Loan loan = state.loan();
    if (loan.shipped() != null) {
      legs.add(
          leg(
              loan.shipped().shipment(),
              loan.shipped().dispatchedAt(),
              loan.delivered() == null ? null : loan.delivered().deliveredAt()));
    }
    if (state.handedOver() != null) {
      FaultyUnitDispatched handedOver = state.handedOver();
      legs.add(leg(handedOver.shipment(), handedOver.customerShippedAt(), receivedAt()));
    } else if (state.returned() != null) {
      legs.add(
          leg(
              CaseDecisions.returnShipment(state, CaseStep.Carriage.UNKNOWN),
              handedOverAt(),
              receivedAt()));
    }
    Repair repair = state.repair();
    if (repair.shipped() != null) {
      legs.add(
          leg(
              repair.shipped().shipment(),
              repair.shipped().dispatchedAt(),
              repair.delivered() == null ? null : repair.delivered().deliveredAt()));
    }
    if (loan.handedOver() != null) {
      legs.add(
          leg(
              loan.handedOver().shipment(),
              loan.handedOver().customerShippedAt(),
              loan.returned() == null ? null : loan.returned().receivedAt()));
    } else if (loan.returned() != null) {
      Shipment unreported =
          Deciding.shipment(state, Leg.LOANER, Direction.TO_VENDOR, CaseStep.Carriage.UNKNOWN);
      legs.add(leg(unreported, loan.leftCustomerAt(), loan.returned().receivedAt()));
    }
    return legs;
  }

  private List<UnexpectedUnitView> unexpectedUnits() {
    return state.unexpected().stream()
        .map(
            one -> {
              UnexpectedUnitReceived unit = one.received();
              ReceivedUnitResolved resolved = one.resolved();
              return new UnexpectedUnitView(
                  unit.receivedId(),
                  unit.expected(),
                  unit.received(),
                  unit.leg(),
                  unit.condition(),
                  unit.receivedAt(),
                  unit.knownAs(),
                  resolved == null ? null : resolved.resolution(),
                  resolved == null ? null : resolved.belongsToCaseId(),
                  resolved == null ? null : text(resolved.reasonId()),
                  resolved == null ? null : resolved.resolvedAt());
            })
        .toList();
  }

  private static ShipmentLeg leg(
      Shipment shipment, @Nullable Instant dispatchedAt, @Nullable Instant deliveredAt) {
    return new ShipmentLeg(
        shipment.leg(),
        shipment.direction(),
        shipment.payer(),
        shipment.carrier(),
        shipment.trackingNumber(),
        dispatchedAt,
        deliveredAt);
  }

  private @Nullable Instant deliveredAt() {
    ReplacementDelivered delivered = state.delivered();
    return delivered == null ? null : delivered.deliveredAt();
  }

  private @Nullable Instant receivedAt() {
    FaultyUnitReturned returned = state.returned();
    return returned == null ? null : returned.receivedAt();
  }

  private @Nullable Instant arrivedAt() {
    return state.onSite().arrival(1).map(EngineerArrived::arrivedAt).orElse(null);
  }

  private @Nullable Instant restoredAt() {
    return state.onSite().restored() == null ? null : state.onSite().restored().restoredAt();
  }

  private @Nullable Instant handedOverAt() {
    FaultyUnitDispatched handedOver = state.handedOver();
    return handedOver == null ? receivedAt() : handedOver.customerShippedAt();
  }

  private @Nullable Integer returnedLate() {
    Instant handedOver = handedOverAt();
    LocalDate due = dueDay(state, Deadline.Name.RETURN);
    if (handedOver == null || due == null) {
      return null;
    }
    LocalDate day = JapanTime.dateOf(handedOver);
    return day.isAfter(due) ? calendar.businessDaysBetween(due, day).counted().size() : 0;
  }

  private static @Nullable LocalDate dueDay(CaseState state, Deadline.Name name) {
    return state
        .dueTime(name)
        .filter(due -> due.state() != DueTime.State.CANCELLED)
        .map(due -> due.deadline().dueDate())
        .orElse(null);
  }

  private static DeadlineView deadline(DueTime due) {
    Deadline deadline = due.deadline();
    LocalDate day = deadline.dueDate();
    return new DeadlineView(
        deadline.name().name(),
        day == null ? Objects.requireNonNull(deadline.dueAt()) : day,
        due.state(),
        due.metAt(),
        isNoLastDay(due) ? null : due.inTime(),
        deadline.derivation());
  }

  private static Demand demand(CaseEvent event) {
    return switch (event) {
      case DemandGranted granted -> new Demand(granted.work(), true, null, List.of(), null);
      case DemandRefused refused -> {
        Refusal refusal = refused.refusal();
        yield new Demand(
            refused.work(), false, refusal.code(), refusal.clauses(), refusal.message());
      }
      default -> throw new IllegalStateException(event + " is no demand");
    };
  }
}
