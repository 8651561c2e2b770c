package io.rmaflow.notification.mail;

import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ContractEvent;
import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.Deadline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which event makes which mail, and when a mail that waits has become wrong. */
public final class MailRules {

  /** Closures that a customer is told of as such; the others are told by another mail. */
  private static final Set<String> TOLD_CLOSURES =
      Set.of("NOT_HW_FAULT", "FAULTY_UNIT_RETURNED", "BUY_OUT_AGREED");

  /** How the codes of due times end that moved because a fact was corrected. */
  private static final String CORRECTED = "_CORRECTED";

  private static final int MONTHS_FOR_UPDATING = 6;

  private MailRules() {}

  /**
   * The mail that an event of a case makes, for the case's requester.
   *
   * @param before what was known before the event
   * @param file what is known with it
   */
  @Clause({"SHP-4", "SHP-7", "NOT-10"})
  public static Optional<Mail> forCase(CaseFile before, CaseFile file, CaseEvent event) {
    return Optional.ofNullable(
        switch (event) {
          case CaseEvent.RequestAccepted e ->
              new Mail.Accepted(
                  file.ref(),
                  e.procedure(),
                  file.submittedAt(),
                  e.acceptedAt(),
                  e.provisionalDispatchDue(),
                  file.requestedSoftwareVersion(),
                  e.warnings().stream()
                      .filter(warning -> !warning.code().equals("DISPATCH_MAY_BE_LATER"))
                      .map(CaseEvent.Warning::message)
                      .toList());
          case CaseEvent.RequestRefused e ->
              new Mail.Refused(file.ref(), e.procedure(), e.refusals());
          case CaseEvent.InformationRequested e ->
              new Mail.InformationWanted(file.ref(), e.textId(), e.requestedAt());
          case CaseEvent.RmaNumberIssued _ ->
              new Mail.RmaIssued(
                  file.ref(),
                  file.procedureOrUsual(),
                  file.dispatchDue(),
                  file.requestedSoftwareVersion(),
                  file.judgementReason());
          case CaseEvent.EquivalentOffered e ->
              new Mail.EquivalentOffer(file.ref(), e.productCode());
          case CaseEvent.CaseCancelled e ->
              new Mail.Cancelled(
                  file.ref(),
                  e.because().equals("EQUIVALENT_DECLINED"),
                  e.cancelledAt(),
                  visitToCome(file),
                  e.reasonId());
          case CaseEvent.ReplacementShipped e -> onItsWay(file, e);
          case CaseEvent.ReturnDutyOpened e ->
              new Mail.ReturnOwed(
                  file.ref(),
                  file.deliveredAt(),
                  file.replacement(),
                  e.returnDue(),
                  returnPayer(file.procedureOrUsual()),
                  file.returnMoves());
          case CaseEvent.DeadlineMoved e -> moved(file, e);
          case CaseEvent.ReturnReminderDue e ->
              new Mail.ReturnReminder(
                  file.ref(),
                  file.procedureOrUsual(),
                  e.occasion(),
                  e.returnDue(),
                  returnPayer(file.procedureOrUsual()));
          case CaseEvent.BuyOutDeclined e ->
              new Mail.BuyOutDeclined(
                  file.ref(),
                  e.declinedAt(),
                  file.returnDue(),
                  returnPayer(file.procedureOrUsual()),
                  e.reasonId());
          case CaseEvent.ExclusionFound e ->
              new Mail.Excluded(
                  file.ref(),
                  e.clause(),
                  e.code(),
                  e.item(),
                  e.chargeable(),
                  e.foundAt(),
                  e.foundId());
          case CaseEvent.DemandRefused e ->
              new Mail.DemandRefused(file.ref(), e.work(), e.refusal());
          case CaseEvent.CaseClosed e -> closed(before, file, e);
          case CaseEvent.DoaCertified e ->
              new Mail.DoaCertified(
                  file.ref(), e.certifiedAt(), returnPayer(Procedure.DOA), e.basisId());
          case CaseEvent.DoaDeclined e ->
              new Mail.DoaDeclined(file.ref(), e.refusal(), e.procedure(), e.basisId());
          case CaseEvent.LoanerShipped e ->
              new Mail.LoanerOnItsWay(
                  file.ref(),
                  e.serialNumber(),
                  e.softwareVersion(),
                  e.factoryDefault(),
                  e.shipment().payer(),
                  e.shipment().carrier(),
                  e.shipment().trackingNumber(),
                  e.dispatchedAt());
          case CaseEvent.LoanerOperationConfirmed _ ->
              file.returnSettled()
                  ? null
                  : new Mail.FaultyUnitWanted(
                      file.ref(), returnPayer(file.procedureOrUsual())); // SHP-4
          case CaseEvent.FaultyUnitReminderDue _ ->
              new Mail.FaultyUnitReminder(file.ref(), returnPayer(file.procedureOrUsual()));
          case CaseEvent.RepairEstimated e ->
              new Mail.RepairEstimate(
                  file.ref(), e.estimateDays(), e.estimatedAt(), file.chargeableParts());
          case CaseEvent.RepairedUnitShipped e ->
              new Mail.RepairedUnitOnItsWay(
                  file.ref(),
                  file.cancelled(),
                  e.softwareVersion(),
                  e.factoryDefault(),
                  e.shipment().payer(),
                  e.shipment().carrier(),
                  e.shipment().trackingNumber(),
                  e.dispatchedAt(),
                  file.loanerOut());
          case CaseEvent.LoanerReturnRequested e ->
              new Mail.LoanerWanted(file.ref(), loaner(file, e.serialNumber()), Payer.CUSTOMER);
          case CaseEvent.LoanerReturnReminderDue e ->
              new Mail.LoanerReminder(
                  file.ref(), loaner(file, e.serialNumber()), false, Payer.CUSTOMER); // SHP-7
          case CaseEvent.LoanerReturnOverdue e ->
              new Mail.LoanerReminder(
                  file.ref(), loaner(file, e.serialNumber()), true, Payer.CUSTOMER);
          case CaseEvent.VisitPlanned _ -> visitToCome(file);
          case CaseEvent.SecondVisitRequired e ->
              new Mail.SecondVisit(file.ref(), e.plannedFor(), before.arrivalReason());
          case CaseEvent.ServiceRestored e ->
              file.restorationReported()
                  ? null
                  : new Mail.RestorationToReport(file.ref(), e.restoredAt()); // NOT-10
          case CaseEvent.InquiryAnswered e ->
              new Mail.InquiryAnswer(file.ref(), e.answerId(), e.answeredAt());
          case CaseEvent.InquiryCompleted e ->
              new Mail.InquiryOver(file.ref(), e.reason(), e.completedAt());
          case CaseEvent.FirstContactDue e ->
              new Mail.FirstContactOpen(file.ref(), file.procedureOrUsual(), e.firstContactDue());
          case CaseEvent.FirstContactOverdue e ->
              new Mail.FirstContactMissed(file.ref(), file.procedureOrUsual(), e.firstContactDue());
          case CaseEvent.UnexpectedUnitReceived e -> unexpected(file, e);
          case CaseEvent.FailureReported _,
              CaseEvent.ReceivedUnitResolved _,
              CaseEvent.InformationProvided _,
              CaseEvent.HardwareFaultJudged _,
              CaseEvent.NoHardwareFaultJudged _,
              CaseEvent.ShipmentOrdered _,
              CaseEvent.ShipmentOrderCancelled _,
              CaseEvent.EquivalentAccepted _,
              CaseEvent.ReplacementDelivered _,
              CaseEvent.FaultyUnitDispatched _,
              CaseEvent.FaultyUnitReturned _,
              CaseEvent.BuyOutRequested _,
              CaseEvent.BuyOutAgreed _,
              CaseEvent.DeadlineSet _,
              CaseEvent.DeadlineMet _,
              CaseEvent.DeadlineCancelled _,
              CaseEvent.ReturnOverdue _,
              CaseEvent.ReturnOverdueWithdrawn _,
              CaseEvent.DispatchOverdue _,
              CaseEvent.DemandGranted _,
              CaseEvent.NoteAdded _,
              CaseEvent.RuleOverridden _,
              CaseEvent.FactCorrected _,
              CaseEvent.LoanerDelivered _,
              CaseEvent.LoanerDispatched _,
              CaseEvent.LoanerReturned _,
              CaseEvent.UnitInspected _,
              CaseEvent.RepairCompleted _,
              CaseEvent.RepairedUnitDelivered _,
              CaseEvent.NormalOperationConfirmed _,
              CaseEvent.EngineerArrived _,
              CaseEvent.UnitExchanged _,
              CaseEvent.PartExchanged _,
              CaseEvent.RestorationReported _,
              CaseEvent.FirstContactMade _ ->
              null;
        });
  }

