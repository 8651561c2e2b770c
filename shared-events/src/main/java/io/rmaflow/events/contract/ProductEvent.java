package io.rmaflow.events.contract;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.TextId;
import io.rmaflow.events.Wire;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a product of the catalogue; stream {@code product/<product code>}. */
public sealed interface ProductEvent extends DomainEvent {

  ProductCode productCode();

  /**
   * A product entered the catalogue.
   *
   * @param endOfSaleMark whether the published table marks it 販売終了 without a date (EOS-14, A-65)
   */
  @Wire("ProductAdded")
  record ProductAdded(
      ProductCode productCode,
      String name,
      List<String> aliases,
      ProductFamily family,
      @Nullable String edition,
      boolean endOfSaleMark)
      implements ProductEvent {

    public ProductAdded {
      aliases = List.copyOf(aliases);
    }
  }

  /**
   * A release was published (SWP-1).
   *
   * @param publishedOn JST; starts the six months for updating (VER-9)
   * @param publishedTable whether it is a row of the vendor's published table
   */
  @Wire("ReleasePublished")
  record ReleasePublished(
      ProductCode productCode,
      SoftwareVersion version,
      ReleaseKind kind,
      boolean containsFix,
      boolean containsFeature,
      @Nullable SoftwareVersion baseVersion,
      LocalDate publishedOn,
      boolean publishedTable,
      boolean seriousDefect)
      implements ProductEvent {}

  /**
   * The vendor put a version under service although its fixes are not the newest (VER-10).
   *
   * @param until last day of the designation, JST inclusive; absent: until further notice
   */
  @Wire("ReleaseDesignated")
  record ReleaseDesignated(
      ProductCode productCode,
      SoftwareVersion version,
      @Nullable TextId reasonId,
      @Nullable LocalDate until)
      implements ProductEvent {}

  /** The vendor withdrew a release from the supported table. */
  @Wire("ReleaseWithdrawn")
  record ReleaseWithdrawn(
      ProductCode productCode, SoftwareVersion version, @Nullable TextId reasonId)
      implements ProductEvent {}

  /**
   * The end of sale was announced (EOS-11).
   *
   * @param announcedOn starts the five years of paid service (EOS-1, A-27)
   * @param endsOn the end-of-sale date; starts the software phases (EOS-3)
   */
  @Wire("EndOfSaleAnnounced")
  record EndOfSaleAnnounced(ProductCode productCode, LocalDate announcedOn, LocalDate endsOn)
      implements ProductEvent {}

  /** The two ways in which software is provided (SWP-1). */
  enum ReleaseKind {
    PERIODIC,
    HOTFIX
  }
}
