package io.rmaflow.rma.cover;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what contract-service has told, together with what this service's own deliveries changed.
 * No call goes to another service; each reads within the caller's transaction.
 */
public interface Cover {

  /** Calendar and settings as last told; the defaults before any change. */
  PolicyContext policy();

  /**
   * The unit and its cover as of the instant, lineage applied; empty where nobody registered it and
   * it replaced no registered unit by then.
   */
  Optional<UnitCover> unit(SerialNumber serialNumber, Instant at);

  /** The product; empty where the catalogue has not told of it. */
  Optional<ProductKnowledge> product(ProductCode productCode);

  /**
   * The newest periodic release of the product on that day (CSB-15); empty where none is known.
   *
   * @param day JST, inclusive
   */
  @Clause("CSB-15")
  default Optional<String> latestSoftwareVersion(ProductCode productCode, LocalDate day) {
    return product(productCode)
        .flatMap(product -> product.latestVersion(day))
        .map(version -> version.text());
  }

  /** What is known of the company that an ID belongs to. */
  Company company(CustomerId customerId);

  /**
   * A company, as far as it is known by one of its IDs.
   *
   * @param isKnown whether that ID was ever issued
   * @param ids the ID and all linked with it, directly or over others; the ID alone where there are
   *     none
   */
  record Company(boolean isKnown, Set<CustomerId> ids) {}

  /** Whether such a customer ID was ever issued. */
  default boolean customerKnown(CustomerId customerId) {
    return company(customerId).isKnown();
  }

  /** The ID and all linked with it, directly or over others; the ID alone where there are none. */
  default Set<CustomerId> linkedIds(CustomerId customerId) {
    return company(customerId).ids();
  }

  /**
   * The ID of the account that an ID means: an ID of the system until September 2011 means the
   * present one (CID-6, A-31), any other itself.
   */
  @Clause({"CID-6", "A-31"})
  default CustomerId presentId(CustomerId customerId) {
    return presentIds(List.of(customerId)).getOrDefault(customerId, customerId);
  }

  /** The same of each of many. */
  @Clause({"CID-6", "A-31"})
  Map<CustomerId, CustomerId> presentIds(Collection<CustomerId> customerIds);
}
