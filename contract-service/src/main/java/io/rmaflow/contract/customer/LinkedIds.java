package io.rmaflow.contract.customer;

import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.web.access.CustomerIdsOfOne;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Who is looked for in the access log under one ID is found under all of its company, and
 * under those of the earlier system.
 */
@Component
class LinkedIds implements CustomerIdsOfOne {

  private final Customers customers;

  LinkedIds(Customers customers) {
    this.customers = customers;
  }

  @Override
  public Collection<String> of(String customerId) {
    CustomerId named = new CustomerId(customerId);
    Set<String> ids = new TreeSet<>(Set.of(named.value()));
    for (CustomerId linked : customers.company(named)) {
      ids.add(linked.value());
      customers.aliases(linked).forEach(alias -> ids.add(alias.value()));
    }
    return ids;
  }
}
