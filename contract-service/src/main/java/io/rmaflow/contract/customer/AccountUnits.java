package io.rmaflow.contract.customer;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.web.AsOf;
import java.util.List;

/** Which units were registered under an account, or had taken the place of one that was. */
@FunctionalInterface
public interface AccountUnits {

  /** Those of then, in the order of their serial numbers. */
  List<SerialNumber> of(CustomerId customerId, AsOf then);
}
