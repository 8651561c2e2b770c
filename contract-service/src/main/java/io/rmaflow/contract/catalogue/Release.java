package io.rmaflow.contract.catalogue;

import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import java.time.LocalDate;

/**
 * One release of a product.
 *
 * @param publishedOn JST
 * @param publishedTable whether it is a row of the vendor's published table
 */
public record Release(
    SoftwareVersion version, ReleaseKind kind, LocalDate publishedOn, boolean publishedTable) {}
