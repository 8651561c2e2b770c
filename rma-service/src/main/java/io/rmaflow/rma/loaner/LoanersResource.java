package io.rmaflow.rma.loaner;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.LoanerEvent.LoanerAdded;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.Query;
import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The pool as the desk and the warehouse see it. */
@RestController
class LoanersResource {

  private final Writes writes;
  private final LoanerPool pool;
  private final LoanerTables tables;

  LoanersResource(Writes writes, LoanerPool pool, LoanerTables tables) {
    this.writes = writes;
    this.pool = pool;
    this.tables = tables;
  }

  /** All of a product or in a state: the free ones first, then what is expected back first. */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE})
  @GetMapping("/api/loaners")
  Page<Loaner> loaners(Query query, PageRequest page) {
    ProductCode product = query.id("productCode", ProductCode::new);
    Loaner.State state = query.enumValue("state", Loaner.State.class);
    query.check();
    return new Page<>(
        tables.list(product, state, page), page.page(), page.size(), tables.count(product, state));
  }

  /**
   * {@code 201} with the loaner, promised already where a case waited for one.
   *
   * @throws StateConflict 409, where the pool has it
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/api/loaners")
  ResponseEntity<?> add(WriteRequest request) {
    return writes.perform(request, fields -> added(request, fields));
  }

  private Answer<Loaner> added(WriteRequest request, Fields fields) {
    SerialNumber serialNumber = fields.requiredId("serialNumber", SerialNumber::new);
    ProductCode product = fields.requiredId("productCode", ProductCode::new);
    String version = fields.identifier("softwareVersion");
    Instant addedAt = fields.occurredAt();
    fields.check();
    tables
        .find(serialNumber)
        .ifPresent(
            known -> {
              throw new StateConflict(
                  known.state().name(),
                  "LOANER_ALREADY_ADDED",
                  "この貸出機は登録済みです。",
                  "The pool has this loaner already.");
            });
    pool.add(
        new LoanerAdded(serialNumber, product, version, addedAt),
        Recording.of(request.caller().subject(), addedAt));
    return Answer.created("/api/loaners", tables.find(serialNumber).orElseThrow())
        .naming(LoanerAggregate.streamOf(serialNumber));
  }
}
