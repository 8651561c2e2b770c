package io.rmaflow.contract.imports.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the customers, units and contracts that some rows name, rows before them
 * included.
 */
public final class World {

  private final Map<String, Optional<KnownProduct>> products = new HashMap<>();
  private final Set<CustomerId> customers = new HashSet<>();
  private final Map<CustomerId, CustomerId> aliases = new HashMap<>();
  private final Map<PersonKey, ContactId> contacts = new HashMap<>();
  private final Map<SerialNumber, KnownUnit> units = new HashMap<>();
  private final Map<SerialNumber, KnownContract> contracts = new HashMap<>();

  private record PersonKey(CustomerId customerId, String email) {}

  /**
   * A product of the catalogue.
   *
   * @param usualChannel where its units are bought of which nobody says so
   */
  public record KnownProduct(
      ProductCode productCode, ProductFamily family, SalesChannel usualChannel) {}

  /**
   * A unit.
   *
   * @param registered false for one that is known only because it replaced another one
   * @param replaced whether another unit has taken its place
   */
  public record KnownUnit(
      CustomerId customerId,
      ProductCode productCode,
      LocalDate purchaseDate,
      boolean registered,
      boolean replaced) {}

  /** One term of a contract, both days inclusive, JST. */
  public record KnownTerm(Plan plan, int years, LocalDate startDate, LocalDate expiryDate) {}

  /** The contract that a unit holds, with its terms in their order. */
  public record KnownContract(ContractId contractId, List<KnownTerm> terms) {
    public KnownContract {
      terms = List.copyOf(terms);
    }

    public LocalDate expiryDate() {
      return terms.getLast().expiryDate();
    }

    public KnownContract with(KnownTerm further) {
      List<KnownTerm> more = new ArrayList<>(terms);
      more.add(further);
      return new KnownContract(contractId, more);
    }
  }

  public Optional<KnownProduct> product(String named) {
    return products.getOrDefault(named, Optional.empty());
  }

  public boolean hasLookedUp(String named) {
    return products.containsKey(named);
  }

  public void product(String named, Optional<KnownProduct> product) {
    products.put(named, product);
  }

  /** The account that an ID means (CID-6). */
  @Clause("CID-6")
  public CustomerId present(CustomerId id) {
    return aliases.getOrDefault(id, id);
  }

  public boolean isIssued(CustomerId id) {
    return customers.contains(id);
  }

  public void issued(CustomerId id) {
    customers.add(id);
  }

  public void alias(CustomerId alias, CustomerId account) {
    aliases.put(alias, account);
  }

  public @Nullable ContactId contact(CustomerId customer, String email) {
    return contacts.get(new PersonKey(customer, email.toLowerCase(Locale.ROOT)));
  }

  public void contact(CustomerId customer, String email, ContactId contact) {
    contacts.put(new PersonKey(customer, email.toLowerCase(Locale.ROOT)), contact);
  }

  public @Nullable KnownUnit unit(SerialNumber serial) {
    return units.get(serial);
  }

  public void unit(SerialNumber serial, KnownUnit unit) {
    units.put(serial, unit);
  }

  public @Nullable KnownContract contract(SerialNumber serial) {
    return contracts.get(serial);
  }

  public void contract(SerialNumber serial, KnownContract contract) {
    contracts.put(serial, contract);
  }
}
