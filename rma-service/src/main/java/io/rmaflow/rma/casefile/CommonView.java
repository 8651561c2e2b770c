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
 * @param caseId its ID, a UUID
 * @param procedure by which it goes on; null where the request was refused before one was found
 * @param status the furthest step that it has reached
 * @param closedBecause why it ended, a code such as {@code LOANER_RETURNED} or {@code
 *     NOT_HW_FAULT}; null while it goes on
 * @param rmaNumber once it was issued
 * @param customerId the present ID of the account
 * @param namedAs the ID of the earlier system by which the customer was named; null where it was
 *     the present one
 * @param customerIdAsGiven the ID as it was typed, where that is another spelling
 * @param requesterContactId who asked; the person is read at {@code /api/contacts/{contactId}}
 * @param submittedBy who sent the request: the customer, or an agency in its name
 * @param refusals every reason why the request was refused (RMA-8), or what was declined later;
 *     empty where there is none
 * @param warnings what people should know of although the request was accepted
 * @param entitlement the cover that the case rests on; null where it was not accepted
 * @param submittedAt when the request was made
 * @param acceptedAt when it was accepted
 * @param judgedAt when the vendor judged whether the hardware is at fault
 * @param closedAt when it ended, closed or cancelled
 * @param provisionalDispatchDue by when the exchange unit is to leave, as told at the acceptance;
 *     the judgement sets the day that counts (CSB-1, CSB-2); JST, inclusive
 * @param unit what the request is about
 * @param unexpectedUnits units that came where another was awaited, in the order in which they came
 * @param openDuties who has to act next, and by when
 * @param deadlines every due time that was ever set, in order; of the one that is no last day
 *     (MFR-27), the present
 * @param demands what was asked for beyond the service, in the order asked
 * @param chargeable whether something of it is to be paid for
 * @param exclusions what was found after the acceptance to be no part of the service, the
 *     oldest first
 * @param requestedSoftwareVersion with which an exchange unit is wanted, {@code X.Y.Z} or {@code
 *     X.Y.Z-r}
 * @param faultDescription null where none was given or it has been erased
 * @param attachments the files that it names, whether they have come in or not
 * @param resubmissionOf the refused case, or the triage, that this one follows
 * @param version of the case's stream, as in {@code ETag}: the place of its last event, from 0
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
    CaseUnit unit,
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
   * @param serialNumber in the one spelling that it is compared in
   * @param serialNumberAsGiven as it was typed, where that is another spelling
   * @param productCode of its registration; null before the acceptance
   * @param softwareVersion as the request told
   */
  public record CaseUnit(
      @Nullable SerialNumber serialNumber,
      @Nullable String serialNumberAsGiven,
      @Nullable ProductCode productCode,
      @Nullable String softwareVersion) {}

  /**
   * A unit that came where another was awaited.
   *
   * @param receivedId by which {@code received-unit-resolution} names it
   * @param expected the awaited serial number; null where none was awaited any more, or which one
   *     was not known
   * @param received the serial number of what came
   * @param leg where it was taken for another one
   * @param condition null where nobody said
   * @param receivedAt when it came
   * @param knownAs whose it is, as far as was known when it came; to a customer nothing
   * @param resolution what became of it; null while nobody has decided, and with it the rest
   * @param belongsToCaseId the case whose return it is; to a customer null
   * @param reason why it was decided so; null where there is none or it has been erased
   * @param resolvedAt when that was decided
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

  /**
   * Work asked for beyond the service.
   *
   * @param work what was asked for
   * @param granted whether it is done
   * @param code why it is not; null where it is
   * @param clauses the clauses behind that; empty where it is granted
   * @param message the same in words; null where it is granted
   */
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

  /**
   * An exclusion that was found after the acceptance.
   *
   * @param clause which one, such as {@code EXC-CSB-6}
   * @param code its code
   * @param chargeable whether what was done is to be paid for
   * @param foundAt when it was found
   */
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
        new CaseUnit(
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
