package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.eventstore.PostgresEventStorageEngine;
import io.rmaflow.testkit.calls.GeneratedCalls;
import io.rmaflow.testkit.calls.GeneratedCalls.Outcome;
import io.rmaflow.testkit.calls.RecordedEvents;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * Calls made from the document of this service, as every role: none is answered with 5xx, all as
 * described, and what is recorded afterwards agrees with what is shown. On a database of its own,
 * since settings and the calendar are changed as well.
 */
@DirtiesContext
@TestPropertySource(properties = "spring.application.name=contract-service-of-generated-calls")
class GeneratedCallsHttpTest extends ServiceTest {

  @Autowired private DataSource database;
  @Autowired private PostgresEventStorageEngine engine;

  @Test
  void noneIsAnsweredWith5xx_allAsDescribed_andNothingIsHalfWritten() {
    RmaStub.ANSWERS.put(
        "/api/deadlines", "{\"items\": [], \"page\": 0, \"size\": 200, \"total\": 0}");
    RecordedEvents events = new RecordedEvents(database);
    Registered first = register();
    GeneratedCalls calls =
        new GeneratedCalls(base(), get("/api/openapi.json").body(), events, first.customerId());
    prepare(calls, first);

    Outcome outcome = calls.run();

    assertThat(outcome.wrong()).as("seed %d", outcome.seed()).isEmpty();
    assertThat(outcome.answered(200)).isPositive();
    assertThat(outcome.answered(201)).isPositive();
    assertThat(outcome.answered(400)).isPositive();
    assertThat(outcome.answered(403)).isPositive();
    assertThat(outcome.answered(422)).isPositive();
    assertThat(outcome.operations()).hasSizeGreaterThan(20);
    assertThat(events.streams())
        .isNotEmpty()
        .allSatisfy(stream -> assertThat(engine.firstBroken(stream)).as(stream).isEmpty());
    assertTablesSayWhatTheEventsSay(events);
  }

  private void prepare(GeneratedCalls calls, Registered first) {
    String contract = sign(first);
    Reply unit = get("/api/units/" + first.serial());
    calls
        .knowing("serial", first.serial())
        .knowing("customerId", first.customerId())
        .knowing("contractId", contract)
        .knowing("contactId", unit.text("/contactIds/0"))
        .knowing("siteId", unit.text("/siteId"))
        .knowing("productCode", "netregio2a-dhcp")
        .knowing("productCode", "netnebulas-va-dhcp")
        .knowing("key", "renewal.graceDays")
        .knowing("key", "csb.return.businessDays");
    for (int i = 0; i < 6; i++) {
      String product = i % 2 == 0 ? "netregio2a-dhcp" : "netwyvern2-dhcp";
      Registered one = register();
      calls
          .knowing("serial", one.serial())
          .knowing("customerId", one.customerId())
          .like("POST /api/registrations", registration(newSerial(), null, product, i == 5))
          .like(
              "POST /api/contracts",
              application(one.serial(), one.customerId(), "CROSS_SEND_BACK", 1))
          .like(
              "POST /api/customers/{customerId}/links",
              "{\"customerId\": \"%s\"}".formatted(one.customerId()));
    }
    calls
        .like(
            "POST /api/contracts/{contractId}/renewals",
            "{\"plan\": \"CROSS_SEND_BACK\", \"termYears\": 1, \"renewedBy\": \"CUSTOMER\"}")
        .like("PUT /api/settings/{key}", "{\"value\": 10, \"reason\": \"x\"}")
        .like(
            "POST /api/products",
            "{\"productCode\": \"gen-box\", \"name\": \"Gen Box\", \"family\": \"NETREGIO\"}")
        .like(
            "POST /api/products/{productCode}/releases",
            """
            {"version": "9.1.1-1111", "kind": "PERIODIC", "containsFix": true,
             "publishedOn": "2026-04-01"}
            """);
  }

  /** Everything that is there twice, as events and as a table, is the same in both. */
  private static void assertTablesSayWhatTheEventsSay(RecordedEvents events) {
    assertThat(
            events.found(
                """
                select coalesce('unit/' || u.serial_number, e.stream)
                from unit u full join
                  (select stream from stored_event where type = 'contract.UnitRegistered') e
                  on e.stream = 'unit/' || u.serial_number
                where (u.serial_number is null or e.stream is null)
                """))
        .as("units")
        .isEmpty();
    assertThat(
            events.found(
                """
                select coalesce(c.contract_id, e.stream) || ' ' || coalesce(c.terms, 0)
                from (select contract_id, count(*) as terms from contract_term
                      group by contract_id) c
                  full join
                  (select stream, count(*) as terms from stored_event
                   where type in ('contract.ContractSigned', 'contract.ContractRenewed') group by stream) e
                  on e.stream = c.contract_id
                where c.terms is distinct from e.terms
                """))
        .as("terms of contracts")
        .isEmpty();
    assertThat(
            events.found(
                """
                select coalesce('contact/' || c.contact_id, e.stream)
                from contact c full join
                  (select distinct on (stream) stream, payload from stored_event
                   where type = 'contract.ContactChanged' order by stream, sequence desc) e
                  on e.stream = 'contact/' || c.contact_id
                where c.language is distinct from e.payload->>'language'
                   or c.contract_notices is distinct from
                      (e.payload->>'contractNotices')::boolean
                   or c.erased is distinct from exists (select from stored_event g
                      where g.stream = e.stream and g.type = 'contract.ContactErased')
                """))
        .as("contacts")
        .isEmpty();
    assertThat(
            events.found(
                """
                select coalesce(p.product_code, e.payload->>'productCode')
                from product p full join
                  (select payload from stored_event where type = 'contract.ProductAdded') e
                  on e.payload->>'productCode' = p.product_code
                where p.product_code is null or e.payload is null
                """))
        .as("products")
        .isEmpty();
    assertThat(
            events.found(
                """
                select payload::text from stored_event e where type = 'contract.CustomerIdsLinked'
                  and not exists (select from customer_link l
                    where l.customer_id = e.payload->>'customerId'
                      and l.linked_customer_id = e.payload->>'linkedCustomerId')
                """))
        .as("links")
        .isEmpty();
  }
}
