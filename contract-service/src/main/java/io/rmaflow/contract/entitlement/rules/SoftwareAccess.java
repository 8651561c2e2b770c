package io.rmaflow.contract.entitlement.rules;

import io.rmaflow.contract.catalogue.rules.Hotfix;
import io.rmaflow.contract.catalogue.rules.ProductState;
import io.rmaflow.contract.catalogue.rules.Release;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which releases a unit may download (SWP-10), and why not the others. */
@Clause("SWP-10")
public final class SoftwareAccess {

  private SoftwareAccess() {}

  /**
   * One release.
   *
   * @param version of it, {@code X.Y.Z} or {@code X.Y.Z-r}
   * @param kind whether it came in its turn, or as a hotfix
   * @param supported whether it is supported on that day (VER-7)
   * @param granted whether the unit may download it
   * @param code why it may not be downloaded; null where it may
   * @param clauses what grants or denies it
   * @param warning what the customer is told with it; null where there is nothing to tell
   */
  public record Download(
      SoftwareVersion version,
      ReleaseKind kind,
      boolean supported,
      boolean granted,
      @Nullable String code,
      List<String> clauses,
      @Nullable Message warning) {
    public Download {
      clauses = List.copyOf(clauses);
    }
  }

  /**
   * Every release published by then, the newest first.
   *
   * @param entitlements of the unit at the instant
   * @param customerIds the unit's customer ID and all that are linked to it
   */
  public static List<Download> of(
      Entitlements entitlements, ProductState product, Set<CustomerId> customerIds, Instant at) {
    LocalDate day = JapanTime.dateOf(at);
    List<Release> supported = product.support().supportedOn(day);
    return product.releases().stream()
        .filter(release -> !release.publishedOn().isAfter(day))
        .sorted((a, b) -> b.version().compareTo(a.version()))
        .map(
            release ->
                of(
                    release,
                    product.hotfix(release.version()),
                    entitlements,
                    customerIds,
                    supported.contains(release)))
        .toList();
  }

  @Clause({"WAR-10", "SWP-10", "SWP-8", "ELG-13", "SWP-2", "SWP-5", "SWP-3"})
  private static Download of(
      Release release,
      Hotfix hotfix,
      Entitlements entitlements,
      Set<CustomerId> customerIds,
      boolean supported) {
    boolean paid = entitlements.has(Entitlements.SOFTWARE_DOWNLOAD);
    boolean serious = release.seriousDefect() && entitlements.has(Entitlements.SERIOUS_DEFECT_FIX);
    if (!paid && !serious) {
      return denied(release, supported, "NO_PAID_CONTRACT", "WAR-10", "SWP-10");
    }
    List<String> grant = paid ? List.of("SWP-10", "SWP-8") : List.of("WAR-10", "ELG-13");
    if (release.kind() == ReleaseKind.PERIODIC) {
      return new Download(release.version(), release.kind(), supported, true, null, grant, null);
    }
    if (!hotfix.missing().isEmpty()) {
      return denied(release, supported, "HOTFIX_APPROVAL_MISSING", "SWP-2");
    }
    // SWP-5: released, but not to this customer
    return Collections.disjoint(hotfix.targets(), customerIds)
        ? denied(release, supported, "HOTFIX_APPROVAL_MISSING", "SWP-5")
        : new Download(
            release.version(),
            release.kind(),
            supported,
            true,
            null,
            List.of("SWP-5", "SWP-3"),
            Hotfix.NOT_FULLY_VERIFIED);
  }

  private static Download denied(
      Release release, boolean supported, String code, String... clauses) {
    return new Download(
        release.version(), release.kind(), supported, false, code, List.of(clauses), null);
  }
}
