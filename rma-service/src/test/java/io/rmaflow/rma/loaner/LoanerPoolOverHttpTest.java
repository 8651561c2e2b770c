package io.rmaflow.rma.loaner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.Customer.Product;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The pool is shared by the tests, so each empties it of what it put there. */
class LoanerPoolOverHttpTest {

  /** Of no other test: whatever else is out would be due back some day. */
  private static final Product PRODUCT = Product.NETWYVERN2;

  private static final String JUDGED = "{\"hardwareFault\": true}";

  /** For cases of other tests of this run, which wait for a loaner and were left so. */
  private static final AtomicInteger SPARE = new AtomicInteger();

  private final RunningService service = RunningService.shared();
  private final List<String> opened = new ArrayList<>();
  private final AtomicInteger cameAgain = new AtomicInteger();

  @BeforeEach
  void nobodyOfAnotherTestWaits() {
    service.startAt("2026-06-10T09:00:00");
    Reply added;
    do {
      added = add("LN-0%03d".formatted(SPARE.incrementAndGet()));
    } while (added.body().path("state").asString().equals("PROMISED"));
    nothingIsFree();
  }

  @AfterEach
  void nobodyWaitsAndNothingIsFree() {
    // whoever still waits would take what the next test adds, and what is free would serve it
    for (String path : opened) {
      service.post(path + "/cancellation", "{\"reason\": \"end of the test\"}");
    }
    nothingIsFree();
  }

  private void nothingIsFree() {
    for (JsonNode free : loaners("state=FREE&productCode=" + PRODUCT.code().value())) {
      Customer taker =
          Customer.registered(
              service, "C-T-" + text(free), "T-" + text(free), Plan.MANUFACTURER, PRODUCT);
      String path = taker.openCase("MANUFACTURER");
      service.step(path, "judgement", JUDGED);
      service.step(path, "loaner-shipment", "{}");
    }
  }

  @Nested
  class OneLoaner {

    @Test
    @Clause({"MFR-5", "MFR-23"})
    void thatNobodyAdded_isKnownFromItsShipmentOn_andIsToBeHadAfterItsReturn() {
      service.startAt("2026-06-10T10:00:00");
      Customer customer =
          Customer.registered(service, "C-4031", "NW2-4031", Plan.MANUFACTURER, PRODUCT);
      String path = open(customer);
      service.step(path, "judgement", JUDGED);

      service.clock("2026-06-10T15:00:00");
      service.step(path, "loaner-shipment", "{\"serialNumber\": \"LN-4031\"}");

      JsonNode out = loaner("LN-4031");
      assertThat(out.path("state").asString()).isEqualTo("SHIPPED");
      assertThat(out.path("productCode").asString()).isEqualTo(PRODUCT.code().value());
      assertThat(out.path("customerId").asString()).isEqualTo("C-4031");
      assertThat(out.path("since").asString()).isEqualTo("2026-06-10T15:00:00+09:00");
      assertThat(add("LN-4031").status()).isEqualTo(409);
      Customer other =
          Customer.registered(service, "C-4032", "NW2-4032", Plan.MANUFACTURER, PRODUCT);
      String second = open(other);
      service.step(second, "judgement", JUDGED);
      assertThat(
              service.post(second + "/loaner-shipment", "{\"serialNumber\": \"LN-4031\"}").status())
          .isEqualTo(409);

      service.step(path, "repaired-unit-delivery", "{}");
      service.step(path, "operation-confirmation", "{}");
      service.step(
          path, "loaner-return", "{\"serialNumber\": \"LN-4031\", \"condition\": \"USED\"}");

      JsonNode kept = loaner("LN-4031");
      assertThat(kept.path("state").asString()).isEqualTo("PROMISED");
      assertThat(kept.path("customerId").asString()).isEqualTo("C-4032");
    }

