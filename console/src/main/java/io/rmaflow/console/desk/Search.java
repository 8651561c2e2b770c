package io.rmaflow.console.desk;

import io.rmaflow.client.Connection;
import io.rmaflow.client.contract.api.CustomersApi;
import io.rmaflow.client.contract.api.UnitsApi;
import io.rmaflow.client.contract.model.Customer;
import io.rmaflow.client.contract.model.Unit;
import io.rmaflow.client.rma.api.CasesApi;
import io.rmaflow.client.rma.model.PageOfCase;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientResponseException;

/**
 * Looks for what was typed under everything that it may be. The services compare: full and half
 * width, upper and lower case, and hyphens are theirs to see through.
 */
final class Search {

  private static final int MOST_CASES = 20;

  private static final Set<Integer> NOTHING = Set.of(400, 403, 404, 410);

  private final Connection services;

  /**
   * @param services as the person
   */
  Search(Connection services) {
    this.services = services;
  }

  /**
   * @throws RestClientResponseException where it can be looked for under nothing
   */
  Found of(String asked) {
    Unit unit = unit(asked);
    Customer customer =
        unless(() -> new CustomersApi(services.contract()).customer(asked, null, null));
    PageOfCase cases = cases(asked, null);
    boolean byName = unit == null && customer == null && cases.getTotal() == 0;
    if (byName) {
      cases = cases(null, asked);
    }
    if (unit == null && customer == null && cases.getTotal() == 1) {
      String serial = cases.getItems().getFirst().getUnit().getSerialNumber();
      unit = serial == null ? null : unit(serial);
    }
    return new Found(
        unit == null ? null : UnitCard.of(unit, services),
        customer == null ? null : CustomerCard.of(customer, services),
        cases.getItems(),
        cases.getTotal(),
        byName);
  }

  private PageOfCase cases(@Nullable String text, @Nullable String person) {
    return new CasesApi(services.rma())
        .cases(null, null, text, null, null, null, null, person, 0, MOST_CASES);
  }

  private @Nullable Unit unit(String serial) {
    return unless(() -> new UnitsApi(services.contract()).unit(serial, null, null));
  }

  /** What is read; null where there is no such thing, or not for this person. */
  static <T> @Nullable T unless(Supplier<T> read) {
    try {
      return read.get();
    } catch (RestClientResponseException e) {
      if (NOTHING.contains(e.getStatusCode().value())) {
        return null;
      }
      throw e;
    }
  }
}
