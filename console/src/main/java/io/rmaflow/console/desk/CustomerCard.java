package io.rmaflow.console.desk;

import io.rmaflow.client.Connection;
import io.rmaflow.client.contract.api.ContractsApi;
import io.rmaflow.client.contract.model.Contract;
import io.rmaflow.client.contract.model.Customer;
import io.rmaflow.client.rma.api.CustomersApi;
import io.rmaflow.client.rma.model.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the desk needs it on the phone.
 *
 * @param the the account
 * @param contracts of the company, as many as one page has
 * @param standing what it still has to do and what it has kept for too long
 */
record CustomerCard(Customer the, List<Contract> contracts, @Nullable Standing standing) {

  private static final int PAGE = 50;

  static CustomerCard of(Customer the, Connection services) {
    return new CustomerCard(
        the,
        new ContractsApi(services.contract())
            .contracts(null, the.getCustomerId(), null, 0, PAGE)
            .getItems(),
        standing(the.getCustomerId(), services));
  }

  static @Nullable Standing standing(String customerId, Connection services) {
    return Search.unless(() -> new CustomersApi(services.rma()).standing(customerId, null, null));
  }
}