    @Test
    @Clause({"MFR-5", "RMA-9"})
    void thatNobodyAdded_isKnownToo_whereItsShipmentBecomesKnownAfterItsReturn() {
      service.startAt("2026-06-10T10:00:00");
      Customer customer =
          Customer.registered(service, "C-4033", "NW2-4033", Plan.MANUFACTURER, PRODUCT);
      String path = open(customer);
      service.step(path, "judgement", JUDGED);
      service.clock("2026-06-17T10:00:00");
      service.step(
          path, "loaner-return", "{\"serialNumber\": \"LN-4033\", \"condition\": \"USED\"}");

      service.step(
          path,
          "loaner-shipment",
          "{\"serialNumber\": \"LN-4033\", \"occurredAt\": \"2026-06-10T15:00:00+09:00\"}");

      JsonNode free = loaner("LN-4033");
      assertThat(free.path("state").asString()).isEqualTo("FREE");
      assertThat(free.path("condition").asString()).isEqualTo("USED");
      assertThat(free.path("since").asString()).isEqualTo("2026-06-17T10:00:00+09:00");
    }

    @Test
    @Clause({"MFR-5", "RMA-9"})
    void whoseSerialNumberWasCorrected_isTheOneThatWasSent_andTheOtherIsNone() {
      service.startAt("2026-06-10T10:00:00");
      Customer customer =
          Customer.registered(service, "C-4034", "NW2-4034", Plan.MANUFACTURER, PRODUCT);
      String path = open(customer);
      service.step(path, "judgement", JUDGED);
      service.step(path, "loaner-shipment", "{\"serialNumber\": \"LN-4034\"}");

      service.step(
          path,
          "correction",
          """
          {"ofEvent": "LoanerShipped", "field": "serialNumber", "value": "LN-4035",
           "reason": "read off wrongly"}
          """);

      assertThat(loaner("LN-4035").path("state").asString()).isEqualTo("SHIPPED");
      assertThat(loaners("productCode=" + PRODUCT.code().value()))
          .extracting(LoanerPoolOverHttpTest::text)
          .doesNotContain("LN-4034");
      assertThat(add("LN-4034").status()).isEqualTo(201);
      assertThat(loaner("LN-4034").path("state").asString()).isEqualTo("FREE");
    }

    @Test
    @Clause({"MFR-5", "MFR-23"})
    void isKeptForTheCaseThatNeedsIt_andIsSeenWhereverItIs() {
      service.startAt("2026-06-10T10:00:00");
      Reply added = add("LN-4001");
      assertThat(added.status()).isEqualTo(201);
      assertThat(added.body().path("state").asString()).isEqualTo("FREE");
      Customer customer =
          Customer.registered(service, "C-4001", "NW2-4001", Plan.MANUFACTURER, PRODUCT);
      String path = open(customer);

      Reply judged = service.step(path, "judgement", JUDGED);

      assertThat(judged.body().at("/loanerPromise/serialNumber").asString()).isEqualTo("LN-4001");
      assertThat(judged.body().path("warnings")).isEmpty();
      JsonNode promised = loaner("LN-4001");
      assertThat(promised.path("state").asString()).isEqualTo("PROMISED");
      assertThat(promised.path("customerId").asString()).isEqualTo("C-4001");
      assertThat(promised.path("rmaNumber").asString())
          .isEqualTo(judged.body().path("rmaNumber").asString());
      assertThat(promised.path("expectedBack").asString()).isEqualTo("2026-07-10");

      service.clock("2026-06-10T15:00:00");
      Reply shipped = service.step(path, "loaner-shipment", "{}");
      assertThat(shipped.body().at("/loaner/serialNumber").asString()).isEqualTo("LN-4001");
      assertThat(shipped.body().path("loanerPromise").isNull()).isTrue();
      assertThat(loaner("LN-4001").path("state").asString()).isEqualTo("SHIPPED");
      assertThat(loaner("LN-4001").path("since").asString()).isEqualTo("2026-06-10T15:00:00+09:00");

      service.clock("2026-06-11T10:00:00");
      service.step(path, "loaner-delivery", "{}");
      assertThat(loaner("LN-4001").path("state").asString()).isEqualTo("DELIVERED");
      service.step(path, "loaner-confirmation", "{}");
      service.clock("2026-06-15T10:00:00");
      service.step(path, "faulty-unit-return", "{\"serialNumber\": \"NW2-4001\"}");
      assertThat(loaner("LN-4001").path("expectedBack").asString()).isEqualTo("2026-07-15");
      service.step(path, "repaired-unit-delivery", "{}");
      service.step(path, "operation-confirmation", "{}");
      assertThat(loaner("LN-4001").path("expectedBack").asString()).isEqualTo("2026-06-22");
      service.clock("2026-06-16T10:00:00");
      service.step(path, "loaner-dispatch", "{}");
      assertThat(loaner("LN-4001").path("state").asString()).isEqualTo("DISPATCHED");
      service.clock("2026-06-17T10:00:00");
      service.step(
          path, "loaner-return", "{\"serialNumber\": \"LN-4001\", \"condition\": \"USED\"}");

      JsonNode free = loaner("LN-4001");
      assertThat(free.path("state").asString()).isEqualTo("FREE");
      assertThat(free.path("condition").asString()).isEqualTo("USED");
      assertThat(free.path("since").asString()).isEqualTo("2026-06-17T10:00:00+09:00");
      assertThat(free.path("caseId").isNull()).isTrue();
    }

