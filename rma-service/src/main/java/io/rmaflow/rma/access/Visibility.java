package io.rmaflow.rma.access;

import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.rma.cover.Cover;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A customer sees what belongs to any ID of its company, the vendor's people see all. */
@Component
public class Visibility {

  private final Cover cover;

  Visibility(Cover cover) {
    this.cover = cover;
  }

  /** Whether what belongs to these customers is the caller's business. */
  public boolean concerns(Caller caller, Collection<CustomerId> owners) {
    return !caller.isCustomer() || sameCompany(customerIds(caller), owners);
  }

  /** Whether two sets of IDs name one company. */
  public boolean sameCompany(Collection<CustomerId> some, Collection<CustomerId> others) {
    Set<CustomerId> company = company(some);
    return others.stream().anyMatch(company::contains);
  }

  /** These IDs and all that are linked with them. */
  public Set<CustomerId> company(Collection<CustomerId> customerIds) {
    Set<CustomerId> company = new HashSet<>(customerIds);
    customerIds.forEach(id -> company.addAll(cover.linkedIds(id)));
    return company;
  }

  /** The accounts that a customer's token names; none for all others. */
  public Set<CustomerId> customerIds(Caller caller) {
    Set<CustomerId> ids = new HashSet<>();
    caller.customerIds().forEach(id -> ids.add(presentId(new CustomerId(id))));
    return ids;
  }

  /** The account that an ID means. */
  public CustomerId presentId(CustomerId named) {
    return cover.presentId(named);
  }
}
