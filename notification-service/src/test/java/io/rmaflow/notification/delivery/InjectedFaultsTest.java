package io.rmaflow.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.contract.ContactEvent;
import io.rmaflow.events.contract.ContractEvent;
import io.rmaflow.events.contract.UnitEvent;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.notification.delivery.SmtpDouble.Received;
import io.rmaflow.notification.webhook.SubscriberDouble;
import io.rmaflow.stack.server.KafkaServer;
import io.rmaflow.stack.server.Ports;
import io.rmaflow.testkit.Records;
import io.rmaflow.testkit.TestIdentity;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same cases and contracts twice: once as their owners published them, once with every record
 * two times, in disorder, and with a restart of the broker and one of the service in between. The
 * same mails and the same calls of a webhook come out, each once and in the order of its case or
 * contract. Every other case names no requester, so that its mails need the unit's registration;
 * every notice about a contract needs that and the opt-in of the contact (NOT-2).
 */
class InjectedFaultsTest {

  private static final SettableClock CLOCK = new SettableClock();
  private static final Instant AT = Instant.parse("2026-05-01T01:30:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String HOOK = "/hook";
  private static final ProductCode PRODUCT = new ProductCode("netregio2a-dhcp");
  private static final int CASES = 20;
  private static final int EVENTS = 5;

  /** With the registrations, the opt-in and the contract beside each case. */
  private static final int ALL_EVENTS = CASES * (EVENTS + 5);

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final TestPostgres.Database database =
      TestServers.postgres().createDatabase("notification");

  @Test
  @Clause({"NOT-1", "NOT-2", "NOT-5"})
  void duplicatesDisorderAndRestartsOfBrokerAndServiceChangeNothing(@TempDir Path folder) {
    List<ProducerRecord<String, byte[]>> calm = new ArrayList<>();
    List<ProducerRecord<String, byte[]>> each = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      calm.addAll(recordsOf("calm", i));
      each.addAll(recordsOf("wild", i));
    }
    List<ProducerRecord<String, byte[]>> wild = Records.twiceAndInDisorder(each, 11);
    int third = wild.size() / 3;
    try (Broker broker = new Broker(folder.resolve("kafka"));
        SmtpDouble smtp = new SmtpDouble(Ports.anyFree());
        OwnerDouble owner = new OwnerDouble();
        SubscriberDouble subscriber = new SubscriberDouble()) {
      try (ConfigurableApplicationContext first = start(broker, smtp, owner)) {
        subscribe(first, subscriber);
        broker.send(calm);
        awaitEvents(first, "calm", ALL_EVENTS);
        broker.send(wild.subList(0, third));
        awaitEvents(first, "wild", 1);
        broker.restart();
        broker.send(wild.subList(third, 2 * third));
        awaitEvents(first, "wild", third / 2);
      }
      broker.send(wild.subList(2 * third, wild.size()));
      try (ConfigurableApplicationContext second = start(broker, smtp, owner)) {
        awaitEvents(second, "wild", ALL_EVENTS);
        MailWork work = second.getBean(MailWork.class);
        await().atMost(PATIENCE).until(() -> work.idle(CLOCK.now()));
        await().atMost(PATIENCE).until(() -> ids(subscriber).size() == 2 * ALL_EVENTS);
      }
      for (int i = 0; i < CASES; i++) {
        assertThat(subjects(smtp, "wild", requester("wild", i)))
            .hasSize(3)
            .isEqualTo(subjects(smtp, "calm", requester("calm", i)));
        assertThat(subjects(smtp, "wild", holder("wild", i)))
            .hasSize(2)
            .isEqualTo(subjects(smtp, "calm", holder("calm", i)));
        assertThat(called(subscriber, stream("wild", "case", i)))
            .hasSize(EVENTS)
            .isEqualTo(called(subscriber, stream("calm", "case", i)));
        assertThat(called(subscriber, stream("wild", "contract", i))).containsExactly(0L, 1L);
      }
      assertThat(smtp.messageIds()).hasSize(2 * CASES * (3 + 2)).doesNotHaveDuplicates();
    }
  }

  /** A broker of this test's own, because the others must not see it go away. */
  private static final class Broker implements AutoCloseable {
    private final Path data;
    private final int port = Ports.anyFree();
    private KafkaServer server;

    Broker(Path data) {
      this.data = data;
      this.server = KafkaServer.start(data, port);
      server.createTopics();
    }

    void restart() {
      server.close();
      server = KafkaServer.start(data, port);
    }

    void send(List<ProducerRecord<String, byte[]>> records) {
      Records.send(bootstrapServers(), records);
    }