  /**
   * The mail about the end of a suspension: one, although each linked ID has an event of its
   * own, for the requester of the case that ended it.
   *
   * @param resumed as far as the event alone tells
   */
  @Clause("A-61")
  public static Optional<Mail> forResumption(CaseFile file, Mail.ServiceResumed resumed) {
    return Objects.equals(resumed.about().customerId(), file.customerId())
        ? Optional.of(new Mail.ServiceResumed(file.ref(), resumed.resumedAt()))
        : Optional.empty();
  }

  /** The opt-in notice that an event of a contract makes (NOT-1, NOT-4). */
  @Clause({"NOT-1", "NOT-4"})
  public static Optional<Mail.AboutContract> forContract(
      @Nullable ContractFile file, ContractEvent event) {
    return Optional.ofNullable(
        switch (event) {
          case ContractEvent.ContractSigned e when e.takenOver() -> null;
          case ContractEvent.ContractRenewed e when e.takenOver() -> null;
          case ContractEvent.ContractSigned e ->
              new Mail.ContractConcluded(
                  e.contractId(),
                  e.customerId(),
                  e.serialNumber(),
                  e.productCode(),
                  e.plan(),
                  e.termYears(),
                  e.startDate(),
                  e.expiryDate(),
                  false);
          case ContractEvent.ContractRenewed e ->
              new Mail.ContractConcluded(
                  e.contractId(),
                  e.customerId(),
                  e.serialNumber(),
                  file == null ? null : file.productCode(),
                  e.plan(),
                  e.termYears(),
                  e.startDate(),
                  e.expiryDate(),
                  true);
          case ContractEvent.ContractExpiryNoticeDue e ->
              new Mail.ContractEnding(
                  e.contractId(),
                  e.customerId(),
                  e.serialNumber(),
                  file == null ? null : file.productCode(),
                  file == null ? null : file.plan(),
                  e.occasion(),
                  e.expiryDate());
          case ContractEvent.ContractActivated _,
              ContractEvent.ContractRuleOverridden _,
              ContractEvent.ContractExpired _,
              ContractEvent.AgencyNamed _,
              ContractEvent.ContractMovedToReplacement _ ->
              null;
        });
  }

