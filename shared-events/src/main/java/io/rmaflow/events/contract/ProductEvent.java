package io.rmaflow.events.contract;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
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
   * @param soldOnApplia whether the EC site applia sells this model (ELG-5, A-42); absent: it does
   *     not
   */
  @Wire("ProductAdded")
  record ProductAdded(
      ProductCode productCode,
      String name,
      List<String> aliases,
      ProductFamily family,
      @Nullable String edition,
      boolean endOfSaleMark,
      @Nullable Boolean soldOnApplia)
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
   * @param seriousDefect whether the vendor deems a defect serious that it corrects (WAR-10)
   * @param fixIds what it corrects, text by text (SWP-7)
   * @param hotfixNeeds of a hotfix, which of the versions that were supported until then need it
   *     (VER-18); absent for other releases, and in events from before it was recorded
   */
  @Clause({"SWP-1", "SWP-7"})
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
      boolean seriousDefect,
      List<TextId> fixIds,
      @Nullable List<HotfixNeed> hotfixNeeds)
      implements ProductEvent {

    public ReleasePublished {
      fixIds = List.copyOf(fixIds);
      hotfixNeeds = hotfixNeeds == null ? null : List.copyOf(hotfixNeeds);
    }
  }

  /**
   * Whether the vendor found that devices on this version need a hotfix (VER-18).
   *
   * @param version a supported one
   * @param needed whether they do
   */
  @Clause("VER-18")
  record HotfixNeed(SoftwareVersion version, boolean needed) {}

  /**
   * One of the two who have to agree to a hotfix did so (SWP-2).
   *
   * @param by customer support, which judged the impact, or development, which consents
   * @param workaroundExists as customer support judged it; a hotfix is for defects without one
   *     (SWP-4)
   */
  @Clause("SWP-2")
  @Wire("HotfixApproved")
  record HotfixApproved(
      ProductCode productCode,
      SoftwareVersion version,
      Approver by,
      boolean workaroundExists,
      @Nullable TextId reasonId)
      implements ProductEvent {}

  /**
   * A hotfix was handed out to customers (SWP-5); from then on its absence counts against them
   * (SWP-6, A-69).
   *
   * @param customerIds who gets it from now on, beside those named before
   * @param reasonId why others than those with the defect get it, absent where none do
   */
  @Clause({"SWP-5", "SWP-6", "A-69"})
  @Wire("HotfixTargetsNamed")
  record HotfixTargetsNamed(
      ProductCode productCode,
      SoftwareVersion version,
      List<CustomerId> customerIds,
      @Nullable TextId reasonId)
      implements ProductEvent {

    public HotfixTargetsNamed {
      customerIds = List.copyOf(customerIds);
    }
  }

  /**
   * The vendor put a version under service although its fixes are not the newest (VER-10).
   *
   * @param until last day of the designation, JST inclusive; absent: until further notice
   */
  @Clause("VER-10")
  @Wire("ReleaseDesignated")
  record ReleaseDesignated(
      ProductCode productCode,
      SoftwareVersion version,
      @Nullable TextId reasonId,
      @Nullable LocalDate until)
      implements ProductEvent {}

  /** The vendor withdrew a release from the supported table. */
  @Clause("A-33")
  @Wire("ReleaseWithdrawn")
  record ReleaseWithdrawn(
      ProductCode productCode, SoftwareVersion version, @Nullable TextId reasonId)
      implements ProductEvent {}

  /**
   * The end of sale was announced (EOS-11).
   *
   * @param announcedOn starts the five years of paid service (EOS-1, A-27)
   * @param endsOn the end-of-sale date; starts the software phases (EOS-3)
   * @param url where the vendor announced it, absent where that was not recorded
   */
  @Clause("EOS-11")
  @Wire("EndOfSaleAnnounced")
  record EndOfSaleAnnounced(
      ProductCode productCode, LocalDate announcedOn, LocalDate endsOn, @Nullable String url)
      implements ProductEvent {}

  /** The two who have to agree to a hotfix (SWP-2). */
  @Clause("SWP-2")
  enum Approver {
    /** Customer support, which judges the impact. */
    SUPPORT,
    /** Development, which consents. */
    DEVELOPMENT
  }

  /** The two ways in which software is provided (SWP-1). */
  @Clause("SWP-1")
  enum ReleaseKind {
    /** In its turn, for everybody. */
    PERIODIC,
    /** In between, for whom it is handed out to. */
    HOTFIX
  }
}
