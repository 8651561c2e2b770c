package io.rmaflow.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.ContactEvent;
import io.rmaflow.events.contract.ContractEvent;
import io.rmaflow.events.contract.CustomerEvent;
import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.contract.SettingEvent;
import io.rmaflow.events.contract.UnitEvent;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.rma.PersonEvent;
import io.rmaflow.events.rma.StandingEvent;
import io.rmaflow.kit.audit.retention.Keeping;
import io.rmaflow.kit.audit.retention.RetentionDays;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.notification.NotificationServiceApplication;
import io.rmaflow.notification.RunningService;
import io.rmaflow.notification.delivery.SmtpDouble.Received;
import io.rmaflow.stack.server.Ports;
import io.rmaflow.testkit.DescribedApi;
import io.rmaflow.testkit.TestIdentity;
import io.rmaflow.testkit.TestPostgres;
import io.rmaflow.testkit.TestServers;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service on a real PostgreSQL, a real broker and a real mail server; every record comes
 * twice. Each test has a case, a customer and a contact of its own.
 */
@SpringBootTest(
    classes = {NotificationServiceApplication.class, SendingTest.Clocks.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SendingTest {

  private static final SettableClock CLOCK = new SettableClock();
  private static final SmtpDouble SMTP = new SmtpDouble(Ports.anyFree());
  private static final OwnerDouble OWNER = new OwnerDouble();
  private static final Topics TOPICS =
      new Topics(TestServers.kafka().bootstrapServers(), CLOCK::now);
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final LocalDate DUE = LocalDate.of(2026, 5, 13);

  @TestConfiguration(proxyBeanMethods = false)
  static class Clocks {
    @Bean
    BusinessClock businessClock() {
      return CLOCK;
    }
  }

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry properties) {
    TestServers.kafka().createTopics();
    TestPostgres.Database database = TestServers.postgres().createDatabase("notification");
    properties.add("spring.datasource.url", database::jdbcUrl);
    properties.add("spring.datasource.username", database::user);
    properties.add("spring.datasource.password", database::password);
    properties.add("spring.kafka.bootstrap-servers", TestServers.kafka()::bootstrapServers);
    TestIdentity.shared()
        .settings("notification-service")
        .forEach((name, value) -> properties.add(name, () -> value));
    properties.add("spring.mail.port", SMTP::port);
    properties.add("rmaflow.peers.rma", OWNER::uri);
    properties.add("rmaflow.peers.contract", OWNER::uri);
    properties.add("rmaflow.mail.poll", () -> "100ms");
    properties.add("rmaflow.mail.owner-patience", () -> "2s");
  }

  @AfterAll
  static void close() {
    TOPICS.close();
    OWNER.close();
    SMTP.close();
  }

  @Autowired private Deliveries deliveries;
  @Autowired private Sender sender;
  @Autowired private MailWork work;
  @Autowired private JdbcClient database;
  @Autowired private SmartInitializingSingleton wordsUnderKeys;
  @Autowired private Keeping keptMails;
  @Autowired private Keeping keptEvents;
  @Autowired private RetentionDays retentionDays;
  @LocalServerPort private int port;

  private final int number = NUMBER.incrementAndGet();
  private final CaseId caseId = new CaseId("case-" + number);
  private final CustomerId customer = new CustomerId("C-" + (1000 + number));
  private final SerialNumber unit = new SerialNumber("NR2A-" + (1000 + number));
  private final RmaNumber rma = new RmaNumber("RMA-2026-" + (100_000 + number));
  private final ContactId requester = new ContactId("r-" + number);
  private final ProductCode product = new ProductCode("netregio2a-dhcp");

  @BeforeEach
  void begin() {
    CLOCK.set("2026-05-01T01:30:00Z");
  }

  @AfterEach
  void everythingAnswersAgain() {
    SMTP.rejectWith(0);
    SMTP.up();
    OWNER.away(false);
    sender.start();
  }

  // ---- what is told

  @Test
  @Clause({"NOT-5", "NOT-6", "NOT-7", "SHP-1"})
  void aCaseIsToldStepByStep_eachMailOnce() {
    TOPICS.publish(
        "product/" + product,
        new ProductEvent.ProductAdded(
            product, "NetRegio2A DHCP", List.of(), ProductFamily.NETREGIO, null, false, null));
    accept();
    issueRmaNumber();
    ship();
    deliver();
    overdue();

    assertThat(arrived(requester, 5))
        .extracting(Received::subject)
        .containsExactly(
            "【" + unit + "】保守のご依頼を受け付けました",
            "【" + rma + "】修理対応番号のお知らせ",
            "【" + rma + "】交換機発送のお知らせ",
            "【" + rma + "】故障機ご返送のお願い(期限:2026年5月13日(水))",
            "【" + rma + "】【重要】故障機のご返送期限が過ぎています");
    assertThat(ofCase())
        .extracting(Delivery::reason)
        .containsExactly(
            "RequestAccepted",
            "RmaNumberIssued",
            "ReplacementShipped",
            "ReturnDutyOpened",
            "ReturnReminderDue");
    assertThat(ofCase()).allSatisfy(d -> assertThat(d.attempts()).isEqualTo(1));
  }

  @Test
  @Clause({"NOT-5", "CSB-2"})
  void theRmaNumberIsToldWithTheDayOfDispatch() {
    accept();
    issueRmaNumber();

    arrived(requester, 2);

    assertThat(ofCase().getLast().reason()).isEqualTo("RmaNumberIssued");
    assertThat(ofCase().getLast().body()).contains("・交換機の発送予定日:2026年5月1日(金)");
  }

  @Test
  @Clause("CSB-4")
  void theLastDayForTheReturnGoesIntoTheCalendar() throws Exception {
    accept();
    issueRmaNumber();
    deliver();

    MimeMultipart parts = (MimeMultipart) arrived(requester, 3).getLast().message().getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/calendar");
    assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), UTF_8))
        .contains(
            "ORGANIZER:mailto:support@rmaflow.example",
            "UID:return-" + caseId + "@rmaflow.example",
            "DTSTART;VALUE=DATE:20260513");
  }

  @Test
  @Clause("TEC-14")
  void anAnswerIsSentInItsWriterWords_whichTheLogDoesNotKeep() throws Exception {
    OWNER.text("r-answer-" + number, "リース期間を 24 時間に変更してください。");
    accept();

    TOPICS.publish(
        caseId.value(),
        new CaseEvent.InquiryAnswered(caseId, new TextId("r-answer-" + number), CLOCK.now()));

    MimeMultipart parts = (MimeMultipart) arrived(requester, 2).getLast().message().getContent();
    assertThat(parts.getBodyPart(0).getContent().toString()).contains("リース期間を 24 時間に変更してください。");
    sent(ofCase().getLast());
    assertThat(stored()).doesNotContain("リース期間");
  }

  @Test
  @Clause({"GEN-6", "WAR-3"})
  void theReasonOfAJudgementIsToldInItsWritersWords_whichTheLogDoesNotKeep() throws Exception {
    OWNER.text("r-why-" + number, "ログに LAN ケーブルの抜け差しが記録されています。");
    accept();

    judgedNoHardwareFault("r-why-" + number);

    assertThat(textOf(arrived(requester, 2).getLast()))
        .contains("[判断の理由]", "ログに LAN ケーブルの抜け差しが記録されています。");
    sent(ofCase().getLast());
    assertThat(stored()).contains("[判断の理由]").doesNotContain("LAN ケーブル");
  }

  @Test
  @Clause("GEN-6")
  void aReasonThatWasErasedIsLeftOut_andTheMailGoesNevertheless() throws Exception {
    accept();

    judgedNoHardwareFault("r-erased-" + number);

    assertThat(textOf(arrived(requester, 2).getLast()))
        .contains("H/W故障とは判断されませんでした")
        .doesNotContain("判断の理由");
    sent(ofCase().getLast());
    assertThat(stored()).doesNotContain("判断の理由");
  }

  private void judgedNoHardwareFault(String reasonId) {
    TOPICS.publish(
        caseId.value(),
        new CaseEvent.NoHardwareFaultJudged(caseId, CLOCK.now(), new TextId(reasonId)));
    TOPICS.publish(caseId.value(), new CaseEvent.CaseClosed(caseId, "NOT_HW_FAULT", CLOCK.now()));
  }

  private static String textOf(Received mail) throws Exception {
    Object content = mail.message().getContent();
    return content instanceof MimeMultipart parts ? text(parts) : content.toString();
  }

  private static String text(MimeMultipart parts) throws Exception {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < parts.getCount(); i++) {
      Object part = parts.getBodyPart(i).getContent();
      all.append(part instanceof MimeMultipart nested ? text(nested) : part.toString());
    }
    return all.toString();
  }

  @Test
  @Clause("NOT-11")
  void theDeskItselfIsRemindedOfTheFirstContact() {
    accept();
    TOPICS.publish(caseId.value(), new CaseEvent.FirstContactDue(caseId, customer, CLOCK.now()));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(SMTP.to("support-desk@rmaflow.example"))
                    .extracting(Received::subject)
                    .contains("【要対応】初回連絡の期限は本日です(" + unit + ")"));
  }

  @Test
  @Clause("NOT-11")
  void whoLeadsTheDeskIsToldOfAFirstContactThatWasMissed() {
    accept();
    TOPICS.publish(
        caseId.value(), new CaseEvent.FirstContactOverdue(caseId, customer, CLOCK.now()));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(SMTP.to("support-lead@rmaflow.example"))
                    .extracting(Received::subject)
                    .contains("【期限超過】初回連絡が行われていません(" + unit + ")"));
  }

  @Test
  @Clause({"NOT-15", "EOS-11", "SWP-3"})
  void whatIsNewOfAProductIsToldToThoseWhoHaveItUnderContract() {
    ContactId wants = new ContactId("k-holder" + number);
    ContactId doesNot = new ContactId("k-other" + number);
    ProductCode own = new ProductCode("product-" + number);
    ContractId contract = new ContractId("CT-9" + number);
    TOPICS.publish(
        "contact/" + wants, new ContactEvent.ContactChanged(wants, customer, "ja", true));
    TOPICS.publish(
        "contact/" + doesNot, new ContactEvent.ContactChanged(doesNot, customer, "ja", false));
    TOPICS.publish("unit/" + unit, registered(own, List.of(wants, doesNot)));
    TOPICS.publish(contract.value(), signed(contract));
    arrived(wants, 1);
    await().atMost(PATIENCE).until(() -> work.idle(CLOCK.now()));

    TOPICS.publish("product/" + own, released(own, "4.10.1-2201", "2025-11-10"));
    TOPICS.publish("product/" + own, released(own, "4.11.2-2301", "2026-04-10"));
    TOPICS.publish(
        "product/" + own,
        new ProductEvent.EndOfSaleAnnounced(
            own, LocalDate.of(2026, 4, 20), LocalDate.of(2026, 9, 30), null));
    TOPICS.publish(
        "product/" + own,
        new ProductEvent.HotfixTargetsNamed(
            own, new SoftwareVersion("4.11.2-2302"), List.of(customer), null));

    assertThat(arrived(wants, 4))
        .extracting(Received::subject)
        .containsExactlyInAnyOrder(
            "【" + unit + "】保守契約手続き完了のお知らせ",
            "【" + own + "】新しいソフトウェアのお知らせ(4.11.2-2301)",
            "【" + own + "】販売終了のお知らせ",
            "【" + own + "】ホットフィックスご提供のお知らせ(4.11.2-2302)");
    // a hotfix is part of the service, the others are product information (NOT-4)
    assertThat(arrived(doesNot, 1))
        .extracting(Received::subject)
        .containsExactly("【" + own + "】ホットフィックスご提供のお知らせ(4.11.2-2302)");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Clause("NOT-15")
  void aReleaseIsNotToldToWhoeverHasItAlready(boolean saidByARequest) {
    ContactId holder = new ContactId("k-holder" + number);
    ProductCode own = new ProductCode("product-" + number);
    ContractId contract = new ContractId("CT-9" + number);
    TOPICS.publish(
        "contact/" + holder, new ContactEvent.ContactChanged(holder, customer, "ja", true));
    TOPICS.publish("unit/" + unit, registered(own, List.of(holder)));
    TOPICS.publish(contract.value(), signed(contract));
    TOPICS.publish("product/" + own, released(own, "4.10.1-2201", "2025-11-10"));
    if (saidByARequest) {
      TOPICS.publish(caseId.value(), reported("4.11.2-2301"));
    } else {
      TOPICS.publish(
          "unit/" + unit,
          new UnitEvent.UnitSoftwareReported(unit, new SoftwareVersion("4.11.2-2301")));
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                database
                        .sql("select count(*) from unit_version where serial_number = :unit")
                        .param("unit", unit.value())
                        .query(Integer.class)
                        .single()
                    == 1);

    TOPICS.publish("product/" + own, released(own, "4.11.2-2301", "2026-04-10"));
    TOPICS.publish("product/" + own, released(own, "4.11.3-2401", "2026-04-20"));

    assertThat(arrived(holder, 2))
        .extracting(Received::subject)
        .containsExactlyInAnyOrder(
            "【" + unit + "】保守契約手続き完了のお知らせ", "【" + own + "】新しいソフトウェアのお知らせ(4.11.3-2401)");
  }

  @Test
  @Clause({"NOT-15", "VER-9"})
  void aReleaseThatIsWithdrawnIsNotTold_andCountsForNoLaterOne() {
    ContactId holder = new ContactId("k-holder" + number);
    ProductCode own = new ProductCode("product-" + number);
    ContractId contract = new ContractId("CT-9" + number);
    TOPICS.publish(
        "contact/" + holder, new ContactEvent.ContactChanged(holder, customer, "ja", true));
    TOPICS.publish("unit/" + unit, registered(own, List.of(holder)));
    TOPICS.publish(contract.value(), signed(contract));
    arrived(holder, 1);
    SMTP.down();
    TOPICS.publish("product/" + own, released(own, "4.10.1-2201", "2025-11-10"));
    TOPICS.publish("product/" + own, released(own, "4.11.2-2301", "2026-04-10"));
    await().atMost(PATIENCE).until(() -> releaseNotices(own, DeliveryStatus.RETRYING) == 1);

    TOPICS.publish(
        "product/" + own,
        new ProductEvent.ReleaseWithdrawn(own, new SoftwareVersion("4.11.2-2301"), null));
    TOPICS.publish("product/" + own, released(own, "4.11.2-2305", "2026-04-20"));
    await().atMost(PATIENCE).until(() -> releaseNotices(own, DeliveryStatus.QUEUED) == 1);
    SMTP.up();
    CLOCK.advance(Duration.ofMinutes(1));

    assertThat(arrived(holder, 2).getLast().subject())
        .isEqualTo("【" + own + "】新しいソフトウェアのお知らせ(4.11.2-2305)");
    assertThat(releaseNotices(own, DeliveryStatus.SUPPRESSED)).isEqualTo(1);
  }

  @Test
  @Clause({"NOT-10", "ONS-18"})
  void theDeskIsToldToReportARestoration_theCustomerIsNotToldByMail() {
    accept();
    issueRmaNumber();
    arrived(requester, 2);

    TOPICS.publish(
        caseId.value(), new CaseEvent.ServiceRestored(caseId, rma, true, true, CLOCK.now(), true));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(SMTP.to("support-desk@rmaflow.example"))
                    .extracting(Received::subject)
                    .contains("【要対応】復旧報告のお願い(" + rma + ")"));
    assertThat(SMTP.to(address(requester))).hasSize(2);
  }

  @Test
  @Clause({"CSB-10", "MFR-9"})
  void whatTheDeskAskedForIsSentInItsWords_whichTheLogDoesNotKeep() throws Exception {
    OWNER.text("r-wanted-" + number, "メーカ保守用ログをお送りください。");
    accept();

    TOPICS.publish(
        caseId.value(),
        new CaseEvent.InformationRequested(caseId, new TextId("r-wanted-" + number), CLOCK.now()));

    MimeMultipart parts = (MimeMultipart) arrived(requester, 2).getLast().message().getContent();
    assertThat(parts.getBodyPart(0).getContent().toString()).contains("メーカ保守用ログをお送りください。");
    sent(ofCase().getLast());
    assertThat(stored()).doesNotContain("メーカ保守用ログ");
  }

  @Test
  @Clause("NOT-3")
  void aContractNoticeIsGivenUpAfterSoManyFailures_andThatIsRecorded() {
    ContactId wants = new ContactId("k-yes" + number);
    ContractId contract = new ContractId("CT-" + number);
    TOPICS.publish(
        "contact/" + wants, new ContactEvent.ContactChanged(wants, customer, "ja", true));
    TOPICS.publish("unit/" + unit, registered(List.of(wants)));
    SMTP.down();

    TOPICS.publish(contract.value(), signed(contract));

    for (int attempt = 1; attempt < 12; attempt++) {
      int made = attempt;
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  ofContract(contract).stream()
                      .anyMatch(
                          d -> d.attempts() == made && d.status() == DeliveryStatus.RETRYING));
      CLOCK.advance(Duration.ofHours(1));
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(ofContract(contract))
                    .extracting(Delivery::status, Delivery::attempts, Delivery::nextAttemptAt)
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(DeliveryStatus.FAILED, 12, null)));
  }

  @Test
  void aContactIsWrittenToInItsLanguage() {
    OWNER.speaks(requester.value(), "en");

    accept();
    issueRmaNumber();

    assertThat(arrived(requester, 2))
        .extracting(Received::subject)
        .containsExactly(
            unit + ": Your service request has been accepted", rma + ": Your RMA number");
  }

  @Test
  @Clause("NOT-13")
  void theContactsOfARegistrationAreToldTheCustomerId() {
    TOPICS.publish(
        "customer/" + customer,
        new CustomerEvent.CustomerIdIssued(
            customer, List.of(new ContactId("k-a" + number), new ContactId("k-b" + number))));

    assertThat(arrived(new ContactId("k-a" + number), 1))
        .extracting(Received::subject)
        .containsExactly("お客様ID発行のお知らせ(" + customer + ")");
    arrived(new ContactId("k-b" + number), 1);
  }

  @Test
  @Clause({"CID-6", "A-31", "A-61"})
  void deliveriesAreFoundByEveryIdOfTheCompany_howeverItIsTyped() throws Exception {
    CustomerId linked = new CustomerId("C-L" + number);
    ContactId contact = new ContactId("k-c" + number);
    String account = "customer/" + customer;
    TOPICS.publish(account, new CustomerEvent.CustomerIdIssued(customer, List.of(contact)));
    TOPICS.publish(
        account, new CustomerEvent.CustomerAliasAdded(customer, new CustomerId("KD-" + number)));
    TOPICS.publish(account, new CustomerEvent.CustomerIdsLinked(customer, linked));
    arrived(contact, 1);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(listed("c-l" + number)).containsExactly("CustomerIdIssued"));
    assertThat(listed("%EF%BD%8B%EF%BD%84-" + number + "%20")).containsExactly("CustomerIdIssued");
    assertThat(listed(customer.value())).containsExactly("CustomerIdIssued");
    assertThat(listed("KD-" + number + "0")).isEmpty();
  }

  private List<String> listed(String customerId) throws IOException, InterruptedException {
    return get("/api/deliveries?customerId=" + customerId, 200)
        .at("/items")
        .valueStream()
        .map(item -> item.at("/reason").asString())
        .toList();
  }

  @Test
  @Clause({"NOT-2", "NOT-4"})
  void aContractIsToldToThoseAloneWhoWantIt_whateverOfItComesFirst() {
    ContactId wants = new ContactId("k-yes" + number);
    ContactId doesNot = new ContactId("k-no" + number);
    ContractId contract = new ContractId("CT-" + number);

    TOPICS.publish(contract.value(), signed(contract));
    TOPICS.publish("unit/" + unit, registered(List.of(wants, doesNot)));
    TOPICS.publish(
        "contact/" + wants, new ContactEvent.ContactChanged(wants, customer, "ja", true));
    TOPICS.publish(
        "contact/" + doesNot, new ContactEvent.ContactChanged(doesNot, customer, "ja", false));

    assertThat(arrived(wants, 1))
        .extracting(Received::subject)
        .containsExactly("【" + unit + "】保守契約手続き完了のお知らせ");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(ofContract(contract))
                    .filteredOn(d -> d.recipient().equals(doesNot))
                    .extracting(Delivery::status, Delivery::problem)
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                            DeliveryStatus.SUPPRESSED,
                            "the contact does not want contract notices")));
  }

  @Test
  @Clause({"NOT-5", "A-70"})
  void aCaseWithoutARequesterIsToldToTheContactsOfItsUnit_onceTheRegistrationIsKnown() {
    ContactId registrant = new ContactId("k-registrant" + number);
    acceptFor(null);
    issueRmaNumber();
    await().atMost(PATIENCE).until(() -> waitingFor("unit/" + unit) == 2);
    TOPICS.publish("unit/" + unit, registered(List.of()));
    await().atMost(PATIENCE).until(this::isRegistered);
    assertThat(waitingFor("unit/" + unit)).isEqualTo(2);
    assertThat(ofCase()).isEmpty();

    TOPICS.publish("unit/" + unit, registered(List.of(registrant)));

    // nobody has said whether the contact wants contract notices: these are none
    assertThat(arrived(registrant, 2))
        .extracting(Received::subject)
        .containsExactly("【" + unit + "】保守のご依頼を受け付けました", "【" + rma + "】修理対応番号のお知らせ");
    deliver();
    assertThat(arrived(registrant, 3).getLast().subject())
        .isEqualTo("【" + rma + "】故障機ご返送のお願い(期限:2026年5月13日(水))");
    assertThat(waitingFor("unit/" + unit)).isZero();
  }

  @Test
  @Clause("NOT-16")
  void aRequestThatNamesNeitherUnitNorRequesterIsToldOnceOneOfThemIsKnown() {
    TOPICS.publish(
        caseId.value(),
        new CaseEvent.RequestRefused(
            caseId,
            Procedure.CROSS_SEND_BACK,
            null,
            null,
            null,
            List.of(
                new Refusal(
                    "SERIAL_REQUIRED",
                    List.of("RMA-8"),
                    new Message("製造番号が必要です。", "The serial number is required."),
                    Map.of())),
            1,
            1));
    await().atMost(PATIENCE).until(() -> waitingFor("addressee/" + caseId) == 1);

    accept();

    assertThat(arrived(requester, 2))
        .extracting(Received::subject)
        .containsExactly("保守のご依頼をお受けできませんでした", "【" + unit + "】保守のご依頼を受け付けました");
  }

  @Test
  @Clause("SHP-1")
  void theReturnAddressFollowsItsSetting() {
    TOPICS.publish(
        "settings",
        new SettingEvent.SettingChanged("shipping.returnAddress", "\"〒100-0001 新住所\"", 2, null));
    await()
        .atMost(PATIENCE)
        .until(
            () -> database.sql("select count(*) from setting").query(Integer.class).single() == 1);
    accept();
    issueRmaNumber();
    ship();

    arrived(requester, 3);
    assertThat(ofCase().getLast().body()).contains("〒100-0001 新住所");

    TOPICS.publish(
        "settings",
        new SettingEvent.SettingChanged(
            "shipping.returnAddress",
            "\"〒105-0013 東京都港区浜松町1-2-12 F1ビル4F 株式会社インフィニコ テクニカルサポート宛 TEL 03-5402-6731\"",
            3,
            null));
  }

  // ---- what is not told

  @Test
  @Clause("NOT-7")
  void aReminderThatAHandOverMadeWrongIsNotSent() {
    accept();
    issueRmaNumber();
    deliver();
    arrived(requester, 3);
    SMTP.down();
    CLOCK.set("2026-05-13T00:00:00Z");
    remind(Occasion.DUE_DAY);
    await().atMost(PATIENCE).until(() -> lastStatus() == DeliveryStatus.RETRYING);

    handOver();
    // else the next attempt may come before the hand-over is known, and the reminder is sent
    await().atMost(PATIENCE).until(this::isHandedOver);
    SMTP.up();
    CLOCK.advance(Duration.ofMinutes(1));

    await().atMost(PATIENCE).until(() -> lastStatus() == DeliveryStatus.SUPPRESSED);
    assertThat(ofCase().getLast().problem()).isEqualTo("the faulty unit is no longer owed back");
    assertThat(SMTP.to(address(requester))).hasSize(3);
  }

  @Test
  void aMailToAnErasedContactIsSuppressed() {
    OWNER.erase(requester.value());

    accept();

    await().atMost(PATIENCE).until(() -> lastStatus() == DeliveryStatus.SUPPRESSED);
    assertThat(ofCase().getLast().problem()).isEqualTo("the contact was erased");
  }

  @Test
  void theEndOfASuspensionIsToldOnce_whereTheSuspensionWasTold() {
    accept();
    issueRmaNumber();
    deliver();
    CLOCK.set("2026-05-14T00:00:00Z");
    overdue();
    // else the hand-over may come first, and then neither the suspension nor its end is told
    arrived(requester, 4);
    CLOCK.set("2026-05-14T06:20:00Z");
    TOPICS.publish(
        "standing/" + customer, new StandingEvent.CustomerServiceResumed(customer, caseId, rma));
    CustomerId linked = new CustomerId("L-" + number);
    TOPICS.publish(
        "standing/" + linked, new StandingEvent.CustomerServiceResumed(linked, caseId, rma));
    handOver();

    assertThat(arrived(requester, 5).getLast().subject())
        .isEqualTo("【" + rma + "】クロスセンドバック保守サービスの再開のお知らせ");
    assertThat(ofCase()).extracting(Delivery::reason).containsOnlyOnce("CustomerServiceResumed");
    assertThat(waiting()).isZero();
  }

  @Test
  void theEndOfASuspensionIsNotTold_whereTheSuspensionWasNot() {
    accept();
    issueRmaNumber();
    deliver();
    TOPICS.publish(caseId.value(), new CaseEvent.ReturnOverdue(caseId, rma, customer, unit, DUE));
    handOver();
    TOPICS.publish(
        "standing/" + customer, new StandingEvent.CustomerServiceResumed(customer, caseId, rma));

    await().atMost(PATIENCE).until(() -> lastStatus() == DeliveryStatus.SUPPRESSED);
    assertThat(ofCase().getLast().problem()).isEqualTo("no notice of the suspension had gone out");
  }

  @Test
  void theEndOfASuspensionIsTold_whereItsReminderMayHaveGoneOutBeforeTheServiceStopped() {
    accept();
    issueRmaNumber();
    deliver();
    CLOCK.set("2026-05-14T00:00:00Z");
    overdue();
    arrived(requester, 4);
    Delivery reminder = sent(ofCase().getLast());
    sender.stop();
    breakOffAfterTheServerTookIt(reminder.deliveryId(), "1 second ago");
    handOver();
    await().atMost(PATIENCE).until(this::isHandedOver);

    sender.start();
    await().atMost(PATIENCE).until(() -> lastStatus() == DeliveryStatus.SUPPRESSED);
    TOPICS.publish(
        "standing/" + customer, new StandingEvent.CustomerServiceResumed(customer, caseId, rma));

    assertThat(arrived(requester, 5).getLast().subject())
        .isEqualTo("【" + rma + "】クロスセンドバック保守サービスの再開のお知らせ");
  }

  // ---- what goes wrong on the way

  @Test
  void aMailServerThatIsAwayLosesNothing_andWaitsGrowByTheBusinessClock() {
    SMTP.down();
    accept();
    await().atMost(PATIENCE).until(() -> lastStatus() == DeliveryStatus.RETRYING);
    assertThat(ofCase().getLast().nextAttemptAt()).isEqualTo(Instant.parse("2026-05-01T01:31:00Z"));
    assertThat(work.idle(CLOCK.now())).isTrue();
    assertThat(work.nextDue()).contains(Instant.parse("2026-05-01T01:31:00Z"));

    CLOCK.set("2026-05-01T01:31:00Z");
    work.wake();
    await().atMost(PATIENCE).until(() -> ofCase().getLast().failures() == 2);
    assertThat(ofCase().getLast().nextAttemptAt()).isEqualTo(Instant.parse("2026-05-01T01:33:00Z"));

    SMTP.up();
    CLOCK.set("2026-05-01T02:30:00Z");
    work.wake();

    Received mail = arrived(requester, 1).getFirst();
    Delivery delivery = sent(ofCase().getLast());
    assertThat(mail.messageId()).isEqualTo(delivery.messageId());
    assertThat(delivery.attempts()).isEqualTo(3);
    assertThat(delivery.sentAt()).isEqualTo(Instant.parse("2026-05-01T02:30:00Z"));
  }

  @Test
  void anOwnerThatIsBackSoonIsWaitedFor_althoughTheBusinessClockStandsStill() {
    int before = OWNER.asked();
    OWNER.away(true);
    accept();
    await().atMost(PATIENCE).until(() -> OWNER.asked() > before);

    OWNER.away(false);

    arrived(requester, 1);
    assertThat(sent(ofCase().getLast()).attempts()).isEqualTo(1);
  }

  @Test
  void laterMailsOfACaseWaitForTheEarlierOnes() {
    OWNER.away(true);
    accept();
    issueRmaNumber();
    await().atMost(PATIENCE).until(() -> ofCase().size() == 2);
    await().atMost(PATIENCE).until(() -> work.idle(CLOCK.now()));
    assertThat(ofCase())
        .extracting(Delivery::status)
        .containsExactly(DeliveryStatus.RETRYING, DeliveryStatus.QUEUED);

    OWNER.away(false);
    CLOCK.advance(Duration.ofMinutes(1));

    assertThat(arrived(requester, 2))
        .extracting(Received::subject)
        .containsExactly("【" + unit + "】保守のご依頼を受け付けました", "【" + rma + "】修理対応番号のお知らせ");
  }

  @Test
  void aTemporaryReplyIsTriedAgain_aPermanentOneIsNot() {
    SMTP.rejectWith(451);
    accept();
    await().atMost(PATIENCE).until(() -> lastStatus() == DeliveryStatus.RETRYING);
    assertThat(ofCase().getLast().problem()).isEqualTo("the mail server replied 451");

    SMTP.rejectWith(550);
    CLOCK.advance(Duration.ofMinutes(1));

    await().atMost(PATIENCE).until(() -> lastStatus() == DeliveryStatus.FAILED);
    assertThat(ofCase().getLast().problem()).isEqualTo("the mail server replied 550");
  }

  @Test
  void anAttemptThatBrokeOffIsUnknown_andSentAgainUnderTheSameMessageId() {
    accept();
    Received first = arrived(requester, 1).getFirst();
    Delivery before = sent(ofCase().getLast());
    sender.stop();
    breakOffAfterTheServerTookIt(before.deliveryId(), "1 second ago");

    int revived = deliveries.reviveBrokenOff();

    assertThat(revived).isEqualTo(1);
    assertThat(lastStatus()).isEqualTo(DeliveryStatus.UNKNOWN);
    assertThat(work.idle(CLOCK.now())).isFalse();
    sender.start();
    assertThat(arrived(requester, 2))
        .extracting(Received::messageId)
        .containsOnly(first.messageId());
    assertThat(sent(ofCase().getLast()).attempts()).isEqualTo(2);
  }

  @Test
  void anAttemptIsLeftAloneUntilItsLeaseIsOver() {
    accept();
    arrived(requester, 1);
    Delivery delivery = sent(ofCase().getLast());
    sender.stop();
    breakOffAfterTheServerTookIt(delivery.deliveryId(), "1 hour");

    assertThat(deliveries.reviveBrokenOff()).isZero();
    assertThat(lastStatus()).isEqualTo(DeliveryStatus.SENDING);
    breakOffAfterTheServerTookIt(delivery.deliveryId(), "1 second ago");
    assertThat(deliveries.reviveBrokenOff()).isEqualTo(1);
  }

  // ---- REST

  @Test
  void theLogShowsADeliveryWithoutAnyPerson() throws Exception {
    accept();
    arrived(requester, 1);
    sent(ofCase().getLast());

    JsonNode page = get("/api/deliveries?caseId=" + caseId + "&status=SENT", 200);

    assertThat(page.get("total").asInt()).isEqualTo(1);
    assertThat(page.get("page").asInt()).isZero();
    assertThat(page.get("size").asInt()).isEqualTo(50);
    JsonNode item = page.get("items").get(0);
    assertThat(item.get("reason").asString()).isEqualTo("RequestAccepted");
    assertThat(item.get("recipientContactId").asString()).isEqualTo(requester.value());
    assertThat(item.get("language").asString()).isEqualTo("ja");
    assertThat(item.get("status").asString()).isEqualTo("SENT");
    assertThat(item.get("attempts").asInt()).isEqualTo(1);
    assertThat(item.get("sentAt").asString()).startsWith("2026-05-01T");
    assertThat(item.get("subject").asString()).isEqualTo("【" + unit + "】保守のご依頼を受け付けました");
    assertThat(item.get("messageId").asString()).matches("<[0-9a-f-]{36}@rmaflow.example>");
    assertThat(page.toString()).doesNotContain("山田", address(requester));
    assertThat(stored()).doesNotContain("山田", address(requester));
  }

  @Test
  void theLogOfACaseIsFoundByItsRecipient() throws Exception {
    accept();
    TOPICS.publish(caseId.value(), new CaseEvent.FirstContactDue(caseId, customer, CLOCK.now()));
    await().atMost(PATIENCE).until(() -> ofCase().size() == 2);
    String ofCase = "/api/deliveries?caseId=" + caseId;

    JsonNode desk = get(ofCase + "&recipientContactId=desk", 200);
    JsonNode customers = get("/api/deliveries?recipientContactId=" + requester, 200);

    assertThat(get(ofCase, 200).get("total").asInt()).isEqualTo(2);
    assertThat(desk.get("total").asInt()).isEqualTo(1);
    assertThat(desk.at("/items/0/reason").asString()).isEqualTo("FirstContactDue");
    assertThat(customers.get("total").asInt()).isEqualTo(1);
    assertThat(customers.at("/items/0/reason").asString()).isEqualTo("RequestAccepted");
    assertThat(get(ofCase + "&recipientContactId=k-nobody", 200).get("total").asInt()).isZero();
  }

  @Test
  void aResendKeepsTheMessageId() throws Exception {
    SMTP.rejectWith(550);
    accept();
    await().atMost(PATIENCE).until(() -> lastStatus() == DeliveryStatus.FAILED);
    Delivery failed = ofCase().getLast();
    SMTP.rejectWith(0);

    JsonNode answer = post("/api/deliveries/" + failed.deliveryId() + "/resend", 200);

    assertThat(answer.get("deliveryId").asString()).isEqualTo(failed.deliveryId().toString());
    assertThat(arrived(requester, 1).getFirst().messageId()).isEqualTo(failed.messageId());
  }

  @Test
  void aPreviewIsTheLastMailOfThatReasonInTheLanguageAskedFor() throws Exception {
    accept();
    issueRmaNumber();
    arrived(requester, 2);

    JsonNode preview = get("/api/previews/RmaNumberIssued?caseId=" + caseId + "&language=en", 200);

    assertThat(preview.get("subject").asString()).isEqualTo(rma + ": Your RMA number");
    assertThat(preview.get("html").asString()).contains(rma.value());
    assertThat(preview.get("calendar").isNull()).isTrue();
  }

  @Test
  void aPreviewOfAMailWithADueDate_hasTheFileForTheCalendar() throws Exception {
    accept();
    issueRmaNumber();
    ship();
    deliver();
    await().atMost(PATIENCE).until(() -> ofCase().getLast().reason().equals("ReturnDutyOpened"));

    JsonNode preview = get("/api/previews/ReturnDutyOpened?caseId=" + caseId, 200);

    assertThat(preview.get("calendar").asString())
        .contains("UID:return-" + caseId, "DTSTART;VALUE=DATE:20260513", "故障機のご返送期限");
  }

  @Test
  void whatDoesNotExistOrIsMalformedIsAnsweredAsSuch() throws Exception {
    post("/api/deliveries/" + UUID.randomUUID() + "/resend", 404);
    post("/api/deliveries/nonsense/resend", 404);
    assertThat(get("/api/deliveries?status=NONSENSE", 400).toString()).contains("status");
    assertThat(get("/api/previews/RmaNumberIssued?language=fr", 400).toString())
        .contains("caseId", "language");
    get("/api/previews/Nothing?caseId=" + caseId, 404);
  }

  // ---- what is forgotten

  @Test
  void theWordsOfAMailLieUnderItsRecipientsKey_andTheLogShowsThem() throws Exception {
    accept();
    arrived(requester, 1);

    assertThat(rows()).contains("RequestAccepted").doesNotContain("保守のご依頼", unit + "】");
    JsonNode shown = get("/api/deliveries?caseId=" + caseId, 200).at("/items/0");
    assertThat(shown.get("subject").asString()).isEqualTo("【" + unit + "】保守のご依頼を受け付けました");
    assertThat(shown.get("body").asString()).contains(unit.value());
    assertThat(shown.get("erasedAt").isNull()).isTrue();
  }

  @Test
  void whatWasKeptInClearIsSealedAtTheStart_andWasErasedIsGone() {
    accept();
    Delivery mail = ofCase(1).getLast();
    ContactId gone = new ContactId("r-gone-before-" + number);
    deliveries.erase(gone);
    UUID toNobody = UUID.randomUUID();
    database
        .sql(
            """
            update delivery set subject = 'in clear', body = 'words in clear',
              sealed_subject = null, sealed_body = null where delivery_id = :id
            """)
        .param("id", mail.deliveryId())
        .update();
    database
        .sql(
            """
            insert into delivery (delivery_id, reason, event_id, thread, recipient, owner, mail,
              message_id, status, queued_at, subject, body)
            select :new, reason, event_id, thread, :gone, owner, mail, 'm-' || :new, 'SENT',
              queued_at, 'in clear', 'words in clear' from delivery where delivery_id = :id
            """)
        .param("new", toNobody)
        .param("gone", gone.value())
        .param("id", mail.deliveryId())
        .update();
    assertThat(ofCase().getLast().body()).isEqualTo("words in clear");

    wordsUnderKeys.afterSingletonsInstantiated();

    assertThat(rows()).doesNotContain("in clear");
    assertThat(ofCase().getLast().subject()).isEqualTo("in clear");
    assertThat(ofCase().getLast().body()).isEqualTo("words in clear");
    Delivery erased = deliveries.find(toNobody).orElseThrow();
    assertThat(erased.body()).isNull();
    assertThat(erased.erasedAt()).isEqualTo(CLOCK.now());
  }

  @Test
  void whenARequesterIsErased_itsMailsAreEmpty_thoseThatWaitAreNotSent_andNoneIsSentAgain()
      throws Exception {
    accept();
    arrived(requester, 1);
    SMTP.down();
    issueRmaNumber();
    await().atMost(PATIENCE).until(() -> lastStatus() == DeliveryStatus.RETRYING);
    SMTP.up();
    // its owner is not asked any more: whether it answers makes no difference
    CLOCK.set("2026-05-01T01:31:00Z");
    TOPICS.publish("contact/" + requester, new PersonEvent.ContactErased(requester));
    await()
        .atMost(PATIENCE)
        .until(() -> ofCase().stream().allMatch(each -> each.erasedAt() != null));
    await().atMost(PATIENCE).until(() -> work.idle(CLOCK.now()));

    assertThat(ofCase())
        .allSatisfy(each -> assertThat(each.body()).isNull())
        .allSatisfy(each -> assertThat(each.subject()).isNull());
    JsonNode told = get("/api/deliveries?caseId=" + caseId, 200).get("items");
    assertThat(told.at("/0/status").asString()).isEqualTo("SENT");
    assertThat(told.at("/0/erasedAt").asString()).isEqualTo("2026-05-01T10:31:00+09:00");
    JsonNode again =
        post("/api/deliveries/" + told.at("/0/deliveryId").asString() + "/resend", 200);
    assertThat(again.get("status").asString()).isEqualTo("SUPPRESSED");
    assertThat(again.get("problem").asString()).isEqualTo("the contact was erased");
    assertThat(SMTP.to(address(requester))).hasSizeLessThanOrEqualTo(2);
    get("/api/previews/RequestAccepted?caseId=" + caseId, 200);
  }

  @Test
  void whenAContactIsErased_noticesThatWaitForItsBoxAreDropped() {
    ContactId contact = new ContactId("k-erased" + number);
    ContractId contract = new ContractId("CT-8" + number);
    TOPICS.publish("unit/" + unit, registered(List.of(contact)));
    TOPICS.publish(contract.value(), signed(contract));
    await().atMost(PATIENCE).until(() -> waitingFor("contact/" + contact) == 1);

    TOPICS.publish("contact/" + contact, new ContactEvent.ContactErased(contact, customer));

    await().atMost(PATIENCE).until(() -> waitingFor("contact/" + contact) == 0);
    assertThat(ofContract(contract)).isEmpty();
  }

  @Test
  void mailsOfAClosedCaseRestFromWhenTheyWereSent_andLoseTheirWordsAlone() {
    CLOCK.set("2025-01-10T00:00:00Z");
    accept();
    Delivery mail = ofCase(1).getLast();
    Instant sent = Instant.parse("2025-01-10T00:00:00Z");
    assertThat(keptMails.forget(mail.deliveryId().toString(), sent))
        .as("of an open case")
        .isFalse();
    TOPICS.publish(
        caseId.value(), new CaseEvent.CaseCancelled(caseId, "DOUBLE", null, CLOCK.now()));
    await().atMost(PATIENCE).until(() -> keptMails.count(sent) > 0);
    await().atMost(PATIENCE).until(() -> work.idle(CLOCK.now()));

    assertThat(keptMails.atRest(sent.minusMillis(1), 0, 100)).isEmpty();
    assertThat(keptMails.atRest(sent, 0, 100))
        .contains(new Keeping.AtRest(mail.deliveryId().toString(), "case/" + caseId, sent));
    assertThat(keptMails.oldest()).contains(sent);
    assertThat(keptMails.forget(mail.deliveryId().toString(), sent)).isTrue();
    assertThat(keptMails.forget(mail.deliveryId().toString(), sent)).as("again").isFalse();

    Delivery forgotten = deliveries.find(mail.deliveryId()).orElseThrow();
    assertThat(forgotten.body()).isNull();
    assertThat(forgotten.subject()).isNull();
    assertThat(forgotten.status()).isEqualTo(DeliveryStatus.SENT);
    assertThat(forgotten.sentAt()).isEqualTo(sent);
    assertThat(forgotten.recipient()).isEqualTo(requester);
  }

  @Test
  void eventsKeptForWebhooksRestFromTheEndOfTheirDayInJapan_andTheSettingSaysForHowLong()
      throws Exception {
    CLOCK.set("2024-02-10T14:59:59Z");
    accept();
    arrived(requester, 1);
    Instant midnight = Instant.parse("2024-02-10T15:00:00Z");

    assertThat(keptEvents.atRest(midnight.minusMillis(1), 0, 10)).isEmpty();
    assertThat(keptEvents.atRest(midnight, 0, 10))
        .extracting(Keeping.AtRest::id, Keeping.AtRest::since)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("2024-02-10", midnight));
    assertThat(keptEvents.oldest()).contains(midnight);
    JsonNode dry =
        get("/api/retention/due?kind=webhook-bodies&days=30&at=2024-03-11T15:00:00Z", 200);
    assertThat(dry.at("/items/0/id").asString()).isEqualTo("2024-02-10");
    assertThat(dry.at("/items/0/dueAt").asString()).isEqualTo("2024-03-12T00:00:00+09:00");
    assertThat(
            get("/api/retention/due?kind=webhook-bodies&days=31&at=2024-03-11T15:00:00Z", 200)
                .get("total")
                .asInt())
        .isZero();
    get("/api/retention/due?kind=nothing", 400);
    get("/api/retention/due?days=30", 400);

    assertThat(keptEvents.forget("2024-02-10", midnight)).isTrue();
    assertThat(keptEvents.forget("2024-02-10", midnight)).isFalse();
    assertThat(keptEvents.oldest()).isNotEqualTo(Optional.of(midnight));

    assertThat(retentionDays.of("retention.mails.days")).isEmpty();
    TOPICS.publish(
        "settings", new SettingEvent.SettingChanged("retention.mails.days", "36500", 2, null));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(retentionDays.of("retention.mails.days")).hasValue(36500));
    assertThat(get("/api/retention", 200).at("/items").toString())
        .contains("\"kind\":\"mails\",\"setting\":\"retention.mails.days\",\"days\":36500")
        .contains("\"kind\":\"webhook-bodies\"");
  }

  private List<Delivery> ofCase(int sent) {
    arrived(requester, sent);
    return ofCase();
  }

  // ---- the events

  private void accept() {
    acceptFor(requester);
  }

  private void acceptFor(@Nullable ContactId named) {
    TOPICS.publish(
        caseId.value(),
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
            Instant.parse("2026-05-01T01:30:00Z"),
            LocalDate.of(2026, 5, 1),
            null,
            new SiteId("s-1"),
            named,
            List.of(),
            1,
            1,
            null,
            null));
  }

  private CaseEvent reported(String softwareVersion) {
    return new CaseEvent.FailureReported(
        caseId,
        Procedure.CROSS_SEND_BACK,
        CaseEvent.Channel.FORM,
        customer,
        unit,
        softwareVersion,
        null,
        null,
        null,
        true,
        true,
        true,
        List.of(),
        null,
        requester,
        CaseEvent.SubmittedBy.CUSTOMER,
        null,
        null,
        null,
        null,
        null,
        new CaseEvent.Declarations(
            false,
            false,
            CaseEvent.Cause.UNKNOWN,
            CaseEvent.Purpose.REPAIR,
            List.of(),
            null,
            null,
            null,
            null,
            null),
        null,
        CLOCK.now(),
        null,
        null,
        null,
        null);
  }

  private void issueRmaNumber() {
    TOPICS.publish(
        caseId.value(), new CaseEvent.RmaNumberIssued(caseId, rma, customer, unit, null));
    TOPICS.publish(
        caseId.value(),
        new CaseEvent.ShipmentOrdered(
            caseId,
            rma,
            Leg.REPLACEMENT,
            product,
            "4.10.1-2201",
            true,
            Payer.VENDOR,
            new SiteId("s-1"),
            null,
            LocalDate.of(2026, 5, 1)));
  }

  private void ship() {
    TOPICS.publish(
        caseId.value(),
        new CaseEvent.ReplacementShipped(
            caseId,
            rma,
            customer,
            unit,
            new SerialNumber("NR2A-9000"),
            product,
            "4.10.1-2201",
            true,
            CaseEvent.Condition.REFURBISHED,
            new Shipment(Leg.REPLACEMENT, Direction.TO_CUSTOMER, Payer.VENDOR, "Yamato", "1234"),
            Instant.parse("2026-05-01T06:00:00Z")));
  }

  private void deliver() {
    TOPICS.publish(
        caseId.value(),
        new CaseEvent.ReplacementDelivered(
            caseId, rma, customer, unit, null, Instant.parse("2026-05-02T02:00:00Z")));
    TOPICS.publish(
        caseId.value(), new CaseEvent.ReturnDutyOpened(caseId, rma, customer, unit, DUE));
  }

  private void overdue() {
    TOPICS.publish(caseId.value(), new CaseEvent.ReturnOverdue(caseId, rma, customer, unit, DUE));
    remind(Occasion.OVERDUE);
  }

  private void remind(Occasion occasion) {
    TOPICS.publish(
        caseId.value(),
        new CaseEvent.ReturnReminderDue(caseId, rma, customer, unit, requester, occasion, DUE));
  }

  private void handOver() {
    TOPICS.publish(
        caseId.value(),
        new CaseEvent.FaultyUnitDispatched(
            caseId,
            rma,
            customer,
            unit,
            new Shipment(Leg.FAULTY_UNIT, Direction.TO_VENDOR, Payer.CUSTOMER, null, null),
            CLOCK.now()));
  }

  private ContractEvent signed(ContractId contract) {
    return new ContractEvent.ContractSigned(
        contract,
        customer,
        unit,
        product,
        Plan.CROSS_SEND_BACK,
        5,
        LocalDate.of(2026, 5, 1),
        LocalDate.of(2031, 4, 30),
        ContractEvent.Party.CUSTOMER,
        null,
        "1",
        1,
        false);
  }

  private static ProductEvent released(ProductCode code, String version, String publishedOn) {
    return new ProductEvent.ReleasePublished(
        code,
        new SoftwareVersion(version),
        ProductEvent.ReleaseKind.PERIODIC,
        true,
        false,
        null,
        LocalDate.parse(publishedOn),
        false,
        false,
        List.of(),
        null);
  }

  private UnitEvent registered(List<ContactId> contacts) {
    return registered(product, contacts);
  }

  private UnitEvent registered(ProductCode code, List<ContactId> contacts) {
    return new UnitEvent.UnitRegistered(
        unit,
        code,
        customer,
        UnitEvent.Source.ONLINE,
        LocalDate.of(2026, 4, 20),
        LocalDate.of(2026, 4, 20),
        UnitEvent.ShippedBy.VENDOR,
        LocalDate.of(2026, 5, 1),
        false,
        UnitEvent.SalesChannel.DIRECT,
        new SiteId("s-1"),
        contacts,
        "5f2b",
        "9ac1",
        null,
        null,
        null);
  }

  // ---- what became of them

  private static String address(ContactId contact) {
    return OwnerDouble.addressOf(contact.value());
  }

  /** Waits for so many mails; once they are there, nothing is under way that could add another. */
  private List<Received> arrived(ContactId contact, int count) {
    await().atMost(PATIENCE).until(() -> SMTP.to(address(contact)).size() >= count);
    await().atMost(PATIENCE).until(() -> work.idle(CLOCK.now()));
    assertThat(SMTP.to(address(contact))).hasSize(count);
    return SMTP.to(address(contact));
  }

  private Delivery sent(Delivery delivery) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                deliveries.find(delivery.deliveryId()).orElseThrow().status()
                    == DeliveryStatus.SENT);
    return deliveries.find(delivery.deliveryId()).orElseThrow();
  }

  private List<Delivery> ofCase() {
    return deliveries.list(
        new Deliveries.Filter(caseId.value(), null, null, null, null, null), 0, 200);
  }

  private List<Delivery> ofContract(ContractId contract) {
    return deliveries.list(
        new Deliveries.Filter(null, contract.value(), null, null, null, null), 0, 200);
  }

  private @Nullable DeliveryStatus lastStatus() {
    List<Delivery> all = ofCase();
    return all.isEmpty() ? null : all.getLast().status();
  }

  private boolean isHandedOver() {
    return database
        .sql("select (file ->> 'handedOver')::boolean from case_file where case_id = :id")
        .param("id", caseId.value())
        .query(Boolean.class)
        .single();
  }

  private int waiting() {
    return database
        .sql("select count(*) from waiting_mail where waits_for like '%' || :id")
        .param("id", caseId.value())
        .query(Integer.class)
        .single();
  }

  private boolean isRegistered() {
    return database
        .sql("select exists (select 1 from unit_contacts where serial_number = :unit)")
        .param("unit", unit.value())
        .query(Boolean.class)
        .single();
  }

  private int releaseNotices(ProductCode code, DeliveryStatus status) {
    return database
        .sql("select count(*) from delivery where thread = :thread and status = :status")
        .param("thread", "product/" + code)
        .param("status", status.name())
        .query(Integer.class)
        .single();
  }

  private int waitingFor(String what) {
    return database
        .sql("select count(*) from waiting_mail where waits_for = :what")
        .param("what", what)
        .query(Integer.class)
        .single();
  }

  /** Everything that the log keeps in words, once it is opened. */
  private String stored() {
    return deliveries
        .list(new Deliveries.Filter(null, null, null, null, null, null), 0, 1_000)
        .stream()
        .map(kept -> kept.subject() + "\n" + kept.body())
        .collect(Collectors.joining("\n"));
  }

  /** The rows of the case as anybody reads them who has the table and no key. */
  private String rows() {
    return String.join(
        "\n",
        database
            .sql(
                """
                select d::text || convert_from(decode(replace(encode(
                    coalesce(sealed_subject, '') || coalesce(sealed_body, ''), 'hex'), '00', '2e'),
                  'hex'), 'LATIN1')
                from delivery d where case_id = :id
                """)
            .param("id", caseId.value())
            .query(String.class)
            .list());
  }

  private void breakOffAfterTheServerTookIt(UUID deliveryId, String leaseEnds) {
    database
        .sql(
            """
            update delivery set status = 'SENDING', lease = gen_random_uuid(), sent_at = null,
              leased_until = now() + cast(:leaseEnds as interval) where delivery_id = :id
            """)
        .param("leaseEnds", leaseEnds)
        .param("id", deliveryId)
        .update();
  }

  private JsonNode get(String path, int status) throws IOException, InterruptedException {
    return call(HttpRequest.newBuilder().GET(), path, status);
  }

  private JsonNode post(String path, int status) throws IOException, InterruptedException {
    return call(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()), path, status);
  }

  private JsonNode call(HttpRequest.Builder request, String path, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(request, path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonMapper json = JsonMapper.shared();
    new DescribedApi(json.readTree(send(HttpRequest.newBuilder(), "/api/openapi.json").body()))
        .check(response, null, response.body());
    return json.readTree(response.body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          request
              .uri(URI.create("http://127.0.0.1:" + port + path))
              .header("Authorization", RunningService.asAdministrator())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