  /**
   * Why a mail about a case is not to be sent any more, because of what was taken in since it was
   * queued; empty where it still says what is so.
   *
   * @param today the day in Japan on which it would be sent
   */
  public static Optional<String> wrongNow(Mail.AboutCase mail, CaseFile file, LocalDate today) {
    return Optional.ofNullable(
        switch (mail) {
          case Mail.ReturnReminder m -> {
            if (file.returnSettled()) {
              yield "the faulty unit is no longer owed back";
            }
            if (movedFrom(file, m.returnDue())) {
              yield "the due date has moved";
            }
            if (m.occasion() == Occasion.OVERDUE) {
              yield file.overdue() ? null : "the return is not overdue any more";
            }
            yield today.isAfter(m.returnDue()) ? "the due date has passed" : null;
          }
          case Mail.ReturnOwed m -> returnMailWrong(file, m.returnDue());
          case Mail.ReturnDueMoved m -> returnMailWrong(file, m.returnDue());
          case Mail.EquivalentOffer m -> offerWrong(file, m);
          case Mail.InformationWanted _ -> {
            if (file.informationProvided()) {
              yield "the information has been provided";
            }
            yield isOver(file) ? "the case is over" : null;
          }
          case Mail.FaultyUnitWanted _, Mail.FaultyUnitReminder _, Mail.BuyOutDeclined _ ->
              file.returnSettled() ? "the faulty unit is no longer owed back" : null;
          case Mail.LoanerWanted _, Mail.LoanerReminder _ ->
              file.loanerOut() ? null : "the loaner is on its way back";
          case Mail.UnexpectedUnit m -> {
            if (!m.loaner() && file.receivedAt() != null) {
              yield "the awaited unit has come";
            }
            yield isOver(file) ? "the case is over" : null;
          }
          case Mail.VisitPlanned m -> visitWrong(file, m);
          case Mail.SecondVisit _ -> {
            if (file.visitsBegun() > 1) {
              yield "the engineer has arrived";
            }
            yield isOver(file) ? "the case is over" : null;
          }
          case Mail.FirstContactOpen _, Mail.FirstContactMissed _ ->
              file.contacted() || isOver(file) ? "the first contact is not open any more" : null;
          case Mail.RestorationToReport _ ->
              file.restorationReported() ? "the restoration has been reported" : null;
          case Mail.DoaCertified _,
              Mail.DoaDeclined _,
              Mail.LoanerOnItsWay _,
              Mail.RepairEstimate _,
              Mail.RepairedUnitOnItsWay _,
              Mail.InquiryAnswer _,
              Mail.InquiryOver _,
              Mail.Accepted _,
              Mail.Refused _,
              Mail.RmaIssued _,
              Mail.Cancelled _,
              Mail.ReplacementOnItsWay _,
              Mail.ServiceResumed _,
              Mail.Closed _,
              Mail.Excluded _,
              Mail.DemandRefused _ ->
              null;
        });
  }

