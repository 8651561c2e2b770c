package io.rmaflow.rma.access;

import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.web.access.CustomerIdsOfOne;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Who is looked for in the access log under one ID is found under all of its company. */
@Component
class LinkedIds implements CustomerIdsOfOne {

  private final Visibility visibility;

  LinkedIds(Visibility visibility) {
    this.visibility = visibility;
  }

  @Override
  public Collection<String> of(String customerId) {
    CustomerId named = new CustomerId(customerId);
    Set<String> ids = new TreeSet<>(Set.of(named.value()));
    visibility
        .company(Set.of(visibility.presentId(named)))
        .forEach(linked -> ids.add(linked.value()));
    return ids;
  }
}