    @Test
    @Clause("MFR-23")
    void isFreeAgain_whereTheCaseEndsBeforeItLeft() {
      service.startAt("2026-06-10T10:00:00");
      add("LN-4002");
      String path =
          open(Customer.registered(service, "C-4002", "NW2-4002", Plan.MANUFACTURER, PRODUCT));
      service.step(path, "judgement", JUDGED);
      assertThat(loaner("LN-4002").path("state").asString()).isEqualTo("PROMISED");

      service.step(path, "cancellation", "{\"reason\": \"x\"}");

      assertThat(loaner("LN-4002").path("state").asString()).isEqualTo("FREE");
    }

    @Test
    @Clause("MFR-23")
    void ofAnotherCase_isNotSent() {
      service.startAt("2026-06-10T10:00:00");
      add("LN-4003");
      String first =
          open(Customer.registered(service, "C-4003", "NW2-4003", Plan.MANUFACTURER, PRODUCT));
      service.step(first, "judgement", JUDGED);
      String second =
          open(Customer.registered(service, "C-4004", "NW2-4004", Plan.MANUFACTURER, PRODUCT));
      service.step(second, "judgement", JUDGED);

      Reply refused = service.post(second + "/loaner-shipment", "{\"serialNumber\": \"ＬＮ－4003\"}");

      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.body().path("code").asString()).isEqualTo("LOANER_PROMISED_ELSEWHERE");
      assertThat(loaner("LN-4003").path("state").asString()).isEqualTo("PROMISED");
    }

    @Test
    @Clause("MFR-23")
    void sentInsteadOfTheOneThatWasKept_leavesThatOneFree() {
      service.startAt("2026-06-10T10:00:00");
      add("LN-4005");
      service.clock("2026-06-10T10:01:00");
      add("LN-4006");
      String path =
          open(Customer.registered(service, "C-4005", "NW2-4005", Plan.MANUFACTURER, PRODUCT));
      service.step(path, "judgement", JUDGED);
      assertThat(loaner("LN-4005").path("state").asString()).isEqualTo("PROMISED");

      service.step(path, "loaner-shipment", "{\"serialNumber\": \"LN-4006\"}");

      assertThat(loaner("LN-4005").path("state").asString()).isEqualTo("FREE");
      assertThat(loaner("LN-4006").path("state").asString()).isEqualTo("SHIPPED");
    }

