package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Declarations;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Isolation;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.time.JapanTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule looks at.
 *
 * @param known as of the request's submission
 * @param coveredBy what covers the procedure that was asked for or chosen
 */
public record Asked(FailureReported request, Known known, Coverage.By coveredBy) {

  /** The day in Japan on which the request came in; entitlement is tested on it. */
  @Clause("A-72")
  public LocalDate day() {
    return JapanTime.dateOf(request.submittedAt());
  }

  /** What the customer declares. */
  public Declarations declarations() {
    return request.declarations();
  }

  /** The unit; rules of a step that needs it are asked only where it is known. */
  public UnitCover unit() {
    return Objects.requireNonNull(known.unit(), "checked only where the unit is known");
  }

  /** What the unit has for the procedure. */
  public Coverage coverage() {
    return Coverage.of(coveredBy, unit(), known.productForService(), day());
  }

  /** The version in use; empty where it is missing or not well formed. */
  public Optional<SoftwareVersion> version() {
    return Optional.ofNullable(request.softwareVersion()).flatMap(SoftwareVersion::parse);
  }

  /** The newest version on the day of the request; absent where none is known. */
  public @Nullable String latestVersion() {
    ProductKnowledge product = known.product();
    return product == null
        ? null
        : product.latestVersion(day()).map(SoftwareVersion::text).orElse(null);
  }

  /** Whether the customer found the hardware at fault. */
  public boolean hardwareFaultFound() {
    Isolation isolation = request.isolation();
    return isolation != null && isolation.result() == IsolationResult.HARDWARE_FAULT;
  }

  /** Whether the check sheet of the isolation was filled in. */
  public boolean checkSheetFilledIn() {
    Isolation isolation = request.isolation();
    return isolation != null && isolation.checkSheet();
  }

  /** A unit that cannot run it needs the reason instead. */
  @Clause("A-60")
  public boolean selfDiagnosisDone() {
    Isolation isolation = request.isolation();
    if (isolation == null) {
      return false;
    }
    return switch (isolation.selfDiagnosis()) {
      case PASSED, FAILED -> true;
      case NOT_EXECUTABLE -> isolation.selfDiagnosisReasonId() != null;
      case NOT_DONE -> false;
    };
  }

  /** Whether the customer names this as the cause. */
  public boolean isCausedBy(Cause cause) {
    return declarations().cause() == cause;
  }

  /**
   * that {@code site} or {@code owner} differ from the registered ones, as details of a
   * refusal; none where nothing that was declared differs.
   */
  @Clause("A-74")
  public Map<String, Object> siteOrOwnerMismatch() {
    List<String> differing = new ArrayList<>();
    if (differs(request.siteFingerprint(), unit().siteFingerprint())) {
      differing.add("site");
    }
    if (differs(request.ownerFingerprint(), unit().ownerFingerprint())) {
      differing.add("owner");
    }
    return differing.isEmpty() ? Map.of() : Map.of("differs", differing);
  }

  private static boolean differs(@Nullable String declared, String registered) {
    return declared != null && !declared.equals(registered);
  }
}
