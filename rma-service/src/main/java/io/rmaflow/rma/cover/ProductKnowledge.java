package io.rmaflow.rma.cover;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.time.Durations;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a product: its family, its releases, and until when it is served.
 *
 * @param releases in any order
 * @param endOfSale absent where none was announced; a mark without a date limits nothing
 * @param hotfixTargets who was handed a hotfix (SWP-5)
 */
public record ProductKnowledge(
    ProductCode productCode,
    ProductFamily family,
    List<Release> releases,
    List<Designation> designations,
    @Nullable EndOfSale endOfSale,
    List<HotfixTarget> hotfixTargets) {

  private static final int MONTHS_FOR_UPDATING = 6;
  private static final int YEARS_OF_PAID_SERVICE = 5;

  /** Copies the lists. */
  public ProductKnowledge {
    releases = List.copyOf(releases);
    designations = List.copyOf(designations);
    hotfixTargets = List.copyOf(hotfixTargets);
  }

  /**
   * One release.
   *
   * @param publishedOn JST
   * @param publishedTable whether it is a row of the vendor's published table
   * @param withdrawn whether the vendor took it back
   */
  public record Release(
      SoftwareVersion version,
      ReleaseKind kind,
      LocalDate publishedOn,
      boolean publishedTable,
      boolean withdrawn) {}

  /**
   * A version under service although its fixes are not the newest (VER-10).
   *
   * @param until last day, JST inclusive; absent: until further notice
   */
  @Clause("VER-10")
  public record Designation(SoftwareVersion version, @Nullable LocalDate until) {

    boolean covers(SoftwareVersion candidate, LocalDate day) {
      return version.sameRelease(candidate) && (until == null || !day.isAfter(until));
    }
  }

  /**
   * A customer who was handed a hotfix.
   *
   * @param handedOutOn from this day on, JST, its absence counts
   */
  public record HotfixTarget(
      SoftwareVersion hotfix, CustomerId customerId, LocalDate handedOutOn) {}

  /** How much the software is still changed (EOS-3, EOS-6; EXTENDED of EOS-12 is LIMITED too). */
  @Clause({"EOS-3", "EOS-6", "EOS-12"})
  public enum SoftwareMaintenance {
    ON_SALE,
    NORMAL,
    LIMITED,
    ENDED
  }

  /** Both dates of an end of sale, JST. */
  @Clause("A-27")
  public record EndOfSale(LocalDate announcedOn, LocalDate endsOn) {}

  /**
   * The newest periodic release published by the day, with which a replacement is shipped (CSB-15):
   * the one with the most fixes (VER-8), of several the last published. Hotfixes go to their target
   * customers only (SWP-5) and are no default for anybody.
   */
  @Clause({"CSB-15", "VER-8", "SWP-5"})
  public Optional<SoftwareVersion> latestVersion(LocalDate day) {
    return publishedBy(day)
        .filter(release -> release.kind() == ReleaseKind.PERIODIC)
        .max(
            Comparator.comparing((Release release) -> release.version().fix())
                .thenComparing(Release::publishedOn)
                .thenComparing(Release::version))
        .map(Release::version);
  }

  /**
   * The last day, JST inclusive, by which a unit on this version has to be updated (VER-9): six
   * months after the publication of the first newer periodic release with a larger Z. Absent
   * where nothing asks for an update. Rows of the published table do not outdate each other (A-33,
   *
   */
  @Clause({"VER-9", "A-36", "A-33", "A-34"})
  public Optional<LocalDate> updateDue(SoftwareVersion version) {
    Predicate<Release> counts =
        isInPublishedTable(version) ? release -> !release.publishedTable() : release -> true;
    return releases.stream()
        .filter(release -> release.kind() == ReleaseKind.PERIODIC && !release.withdrawn())
        .filter(counts)
        .filter(release -> release.version().fix() > version.fix())
        .filter(release -> release.version().compareTo(version) > 0)
        .map(Release::publishedOn)
        .min(Comparator.naturalOrder())
        .map(published -> Durations.deadlineAfterMonths(published, MONTHS_FOR_UPDATING));
  }

  /**
   * The releases that technical support answers for, the newest last: those with the largest Z
   * (VER-7), and the rows of the published table beside each other until a newer Z comes (A-33,
   *
   *
   * @param day JST, inclusive
   */
  @Clause({"VER-7", "A-33", "A-34"})
  public List<SoftwareVersion> supportedVersions(LocalDate day) {
    int newestFix = newestFix(day);
    boolean tableStands =
        publishedBy(day).anyMatch(r -> r.publishedTable() && r.version().fix() == newestFix);
    return publishedBy(day)
        .filter(r -> r.version().fix() == newestFix || (tableStands && r.publishedTable()))
        .map(Release::version)
        .sorted()
        .toList();
  }

  /**
   * Whether inquiries about the version are not answered (VER-11): neither designated (VER-10) nor
   * with a supported Z, listed or not, nor newer than all that is known.
   */
  @Clause({"VER-11", "VER-10", "A-37"})
  public boolean isUnsupported(SoftwareVersion version, LocalDate day) {
    List<SoftwareVersion> supported = supportedVersions(day);
    boolean listed = publishedBy(day).anyMatch(release -> release.version().sameRelease(version));
    boolean supportedItself = supported.stream().anyMatch(one -> one.sameRelease(version));
    boolean supportedUnlisted =
        !listed && supported.stream().anyMatch(one -> one.fix() == version.fix());
    return !isDesignated(version, day)
        && !supportedItself
        && !supportedUnlisted
        && version.fix() <= newestFix(day);
  }

  private int newestFix(LocalDate day) {
    return publishedBy(day).mapToInt(release -> release.version().fix()).max().orElse(-1);
  }

  /** How much the software is still changed on that day, JST (EOS-3, EOS-6, EOS-12, A-52). */
  @Clause({"EOS-3", "EOS-6", "EOS-12", "A-52"})
  public SoftwareMaintenance softwareMaintenance(LocalDate day) {
    if (endOfSale == null || day.isBefore(endOfSale.endsOn())) {
      return SoftwareMaintenance.ON_SALE;
    }
    if (!day.isAfter(Durations.lastDayOfYears(endOfSale.endsOn(), 1))) {
      return SoftwareMaintenance.NORMAL;
    }
    return day.isAfter(Durations.lastDayOfYears(endOfSale.endsOn(), YEARS_OF_PAID_SERVICE))
        ? SoftwareMaintenance.ENDED
        : SoftwareMaintenance.LIMITED;
  }

  /**
   * The hotfix of that name which one of these customers had been handed by that day, JST inclusive
   * (SWP-6, A-69); of several, where the name leaves r open, the lowest. One that was
   * withdrawn is nobody's to apply any more.
   */
  @Clause({"SWP-6", "A-69", "A-68"})
  public Optional<SoftwareVersion> handedOut(
      SoftwareVersion named, Set<CustomerId> customers, LocalDate day) {
    return hotfixTargets.stream()
        .filter(
            target ->
                target.hotfix().sameRelease(named)
                    && customers.contains(target.customerId())
                    && !day.isBefore(target.handedOutOn()))
        .map(HotfixTarget::hotfix)
        .filter(hotfix -> !isWithdrawn(hotfix))
        .min(Comparator.naturalOrder());
  }

  private boolean isWithdrawn(SoftwareVersion hotfix) {
    return releases.stream()
        .anyMatch(
            release ->
                release.kind() == ReleaseKind.HOTFIX
                    && release.withdrawn()
                    && release.version().sameRelease(hotfix));
  }

  /** Whether the vendor put the version under service for that day (VER-10). */
  @Clause("VER-10")
  public boolean isDesignated(SoftwareVersion version, LocalDate day) {
    return designations.stream().anyMatch(designation -> designation.covers(version, day));
  }

  /**
   * Whether nothing can be said of the version: no release of the product is known, or the
   * version is none of them and its Z is larger than theirs.
   */
  @Clause("A-37")
  public boolean isUnknown(SoftwareVersion version, LocalDate day) {
    if (releases.stream().anyMatch(release -> release.version().sameRelease(version))) {
      return false;
    }
    return newestFix(day) < version.fix();
  }

  /**
   * The last day of paid service, JST inclusive (EOS-1, A-26): five years from the announcement or
   * from the later of purchase and start of service, whichever ends later; of a virtual
   * appliance from the announcement alone (EOS-12, A-29). Absent where no end of sale was
   * announced.
   */
  @Clause({"EOS-1", "A-26", "A-15", "EOS-12", "A-29"})
  public Optional<LocalDate> paidServiceEnd(LocalDate purchaseDate, LocalDate serviceStart) {
    return Optional.ofNullable(endOfSale)
        .map(
            end -> {
              LocalDate sinceAnnounced =
                  Durations.lastDayOfYears(end.announcedOn(), YEARS_OF_PAID_SERVICE);
              LocalDate sinceBought =
                  Durations.lastDayOfYears(
                      later(purchaseDate, serviceStart), YEARS_OF_PAID_SERVICE);
              return family == ProductFamily.NETNEBULAS_VA
                  ? sinceAnnounced
                  : later(sinceAnnounced, sinceBought);
            });
  }

  /** The same, as if no end of sale had been announced (A-28, by an administrator's decision). */
  @Clause("A-28")
  public ProductKnowledge withoutEndOfSale() {
    return new ProductKnowledge(productCode, family, releases, designations, null, hotfixTargets);
  }

  private Stream<Release> publishedBy(LocalDate day) {
    return releases.stream()
        .filter(release -> !release.withdrawn() && !release.publishedOn().isAfter(day));
  }

  private boolean isInPublishedTable(SoftwareVersion version) {
    return releases.stream()
        .anyMatch(
            release ->
                release.publishedTable()
                    && !release.withdrawn()
                    && release.version().sameRelease(version));
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }
}