    String bootstrapServers() {
      return server.bootstrapServers();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** As they would read in either run. */
  private static List<String> subjects(SmtpDouble smtp, String kind, ContactId contact) {
    return smtp.to(OwnerDouble.addressOf(contact.value())).stream()
        .map(Received::subject)
        .map(subject -> subject.replace(kind.toUpperCase(Locale.ROOT), "EITHER"))
        .toList();
  }

  /** By its ID, a call that is made again after a broken one is the same call. */
  private static Set<String> ids(SubscriberDouble subscriber) {
    return subscriber.calls(HOOK).stream()
        .map(SubscriberDouble.Received::id)
        .collect(Collectors.toSet());
  }

  private static List<Long> called(SubscriberDouble subscriber, String stream) {
    return subscriber.calls(HOOK).stream()
        .filter(call -> call.stream().equals(stream))
        .map(SubscriberDouble.Received::sequence)
        .distinct()
        .toList();
  }

  private static void subscribe(
      ConfigurableApplicationContext context, SubscriberDouble subscriber) {
    URI webhooks =
        URI.create(
            "http://127.0.0.1:"
                + context.getEnvironment().getRequiredProperty("local.server.port")
                + "/api/webhooks");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(webhooks)
                  .header("Authorization", TestIdentity.shared().bearer("service", "test"))
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"url\": \"" + subscriber.url(HOOK) + "\", \"types\": []}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String stream(String kind, String what, int number) {
    return run + "-" + kind + "-" + what + "-" + number;
  }

  private ContactId requester(String kind, int number) {
    return new ContactId("r-" + run + "-" + kind + "-" + number);
  }

  /** Who is told of the contract. */
  private ContactId holder(String kind, int number) {
    return new ContactId("k-" + run + "-" + kind + "-" + number);
  }

  private void awaitEvents(ConfigurableApplicationContext context, String kind, int atLeast) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                context
                        .getBean(JdbcClient.class)
                        .sql(
                            """
                            select coalesce(sum(last_sequence + 1), 0) from inbox_stream
                            where stream_id like :kind
                            """)
                        .param("kind", run + "-" + kind + "-%")
                        .query(Integer.class)
                        .single()
                    >= atLeast);
  }

  private ConfigurableApplicationContext start(Broker broker, SmtpDouble smtp, OwnerDouble owner) {
    return ServiceOnAClock.start(
        CLOCK,
        database,
        broker.bootstrapServers(),
        smtp,
        owner,
        "--spring.application.name=faults-" + run,
        "--rmaflow.mail.poll=100ms",
        "--rmaflow.webhooks.poll=100ms",
        "--rmaflow.webhooks.http-allowed=true",
        "--rmaflow.webhooks.allowed-networks=127.0.0.0/8");
  }

  private List<ProducerRecord<String, byte[]>> recordsOf(String kind, int number) {
    CaseId caseId = new CaseId(stream(kind, "case", number));
    RmaNumber rma = new RmaNumber("RMA-2026-" + (200_000 + number));
    CustomerId customer = new CustomerId("C-" + number);
    SerialNumber unit = new SerialNumber("NR2A-" + kind + "-" + number);
    List<CaseEvent> events =
        List.of(
            new CaseEvent.RequestAccepted(
                caseId,
                Procedure.CROSS_SEND_BACK,
                customer,
                unit,
                PRODUCT,
                new Entitlement(
                    "CROSS_SEND_BACK",
                    null,
                    LocalDate.of(2026, 5, 1),
                    LocalDate.of(2031, 4, 30),
                    List.of("CSB-28")),
                AT,
                LocalDate.of(2026, 5, 1),
                null,
                new SiteId("s-1"),
                number % 2 == 0 ? requester(kind, number) : null,
                List.of(),
                1,
                1,
                null,
                null),
            new CaseEvent.RmaNumberIssued(caseId, rma, customer, unit, null),
            new CaseEvent.ShipmentOrdered(
                caseId,
                rma,
                Leg.REPLACEMENT,
                PRODUCT,
                null,
                true,
                Payer.VENDOR,
                new SiteId("s-1"),
                null,
                LocalDate.of(2026, 5, 1)),
            new CaseEvent.ReplacementDelivered(caseId, rma, customer, unit, null, AT),
            new CaseEvent.ReturnDutyOpened(caseId, rma, customer, unit, LocalDate.of(2026, 5, 13)));
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int place = 0; place < EVENTS; place++) {
      records.add(Records.of(caseId.value(), place, AT, events.get(place)));
    }
    records.addAll(contractOf(kind, number));
    records.add(
        Records.of(stream(kind, "unit", number), 0, AT, registered(unit, requester(kind, number))));
    return records;
  }

  /** A contract on another unit, whose holder wants to be told. */
  private List<ProducerRecord<String, byte[]>> contractOf(String kind, int number) {
    ContractId contract = new ContractId(stream(kind, "contract", number));
    CustomerId customer = new CustomerId("C-" + number);
    SerialNumber unit = new SerialNumber("NR3-" + kind + "-" + number);
    ContactId holder = holder(kind, number);
    LocalDate expiry = LocalDate.of(2026, 5, 31);
    return List.of(
        Records.of(
            contract.value(),
            0,
            AT,
            new ContractEvent.ContractSigned(
                contract,
                customer,
                unit,
                PRODUCT,
                Plan.CROSS_SEND_BACK,
                1,
                LocalDate.of(2025, 6, 1),
                expiry,
                ContractEvent.Party.CUSTOMER,
                null,
                "1",
                1,
                false)),
        Records.of(
            contract.value(),
            1,
            AT,
            new ContractEvent.ContractExpiryNoticeDue(contract, customer, unit, 30, expiry, null)),
        Records.of(stream(kind, "contract-unit", number), 0, AT, registered(unit, holder)),
        Records.of(
            stream(kind, "contact", number),
            0,
            AT,
            new ContactEvent.ContactChanged(holder, customer, "ja", true)));
  }

  private static UnitEvent registered(SerialNumber unit, ContactId contact) {
    return new UnitEvent.UnitRegistered(
        unit,
        PRODUCT,
        new CustomerId("C-1"),
        UnitEvent.Source.ONLINE,
        LocalDate.of(2025, 5, 20),
        LocalDate.of(2025, 5, 20),
        UnitEvent.ShippedBy.VENDOR,
        LocalDate.of(2025, 6, 1),
        false,
        UnitEvent.SalesChannel.DIRECT,
        new SiteId("s-1"),
        List.of(contact),
        "5f2b",
        "9ac1",
        null,
        null,
        null);
  }
}
