package io.rmaflow.contract.catalogue.rules;

import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.events.contract.ProductEvent.ReleasePublished;
import java.time.LocalDate;
import java.util.List;

/**
 * One release of a product.
 *
 * @param publishedOn JST
 * @param publishedTable whether it is a row of the vendor's published table
 * @param seriousDefect whether the vendor deems a defect serious that it corrects (WAR-10)
 * @param fixIds what it corrects, text by text (SWP-7)
 */
public record Release(
    SoftwareVersion version,
    ReleaseKind kind,
    LocalDate publishedOn,
    boolean publishedTable,
    boolean seriousDefect,
    List<TextId> fixIds) {

  public Release {
    fixIds = List.copyOf(fixIds);
  }

  static Release of(ReleasePublished event) {
    return new Release(
        event.version(),
        event.kind(),
        event.publishedOn(),
        event.publishedTable(),
        event.seriousDefect(),
        event.fixIds());
  }
}
