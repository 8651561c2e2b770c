package io.rmaflow.contract.lineage;

import io.rmaflow.contract.customer.AccountUnits;
import io.rmaflow.contract.customer.EarlierCustomers;
import io.rmaflow.contract.registration.EarlierUnits;
import io.rmaflow.contract.registration.rules.UnitCommand;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.web.AsOf;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The units of an account at an instant: those that were registered, and what took their places.
 */
@Component
class UnitsOfAccounts implements AccountUnits {

  private final JdbcClient jdbc;
  private final EarlierCustomers customers;
  private final EarlierUnits units;

  UnitsOfAccounts(JdbcClient jdbc, EarlierCustomers customers, EarlierUnits units) {
    this.jdbc = jdbc;
    this.customers = customers;
    this.units = units;
  }

  @Override
  public List<SerialNumber> of(CustomerId customerId, AsOf then) {
    List<String> registered =
        serials(
            "select serial_number from unit where customer_id = ? and registered_on is not null",
            customerId);
    Set<String> begun =
        new HashSet<>(
            customers.begun(
                registered.stream()
                    .map(serial -> UnitCommand.streamId(new SerialNumber(serial)))
                    .toList(),
                then));
    Set<String> found = new TreeSet<>();
    registered.stream()
        .filter(serial -> begun.contains(UnitCommand.streamId(new SerialNumber(serial))))
        .forEach(found::add);
    replacements(customerId).stream()
        .filter(serial -> !registered.contains(serial))
        .filter(
            serial ->
                units
                    .find(new SerialNumber(serial), then)
                    .filter(unit -> unit.customerId().equals(customerId))
                    .isPresent())
        .forEach(found::add);
    return found.stream().map(SerialNumber::new).toList();
  }

  /** What ever was said to have taken the place of one of its units, rightly or not. */
  private List<String> replacements(CustomerId customerId) {
    return serials(
        """
        with recursive family (serial_number) as (
          select serial_number::text from unit where customer_id = ?
          union
          select other.serial_number::text from family f
            join unit_told_in one on one.serial_number = f.serial_number and one.exchanged
            join unit_told_in other on other.stream = one.stream and other.exchanged)
        select serial_number from family
        """,
        customerId);
  }

  private List<String> serials(String sql, CustomerId customerId) {
    return jdbc.sql(sql).param(customerId.value()).query(String.class).list();
  }
}