    @Test
    @Clause("MFR-23")
    void whoseReturn_goesToWhoeverHasWaitedLongest_unlessItIsDamaged() {
      service.startAt("2026-06-10T10:00:00");
      add("LN-4007");
      String out =
          open(Customer.registered(service, "C-4007", "NW2-4007", Plan.MANUFACTURER, PRODUCT));
      service.step(out, "judgement", JUDGED);
      service.step(out, "loaner-shipment", "{}");
      String waiting =
          open(Customer.registered(service, "C-4008", "NW2-4008", Plan.MANUFACTURER, PRODUCT));
      Reply judged = service.step(waiting, "judgement", JUDGED);
      assertThat(judged.body().at("/loanerPromise/serialNumber").isNull()).isTrue();
      assertThat(judged.body().at("/loanerPromise/nextDue").asString()).isEqualTo("2026-07-10");
      assertThat(judged.body().at("/warnings/0/code").asString()).isEqualTo("NO_LOANER_FREE");
      assertThat(judged.body().at("/warnings/0/message/en").asString()).contains("2026-07-10");

      service.clock("2026-06-20T10:00:00");
      service.step(
          out, "loaner-return", "{\"serialNumber\": \"LN-4007\", \"condition\": \"DAMAGED\"}");
      assertThat(loaner("LN-4007").path("state").asString()).isEqualTo("DAMAGED");
      service.step(
          out,
          "correction",
          "{\"ofEvent\": \"LoanerReturned\", \"field\": \"condition\", \"value\": \"USED\","
              + " \"reason\": \"mistaken for another\"}");

      assertThat(loaner("LN-4007").path("state").asString()).isEqualTo("PROMISED");
      assertThat(service.get(waiting).body().at("/loanerPromise/serialNumber").asString())
          .isEqualTo("LN-4007");
    }

    @Test
    @Clause("MFR-23")
    void thatComesFree_goesToWhoeverHasWaitedLongest_atOnce() {
      service.startAt("2026-06-10T10:00:00");
      add("LN-4010");
      String out =
          open(Customer.registered(service, "C-4010", "NW2-4010", Plan.MANUFACTURER, PRODUCT));
      service.step(out, "judgement", JUDGED);
      service.step(out, "loaner-shipment", "{}");
      service.clock("2026-06-10T11:00:00");
      String first =
          open(Customer.registered(service, "C-4011", "NW2-4011", Plan.MANUFACTURER, PRODUCT));
      service.step(first, "judgement", JUDGED);
      service.clock("2026-06-10T11:30:00");
      String second =
          open(Customer.registered(service, "C-4012", "NW2-4012", Plan.MANUFACTURER, PRODUCT));
      service.step(second, "judgement", JUDGED);

      service.clock("2026-06-20T10:00:00");
      service.step(
          out, "loaner-return", "{\"serialNumber\": \"LN-4010\", \"condition\": \"USED\"}");
      assertThat(promised(first)).isEqualTo("LN-4010");
      assertThat(promised(second)).isEmpty();
      service.step(first, "cancellation", "{\"reason\": \"x\"}");
      assertThat(promised(second)).isEqualTo("LN-4010");
      assertThat(add("LN-4013").body().path("state").asString()).isEqualTo("FREE");
      assertThat(
              service
                  .step(second, "loaner-shipment", "{\"serialNumber\": \"LN-4013\"}")
                  .body()
                  .at("/loaner/serialNumber")
                  .asString())
          .isEqualTo("LN-4013");
      assertThat(loaner("LN-4010").path("state").asString()).isEqualTo("FREE");
    }

    private String promised(String path) {
      return service.get(path).body().at("/loanerPromise/serialNumber").asString("");
    }

    @Test
    void isAddedOnce_howeverItIsWritten() {
      service.startAt("2026-06-10T10:00:00");
      add("LN-4009");

      Reply again = add("ｌｎ－4009");

      assertThat(again.status()).isEqualTo(409);
      assertThat(again.body().path("code").asString()).isEqualTo("LOANER_ALREADY_ADDED");
      assertThat(again.body().path("state").asString()).isEqualTo("FREE");
    }

