package io.rmaflow.contract.catalogue.rules;

import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.contract.ProductEvent.EndOfSaleAnnounced;
import io.rmaflow.events.contract.ProductEvent.HotfixApproved;
import io.rmaflow.events.contract.ProductEvent.HotfixNeed;
import io.rmaflow.events.contract.ProductEvent.HotfixTargetsNamed;
import io.rmaflow.events.contract.ProductEvent.ProductAdded;
import io.rmaflow.events.contract.ProductEvent.ReleaseDesignated;
import io.rmaflow.events.contract.ProductEvent.ReleasePublished;
import io.rmaflow.events.contract.ProductEvent.ReleaseWithdrawn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One product as its events tell it.
 *
 * @param added absent while it is not in the catalogue
 * @param hotfixes how far each hotfix has come for which something was decided
 */
public record ProductState(
    @Nullable ProductAdded added,
    List<Release> releases,
    List<Designation> designations,
    Map<SoftwareVersion, Hotfix> hotfixes,
    @Nullable EndOfSaleAnnounced announced) {

  /** Before anything is known of it. */
  public static final ProductState UNKNOWN =
      new ProductState(null, List.of(), List.of(), Map.of(), null);

  public ProductState {
    releases = List.copyOf(releases);
    designations = List.copyOf(designations);
    hotfixes = Map.copyOf(hotfixes);
  }

  /** The state after one more event. */
  public ProductState evolve(ProductEvent event) {
    return switch (event) {
      case ProductAdded product ->
          new ProductState(product, releases, designations, hotfixes, announced);
      case ReleasePublished release -> withRelease(release);
      case ReleaseDesignated designation ->
          new ProductState(
              added,
              releases,
              withDesignation(new Designation(designation.version(), designation.until())),
              hotfixes,
              announced);
      case ReleaseWithdrawn withdrawn ->
          withReleases(
              releases.stream()
                  .filter(release -> !release.version().equals(withdrawn.version()))
                  .toList());
      case HotfixApproved approved ->
          withHotfix(approved.version(), hotfix(approved.version()).approvedAlsoBy(approved.by()));
      case HotfixTargetsNamed named ->
          withHotfix(named.version(), hotfix(named.version()).handedOutTo(named.customerIds()));
      case EndOfSaleAnnounced end -> new ProductState(added, releases, designations, hotfixes, end);
    };
  }

  /** What of it is supported. */
  public VersionSupport support() {
    return new VersionSupport(releases, designations);
  }

  /** Exactly this release, unless it was withdrawn. */
  public Optional<Release> release(SoftwareVersion version) {
    return releases.stream().filter(release -> release.version().equals(version)).findFirst();
  }

  /** How far the hotfix of this version has come. */
  public Hotfix hotfix(SoftwareVersion version) {
    return hotfixes.getOrDefault(version, Hotfix.NOT_APPROVED);
  }

  /** The last word on a version counts: a designation may be ended earlier, or prolonged. */
  private List<Designation> withDesignation(Designation latest) {
    return with(
        designations.stream()
            .filter(earlier -> !earlier.version().equals(latest.version()))
            .toList(),
        latest);
  }

  private ProductState withRelease(ReleasePublished release) {
    ProductState more = withReleases(with(releases, Release.of(release)));
    List<HotfixNeed> needs = release.hotfixNeeds();
    return needs == null
        ? more
        : more.withHotfix(release.version(), hotfix(release.version()).neededAs(needs));
  }

  private ProductState withReleases(List<Release> others) {
    return new ProductState(added, others, designations, hotfixes, announced);
  }

  private ProductState withHotfix(SoftwareVersion version, Hotfix hotfix) {
    Map<SoftwareVersion, Hotfix> more = new HashMap<>(hotfixes);
    more.put(version, hotfix);
    return new ProductState(added, releases, designations, more, announced);
  }

  private static <T> List<T> with(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }
}
