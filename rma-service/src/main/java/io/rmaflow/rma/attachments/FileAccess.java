package io.rmaflow.rma.attachments;

import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Forbidden;
import io.rmaflow.rma.cover.Cover;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Who may send and read files. The desk may do both for everybody, a customer for all IDs of its
 * company; auditors and other systems read. Logistics sees no files, which tell of faults and hold
 * the settings of networks.
 */
@Component
class FileAccess {

  private final Cover cover;

  FileAccess(Cover cover) {
    this.cover = cover;
  }

  /**
   * Whether the caller's role sends files at all.
   *
   * @throws Forbidden where it does not
   */
  void checkMaySend(Caller caller) {
    boolean allowed =
        switch (caller.role()) {
          case ADMIN, SUPPORT -> true;
          case CUSTOMER -> !caller.customerIds().isEmpty();
          case LOGISTICS, AUDITOR, SERVICE -> false;
        };
    if (!allowed) {
      throw Forbidden.role(caller.role());
    }
  }

  /**
   * Whether the caller's role reads files at all.
   *
   * @throws Forbidden where it does not
   */
  void checkMayRead(Caller caller) {
    boolean allowed =
        switch (caller.role()) {
          case ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER -> true;
          case LOGISTICS -> false;
        };
    if (!allowed) {
      throw Forbidden.role(caller.role());
    }
  }

  /** Whether what belongs to these customers is the caller's business. */
  boolean concerns(Caller caller, Collection<CustomerId> owners) {
    return !caller.isCustomer() || owners.stream().anyMatch(company(customerIds(caller))::contains);
  }

  /** Whether two sets of IDs name one company. */
  boolean sameCompany(Collection<CustomerId> some, Collection<CustomerId> others) {
    return others.stream().anyMatch(company(some)::contains);
  }

  static Set<CustomerId> customerIds(Caller caller) {
    Set<CustomerId> ids = new HashSet<>();
    caller.customerIds().forEach(id -> ids.add(new CustomerId(id)));
    return ids;
  }

  private Set<CustomerId> company(Collection<CustomerId> customerIds) {
    Set<CustomerId> company = new HashSet<>(customerIds);
    customerIds.forEach(id -> company.addAll(cover.linkedIds(id)));
    return company;
  }
}