  /** The same for a contract notice: none after a renewal, none after the end. */
  @Clause("A-63")
  public static Optional<String> wrongNow(
      Mail.AboutContract mail, @Nullable ContractFile file, LocalDate today) {
    return Optional.ofNullable(
        switch (mail) {
          case Mail.ContractEnding m -> {
            if (file != null && file.expiryDate().isAfter(m.expiryDate())) {
              yield "the contract has been renewed";
            }
            yield today.isAfter(m.expiryDate()) ? "the contract has ended" : null;
          }
          case Mail.ContractConcluded _ -> null;
        });
  }

  /**
   * The same for a notice of a release: none once the vendor has withdrawn it, as it starts no time
   * for updating then (VER-9, A-33).
   *
   * @param published the product's periodic releases that are not withdrawn
   */
  @Clause({"VER-9", "A-33"})
  public static Optional<String> wrongNow(
      Mail.ReleaseNotice mail, List<Release> published, LocalDate today) {
    if (published.stream().noneMatch(e -> e.version().toString().equals(mail.version()))) {
      return Optional.of("the release has been withdrawn");
    }
    return today.isAfter(mail.lastDay())
        ? Optional.of("the time for updating is over")
        : Optional.empty();
  }

  /** A periodic release of a product. */
  public record Release(SoftwareVersion version, LocalDate publishedOn) {

    LocalDate updateDue() {
      return publishedOn.plusMonths(MONTHS_FOR_UPDATING);
    }
  }

  /**
   * A unit under contract.
   *
   * @param versionInUse as last heard of; absent where it never was
   */
  public record UnitInUse(SerialNumber serialNumber, @Nullable SoftwareVersion versionInUse) {}

  /**
   * Whether a release is told of at all (NOT-15): a periodic one whose third number is larger than
   * any before it, because only that starts the six months (VER-9, A-36).
   *
   * @param earlier the product's periodic releases before it, without those that were withdrawn
   */
  @Clause({"NOT-15", "VER-9", "A-36"})
  public static boolean isTold(ProductEvent.ReleasePublished release, List<Release> earlier) {
    return release.kind() == ProductEvent.ReleaseKind.PERIODIC
        && !earlier.isEmpty()
        && earlier.stream().allMatch(e -> e.version().fix() < release.version().fix());
  }

