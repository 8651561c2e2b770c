package io.rmaflow.contract.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.contract.settings.Settings;
import io.rmaflow.contract.settings.rules.SettingKey;
import io.rmaflow.events.Clause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The settings of the policy, what a change of each does, and that a decision says by which. */
class SettingsHttpTest extends ServiceTest {

  private final Settings settings;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;

  SettingsHttpTest(
      @Autowired Settings settings,
      @Autowired PlatformTransactionManager transactions,
      @Autowired JdbcClient jdbc) {
    this.settings = settings;
    this.transaction = new TransactionTemplate(transactions);
    this.jdbc = jdbc;
  }

  /** Other tests know the defaults only. */
  @AfterEach
  void backToTheDefaults() {
    set("notify.expiry.leadDays", "[90,30,7]");
    set("mfr.lump67.enabled", "false");
    set("renewal.graceDays", "0");
    set("doa.windowDays", "null");
  }

  private Reply set(String key, String value) {
    Reply reply =
        call("PUT", "/api/settings/" + key, "{\"value\": " + value + ", \"reason\": \"方針\"}");
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply;
  }

  private int settingsVersion() {
    return get("/api/settings").body().at("/settingsVersion").intValue();
  }

  private static List<String> codes(Reply reply) {
    return reply.body().at("/refusals").values().stream()
        .map(refusal -> refusal.at("/code").asString())
        .toList();
  }

