package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.DemandGranted;
import io.rmaflow.events.rma.CaseEvent.DemandRefused;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.ExclusionFound;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.KnownAs;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolution;
import io.rmaflow.events.rma.CaseEvent.ReceivedUnitResolved;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.SubmittedBy;
import io.rmaflow.events.rma.CaseEvent.UnexpectedUnitReceived;
import io.rmaflow.events.rma.CaseEvent.Warning;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every case is read back with. Instants are those of RMA-9; dates are days in Japan; what is
 * not known is null.
 *
 * @param customerId the present one
 * @param namedAs the ID of the earlier system by which the customer was named; null where it was
 *     the present one
 * @param customerIdAsGiven as that ID was typed, where that is another spelling
 * @param submittedBy who sent the request: the customer, or an agency in its name
 * @param version of the case's stream: the place of its last event
 */
public record CommonView(
    CaseId caseId,
    @Nullable Procedure procedure,
    CaseStatus status,
    @Nullable String closedBecause,
    @Nullable RmaNumber rmaNumber,
    @Nullable CustomerId customerId,
    @Nullable CustomerId namedAs,
    @Nullable String customerIdAsGiven,
    @Nullable ContactId requesterContactId,
    SubmittedBy submittedBy,
    List<Refusal> refusals,
    List<Warning> warnings,
    @Nullable Entitlement entitlement,
    Instant submittedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant judgedAt,
    @Nullable Instant closedAt,
    @Nullable LocalDate provisionalDispatchDue,
    Unit unit,
    List<UnexpectedUnitView> unexpectedUnits,
    List<Duty> openDuties,
    List<DeadlineView> deadlines,
    List<Demand> demands,
    boolean chargeable,
    List<Exclusion> exclusions,
    @Nullable String requestedSoftwareVersion,
    @Nullable String faultDescription,
    List<AttachmentRef> attachments,
    @Nullable CaseId resubmissionOf,
    long version) {

  /**
   * The unit that the request is about, as far as it was named.
   *
   * @param serialNumberAsGiven as it was typed, where that is another spelling
   */
  public record Unit(
      @Nullable SerialNumber serialNumber,
      @Nullable String serialNumberAsGiven,
      @Nullable ProductCode productCode,
      @Nullable String softwareVersion) {}

  /**
   * A unit that came where another was awaited.
   *
   * @param expected null where none was awaited any more, or which one was not known
   * @param resolution what became of it; null while nobody has said, and with it the rest
   * @param reason null where there is none or it has been erased
   */
  public record UnexpectedUnitView(
      String receivedId,
      @Nullable SerialNumber expected,
      SerialNumber received,
      Leg leg,
      @Nullable Condition condition,
      Instant receivedAt,
      KnownAs knownAs,
      @Nullable ReceivedUnitResolution resolution,
      @Nullable CaseId belongsToCaseId,
      @Nullable String reason,
      @Nullable Instant resolvedAt) {

    private static UnexpectedUnitView of(UnexpectedUnit one, Reading reading) {
      UnexpectedUnitReceived unit = one.received();
      Optional<ReceivedUnitResolved> resolved = Optional.ofNullable(one.resolved());
      return new UnexpectedUnitView(
          unit.receivedId(),
          unit.expected(),
          unit.received(),
          unit.leg(),
          unit.condition(),
          unit.receivedAt(),
          reading.audience().knowsOthers() ? unit.knownAs() : KnownAs.NOTHING,
          resolved.map(ReceivedUnitResolved::resolution).orElse(null),
          resolved
              .filter(told -> reading.audience().knowsOthers())
              .map(ReceivedUnitResolved::belongsToCaseId)
              .orElse(null),
          resolved.map(ReceivedUnitResolved::reasonId).map(reading::text).orElse(null),
          resolved.map(ReceivedUnitResolved::resolvedAt).orElse(null));
    }
  }

  /** Work asked for beyond the service. */
  public record Demand(
      RequestedWork work,
      boolean granted,
      @Nullable String code,
      List<String> clauses,
      @Nullable Message message) {

    private static Stream<Demand> of(CaseEvent event) {
      return switch (event) {
        case DemandGranted granted ->
            Stream.of(new Demand(granted.work(), true, null, List.of(), null));
        case DemandRefused refused -> {
          Refusal because = refused.refusal();
          yield Stream.of(
              new Demand(
                  refused.work(), false, because.code(), because.clauses(), because.message()));
        }
        default -> Stream.empty();
      };
    }
  }

  /** An exclusion that was found after the acceptance. */
  public record Exclusion(String clause, String code, boolean chargeable, Instant foundAt) {}

  /**
   * Of a reported case.
   *
   * @param further warnings beside those of the acceptance
   */
  public static CommonView of(
      CaseState.Reported state, long version, List<Warning> further, Reading reading) {
    FailureReported reported = state.reported();
    Optional<CaseFile> file = state.accepted();
    Optional<RequestAccepted> accepted = file.map(CaseFile::acceptance);
    CustomerId recorded = customerId(state).orElse(null);
    CustomerId customerId = recorded == null ? null : reading.presentIds().apply(recorded);
    return new CommonView(
        state.caseId(),
        state.followed().orElse(null),
        state.status(),
        file.flatMap(CaseFile::closedBecause).orElse(null),
        file.flatMap(CaseFile::rmaNumber).orElse(null),
        customerId,
        Optional.ofNullable(reported.namedAs())
            .or(() -> Optional.ofNullable(recorded).filter(id -> !id.equals(customerId)))
            .orElse(null),
        reported.customerIdAsGiven(),
        reported.requesterContactId(),
        reported.submittedBy(),
        state.refusals(),
        Stream.concat(
                accepted.map(RequestAccepted::warnings).orElse(List.of()).stream(),
                further.stream())
            .toList(),
        file.map(CaseFile::entitlement).orElse(null),
        reported.submittedAt(),
        accepted.map(RequestAccepted::acceptedAt).orElse(null),
        file.flatMap(one -> one.judgement().at()).orElse(null),
        file.flatMap(CaseFile::closedAt).orElse(null),
        accepted.map(RequestAccepted::provisionalDispatchDue).orElse(null),
        new Unit(
            accepted.map(RequestAccepted::serialNumber).orElse(reported.serialNumber()),
            reported.serialNumberAsGiven(),
            accepted.map(RequestAccepted::productCode).orElse(null),
            reported.softwareVersion()),
        file.map(CaseFile::findings).map(Findings::unexpected).orElse(List.of()).stream()
            .map(unit -> UnexpectedUnitView.of(unit, reading))
            .toList(),
        OpenDuties.of(state),
        DeadlineView.of(state),
        state.demands().stream().flatMap(Demand::of).toList(),
        file.filter(CaseFile::chargeable).isPresent(),
        file.map(CaseFile::findings).map(Findings::exclusions).orElse(List.of()).stream()
            .map(CommonView::exclusion)
            .toList(),
        reported.requestedSoftwareVersion(),
        reading.text(reported.faultDescriptionId()),
        reported.attachments(),
        reported.resubmissionOf(),
        version);
  }

  /** The customer's ID as it was recorded. */
  public static Optional<CustomerId> customerId(CaseState.Reported state) {
    return state
        .accepted()
        .map(file -> file.acceptance().customerId())
        .or(() -> Optional.ofNullable(state.reported().customerId()));
  }

  /** The texts that every case is shown with. */
  public static Stream<TextId> texts(CaseState.Reported state) {
    return Stream.concat(
            Stream.of(Optional.ofNullable(state.reported().faultDescriptionId())),
            state.accepted().stream()
                .flatMap(file -> file.findings().unexpected().stream())
                .map(
                    unit ->
                        Optional.ofNullable(unit.resolved()).map(ReceivedUnitResolved::reasonId)))
        .flatMap(Optional::stream);
  }

  private static Exclusion exclusion(ExclusionFound found) {
    return new Exclusion(found.clause(), found.code(), found.chargeable(), found.foundAt());
  }
}
