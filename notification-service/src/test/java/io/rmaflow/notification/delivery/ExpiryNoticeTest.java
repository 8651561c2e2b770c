package io.rmaflow.notification.delivery;

import static io.rmaflow.notification.delivery.DeliveryStatus.SENT;
import static io.rmaflow.notification.delivery.DeliveryStatus.SUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.contract.ContactEvent.ContactChanged;
import io.rmaflow.events.contract.ContractEvent.ContractExpiryNoticeDue;
import io.rmaflow.events.contract.ContractEvent.ContractRenewed;
import io.rmaflow.events.contract.ContractEvent.ContractSigned;
import io.rmaflow.events.contract.ContractEvent.Party;
import io.rmaflow.events.contract.UnitEvent;
import io.rmaflow.notification.files.Files;
import io.rmaflow.stack.server.Ports;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Who is told that a contract ends: whoever wants it on the day it is told (SC-151). */
class ExpiryNoticeTest {

  private static final SettableClock CLOCK = new SettableClock();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final CustomerId K1 = new CustomerId("C-SC151");
  private static final SerialNumber U1 = new SerialNumber("NR2A-SC151");
  private static final ContractId CONTRACT = new ContractId("CT-SC151");
  private static final ProductCode PRODUCT = new ProductCode("netregio2a-dhcp");
  private static final ContactId A = new ContactId("k-sc151-a");
  private static final ContactId B = new ContactId("k-sc151-b");
  private static final ContactId C = new ContactId("k-sc151-c");
  private static final LocalDate EXPIRY = LocalDate.of(2026, 11, 19);

  @Test
  @Clause({"NOT-1", "NOT-2", "REG-6", "A-63", "VA-16"})
  void noticesGoToWhoeverWantsThemThatDay_andToNobodyAfterARenewal() {
    TestServers.kafka().createTopics();
    TestPostgres.Database database = TestServers.postgres().createDatabase("expiry");
    try (SmtpDouble smtp = new SmtpDouble(Ports.anyFree());
        OwnerDouble owner = new OwnerDouble();
        Topics topics = new Topics(TestServers.kafka().bootstrapServers(), CLOCK::now);
        ConfigurableApplicationContext service = start(database, smtp, owner)) {
      CLOCK.set("2025-11-14T01:00:00Z");
      topics.publish("unit/" + U1, registered());
      topics.publish("contact/" + A, new ContactChanged(A, K1, "ja", true));
      topics.publish("contact/" + B, new ContactChanged(B, K1, "ja", false));
      topics.publish("contact/" + C, new ContactChanged(C, K1, "ja", true));
      topics.publish(CONTRACT.value(), signed());
      awaitDecided(service, 3);
      CLOCK.set("2026-08-21T00:00:00Z");
      topics.publish(CONTRACT.value(), noticeDue(90));
      awaitDecided(service, 6);

      CLOCK.set("2026-09-01T01:00:00Z");
      topics.publish("contact/" + C, new ContactChanged(C, K1, "ja", false));
      Files files = service.getBean(Files.class);
      await().atMost(PATIENCE).until(() -> !files.wantsContractNotices(C).orElseThrow());
      CLOCK.set("2026-10-20T00:00:00Z");
      topics.publish(CONTRACT.value(), noticeDue(30));
      awaitDecided(service, 9);

      CLOCK.set("2026-10-21T01:00:00Z");
      topics.publish(CONTRACT.value(), renewed());
      awaitDecided(service, 12);
      CLOCK.set("2026-11-12T00:00:00Z");
      topics.publish(CONTRACT.value(), noticeDue(7));
      awaitDecided(service, 15);

      assertThat(statuses(service, A)).containsExactly(SENT, SENT, SENT, SENT, SUPPRESSED);
      assertThat(statuses(service, B))
          .containsExactly(SUPPRESSED, SUPPRESSED, SUPPRESSED, SUPPRESSED, SUPPRESSED);
      assertThat(statuses(service, C))
          .containsExactly(SENT, SENT, SUPPRESSED, SUPPRESSED, SUPPRESSED);
      assertThat(subjects(smtp, A))
          .containsExactly(
              "【NR2A-SC151】保守契約手続き完了のお知らせ",
              "【NR2A-SC151】保守契約満了のご案内(2026年11月19日(木)まで)",
              "【NR2A-SC151】保守契約満了のご案内(2026年11月19日(木)まで)",
              "【NR2A-SC151】保守契約更新手続き完了のお知らせ");
      assertThat(subjects(smtp, B)).isEmpty();
      assertThat(subjects(smtp, C)).hasSize(2);
    }
  }

  private static ConfigurableApplicationContext start(
      TestPostgres.Database database, SmtpDouble smtp, OwnerDouble owner) {
    return ServiceOnAClock.start(
        CLOCK,
        database,
        TestServers.kafka().bootstrapServers(),
        smtp,
        owner,
        "--spring.application.name=expiry-" + UUID.randomUUID(),
        "--rmaflow.mail.poll=100ms");
  }

  /** Waits until so many deliveries are either sent or not to be sent. */
  private static void awaitDecided(ConfigurableApplicationContext service, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(deliveries(service))
                    .hasSize(count)
                    .extracting(Delivery::status)
                    .containsOnly(SENT, SUPPRESSED));
  }

  private static List<DeliveryStatus> statuses(
      ConfigurableApplicationContext service, ContactId contact) {
    return deliveries(service).stream()
        .filter(delivery -> delivery.recipient().equals(contact))
        .map(Delivery::status)
        .toList();
  }

  private static List<Delivery> deliveries(ConfigurableApplicationContext service) {
    return service
        .getBean(Deliveries.class)
        .list(new Deliveries.Filter(null, CONTRACT.value(), null, null, null, null), 0, 200);
  }

  private static List<String> subjects(SmtpDouble smtp, ContactId contact) {
    return smtp.to(OwnerDouble.addressOf(contact.value())).stream()
        .map(SmtpDouble.Received::subject)
        .toList();
  }

  private static UnitEvent registered() {
    return new UnitEvent.UnitRegistered(
        U1,
        PRODUCT,
        K1,
        UnitEvent.Source.ONLINE,
        LocalDate.of(2025, 11, 10),
        LocalDate.of(2025, 11, 10),
        UnitEvent.ShippedBy.VENDOR,
        LocalDate.of(2025, 11, 14),
        false,
        UnitEvent.SalesChannel.DIRECT,
        new SiteId("s-1"),
        List.of(A, B, C),
        "5f2b",
        "9ac1",
        null,
        null,
        null);
  }

  private static ContractSigned signed() {
    return new ContractSigned(
        CONTRACT,
        K1,
        U1,
        PRODUCT,
        Plan.CROSS_SEND_BACK,
        1,
        LocalDate.of(2025, 11, 20),
        EXPIRY,
        Party.CUSTOMER,
        null,
        "1",
        1,
        false);
  }

  private static ContractExpiryNoticeDue noticeDue(int daysBefore) {
    return new ContractExpiryNoticeDue(CONTRACT, K1, U1, daysBefore, EXPIRY, 1);
  }

  private static ContractRenewed renewed() {
    return new ContractRenewed(
        CONTRACT,
        K1,
        U1,
        Plan.CROSS_SEND_BACK,
        1,
        LocalDate.of(2026, 11, 20),
        LocalDate.of(2027, 11, 19),
        Party.CUSTOMER,
        "1",
        1,
        false);
  }
}
