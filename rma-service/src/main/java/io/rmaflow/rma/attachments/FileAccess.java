package io.rmaflow.rma.attachments;

import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Forbidden;
import io.rmaflow.rma.access.Visibility;
import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Who may send and read files. The desk may do both for everybody, a customer for all IDs of its
 * company; auditors and other systems read. Logistics sees no files, which tell of faults and hold
 * the settings of networks.
 */
@Component
class FileAccess {

  private final Visibility visibility;

  FileAccess(Visibility visibility) {
    this.visibility = visibility;
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

  /** The accounts that a customer's token names; none for all others. */
  Set<CustomerId> customerIds(Caller caller) {
    return visibility.customerIds(caller);
  }

  /** The account that an ID means. */
  CustomerId presentId(CustomerId named) {
    return visibility.presentId(named);
  }

  /** Whether what belongs to these customers is the caller's business. */
  boolean concerns(Caller caller, Collection<CustomerId> owners) {
    return visibility.concerns(caller, owners);
  }

  /** Whether two sets of IDs name one company. */
  boolean sameCompany(Collection<CustomerId> some, Collection<CustomerId> others) {
    return visibility.sameCompany(some, others);
  }
}
