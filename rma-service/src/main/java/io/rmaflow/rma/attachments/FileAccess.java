package io.rmaflow.rma.attachments;

import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Forbidden;
import io.rmaflow.rma.access.Visibility;
import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whose files somebody may send and read: a customer those of all IDs of its company. */
@Component
class FileAccess {

  private final Visibility visibility;

  FileAccess(Visibility visibility) {
    this.visibility = visibility;
  }

  /**
   * A file of a customer belongs to an account: one of nobody would serve the cases of all.
   *
   * @throws Forbidden where the token of a customer names none
   */
  void checkHasOwner(Caller caller) {
    if (caller.isCustomer() && caller.customerIds().isEmpty()) {
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

  /**
   * A file serves the cases of its uploader's company, and one that the desk keeps serves all
   * (A-61).
   *
   * @param caseOf the customer IDs of a case
   */
  boolean mayServe(Attachment file, Collection<CustomerId> caseOf) {
    return file.customerIds().isEmpty() || visibility.sameCompany(caseOf, file.customerIds());
  }
}
