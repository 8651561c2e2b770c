package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.Clause;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportHttpTest extends ServiceTest {

  private static final String HEADING =
      "customerId,legacyIds,owner,contactName,contactEmail,contractNotices,serialNumber,productCode,purchaseDate,registeredOn,secondHand,salesChannel,postalCode,address,plan,termYears,startDate,arrivalTargetHours\n";

  private static final AtomicInteger CUSTOMERS = new AtomicInteger();

  private static String newCustomer() {
    return "K-" + CUSTOMERS.incrementAndGet();
  }

  private static String row(String customer, String serial, String product, String term) {
    return customer
        + ",,株式会社サンプル,山田,"
        + customer
        + "@sample.example,true,"
        + serial
        + ","
        + product
        + ",2025-11-10,2025/11/12,false,DIRECT,100-0001,東京都千代田区千代田1-1,"
        + term
        + "\n";
  }

  private Reply imported(String text, Charset charset, boolean dryRun) {
    Reply submitted = upload("/api/imports?dryRun=" + dryRun, text.getBytes(charset));
    assertThat(submitted.status()).as(submitted.raw().body()).isEqualTo(201);
    String path = submitted.header("Location");
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> get(path).text("/status").equals("COMPLETED"));
    return get(path);
  }

  private Reply imported(String text) {
    return imported(text, StandardCharsets.UTF_8, false);
  }

  @Test
  @Clause({"CID-6", "A-31", "GEN-7"})
  void rowOfAnEarlierSystem_becomesACustomerAUnitAndAContract_underItsOldId() {
    String customer = newCustomer();
    String serial = newSerial();
    String row =
        row(customer, serial, "NetRegio2A DHCP", "CROSS_SEND_BACK,1,2025-11-20,")
            .replace(",,株", ",OLD-" + customer + "|OLDER-" + customer + ",株");

    Reply done = imported(HEADING + row, Charset.forName("windows-31j"), false);

    assertThat(done.text("/charset")).isEqualTo("windows-31j");
    assertThat(done.body().at("/accepted").intValue()).as(done.raw().body()).isEqualTo(1);
    Reply unit = get("/api/units/" + serial);
    assertThat(unit.text("/owner")).isEqualTo("株式会社サンプル");
    assertThat(unit.text("/source")).isEqualTo("IMPORT");
    assertThat(unit.text("/registeredOn")).isEqualTo("2025-11-12");
    assertThat(unit.text("/warranty/to")).isEqualTo("2026-11-09");
    Reply contracts = get("/api/contracts?serialNumber=" + serial);
    assertThat(contracts.text("/items/0/status")).isEqualTo("ACTIVE");
    assertThat(contracts.text("/items/0/expiryDate")).isEqualTo("2026-11-19");
    assertThat(contracts.text("/items/0/policyVersion")).isEqualTo("earlier");
    assertThat(get("/api/customers/OLD-" + customer).text("/customerId")).isEqualTo(customer);
    assertThat(get("/api/customers/" + customer).body().at("/aliases").size()).isEqualTo(2);
  }

  @Test
  void sameFileAgain_changesNothing() {
    String customer = newCustomer();
    String file =
        HEADING
            + row(customer, newSerial(), "netregio2a-dhcp", "CROSS_SEND_BACK,1,2025-11-20,")
            + row(customer, newSerial(), "netregio2a-dhcp", ",,,");
    imported(file);

    Reply again = imported(file);

    assertThat(again.body().at("/unchanged").intValue()).isEqualTo(2);
    assertThat(again.body().at("/accepted").intValue()).isZero();
    Reply account = get("/api/customers/" + customer);
    assertThat(account.body().at("/serialNumbers").size()).isEqualTo(2);
    assertThat(account.body().at("/contactIds").size()).isEqualTo(1);
    assertThat(account.body().at("/contractIds").size()).isEqualTo(1);
  }

  @Test
  void dryRun_namesWhatIsWrongAndTakesNothingOver() {
    String serial = newSerial();
    String file =
        HEADING
            + row(newCustomer(), serial, "netregio2a-dhcp", "CROSS_SEND_BACK,1,2025-11-20,")
            + row(newCustomer(), serial, "netregio2a-dhcp", ",,,");

    Reply dry = imported(file, StandardCharsets.UTF_8, true);

    assertThat(dry.body().at("/accepted").intValue()).isEqualTo(1);
    assertThat(dry.body().at("/rejected").intValue()).isEqualTo(1);
    assertThat(dry.body().at("/problems/items/0/line").intValue()).isEqualTo(3);
    assertThat(dry.text("/problems/items/0/field")).isEqualTo("customerId");
    assertThat(get("/api/units/" + serial).status()).isEqualTo(404);
  }

  @Test
  @Clause({"ELG-2", "CON-2", "GEN-3", "CON-19"})
  void brokenRowsAmongGoodOnes_areEachToldWithLineFieldAndReason_andTheGoodOnesAreKept() {
    String good = newSerial();
    StringBuilder file = new StringBuilder(HEADING);
    for (int i = 0; i < 200; i++) {
      String serial = i == 0 ? good : newSerial();
      String customer = newCustomer();
      file.append(
          switch (i % 20) {
            case 3 -> row("", serial, "netregio2a-dhcp", ",,,");
            case 7 -> row(customer, serial, "abacus", ",,,");
            case 9 -> row(customer, serial, "netnebulas-ia-dhcp", "CROSS_SEND_BACK,3,2025-11-20,");
            case 11 ->
                row(customer, serial, "netregio2a-dhcp", "CROSS_SEND_BACK,1,2025-02-30,")
                    .replace("@sample.example", " at sample");
            case 13 -> "\"open," + serial + "\n";
            case 15 -> "too,few\n";
            default -> row(customer, serial, "netregio2a-dhcp", "CROSS_SEND_BACK,1,2025-11-20,");
          });
    }

    Reply done = imported(file.toString());

    assertThat(done.body().at("/rows").intValue()).isEqualTo(200);
    assertThat(done.body().at("/accepted").intValue()).as(done.raw().body()).isEqualTo(140);
    assertThat(done.body().at("/rejected").intValue()).isEqualTo(60);
    assertThat(get("/api/units/" + good).status()).isEqualTo(200);
    assertThat(problems(done))
        .startsWith(
            "5 customerId REQUIRED",
            "5 contactEmail MALFORMED",
            "9 productCode UNKNOWN_PRODUCT",
            "11 plan PLAN_NOT_AVAILABLE_FOR_PRODUCT",
            "11 termYears TERM_NOT_ALLOWED",
            "13 contactEmail MALFORMED",
            "13 startDate NOT_A_DATE",
            "15  UNREADABLE_ROW",
            "17  WRONG_NUMBER_OF_FIELDS",
            "25 customerId REQUIRED");
    assertThat(done.text("/problems/items/4/clauses/0")).isEqualTo("CON-2");
    assertThat(done.text("/problems/items/4/message/ja")).isEqualTo("3年の契約はありません。");
    assertThat(done.raw().body()).doesNotContain("山田", "sample.example");
  }

  @Test
  void oneThousandBrokenRowsAmongAHundredThousand_areEachFoundOnTheirLine() {
    StringBuilder file = new StringBuilder(HEADING);
    List<Long> broken = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      String serial = newSerial();
      String good =
          row("MANY-" + i / 3, serial, "netregio2a-dhcp", "CROSS_SEND_BACK,1,2025-11-20,");
      if (i % 100 == 50) {
        broken.add(i + 2L);
      }
      file.append(
          i % 100 != 50
              ? good
              : switch (i / 100 % 4) {
                case 0 -> good.replace("netregio2a-dhcp", "abacus");
                case 1 -> good.replace("2025-11-20", "2025-02-30");
                case 2 -> good.replace("CROSS_SEND_BACK,1", "CROSS_SEND_BACK,3");
                default -> "too,few\n";
              });
    }

    Reply dry = imported(file.toString(), StandardCharsets.UTF_8, true);

    assertThat(dry.body().at("/rows").intValue()).isEqualTo(100_000);
    assertThat(dry.body().at("/rowsDone").intValue()).isEqualTo(100_000);
    assertThat(dry.body().at("/accepted").intValue()).isEqualTo(99_000);
    assertThat(dry.body().at("/rejected").intValue()).isEqualTo(1_000);
    List<Long> told = new ArrayList<>();
    for (int page = 0; page < 10; page++) {
      get("/api/imports/" + dry.text("/importId") + "?size=100&page=" + page)
          .body()
          .at("/problems/items")
          .values()
          .forEach(problem -> told.add(problem.at("/line").longValue()));
    }
    assertThat(told).isEqualTo(broken);
  }

  @Test
  @Clause({"CON-17", "CON-13", "ELG-6", "ONS-7"})
  void termsOfOneUnit_areItsContractAndItsRenewals_andOnsiteBringsItsSiteAlong() {
    String customer = newCustomer();
    String serial = newSerial();
    String file =
        HEADING
            + row(customer, serial, "netregio2a-dhcp", "ONSITE_WEEKDAY,1,2023-12-01,6")
                .replace("2025-11-10", "2023-11-10")
            + row(customer, serial, "netregio2a-dhcp", "ONSITE_24X365,1,2024-12-01,6")
                .replace("2025-11-10", "2023-11-10")
            + row(customer, serial, "netregio2a-dhcp", "CROSS_SEND_BACK,1,2025-12-01,")
                .replace("2025-11-10", "2023-11-10")
            + row(customer, serial, "netregio2a-dhcp", "ONSITE_24X365,1,2025-12-01,6")
                .replace("2025-11-10", "2023-11-10");

    Reply done = imported(file);

    assertThat(problems(done)).containsExactly("4 plan DOWNGRADE_NOT_ALLOWED");
    Reply contract = get("/api/contracts?serialNumber=" + serial);
    assertThat(contract.body().at("/total").intValue()).isEqualTo(1);
    assertThat(contract.body().at("/items/0/terms").size()).isEqualTo(3);
    assertThat(contract.text("/items/0/expiryDate")).isEqualTo("2026-11-30");
    assertThat(get("/api/site-checks/" + serial).body().at("/arrivalTargetHours").intValue())
        .isEqualTo(6);
  }

  @Test
  @Clause({"ELG-5", "A-42"})
  void unitsOfAModelThatAppliaSells_areTakenOverWithoutOnsiteMaintenance() {
    post(
        "/api/products",
        """
        {"productCode": "applia-import", "name": "Applia Import", "family": "NETREGIO",
         "soldOnApplia": true}
        """);
    String unsaid = newSerial();
    String file =
        HEADING
            + row(newCustomer(), newSerial(), "applia-import", "ONSITE_WEEKDAY,1,2025-11-20,4")
            + row(newCustomer(), unsaid, "applia-import", "CROSS_SEND_BACK,1,2025-11-20,")
                .replace(",DIRECT,", ",,");

    Reply done = imported(file);

    assertThat(problems(done)).containsExactly("2 salesChannel ONSITE_NOT_AVAILABLE_APPLIA");
    assertThat(get("/api/units/" + unsaid).text("/salesChannel")).isEqualTo("APPLIA");
  }

  @Test
  void telephoneNumberWithAnExtension_isTakenOver() {
    String customer = newCustomer();
    String heading = HEADING.replace("contractNotices", "contactPhone,contractNotices");
    String row =
        row(customer, newSerial(), "netregio2a-dhcp", ",,,")
            .replace("@sample.example,", "@sample.example,03-0000-0000 内線12,");

    Reply done = imported(heading + row);

    assertThat(problems(done)).isEmpty();
    String contact = get("/api/customers/" + customer).text("/contactIds/0");
    assertThat(get("/api/contacts/" + contact).text("/phone")).isEqualTo("03-0000-0000 内線12");
  }

  private static byte[] form(String part, String file, String boundary) {
    return String.join(
            "\r\n",
            "--" + boundary,
            "Content-Disposition: form-data; name=\"" + part + "\"; filename=\"customers.csv\"",
            "Content-Type: text/csv",
            "",
            file,
            "--" + boundary + "--",
            "")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void fileSentAsAPartOfAForm_isTakenOverLikeOneSentAsTheBody() {
    String serial = newSerial();
    String file = HEADING + row(newCustomer(), serial, "netregio2a-dhcp", ",,,");

    Reply submitted =
        upload(
            "/api/imports?name=customers.csv",
            form("file", file, "b1"),
            "multipart/form-data; boundary=b1");

    assertThat(submitted.status()).as(submitted.raw().body()).isEqualTo(201);
    assertThat(submitted.text("/name")).isEqualTo("customers.csv");
    String path = submitted.header("Location");
    await().until(() -> get(path).text("/status").equals("COMPLETED"));
    assertThat(get(path).body().at("/accepted").intValue()).isEqualTo(1);
    assertThat(get("/api/units/" + serial).status()).isEqualTo(200);
  }

  @Test
  void fileOfThreeMegabytes_isTakenAsAPartToo() {
    String file = HEADING + ("x".repeat(1023) + "\n").repeat(3 * 1024);

    assertThat(
            upload(
                    "/api/imports?dryRun=true",
                    form("file", file, "b1"),
                    "multipart/form-data; boundary=b1")
                .status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/x-www-form-urlencoded",
        "text/plain",
        "nonsense",
        "multipart/mixed; boundary=b1",
        "multipart/form-data; boundary=b1"
      })
  void whatIsNoCsvFile_isRefusedWithWhatIsExpected(String contentType) {
    Reply reply = upload("/api/imports", form("data", HEADING, "b1"), contentType);

    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.text("/code")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    assertThat(reply.text("/message/ja")).contains("text/csv", "multipart/form-data", "file");
    assertThat(reply.text("/message/en")).contains("text/csv", "multipart/form-data", "file");
    assertThat(reply.header("Accept")).isEqualTo("text/csv, multipart/form-data");
  }

  @Test
  void fileAsAForm_thatIsLargerThanParametersMayBe_isRefusedWithWhatIsExpected() {
    byte[] file = (HEADING + "x".repeat(5 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8);

    assertThat(upload("/api/imports", file, "application/x-www-form-urlencoded").status())
        .isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=other"})
  void formThatIsNone_isNamedAsSuch(String contentType) {
    Reply reply = upload("/api/imports", form("file", HEADING, "b1"), contentType);

    assertThat(reply.status()).isBetween(400, 415);
  }

  @Test
  void sameFileUnderOneKey_isOneImport_whateverItsBoundary_anotherFileIsRefused() {
    String file = HEADING + row(newCustomer(), newSerial(), "netregio2a-dhcp", ",,,");
    String key = "import-" + newSerial();

    Reply first = keyed(key, form("file", file, "b1"), "multipart/form-data; boundary=b1");
    Reply again = keyed(key, form("file", file, "b2"), "multipart/form-data; boundary=b2");
    Reply asBody = keyed(key, file.getBytes(StandardCharsets.UTF_8), "text/csv");
    Reply other = keyed(key, form("file", file + "\n", "b1"), "multipart/form-data; boundary=b1");

    assertThat(first.status()).as(first.raw().body()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(asBody.body()).isEqualTo(first.body());
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text("/code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  private Reply keyed(String key, byte[] body, String contentType) {
    return upload("/api/imports", body, contentType, "Idempotency-Key", key);
  }

  @Test
  void unreadableFiles_areRefusedAsAWhole() {
    assertThat(upload("/api/imports", new byte[] {(byte) 0xFF, (byte) 0xFE, 0}).status())
        .isEqualTo(400);
    Reply heading = upload("/api/imports", "customerId,seriall\n".getBytes(StandardCharsets.UTF_8));
    assertThat(heading.status()).isEqualTo(400);
    assertThat(heading.body().at("/errors").values())
        .extracting(error -> error.at("/field").asString() + " " + error.at("/code").asString())
        .contains("serialNumber COLUMN_MISSING", "seriall COLUMN_UNKNOWN");
    assertThat(upload("/api/imports?charset=EBCDIC", new byte[0]).status()).isEqualTo(400);
    assertThat(get("/api/imports/none").status()).isEqualTo(404);
  }

  private static List<String> problems(Reply reply) {
    return reply.body().at("/problems/items").values().stream()
        .map(
            problem ->
                problem.at("/line").intValue()
                    + " "
                    + problem.at("/field").asString("")
                    + " "
                    + problem.at("/code").asString())
        .toList();
  }
}
