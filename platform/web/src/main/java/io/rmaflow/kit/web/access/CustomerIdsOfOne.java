package io.rmaflow.kit.web.access;

import java.util.Collection;

/** All IDs under which a customer may stand in the access log; a service that knows says it. */
@FunctionalInterface
public interface CustomerIdsOfOne {

  /**
   * The account that the ID means, and all that are linked with it.
   *
   * @param customerId in its one spelling
   */
  Collection<String> of(String customerId);
}
