package io.rmaflow.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.stack.server.Ports;
import io.rmaflow.testkit.Records;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long a morning takes on which very many reminders are due at 09:00, with a mail server that
 * refuses every third. A measurement: it runs with {@code -Drmaflow.reminders=10000} only.
 */
@EnabledIfSystemProperty(named = "rmaflow.reminders", matches = "\\d+")
class ManyRemindersTest {

  private static final SettableClock CLOCK = new SettableClock();
  private static final LocalDate DUE = LocalDate.of(2026, 5, 13);

  @Test
  @Clause("NOT-7")
  void allAreSent_eachOnce() {
    int many = Integer.getInteger("rmaflow.reminders", 0);
    CLOCK.set("2026-05-13T00:00:00Z"); // 09:00 in Japan
    TestServers.kafka().createTopics();
    TestPostgres.Database database = TestServers.postgres().createDatabase("reminders");
    try (SmtpDouble smtp = new SmtpDouble(Ports.anyFree());
        OwnerDouble owner = new OwnerDouble();
        ConfigurableApplicationContext service =
            ServiceOnAClock.start(
                CLOCK,
                database,
                TestServers.kafka().bootstrapServers(),
                smtp,
                owner,
                "--spring.application.name=reminders-" + UUID.randomUUID())) {
      smtp.rejectEvery(3);
      MailWork work = service.getBean(MailWork.class);
      JdbcClient table = service.getBean(JdbcClient.class);
      long begin = System.nanoTime();

      publish(many);
      await()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> count(table, "true") == many);
      await().atMost(Duration.ofMinutes(10)).until(() -> work.idle(CLOCK.now()));
      Duration firstRound = Duration.ofNanos(System.nanoTime() - begin);
      int sentAtOnce = count(table, "status = 'SENT'");
      int rounds = 1;
      while (count(table, "status = 'SENT'") < many) {
        CLOCK.set(work.nextDue().orElseThrow().toString());
        work.wake();
        await().atMost(Duration.ofMinutes(10)).until(() -> work.idle(CLOCK.now()));
        rounds++;
      }
      Duration whole = Duration.ofNanos(System.nanoTime() - begin);

      assertThat(smtp.messageIds()).hasSize(many).doesNotHaveDuplicates();
      LoggerFactory.getLogger(ManyRemindersTest.class)
          .warn(
              "{} reminders: {} sent at once in {}, all in {} rounds and {}; until {} business"
                  + " time; heap at its peak {} MB",
              many,
              sentAtOnce,
              firstRound,
              rounds,
              whole,
              CLOCK.now(),
              peakHeap() >> 20);
    }
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong((MemoryPoolMXBean pool) -> pool.getPeakUsage().getUsed())
        .sum();
  }

  private static int count(JdbcClient table, String condition) {
    return table
        .sql("select count(*) from delivery where reason = 'ReturnReminderDue' and " + condition)
        .query(Integer.class)
        .single();
  }

  private static void publish(int many) {
    String run = UUID.randomUUID().toString();
    Records.send(
        TestServers.kafka().bootstrapServers(),
        IntStream.range(0, many).mapToObj(number -> reminder(run, number)).toList());
  }

  private static ProducerRecord<String, byte[]> reminder(String run, int number) {
    CaseId caseId = new CaseId(run + "-" + number);
    return Records.of(
        caseId.value(),
        0,
        CLOCK.now(),
        new CaseEvent.ReturnReminderDue(
            caseId,
            new RmaNumber("RMA-2026-" + (100_000 + number)),
            new CustomerId("C-" + number),
            new SerialNumber("NR2A-" + number),
            new ContactId("r-reminded-" + number),
            Occasion.DUE_DAY,
            DUE));
  }
}