  /**
   * What it tells somebody with these units; nothing where all of them are up to date already. A
   * unit of unknown version counts as one that was up to date until now.
   */
  public static Optional<Mail.OptIn> forRelease(
      ProductEvent.ReleasePublished release, List<Release> earlier, List<UnitInUse> units) {
    Release present = new Release(release.version(), release.publishedOn());
    List<Mail.UnitToUpdate> concerned =
        units.stream()
            .filter(
                unit ->
                    unit.versionInUse() == null
                        || unit.versionInUse().fix() < release.version().fix())
            .map(unit -> toUpdate(unit, earlier, present))
            .toList();
    return concerned.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Mail.ReleaseNotice(
                release.productCode(),
                release.version().toString(),
                release.publishedOn(),
                present.updateDue(),
                concerned));
  }

  /** the first release with a larger third number than the unit's starts its six months. */
  @Clause("A-36")
  private static Mail.UnitToUpdate toUpdate(
      UnitInUse unit, List<Release> earlier, Release present) {
    SoftwareVersion inUse = unit.versionInUse();
    LocalDate due =
        earlier.stream()
            .filter(release -> inUse != null && release.version().fix() > inUse.fix())
            .map(Release::updateDue)
            .filter(present.updateDue()::isAfter)
            .min(Comparator.naturalOrder())
            .orElse(present.updateDue());
    return new Mail.UnitToUpdate(unit.serialNumber(), inUse == null ? null : inUse.toString(), due);
  }

  private static @Nullable SerialNumber loaner(CaseFile file, @Nullable SerialNumber named) {
    return named == null ? file.loaner() : named;
  }

  /** Where the customer still owes another one; what the vendor sent wrongly is the vendor's. */
  @Clause("SHP-7")
  private static @Nullable Mail unexpected(CaseFile file, CaseEvent.UnexpectedUnitReceived e) {
    boolean loaner = e.leg() == CaseEvent.Leg.LOANER;
    boolean owed = loaner || e.leg() == CaseEvent.Leg.FAULTY_UNIT;
    SerialNumber awaited = e.expected();
    return !owed || awaited == null || file.procedureOrUsual() == Procedure.ONSITE
        ? null
        : new Mail.UnexpectedUnit(
            file.ref(),
            e.received(),
            awaited,
            loaner,
            e.receivedAt(),
            loaner || file.returnSettled() ? null : file.returnDue(),
            loaner ? Payer.CUSTOMER : returnPayer(file.procedureOrUsual())); // SHP-7
  }

  /** Who pays for the faulty unit's way back: the sender (SHP-2), for a DOA exchange the vendor. */
  @Clause({"SHP-2", "SHP-10"})
  static Payer returnPayer(Procedure procedure) {
    return procedure == Procedure.DOA ? Payer.VENDOR : Payer.CUSTOMER; // SHP-10
  }

  private static Mail onItsWay(CaseFile file, CaseEvent.ReplacementShipped e) {
    return new Mail.ReplacementOnItsWay(
        file.ref(),
        e.serialNumber(),
        e.productCode(),
        e.softwareVersion(),
        e.factoryDefault(),
        e.shipment().payer(),
        returnPayer(file.procedureOrUsual()),
        e.shipment().carrier(),
        e.shipment().trackingNumber(),
        e.dispatchedAt());
  }

  private static @Nullable Mail moved(CaseFile file, CaseEvent.DeadlineMoved e) {
    LocalDate before = e.before().dueDate();
    LocalDate after = e.after().dueDate();
    if (e.after().name() != Deadline.Name.RETURN
        || before == null
        || after == null
        || before.equals(after)) {
      return null;
    }
    return new Mail.ReturnDueMoved(
        file.ref(),
        before,
        after,
        returnPayer(file.procedureOrUsual()),
        file.returnMoves(),
        e.because().endsWith(CORRECTED) ? file.correctionReason() : null);
  }

  /**
   * A correction may close a case again, at another instant; that is told once. Where an exclusion
   * ends the case its own mail tells that, but not that nobody will come.
   */
  private static @Nullable Mail closed(CaseFile before, CaseFile file, CaseEvent.CaseClosed e) {
    Mail.VisitPlanned planned = visitToCome(file);
    Mail.VisitPlanned visit =
        planned == null || !planned.plannedFor().isAfter(e.closedAt()) ? null : planned;
    boolean toldByExclusion =
        file.excluded() && !TOLD_CLOSURES.contains(e.because()) && visit == null;
    if (before.closed() || toldByExclusion || file.endTold()) {
      return null;
    }
    return new Mail.Closed(
        file.ref(),
        e.because(),
        file.receivedAt(),
        file.buyOutPriceYen(),
        e.closedAt(),
        file.returnDue(),
        file.returnMoves(),
        visit,
        switch (e.because()) {
          case "NOT_HW_FAULT" -> file.judgementReason();
          case "BUY_OUT_AGREED" -> file.buyOutReason();
          default -> null;
        },
        file.arrivalReason());
  }

  /** The visit that was planned last; nothing where it has begun, or none was planned. */
  private static Mail.@Nullable VisitPlanned visitToCome(CaseFile file) {
    Instant at = file.visitPlannedFor();
    return at == null || file.visitsBegun() > (file.secondVisit() ? 1 : 0)
        ? null
        : new Mail.VisitPlanned(file.ref(), at, file.secondVisit(), file.visitPlans() - 1);
  }

  private static @Nullable String visitWrong(CaseFile file, Mail.VisitPlanned mail) {
    if (file.visitsBegun() > (mail.second() ? 1 : 0)) {
      return "the engineer has arrived";
    }
    Instant present = file.visitPlannedFor();
    if (present != null && !present.equals(mail.plannedFor())) {
      return "the visit is planned for another time";
    }
    return isOver(file) ? "the case is over" : null;
  }

  private static @Nullable String offerWrong(CaseFile file, Mail.EquivalentOffer mail) {
    if (file.cancelled()) {
      return "the case is cancelled";
    }
    if (file.offerAccepted()) {
      return "the equivalent product has been agreed to";
    }
    return file.offered() == null || file.offered().equals(mail.offered())
        ? null
        : "another product is offered";
  }

  private static boolean isOver(CaseFile file) {
    return file.cancelled() || file.closed();
  }

  private static @Nullable String returnMailWrong(CaseFile file, LocalDate returnDue) {
    if (file.returnSettled()) {
      return "the faulty unit is no longer owed back";
    }
    return movedFrom(file, returnDue) ? "the due date has moved" : null;
  }

  private static boolean movedFrom(CaseFile file, LocalDate returnDue) {
    return file.returnDue() != null && !Objects.equals(file.returnDue(), returnDue);
  }
}
