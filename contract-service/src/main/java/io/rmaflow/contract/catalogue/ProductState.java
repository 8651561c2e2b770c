package io.rmaflow.contract.catalogue;

import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.contract.ProductEvent.EndOfSaleAnnounced;
import io.rmaflow.events.contract.ProductEvent.ProductAdded;
import io.rmaflow.events.contract.ProductEvent.ReleaseDesignated;
import io.rmaflow.events.contract.ProductEvent.ReleasePublished;
import io.rmaflow.events.contract.ProductEvent.ReleaseWithdrawn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One product as its events tell it.
 *
 * @param added absent while it is not in the catalogue
 */
public record ProductState(
    @Nullable ProductAdded added,
    List<Release> releases,
    List<Designation> designations,
    @Nullable EndOfSale endOfSale) {

  /** Before anything is known of it. */
  public static final ProductState UNKNOWN = new ProductState(null, List.of(), List.of(), null);

  public ProductState {
    releases = List.copyOf(releases);
    designations = List.copyOf(designations);
  }

  /** The state after one more event. */
  public ProductState after(ProductEvent event) {
    return switch (event) {
      case ProductAdded product -> new ProductState(product, releases, designations, endOfSale);
      case ReleasePublished release ->
          new ProductState(
              added,
              with(
                  releases,
                  new Release(
                      release.version(),
                      release.kind(),
                      release.publishedOn(),
                      release.publishedTable())),
              designations,
              endOfSale);
      case ReleaseDesignated designation ->
          new ProductState(
              added,
              releases,
              with(designations, new Designation(designation.version(), designation.until())),
              endOfSale);
      case ReleaseWithdrawn withdrawn ->
          new ProductState(
              added,
              releases.stream()
                  .filter(release -> !release.version().equals(withdrawn.version()))
                  .toList(),
              designations,
              endOfSale);
      case EndOfSaleAnnounced announced ->
          new ProductState(
              added,
              releases,
              designations,
              new EndOfSale(announced.announcedOn(), announced.endsOn()));
    };
  }

  /** What of it is supported. */
  public VersionSupport support() {
    return new VersionSupport(releases, designations);
  }

  private static <T> List<T> with(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }
}
