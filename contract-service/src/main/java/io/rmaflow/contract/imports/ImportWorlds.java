package io.rmaflow.contract.imports;

import io.rmaflow.contract.catalogue.Catalogue;
import io.rmaflow.contract.imports.rules.Row;
import io.rmaflow.contract.imports.rules.World;
import io.rmaflow.contract.imports.rules.World.KnownContract;
import io.rmaflow.contract.imports.rules.World.KnownProduct;
import io.rmaflow.contract.imports.rules.World.KnownTerm;
import io.rmaflow.contract.imports.rules.World.KnownUnit;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.jdbc.IndexPlans;
import io.rmaflow.kit.personal.PersonalStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up what is known about many rows at once. */
@Component
class ImportWorlds {

  private final JdbcClient jdbc;
  private final Catalogue catalogue;
  private final PersonalStore personal;

  ImportWorlds(JdbcClient jdbc, Catalogue catalogue, PersonalStore personal) {
    this.jdbc = jdbc;
    this.catalogue = catalogue;
    this.personal = personal;
  }

  /** Adds what the database knows of these rows; what the world knows already stays. */
  void lookUp(World world, List<Row> rows) {
    IndexPlans.forThisTransaction(jdbc);
    products(world, rows);
    String[] ids =
        rows.stream()
            .flatMap(row -> Stream.concat(Stream.of(row.customerId()), row.legacyIds().stream()))
            .map(CustomerId::value)
            .distinct()
            .toArray(String[]::new);
    customers(world, ids);
    String[] accounts =
        rows.stream()
            .map(row -> world.present(row.customerId()).value())
            .distinct()
            .toArray(String[]::new);
    customers(world, accounts);
    contacts(world, accounts);
    String[] serials =
        rows.stream().map(row -> row.serialNumber().value()).distinct().toArray(String[]::new);
    units(world, serials);
    contracts(world, serials);
  }

  private void products(World world, List<Row> rows) {
    for (Row row : rows) {
      if (!world.hasLookedUp(row.product())) {
        world.product(
            row.product(),
            catalogue
                .named(row.product())
                .map(
                    product ->
                        new KnownProduct(
                            product.productCode(), product.family(), product.usualChannel())));
      }
    }
  }

  private void customers(World world, String[] ids) {
    jdbc.sql("select customer_id from customer where customer_id = any(?)")
        .param(ids)
        .query(String.class)
        .list()
        .forEach(id -> world.issued(new CustomerId(id)));
    jdbc.sql("select alias, customer_id from customer_alias where alias = any(?)")
        .param(ids)
        .query(
            (RowCallbackHandler)
                row ->
                    world.alias(
                        new CustomerId(row.getString("alias")),
                        new CustomerId(row.getString("customer_id"))));
  }

  private void contacts(World world, String[] accounts) {
    Map<ContactId, CustomerId> known = new LinkedHashMap<>();
    jdbc.sql(
            """
            select customer_id, contact_id from contact
            where customer_id = any(?) and not erased
            """)
        .param(accounts)
        .query(
            (RowCallbackHandler)
                row ->
                    known.put(
                        new ContactId(row.getString("contact_id")),
                        new CustomerId(row.getString("customer_id"))));
    personal
        .contacts(known.keySet())
        .forEach(
            (contact, person) -> {
              CustomerId customer = known.get(contact);
              if (customer != null && person.email() != null) {
                world.contact(customer, person.email(), contact);
              }
            });
  }

  private void units(World world, String[] serials) {
    jdbc.sql(
            """
            select serial_number, customer_id, product_code, purchase_date,
                registered_on is not null as registered, replaced_by is not null as replaced
            from unit where serial_number = any(?) for update
            """)
        .param(serials)
        .query(
            (RowCallbackHandler)
                row ->
                    world.unit(
                        new SerialNumber(row.getString("serial_number")),
                        new KnownUnit(
                            new CustomerId(row.getString("customer_id")),
                            new ProductCode(row.getString("product_code")),
                            row.getObject("purchase_date", LocalDate.class),
                            row.getBoolean("registered"),
                            row.getBoolean("replaced"))));
  }

  /** The contract that a unit holds; where it held several, the one that ends last. */
  private void contracts(World world, String[] serials) {
    Map<SerialNumber, Map<String, List<KnownTerm>>> found = new LinkedHashMap<>();
    jdbc.sql(
            """
            select h.serial_number, t.contract_id, t.plan, t.term_years, t.start_date, t.expiry_date
            from contract_holder h
            join contract c using (contract_id)
            join contract_term t using (contract_id)
            where h.serial_number = any(?) and h.held_to is null
            order by c.expiry_date, t.contract_id, t.number
            """)
        .param(serials)
        .query(
            (RowCallbackHandler)
                row -> {
                  found
                      .computeIfAbsent(
                          new SerialNumber(row.getString("serial_number")),
                          serial -> new LinkedHashMap<>())
                      .computeIfAbsent(row.getString("contract_id"), id -> new ArrayList<>())
                      .add(
                          new KnownTerm(
                              Plan.valueOf(row.getString("plan")),
                              row.getInt("term_years"),
                              row.getObject("start_date", LocalDate.class),
                              row.getObject("expiry_date", LocalDate.class)));
                });
    found.forEach(
        (serial, contracts) ->
            contracts.forEach(
                (id, terms) ->
                    world.contract(serial, new KnownContract(new ContractId(id), terms))));
  }
}