    @Test
    void isShownToNoCustomer() {
      Reply reply = service.send(service.request("/api/loaners", "customer", "C-1").GET().build());

      assertThat(reply.status()).isEqualTo(403);
    }
  }

  @Test
  @Clause("MFR-23")
  void
      ofTwoHundredWhoWantTheLastTwentyFromTwoInstances_twentyGetOne_andTheOthersHearWhenTheNextIsDue()
          throws Exception {
    service.startAt("2026-06-10T09:30:00");
    for (int i = 1; i <= 20; i++) {
      assertThat(add("LN-5%03d".formatted(i)).status()).isEqualTo(201);
    }
    List<Customer> customers =
        Customer.registered(service, "C-5%03d", "NW2-5%03d", Plan.MANUFACTURER, PRODUCT, 200);
    List<String> paths =
        atOnce(8, customers.stream().<Callable<String>>map(c -> () -> open(c)).toList());
    List<Reply> judged;
    try (RunningService second = service.another()) {
      List<Callable<Reply>> calls = new ArrayList<>();
      for (int i = 0; i < paths.size(); i++) {
        RunningService instance = i % 2 == 0 ? service : second;
        String path = paths.get(i);
        calls.add(() -> judgedInTheEnd(instance, path));
      }
      long started = System.nanoTime();
      judged = atOnce(200, calls);
      System.out.printf(
          "200 judgements at once by two instances: %d ms, %d times told to come again%n",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started), cameAgain.get());
    }

    assertThat(judged).extracting(Reply::status).containsOnly(200);
    List<String> promised = new ArrayList<>();
    int told = 0;
    for (Reply reply : judged) {
      JsonNode promise = reply.body().path("loanerPromise");
      if (promise.path("serialNumber").isNull()) {
        assertThat(promise.path("nextDue").asString()).isEqualTo("2026-07-10");
        told++;
      } else {
        promised.add(promise.path("serialNumber").asString());
      }
    }
    assertThat(promised).hasSize(20).doesNotHaveDuplicates();
    assertThat(told).isEqualTo(180);
    assertThat(loaners("state=PROMISED"))
        .filteredOn(loaner -> text(loaner).startsWith("LN-5"))
        .hasSize(20);
    assertThat(loaners("state=FREE&productCode=" + PRODUCT.code().value())).isEmpty();
  }

  /** Comes again as a busy service asks, after the time that it names. */
  private Reply judgedInTheEnd(RunningService instance, String path) throws InterruptedException {
    Reply reply = instance.post(path + "/judgement", JUDGED);
    for (int again = 0; reply.status() == 503 && again < 60; again++) {
      cameAgain.incrementAndGet();
      TimeUnit.SECONDS.sleep(
          reply.response().headers().firstValueAsLong("Retry-After").orElseThrow());
      reply = instance.post(path + "/judgement", JUDGED);
    }
    return reply;
  }

  /** Lets so many go at a time, all of the first at the same moment. */
  private static <T> List<T> atOnce(int howMany, List<Callable<T>> calls) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(howMany)) {
      List<Future<T>> answers = new ArrayList<>();
      for (Callable<T> call : calls) {
        answers.add(
            threads.submit(
                () -> {
                  go.await();
                  return call.call();
                }));
      }
      go.countDown();
      List<T> all = new ArrayList<>();
      for (Future<T> answer : answers) {
        all.add(answer.get(120, TimeUnit.SECONDS));
      }
      return all;
    }
  }

  private String open(Customer customer) {
    String path = customer.openCase("MANUFACTURER");
    synchronized (opened) {
      opened.add(path);
    }
    return path;
  }

  private Reply add(String serial) {
    return service.post(
        "/api/loaners",
        "{\"serialNumber\": \"%s\", \"productCode\": \"%s\"}"
            .formatted(serial, PRODUCT.code().value()));
  }

  private JsonNode loaner(String serial) {
    for (JsonNode loaner : loaners("productCode=" + PRODUCT.code().value())) {
      if (loaner.path("serialNumber").asString().equals(serial)) {
        return loaner;
      }
    }
    throw new AssertionError("no loaner " + serial);
  }

  private List<JsonNode> loaners(String query) {
    List<JsonNode> found = new ArrayList<>();
    service.get("/api/loaners?size=200&" + query).body().path("items").forEach(found::add);
    return found;
  }

  private static String text(JsonNode loaner) {
    return loaner.path("serialNumber").asString();
  }
}