  @ParameterizedTest
  @Clause({
    "A-01", "A-02", "A-03", "A-07", "A-10", "A-11", "A-16", "A-24", "A-50", "A-54", "A-58", "A-63",
    "NOT-7"
  })
  @CsvSource(
      delimiter = '|',
      value = {
        "cutoff.noon.inclusive | true",
        "cutoff.clock | \"JUDGED_AT\"",
        "hours.open.inclusive | true",
        "hours.close.inclusive | true",
        "versionSpecified.extraBusinessDays | 1",
        "term.end | \"START_PLUS_YEARS_MINUS_ONE_DAY\"",
        "mfr.lump67.enabled | false",
        "renewal.graceDays | 0",
        "doa.windowDays | null",
        "mfr.faultyReturn.reminderBusinessDays | 5",
        "mfr.loanerReturn.reminderBusinessDays | 5",
        "tec.waitForCustomer.businessDays | 10",
        "notify.expiry.leadDays | [90,30,7]",
        "notify.return.schedule | {\"businessDaysBefore\":2,\"businessDaysAfter\":1}",
        "va.designatedHypervisors | []",
        "backdating.maxDays | 7",
        "retention.contacts.days | null",
        "retention.mails.days | null",
        "retention.webhookBodies.days | null",
        "retention.attachments.days | null",
        "retention.registeredContacts.days | null",
        "retention.imports.days | null"
      })
  void everySetting_hasItsDefault(String key, String value) {
    Reply setting = get("/api/settings/" + key);

    assertThat(setting.body().at("/defaultValue").toString()).isEqualTo(value);
    assertThat(get("/api/settings").body().at("/items").values())
        .extracting(item -> item.at("/key").asString())
        .hasSize(24)
        .contains(key, "calendar.companyHolidays", "shipping.returnAddress");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shipping.returnAddress | \"〒105-0013\\n東京都港区\" | value",
        "va.designatedHypervisors | [\"KVM\", \"ESXi\\u202e\"] | value[1]"
      })
  void textsOfSettings_areOfOneLine(String key, String value, String field) {
    Reply reply = call("PUT", "/api/settings/" + key, "{\"value\": " + value + "}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/errors/0/field")).isEqualTo(field);
    assertThat(reply.text("/errors/0/code")).isEqualTo("CONTROL_CHARACTER");
  }

  @Test
  void change_isAnEvent_andTheNextVersionOfTheWholeSet() {
    int before = settingsVersion();

    Reply changed = set("renewal.graceDays", "3");

    assertThat(changed.body().at("/version").intValue()).isEqualTo(before + 1);
    assertThat(settingsVersion()).isEqualTo(before + 1);
    assertThat(get("/api/settings/cutoff.clock").body().at("/version").intValue()).isEqualTo(1);
    set("renewal.graceDays", "3");
    assertThat(settingsVersion()).as("the same value again").isEqualTo(before + 1);
    awaitLast(
        "settings",
        "SettingChanged",
        "\"key\":\"renewal.graceDays\"",
        "\"value\":\"3\"",
        "\"settingsVersion\":" + (before + 1));
  }

  private static void awaitLast(String stream, String name, String... said) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              Topic.Read last = Topic.read(stream).getLast();
              assertThat(last.name()).isEqualTo(name);
              assertThat(last.data()).contains(said).doesNotContain("方針", "移転");
            });
  }

  @Test
  @Clause({"CAL-3", "A-07"})
  void companyHolidays_areShownWithTheVersionOfTheCalendar_andChangedAsACalendar() {
    int before = get("/api/settings/calendar.companyHolidays").body().at("/version").intValue();
    post(
        "/api/calendar/company-holidays",
        "{\"date\": \"2026-11-24\", \"name\": \"臨時休業\", \"reason\": \"移転\"}");

    Reply holidays = get("/api/settings/calendar.companyHolidays");

    assertThat(holidays.body().at("/version").intValue()).isEqualTo(before + 1);
    assertThat(holidays.body().at("/value/yearly").toString())
        .isEqualTo(
            """
            [{"from":"08-13","to":"08-15","ja":"夏季休暇","en":"Summer Holiday"},\
            {"from":"12-29","to":"01-03","ja":"年末年始休暇","en":"Year-end and New Year Holiday"}]""");
    assertThat(holidays.body().at("/value/added").values())
        .extracting(day -> day.at("/date").asString())
        .contains("2026-11-24");
    assertThat(holidays.body().at("/defaultValue/added").size()).isZero();
    awaitLast(
        "calendar",
        "CalendarChanged",
        "\"calendarVersion\":" + (before + 1),
        "\"date\":\"2026-11-24\"");

    Reply direct =
        call(
            "PUT",
            "/api/settings/calendar.companyHolidays",
            "{\"value\": [], \"reason\": \"休まない\"}");
    assertThat(direct.status()).isEqualTo(400);
    assertThat(direct.text("/errors/0/code")).isEqualTo("CHANGED_AS_CALENDAR");
    call(
        "DELETE",
        "/api/calendar/company-holidays",
        "{\"date\": \"2026-11-24\", \"reason\": \"取消\"}");
  }

  @Test
  @Clause({"NOT-1", "A-63"})
  void expiryNotices_fallDueSoManyDaysBeforeTheEndAsConfigured() {
    set("notify.expiry.leadDays", "[60,14]");
    String contract = sign(register());

    clockAt("2027-02-08T09:00:00+09:00");
    awaitNames(contract, "ContractSigned", "ContractActivated", "ContractExpiryNoticeDue");
    clockAt("2027-04-10T00:00:00+09:00");

    awaitNames(
        contract,
        "ContractSigned",
        "ContractActivated",
        "ContractExpiryNoticeDue",
        "ContractExpiryNoticeDue",
        "ContractExpired");
    List<Topic.Read> events = Topic.read(contract);
    assertThat(events.get(2).data()).contains("\"occasion\":60");
    assertThat(events.get(2).headers().get("ce_occurredat")).isEqualTo("2027-02-08T00:00:00Z");
    assertThat(events.get(3).data()).contains("\"occasion\":14");
    assertThat(events.get(3).headers().get("ce_occurredat")).isEqualTo("2027-03-26T00:00:00Z");
  }

  @Test
  @Clause({"NOT-1", "A-63"})
  void expiryNotices_thatAreNotWantedAnyMore_areNotGivenForContractsInForceEither() {
    String contract = sign(register());

    set("notify.expiry.leadDays", "[30]");
    int version = settingsVersion();
    clockAt("2027-04-10T00:00:00+09:00");

    awaitNames(
        contract,
        "ContractSigned",
        "ContractActivated",
        "ContractExpiryNoticeDue",
        "ContractExpired");
    assertThat(Topic.read(contract).get(2).data())
        .contains("\"occasion\":30", "\"settingsVersion\":" + version);
  }

  @Test
  @Clause({"NOT-1", "A-63"})
  void expiryNotices_thatAreWantedFromNowOn_areGivenForContractsInForceToo_eachOnce() {
    String contract = sign(register());

    set("notify.expiry.leadDays", "[60,30]");
    set("notify.expiry.leadDays", "[30]");
    set("notify.expiry.leadDays", "[60,30]");
    clockAt("2027-04-10T00:00:00+09:00");

    awaitNames(
        contract,
        "ContractSigned",
        "ContractActivated",
        "ContractExpiryNoticeDue",
        "ContractExpiryNoticeDue",
        "ContractExpired");
    List<Topic.Read> events = Topic.read(contract);
    assertThat(events.get(2).data()).contains("\"occasion\":60");
    assertThat(events.get(2).headers().get("ce_occurredat")).isEqualTo("2027-02-08T00:00:00Z");
    assertThat(events.get(3).data()).contains("\"occasion\":30");
  }

  /** More of them than are worked on in one transaction; no other test comes to their days. */
  @Test
  @Clause({"NOT-1", "A-63"})
  void expiryNotices_thatAreWantedFromNowOn_areGivenForAllContracts() {
    List<String> serials = IntStream.rangeClosed(1, 51).mapToObj(n -> newSerial()).toList();
    takeOver(serials);

    set("notify.expiry.leadDays", "[90,60,30,7]");
    // 60 days before 2032-11-19
    clockAt("2032-09-20T09:00:00+09:00");

    for (String serial : List.of(serials.getFirst(), serials.getLast())) {
      awaitLast(
          get("/api/contracts?serialNumber=" + serial).text("/items/0/contractId"),
          "ContractExpiryNoticeDue",
          "\"occasion\":60");
    }
  }

  private void takeOver(List<String> serials) {
    String file =
        serials.stream()
            .map(
                serial ->
                    "L-1,株式会社サンプル,%s,netregio2a-dhcp,2025-11-10,2025-11-12,false,DIRECT,100-0001,東京都千代田区千代田1-1,CROSS_SEND_BACK,7,2025-11-20\n"
                        .formatted(serial))
            .collect(
                joining(
                    "",
                    "customerId,owner,serialNumber,productCode,purchaseDate,registeredOn,secondHand,salesChannel,postalCode,address,plan,termYears,startDate\n",
                    ""));
    Reply submitted = upload("/api/imports", file.getBytes(StandardCharsets.UTF_8));
    String progress = submitted.header("Location");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(progress).text("/status").equals("COMPLETED"));
    assertThat(get(progress).body().at("/accepted").intValue())
        .as(get(progress).raw().body())
        .isEqualTo(serials.size());
  }

  /**
   * Otherwise a contract could be concluded by a setting that no change of it looks at any more.
   */
  @Test
  void change_waitsForWhatIsDecidedUnderTheSettingsBeforeIt()
      throws InterruptedException, ExecutionException, TimeoutException {
    try (ExecutorService operator = Executors.newSingleThreadExecutor()) {
      Future<Reply> change =
          transaction.execute(
              status ->
                  settings.held(
                      () -> {
                        Future<Reply> asked = operator.submit(() -> set("renewal.graceDays", "9"));
                        await()
                            .atMost(Duration.ofSeconds(20))
                            .until(
                                () ->
                                    jdbc.sql(
                                            """
                                            select exists (select 1 from pg_locks l
                                              join pg_database d on d.oid = l.database
                                              where d.datname = current_database()
                                                and l.locktype = 'advisory' and not l.granted)
                                            """)
                                        .query(Boolean.class)
                                        .single());
                        assertThat(settings.number(SettingKey.RENEWAL_GRACE_DAYS)).isZero();
                        return asked;
                      }));

      assertThat(change).isNotNull();
      assertThat(change.get(30, TimeUnit.SECONDS).body().at("/value").intValue()).isEqualTo(9);
    }
    assertThat(settings.number(SettingKey.RENEWAL_GRACE_DAYS)).isEqualTo(9);
  }

  private static void awaitNames(String contract, String... names) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(Topic.read(contract))
                    .extracting(Topic.Read::name)
                    .containsExactly(names));
  }

  @Test
  @Clause({"CON-7", "A-16", "MFR-31"})
  void longLumpOfTheManufacturersPlan_isConcludedOnceOpened_andSaysByWhichSettings() {
    String serial = newSerial();
    String customer =
        post("/api/registrations", registration(serial, null, "netwyvern2-dhcp-academic", false))
            .text("/customerId");
    String sixYears = application(serial, customer, "MANUFACTURER", 6);
    assertThat(codes(post("/api/contracts", sixYears))).containsExactly("MAX_TERM_EXCEEDED");
    int before = settingsVersion();

    set("mfr.lump67.enabled", "true");
    Reply signed = post("/api/contracts", sixYears);

    assertThat(signed.status()).as(signed.raw().body()).isEqualTo(201);
    assertThat(signed.text("/expiryDate")).isEqualTo("2032-04-09");
    awaitNames(signed.text("/contractId"), "ContractSigned", "ContractActivated");
    assertThat(Topic.read(signed.text("/contractId")).getFirst().data())
        .contains("\"settingsVersion\":" + (before + 1));
  }

  @Test
  @Clause({"CON-12", "A-24"})
  void renewalAfterTheEnd_isTakenWithinTheDaysOfGrace_withoutAGap() {
    String contract = sign(register());
    String renewal = "{\"plan\": \"CROSS_SEND_BACK\", \"termYears\": 1, \"renewedBy\": \"AGENCY\"}";
    clockAt("2027-04-14T10:00:00+09:00");
    assertThat(codes(post("/api/contracts/" + contract + "/renewals", renewal)))
        .containsExactly("CONTRACT_EXPIRED");

    set("renewal.graceDays", "5");
    Reply renewed = post("/api/contracts/" + contract + "/renewals", renewal);

    assertThat(renewed.status()).as(renewed.raw().body()).isEqualTo(201);
    assertThat(renewed.text("/terms/1/startDate")).isEqualTo("2027-04-10");
    assertThat(renewed.text("/expiryDate")).isEqualTo("2028-04-09");
  }

  @Test
  @Clause({"ELG-12", "A-50"})
  void exchangeForInitialFailure_endsWithItsWindowWhereOneIsSet() {
    Registered unit = register();
    String entitlements = "/api/units/" + unit.serial() + "/entitlements?at=";
    assertThat(services(entitlements + "2026-05-07T00:00:00%2B09:00")).contains("DOA_EXCHANGE");

    set("doa.windowDays", "30");

    assertThat(services(entitlements + "2026-05-06T23:59:59%2B09:00")).contains("DOA_EXCHANGE");
    Reply after = get(entitlements + "2026-05-07T00:00:00%2B09:00");
    assertThat(after.body().at("/denied").values())
        .filteredOn(denied -> denied.at("/service").asString().equals("DOA_EXCHANGE"))
        .singleElement()
        .satisfies(
            denied -> {
              assertThat(denied.at("/code").asString()).isEqualTo("DOA_CONDITIONS_NOT_MET");
              assertThat(denied.at("/clauses/0").asString()).isEqualTo("A-50");
            });
  }

  private List<String> services(String path) {
    return get(path).body().at("/granted").values().stream()
        .map(granted -> granted.at("/service").asString())
        .toList();
  }
}
