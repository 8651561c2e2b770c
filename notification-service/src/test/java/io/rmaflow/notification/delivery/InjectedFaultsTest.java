package io.rmaflow.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CloudEvents;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.EventType;
import io.rmaflow.events.EventTypes;
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
import io.rmaflow.notification.NotificationServiceApplication;
import io.rmaflow.notification.delivery.SmtpDouble.Received;
import io.rmaflow.stack.server.Ports;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same cases twice: once as their owner published them, once with every record two times, in
 * disorder, and with a restart of the service in between. The same mails come out, each once and in
 * the order of its case.
 */
class InjectedFaultsTest {

  private static final SettableClock CLOCK = new SettableClock();
  private static final Instant AT = Instant.parse("2026-05-01T01:30:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
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
  void duplicatesDisorderAndARestartChangeNoMail() {
    TestServers.kafka().createTopics();
    List<ProducerRecord<String, byte[]>> calm = new ArrayList<>();
    List<ProducerRecord<String, byte[]>> wild = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      calm.addAll(recordsOf("calm", i));
      wild.addAll(recordsOf("wild", i));
    }
    wild.addAll(List.copyOf(wild));
    Collections.shuffle(wild, new Random(11));
    int half = wild.size() / 2;
    try (SmtpDouble smtp = new SmtpDouble(Ports.anyFree());
        OwnerDouble owner = new OwnerDouble()) {
      try (ConfigurableApplicationContext first = start(smtp, owner)) {
        send(calm);
        send(wild.subList(0, half));
        awaitEvents(first, "calm");
      }
      send(wild.subList(half, wild.size()));
      try (ConfigurableApplicationContext second = start(smtp, owner)) {
        awaitEvents(second, "wild");
        MailWork work = second.getBean(MailWork.class);
        await().atMost(PATIENCE).until(() -> work.idle(CLOCK.now()));
      }
      for (int i = 0; i < CASES; i++) {
        assertThat(subjects(smtp, "wild", i)).hasSize(3).isEqualTo(subjects(smtp, "calm", i));
      }
      assertThat(smtp.messageIds()).hasSize(2 * CASES * 3).doesNotHaveDuplicates();
    }
  }

  private List<String> subjects(SmtpDouble smtp, String kind, int number) {
    return smtp.to(OwnerDouble.addressOf(contact(kind, number).value())).stream()
        .map(Received::subject)
        .toList();
  }

  private ContactId contact(String kind, int number) {
    return new ContactId("r-" + run + "-" + kind + "-" + number);
  }

  private void awaitEvents(ConfigurableApplicationContext context, String kind) {
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
                    == CASES * EVENTS);
  }

  private ConfigurableApplicationContext start(SmtpDouble smtp, OwnerDouble owner) {
    return new SpringApplicationBuilder(Wiring.class)
        .run(
            "--server.port=0",
            "--spring.application.name=faults-" + run,
            "--spring.datasource.url=" + database.jdbcUrl(),
            "--spring.datasource.username=" + database.user(),
            "--spring.datasource.password=" + database.password(),
            "--spring.kafka.bootstrap-servers=" + TestServers.kafka().bootstrapServers(),
            "--spring.mail.port=" + smtp.port(),
            "--rmaflow.mail.poll=100ms",
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
            new CaseEvent.RmaNumberIssued(caseId, rma, customer, unit),
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
      records.add(record(caseId, place, events.get(place)));
    }
    return records;
  }

  private static ProducerRecord<String, byte[]> record(
      CaseId caseId, long sequence, CaseEvent data) {
    EventType type = EventTypes.typeOf(data.getClass());
    EventEnvelope<CaseEvent> event =
        new EventEnvelope<>(
            caseId + "-" + sequence,
            type.context(),
            type.name(),
            type.version(),
            caseId.value(),
            sequence,
            AT,
            AT,
            null,
            null,
            "test",
            data);
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(type.context().topic(), caseId.value(), EventJson.write(data));
    CloudEvents.headers(event)
        .forEach(
            (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return message;
  }

  private static void send(List<ProducerRecord<String, byte[]>> records) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
      producer.flush();
      assertThat(sent).allMatch(each -> each.state() == Future.State.SUCCESS);
    }
  }
}
