package io.rmaflow.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.BearerToken;
import io.rmaflow.notification.NotificationServiceApplication;
import io.rmaflow.notification.delivery.SmtpDouble.Received;
import io.rmaflow.notification.webhook.SubscriberDouble;
import io.rmaflow.stack.server.KafkaServer;
import io.rmaflow.stack.server.Ports;
import io.rmaflow.testkit.Records;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same cases twice: once as their owner published them, once with every record two times, in
 * disorder, and with a restart of the broker and one of the service in between. The same mails and
 * the same calls of a webhook come out, each once and in the order of its case.
 */
class InjectedFaultsTest {

  private static final SettableClock CLOCK = new SettableClock();
  private static final Instant AT = Instant.parse("2026-05-01T01:30:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String HOOK = "/hook";
  private static final int CASES = 20;
  private static final int EVENTS = 5;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final TestPostgres.Database database =
      TestServers.postgres().createDatabase("notification");

  @Configuration(proxyBeanMethods = false)
  @Import(NotificationServiceApplication.class)
  static class Wiring {
    @Bean
    BusinessClock businessClock() {
      return CLOCK;
    }
  }

  @Test
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
        awaitEvents(first, "calm", CASES * EVENTS);
        broker.send(wild.subList(0, third));
        awaitEvents(first, "wild", 1);
        broker.restart();
        broker.send(wild.subList(third, 2 * third));
        awaitEvents(first, "wild", third / 2);
      }
      broker.send(wild.subList(2 * third, wild.size()));
      try (ConfigurableApplicationContext second = start(broker, smtp, owner)) {
        awaitEvents(second, "wild", CASES * EVENTS);
        MailWork work = second.getBean(MailWork.class);
        await().atMost(PATIENCE).until(() -> work.idle(CLOCK.now()));
        await().atMost(PATIENCE).until(() -> ids(subscriber).size() == 2 * CASES * EVENTS);
      }
      for (int i = 0; i < CASES; i++) {
        assertThat(subjects(smtp, "wild", i)).hasSize(3).isEqualTo(subjects(smtp, "calm", i));
        assertThat(called(subscriber, "wild", i))
            .hasSize(EVENTS)
            .isEqualTo(called(subscriber, "calm", i));
      }
      assertThat(smtp.messageIds()).hasSize(2 * CASES * 3).doesNotHaveDuplicates();
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

  private List<String> subjects(SmtpDouble smtp, String kind, int number) {
    return smtp.to(OwnerDouble.addressOf(contact(kind, number).value())).stream()
        .map(Received::subject)
        .toList();
  }

  /** By its ID, a call that is made again after a broken one is the same call. */
  private static Set<String> ids(SubscriberDouble subscriber) {
    return subscriber.calls(HOOK).stream()
        .map(SubscriberDouble.Received::id)
        .collect(Collectors.toSet());
  }

  private List<Long> called(SubscriberDouble subscriber, String kind, int number) {
    return subscriber.calls(HOOK).stream()
        .filter(call -> call.stream().equals(run + "-" + kind + "-" + number))
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
                  .header("Authorization", BearerToken.ofService("test"))
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

  private ContactId contact(String kind, int number) {
    return new ContactId("r-" + run + "-" + kind + "-" + number);
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
    return new SpringApplicationBuilder(Wiring.class)
        .run(
            "--server.port=0",
            "--spring.application.name=faults-" + run,
            "--spring.datasource.url=" + database.jdbcUrl(),
            "--spring.datasource.username=" + database.user(),
            "--spring.datasource.password=" + database.password(),
            "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "--spring.mail.port=" + smtp.port(),
            "--rmaflow.mail.poll=100ms",
            "--rmaflow.webhooks.poll=100ms",
            "--rmaflow.webhooks.http-allowed=true",
            "--rmaflow.webhooks.allowed-networks=127.0.0.0/8",
            "--rmaflow.peers.rma=" + owner.uri(),
            "--rmaflow.peers.contract=" + owner.uri());
  }

  private List<ProducerRecord<String, byte[]>> recordsOf(String kind, int number) {
    CaseId caseId = new CaseId(run + "-" + kind + "-" + number);
    RmaNumber rma = new RmaNumber("RMA-2026-" + (200_000 + number));
    CustomerId customer = new CustomerId("C-" + number);
    SerialNumber unit = new SerialNumber("NR2A-" + number);
    ProductCode product = new ProductCode("netregio2a-dhcp");
    List<CaseEvent> events =
        List.of(
            new CaseEvent.RequestAccepted(
                caseId,
                Procedure.CROSS_SEND_BACK,
                customer,
                unit,
                product,
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
                contact(kind, number),
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
                product,
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
    return records;
  }
}
