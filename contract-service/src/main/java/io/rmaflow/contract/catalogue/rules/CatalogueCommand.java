package io.rmaflow.contract.catalogue.rules;

import io.rmaflow.contract.decision.StreamCommand;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.ProductEvent.Approver;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator may ask of one product of the catalogue. */
public sealed interface CatalogueCommand extends StreamCommand {

  ProductCode productCode();

  @Override
  default String streamId() {
    return streamId(productCode());
  }

  /** The stream of a product. */
  static String streamId(ProductCode code) {
    return "product/" + code;
  }

  /** A product enters the catalogue. */
  record AddProduct(
      ProductCode productCode,
      String name,
      List<String> aliases,
      ProductFamily family,
      @Nullable String edition,
      boolean endOfSaleMark,
      boolean soldOnApplia)
      implements CatalogueCommand {
    public AddProduct {
      aliases = List.copyOf(aliases);
    }
  }

  /** A row of the vendor's published table (VER-20, VER-21); authoritative as it stands. */
  record RecordPublishedRow(ProductCode productCode, SoftwareVersion version, LocalDate publishedOn)
      implements CatalogueCommand {}

  /**
   * A new release (SWP-1).
   *
   * @param baseVersion what a hotfix is built on (VER-18)
   * @param seriousDefect whether the vendor deems a defect serious that it corrects (WAR-10)
   * @param fixIds what it corrects, text by text (SWP-7)
   * @param neededBy the supported versions that need a hotfix beside the one it is built on
   *     (VER-18)
   */
  record PublishRelease(
      ProductCode productCode,
      SoftwareVersion version,
      ReleaseKind kind,
      boolean containsFix,
      boolean containsFeature,
      @Nullable SoftwareVersion baseVersion,
      LocalDate publishedOn,
      boolean seriousDefect,
      List<TextId> fixIds,
      List<SoftwareVersion> neededBy)
      implements CatalogueCommand {
    public PublishRelease {
      fixIds = List.copyOf(fixIds);
      neededBy = List.copyOf(neededBy);
    }
  }

  /**
   * SWP-2: one of the two who have to agree to a hotfix.
   *
   * @param workaroundExists as customer support judged it (SWP-4)
   */
  record ApproveHotfix(
      ProductCode productCode,
      SoftwareVersion version,
      Approver by,
      boolean workaroundExists,
      @Nullable TextId reasonId)
      implements CatalogueCommand {}

  /**
   * SWP-5: the hotfix is handed out to these customers.
   *
   * @param reasonId why others than those with the defect get it, absent where none do
   */
  record NameHotfixTargets(
      ProductCode productCode,
      SoftwareVersion version,
      List<CustomerId> customerIds,
      @Nullable TextId reasonId)
      implements CatalogueCommand {
    public NameHotfixTargets {
      customerIds = List.copyOf(customerIds);
    }
  }

  /** VER-10. */
  record DesignateRelease(
      ProductCode productCode,
      SoftwareVersion version,
      @Nullable TextId reasonId,
      @Nullable LocalDate until)
      implements CatalogueCommand {}

  /** */
  record WithdrawRelease(
      ProductCode productCode, SoftwareVersion version, @Nullable TextId reasonId)
      implements CatalogueCommand {}

  /**
   * EOS-11.
   *
   * @param url where the vendor announced it, absent where that is not recorded
   */
  record AnnounceEndOfSale(
      ProductCode productCode, LocalDate announcedOn, LocalDate endsOn, @Nullable String url)
      implements CatalogueCommand {}
}
