package io.rmaflow.rma.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Sight;
import io.rmaflow.rma.casefile.CaseIndex;
import io.rmaflow.rma.casefile.OpenCase;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.cover.EarlierCover;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.rma.intake.rules.Known;
import io.rmaflow.rma.override.Overrides;
import io.rmaflow.rma.standing.OverdueUnit;
import io.rmaflow.rma.standing.StandingReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what is known of a request, as of its submission, within the caller's transaction. */
@Component
public class KnownReader {

  private final Cover cover;
  private final EarlierCover earlier;
  private final StandingReader standing;
  private final CaseIndex cases;
  private final Overrides overrides;
  private final Sight sight;

  KnownReader(
      Cover cover,
      EarlierCover earlier,
      StandingReader standing,
      CaseIndex cases,
      Overrides overrides,
      Sight sight) {
    this.cover = cover;
    this.earlier = earlier;
    this.standing = standing;
    this.cases = cases;
    this.overrides = overrides;
    this.sight = sight;
  }

  /** For a customer another's unit is one that nobody has registered. */
  Known of(FailureReported request, Caller caller) {
    SerialNumber serialNumber = request.serialNumber();
    List<CaseId> openCases =
        serialNumber == null
            ? List.of()
            : cases.openCases(serialNumber).stream()
                .map(OpenCase::caseId)
                // a triage that the repair request names is no other matter (MFR-20)
                .filter(open -> !open.equals(request.resubmissionOf()))
                .toList();
    return known(
        request,
        unit(request).filter(found -> sight.concerns(caller, Optional.of(found.customerId()))),
        openCases,
        cover.policy(),
        Instant.MAX);
  }

  /**
   * What was known of a request of the past, as of its submission and by all that was told until
   * now, as the desk sees it. Which other cases were open then, on which no decision rests, is left
   * out.
   *
   * @param decidedAt when the answer was recorded
   * @param policy calendar and settings of that time
   */
  public Known asOfThen(FailureReported request, Instant decidedAt, PolicyContext policy) {
    return known(request, unit(request), List.of(), policy, decidedAt);
  }

  private Optional<UnitCover> unit(FailureReported request) {
    return Optional.ofNullable(request.serialNumber())
        .flatMap(serial -> cover.unit(serial, request.submittedAt()));
  }

  private Known known(
      FailureReported request,
      Optional<UnitCover> unit,
      List<CaseId> openCases,
      PolicyContext policy,
      Instant setAsideBy) {
    Optional<ProductKnowledge> product =
        unit.flatMap(registered -> cover.product(registered.productCode()));
    Set<CustomerId> linkedIds = linkedIds(request.customerId(), unit);
    List<OverdueUnit> overdueUnits =
        linkedIds.isEmpty() ? List.of() : standing.overdueUnits(linkedIds, request.submittedAt());
    return new Known(
        unit.orElse(null),
        product.orElse(null),
        linkedIds,
        overdueUnits,
        openCases,
        overrides.forResubmission(
            request.resubmissionOf(), request.serialNumber(), linkedIds, setAsideBy),
        policy);
  }

  /**
   * What was known when the request was decided, as far as it can be told now: calendar, settings
   * and rules set aside as of then, what contract-service has told as of the submission.
   *
   * @param decidedAt when the answer was recorded
   * @param unitKnown whether the unit was a registered one to whoever asked
   */
  Known then(FailureReported request, Instant decidedAt, boolean unitKnown) {
    return known(
        request,
        unit(request).filter(registered -> unitKnown),
        List.of(),
        earlier.policies(decidedAt).last(),
        decidedAt);
  }

  /** An ID is known by its issue or by a unit that stands under it, whichever was told first. */
  private Set<CustomerId> linkedIds(@Nullable CustomerId named, Optional<UnitCover> unit) {
    if (named == null) {
      return Set.of();
    }
    Cover.Company company = cover.company(named);
    boolean known =
        company.isKnown()
            || unit.filter(registered -> registered.customerId().equals(named)).isPresent();
    return known ? company.ids() : Set.of();
  }
}
