package io.rmaflow.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.notification.delivery.SmtpDouble.Received;
import io.rmaflow.stack.server.KafkaServer;
import io.rmaflow.stack.server.Ports;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A mail server that is away for an hour: nothing is lost, and nobody is flooded afterwards. With a
 * broker of its own, so that nothing but these mails is due.
 */
class OutageTest {

  private static final SettableClock CLOCK = new SettableClock();
  private static final SmtpDouble SMTP = new SmtpDouble(Ports.anyFree());
  private static final OwnerDouble OWNER = new OwnerDouble();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final LocalDate DUE = LocalDate.of(2026, 5, 13);
  private static final int SENDERS = 4;
  private static final int MAILS_PER_SECOND = 10;

  private static KafkaServer broker;
  private static Topics topics;
  private static ConfigurableApplicationContext service;
  private static Deliveries deliveries;
  private static MailWork work;

  @BeforeAll
  static void start(@TempDir Path folder) {
    broker = KafkaServer.start(folder, Ports.anyFree());
    broker.createTopics();
    topics = new Topics(broker.bootstrapServers(), CLOCK::now);
    TestPostgres.Database database = TestServers.postgres().createDatabase("outage");
    service =
        ServiceOnAClock.start(
            CLOCK,
            database,
            broker.bootstrapServers(),
            SMTP,
            OWNER,
            "--rmaflow.mail.poll=100ms",
            "--rmaflow.mail.senders=" + SENDERS,
            "--rmaflow.mail.mails-per-second=" + MAILS_PER_SECOND,
            "--rmaflow.mail.mails-per-recipient-and-minute=5");
    deliveries = service.getBean(Deliveries.class);
    work = service.getBean(MailWork.class);
  }

  @AfterAll
  static void close() {
    service.close();
    topics.close();
    broker.close();
    OWNER.close();
    SMTP.close();
  }

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private int before;

  @BeforeEach
  void atNine() {
    CLOCK.set("2026-05-13T00:00:00Z"); // 09:00 in Japan
    before = SMTP.all().size();
  }

  @Test
  void everyMailIsTriedWithGrowingWaits_andThenSentOnce_atTheEvenPaceOfTheSettings() {
    SMTP.down();
    remind(20, number -> new ContactId("r-" + run + "-" + number));

    assertThat(failingUntil("2026-05-13T01:00:00Z"))
        .containsExactly(
            Instant.parse("2026-05-13T00:01:00Z"),
            Instant.parse("2026-05-13T00:03:00Z"),
            Instant.parse("2026-05-13T00:07:00Z"),
            Instant.parse("2026-05-13T00:15:00Z"),
            Instant.parse("2026-05-13T00:31:00Z"));
    SMTP.up();
    workOff("2026-05-13T01:03:00Z");

    assertThat(all())
        .hasSize(20)
        .allSatisfy(
            delivery -> {
              assertThat(delivery.status()).isEqualTo(DeliveryStatus.SENT);
              assertThat(delivery.attempts()).isEqualTo(7);
              assertThat(delivery.sentAt()).isEqualTo("2026-05-13T01:03:00Z");
            });
    assertThat(received())
        .extracting(Received::messageId)
        .containsExactlyInAnyOrderElementsOf(all().stream().map(Delivery::messageId).toList());
    // one at the beginning of the second, and those that were on their way at its beginning
    assertThat(busiestSecond(received())).isLessThanOrEqualTo(MAILS_PER_SECOND + 1 + SENDERS);
  }

  @Test
  void whatOneRecipientMissedComesAFewEachMinute_theOldestFirst_andEachOnce() {
    SMTP.down();
    remind(12, number -> new ContactId("r-" + run));
    await().atMost(PATIENCE).until(() -> work.idle(CLOCK.now()));
    assertThat(all()).extracting(Delivery::failures).containsOnly(1);
    List<String> queued = all().stream().map(Delivery::messageId).toList();

    SMTP.up();

    workOff("2026-05-13T01:00:00Z");
    assertThat(ids(received()))
        .hasSize(5)
        .containsExactlyInAnyOrderElementsOf(queued.subList(0, 5));
    assertThat(all().getLast().status()).isEqualTo(DeliveryStatus.RETRYING);
    assertThat(all().getLast().nextAttemptAt()).isEqualTo("2026-05-13T01:01:00Z");
    assertThat(all().getLast().attempts()).isEqualTo(1);
    workOff("2026-05-13T01:00:59Z");
    assertThat(received()).hasSize(5);
    workOff("2026-05-13T01:01:00Z");
    assertThat(ids(received()).subList(5, 10))
        .containsExactlyInAnyOrderElementsOf(queued.subList(5, 10));
    workOff("2026-05-13T01:02:00Z");
    assertThat(ids(received()).subList(10, 12))
        .containsExactlyInAnyOrderElementsOf(queued.subList(10, 12));
    assertThat(all()).extracting(Delivery::status).containsOnly(DeliveryStatus.SENT);
    assertThat(work.nextDue()).isEmpty();
  }

  /** Goes through what becomes due before this time, and tells when that was. */
  private List<Instant> failingUntil(String end) {
    List<Instant> rounds = new ArrayList<>();
    await().atMost(PATIENCE).until(() -> work.idle(CLOCK.now()));
    Instant next = work.nextDue().orElseThrow();
    while (next.isBefore(Instant.parse(end))) {
      rounds.add(next);
      workOff(next.toString());
      next = work.nextDue().orElseThrow();
    }
    CLOCK.set(end);
    return rounds;
  }

  private void workOff(String until) {
    CLOCK.set(until);
    work.wake();
    await().atMost(PATIENCE).until(() -> work.idle(CLOCK.now()));
  }

  private void remind(int many, IntFunction<ContactId> contact) {
    for (int number = 0; number < many; number++) {
      CaseId caseId = new CaseId(run + "-" + number);
      topics.publish(
          caseId.value(),
          new CaseEvent.ReturnReminderDue(
              caseId,
              new RmaNumber("RMA-2026-" + (300_000 + number)),
              new CustomerId("C-" + number),
              new SerialNumber("NR2A-" + number),
              contact.apply(number),
              Occasion.DUE_DAY,
              DUE));
    }
    await().atMost(PATIENCE).until(() -> all().size() == many);
  }

  private List<Delivery> all() {
    return deliveries
        .list(new Deliveries.Filter(null, null, null, null, null, null), 0, 200)
        .stream()
        .filter(delivery -> String.valueOf(delivery.caseId()).contains(run))
        .toList();
  }

  private List<Received> received() {
    return SMTP.all().subList(before, SMTP.all().size());
  }

  private static List<String> ids(List<Received> mails) {
    return mails.stream().map(Received::messageId).toList();
  }

  /** The most mails that came within a second of real time. */
  private static long busiestSecond(List<Received> mails) {
    return mails.stream()
        .mapToLong(
            first ->
                mails.stream()
                    .mapToLong(mail -> mail.atNanos() - first.atNanos())
                    .filter(later -> later >= 0 && later < 1_000_000_000L)
                    .count())
        .max()
        .orElse(0);
  }
}
