package io.rmaflow.kit.web.access;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;

import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.Query;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/access-log}: for the auditor and the admin; to read it is recorded in it. */
@RestController
class AccessLogController {

  private final AccessTable table;
  private final CustomerIdsOfOne customers;

  AccessLogController(AccessTable table, CustomerIdsOfOne customers) {
    this.table = table;
    this.customers = customers;
  }

  /**
   * The newest first.
   *
   * <p>{@code from} is inclusive and {@code to} exclusive, both business time; a customer ID stands
   * for all that are linked with it.
   */
  @AdministrativeAct
  @Allowed({ADMIN, AUDITOR})
  @GetMapping("/api/access-log")
  Page<AccessView> accessLog(Query query) {
    CustomerId customer = query.id("customerId", CustomerId::new);
    String contact = query.identifier("contactId");
    String actor = query.identifier("actor");
    Instant from = query.instant("from");
    Instant to = query.instant("to");
    PageRequest page = query.page();
    query.check();
    return table.find(
        new AccessTable.Search(
            customer == null ? null : customers.of(customer.value()), contact, actor, from, to),
        page);
  }
}
