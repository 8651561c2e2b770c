package io.rmaflow.rma.casefile;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.CaseCancelled;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.DoaDeclined;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.ExclusionFound;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.InformationProvided;
import io.rmaflow.events.rma.CaseEvent.InformationRequested;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.events.rma.CorrectableFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An accepted case: what every one has, and what its procedure adds; immutable.
 *
 * @param declined that an initial failure was declined; absent where it was not
 * @param askedIn the status in which information was asked for; absent when none is outstanding
 * @param course what the case has under its procedure
 */
public record CaseFile(
    Procedures procedures,
    FailureReported reported,
    RequestAccepted acceptance,
    @Nullable DoaDeclined declined,
    Judgement judgement,
    @Nullable CaseStatus askedIn,
    Findings findings,
    DueTimes dueTimes,
    ProcedureState course,
    Ending ending)
    implements CaseState.Reported {

  /** What a case has of a procedure before it follows one. */
  private record Nothing() implements ProcedureState {

    @Override
    public ProcedureState evolve(CaseEvent event) {
      return this;
    }

    @Override
    public Stream<CorrectableFact<?>> facts() {
      return Stream.empty();
    }

    @Override
    public boolean unitIsOut() {
      return false;
    }
  }

  static CaseFile accepted(
      Procedures procedures, FailureReported reported, RequestAccepted acceptance) {
    return new CaseFile(
        procedures,
        reported,
        acceptance,
        null,
        new Judgement.Awaited(),
        null,
        Findings.NONE,
        DueTimes.NONE,
        procedures.of(acceptance.procedure()).begin(new Nothing()),
        Ending.NONE);
  }

  @Override
  public Optional<CaseFile> accepted() {
    return Optional.of(this);
  }

  // ---- what it follows

  /** The procedure that the case follows now. */
  public CaseProcedure procedure() {
    return procedures.of(procedureName());
  }

  private Procedure procedureName() {
    return handedOver().map(DoaDeclined::procedure).orElse(acceptance.procedure());
  }

  @Override
  public Optional<Procedure> followed() {
    return Optional.of(procedureName());
  }

  /** Whether it follows this procedure. */
  public boolean follows(Procedure name) {
    return procedureName() == name;
  }

  /** Its part of this kind; empty where its procedure has none. */
  public <P> Optional<P> part(Class<P> kind) {
    return kind.isInstance(course) ? Optional.of(kind.cast(course)) : Optional.empty();
  }

  /**
   * The same of a case whose procedure has it.
   *
   * @throws IllegalStateException where it has not
   */
  public <P> P its(Class<P> kind) {
    return part(kind)
        .orElseThrow(() -> new IllegalStateException(course + " is no " + kind.getSimpleName()));
  }

  /** The declined initial failure after which the case goes on under another procedure (RMA-10). */
  @Clause("RMA-10")
  private Optional<DoaDeclined> handedOver() {
    return Optional.ofNullable(declined).filter(event -> event.procedure() != null);
  }

  /** When the present procedure began: with the acceptance, or the decline that led to it. */
  public Instant begunAt() {
    return declined == null ? acceptance.acceptedAt() : declined.declinedAt();
  }

  /** The cover that the case rests on now. */
  public Entitlement entitlement() {
    return handedOver()
        .flatMap(event -> Optional.ofNullable(event.entitlement()))
        .orElse(acceptance.entitlement());
  }

  @Override
  public List<Refusal> refusals() {
    return declined == null ? List.of() : List.of(declined.refusal());
  }

  @Override
  public List<CaseEvent> demands() {
    return findings.demands();
  }

  // ---- whose and what

  /** Whose. */
  public CustomerId customerId() {
    return acceptance.customerId();
  }

  /** The faulty unit. */
  public SerialNumber serialNumber() {
    return acceptance.serialNumber();
  }

  /** The number; empty before it is issued. */
  public Optional<RmaNumber> rmaNumber() {
    return judgement.rmaNumber();
  }

  /** The number; only where one was issued. */
  public RmaNumber issuedRmaNumber() {
    return rmaNumber().orElseThrow(() -> new IllegalStateException("no RMA number is issued"));
  }

  /** Whether it is about a virtual appliance, which has a list of exclusions of its own (VA). */
  public boolean isVirtualAppliance() {
    return acceptance.productFamily() == ProductFamily.NETNEBULAS_VA;
  }

  /** CSB-3, CSB-15: the version that the customer asked for, else the latest. */
  @Clause({"CSB-3", "CSB-15"})
  public @Nullable String softwareToShip(@Nullable String latest) {
    return versionRequested() ? reported.requestedSoftwareVersion() : latest;
  }

  /** Whether the customer asked for a software version (CSB-3). */
  @Clause("CSB-3")
  public boolean versionRequested() {
    return reported.requestedSoftwareVersion() != null;
  }

  // ---- how far it has come

  @Override
  public CaseStatus status() {
    CaseStatus reached = stepReached();
    return reached == askedIn ? CaseStatus.INFORMATION_REQUESTED : reached;
  }

  private CaseStatus stepReached() {
    if (ending.closed().isPresent()) {
      return CaseStatus.CLOSED;
    }
    return isCancelled() ? CaseStatus.CANCELLED : procedure().progress(this);
  }

  /** The furthest step before the vendor has sent anything or gone anywhere. */
  public CaseStatus beforeAnythingWasSent() {
    return rmaNumber().isPresent() ? CaseStatus.RMA_ISSUED : CaseStatus.ACCEPTED;
  }

  /** Whether it was cancelled and that stands. */
  @Clause("A-76")
  public boolean isCancelled() {
    return ending.cancelled().filter(event -> course.staysCancelled(event.because())).isPresent();
  }

  /** Where the vendor sends: where the request says, else where the unit is registered. */
  public SiteId shipToSiteId() {
    SiteId asked = reported().deliverToSiteId();
    return asked == null ? acceptance().registeredSiteId() : asked;
  }

  /** To whom: whom the request names, else who made it; absent where it named nobody. */
  public @Nullable ContactId shipToContactId() {
    ContactId asked = reported().deliverToContactId();
    return asked == null ? acceptance().requesterContactId() : asked;
  }

  /** Whether the case goes on: neither closed nor cancelled. */
  public boolean isOpen() {
    return !stepReached().isEnd();
  }

  /** Why it ended: a code; empty while it has not. */
  public Optional<String> closedBecause() {
    return ended(CaseClosed::because, CaseCancelled::because);
  }

  /** When it ended; empty while it has not. */
  public Optional<Instant> closedAt() {
    return ended(CaseClosed::closedAt, CaseCancelled::cancelledAt);
  }

  private <T> Optional<T> ended(
      java.util.function.Function<CaseClosed, T> closed,
      java.util.function.Function<CaseCancelled, T> cancelled) {
    return switch (stepReached()) {
      case CLOSED -> ending.closed().map(closed);
      case CANCELLED -> ending.cancelled().map(cancelled);
      default -> Optional.empty();
    };
  }

  /** Whether information that was asked for has not been given. */
  public boolean informationIsOutstanding() {
    return askedIn != null;
  }

  /** Whether the vendor has sent or brought the customer anything. */
  public boolean unitIsOut() {
    return course.unitIsOut();
  }

  /** Whether somebody will be charged: an exclusion was found, or what was done is chargeable. */
  public boolean chargeable() {
    return course.chargeable()
        || findings.exclusions().stream().anyMatch(ExclusionFound::chargeable);
  }

  /** The facts that can be corrected, as they stand (RMA-9). */
  @Clause("RMA-9")
  public Stream<CorrectableFact<?>> facts() {
    return judgement instanceof Judgement.HardwareFault(var fact, var _)
        ? Stream.concat(Stream.of(fact), course.facts())
        : course.facts();
  }

  // ---- evolution

  @Override
  public CaseFile evolve(CaseEvent event) {
    if (event instanceof FactCorrected correction) {
      return facts()
          .filter(fact -> fact.isMeantBy(correction))
          .reduce((earlier, later) -> later)
          .map(fact -> evolve(fact.corrected(correction)).openWhereNothingClosesIt())
          .orElse(this);
    }
    CaseFile after =
        new CaseFile(
            procedures,
            reported,
            acceptance,
            event instanceof DoaDeclined e ? e : declined,
            judgement.evolve(event),
            asked(event),
            findings.evolve(event),
            dueTimes.evolve(event),
            course.evolve(event),
            ending.evolve(event));
    if (event instanceof DoaDeclined e && e.procedure() != null) {
      return after.under(procedures.of(e.procedure()));
    }
    boolean nothingWasOut = !unitIsOut() && after.unitIsOut();
    return nothingWasOut || event instanceof UnexpectedUnitReceived
        ? after.openWhereNothingClosesIt()
        : after;
  }

  private @Nullable CaseStatus asked(CaseEvent event) {
    return switch (event) {
      case InformationRequested _ -> stepReached();
      case InformationProvided _ -> null;
      default -> askedIn;
    };
  }

  private CaseFile under(CaseProcedure other) {
    return new CaseFile(
        procedures,
        reported,
        acceptance,
        declined,
        judgement,
        askedIn,
        findings,
        dueTimes,
        other.begin(course),
        ending);
  }

  /**
   * A closed case goes on where the reason of its closure is no longer one: a fact was corrected
   * (RMA-9), or a unit is known to be out where the end rested on nothing having been sent.
   */
  @Clause("RMA-9")
  private CaseFile openWhereNothingClosesIt() {
    return ending.closed().isEmpty() || Closing.implied(this).isPresent()
        ? this
        : new CaseFile(
            procedures,
            reported,
            acceptance,
            declined,
            judgement,
            askedIn,
            findings,
            dueTimes,
            course,
            ending.reopened());
  }
}
