package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueHttpTest extends ServiceTest {

  private static List<String> texts(Reply reply, String pointer) {
    return reply.body().at(pointer).values().stream().map(node -> node.asString()).toList();
  }

  @Test
  @Clause({"VER-20", "VER-21", "VER-22"})
  void publishedTable_isInTheCatalogueFromTheStart() {
    Reply all = get("/api/products?size=200");

    assertThat(all.status()).isEqualTo(200);
    assertThat(all.body().at("/items").values())
        .extracting(product -> product.at("/productCode").asString())
        .contains("netregio2a-dhcp", "netnebulas-va-dhcp", "netwyvern-superdhcp");
    assertThat(
            all.body().at("/items").values().stream()
                .filter(product -> product.at("/endOfSaleMark").booleanValue()))
        .hasSize(12);
    assertThat(get("/api/products/netregio2-dhcp").body().at("/releases").size()).isEqualTo(4);
  }

  @Test
  @Clause({"ELG-1", "CSB-28"})
  void offers_areThePlansOfTheFamilyWithTheirTerms() {
    Reply offers = get("/api/products/netregio2a-dhcp/offers");

    assertThat(offers.body().values())
        .extracting(offer -> offer.at("/plan").asString())
        .containsExactly("CROSS_SEND_BACK", "ONSITE_WEEKDAY", "ONSITE_24X365");
    assertThat(texts(offers, "/0/terms")).containsExactly("1", "5", "6", "7");
  }

  @Test
  @Clause({"VER-7", "VER-9", "VER-10", "A-36"})
  void newRelease_setsTheUpdateDeadline_andADesignationLiftsIt() {
    post(
        "/api/products",
        "{\"productCode\": \"testbox-x\", \"name\": \"TestBox X\", \"family\": \"NETREGIO\"}");
    release("testbox-x", "4.10.1-2201", "2025-01-10");
    Reply published = release("testbox-x", "4.12.2-2300", "2026-02-10");
    assertThat(published.status()).as(published.raw().body()).isEqualTo(201);

    Reply old = get("/api/products/testbox-x/version-support?version=4.10.1-2201&on=2026-02-12");
    assertThat(old.text("/result")).isEqualTo("UNSUPPORTED");
    assertThat(old.text("/updateDue")).isEqualTo("2026-08-10");
    assertThat(texts(old, "/supportedVersions")).containsExactly("4.12.2-2300");

    Reply designated =
        post(
            "/api/products/testbox-x/designations",
            "{\"version\": \"4.10.1\", \"reason\": \"検証のため\", \"until\": \"2026-12-31\"}");
    assertThat(designated.status()).isEqualTo(200);
    assertThat(
            get("/api/products/testbox-x/version-support?version=4.10.1-2201&on=2026-08-12")
                .text("/result"))
        .isEqualTo("SUPPORTED");
  }

  @Test
  @Clause("A-32")
  void nameThatMeansAnotherProductAlready_isAConflict_andABlankOneIsNamed() {
    String added =
        """
        {"productCode": "twin-a", "name": "Twin A", "aliases": ["TA"], "family": "NETREGIO"}
        """;
    assertThat(post("/api/products", added).status()).isEqualTo(201);

    for (String twin :
        new String[] {
          "{\"productCode\": \"twin-b\", \"name\": \"twin a\", \"family\": \"NETREGIO\"}",
          "{\"productCode\": \"twin-b\", \"name\": \"B\", \"aliases\": [\"ta\"],"
              + " \"family\": \"NETREGIO\"}",
          "{\"productCode\": \"ta\", \"name\": \"B\", \"family\": \"NETREGIO\"}"
        }) {
      Reply refused = post("/api/products", twin);

      assertThat(refused.status()).as(twin).isEqualTo(409);
      assertThat(refused.text("/code")).isEqualTo("PRODUCT_NAME_TAKEN");
      assertThat(refused.text("/state/productCode")).isEqualTo("twin-a");
    }
    assertThat(get("/api/products/twin-b").status()).isEqualTo(404);
    assertThat(post("/api/products", added).status()).isEqualTo(201);
    assertThat(
            post(
                    "/api/products",
                    "{\"productCode\": \"twin-c\", \"name\": \"C\", \"aliases\": [\"C2\", \" \"],"
                        + " \"family\": \"NETREGIO\"}")
                .text("/errors/0/field"))
        .isEqualTo("aliases[1]");
  }

  @Test
  void dayBeyondAllCalendars_isNamedAsSuch() {
    for (String call :
        new String[] {
          "/api/calendar?from=%2B999999999-12-31",
          "/api/calendar?from=1899-12-31",
          "/api/products/netregio2a-dhcp/version-support?version=1.1.1&on=%2B10000-01-01"
        }) {
      Reply refused = get(call);

      assertThat(refused.status()).as(call).isEqualTo(400);
      assertThat(refused.text("/errors/0/code")).isEqualTo("OUT_OF_RANGE");
      assertThat(refused.text("/errors/0/message/ja")).contains("1900-01-01 から 9999-12-31");
    }
  }

  @Test
  void whatIsSaidUnderTheNameOfAProduct_isReadUnderItsCode() {
    post(
        "/api/products",
        "{\"productCode\": \"named-box\", \"name\": \"Named Box\", \"family\": \"NETREGIO\"}");

    Reply published = release("Named%20Box", "1.1.1-1111", "2026-01-10");
    Reply announced =
        post("/api/products/Named%20Box/end-of-sale", "{\"announcedOn\": \"2026-04-01\"}");

    assertThat(published.header("Location")).isEqualTo("/api/products/named-box");
    assertThat(get(published.header("Location")).text("/releases/0/version"))
        .isEqualTo("1.1.1-1111");
    assertThat(get(announced.header("Location")).text("/endsOn")).isEqualTo("2026-04-01");
  }

  @Test
  @Clause({"VER-1", "VER-6"})
  void releaseAgainstTheSequence_isRefused() {
    post(
        "/api/products",
        "{\"productCode\": \"testbox-y\", \"name\": \"TestBox Y\", \"family\": \"NETREGIO\"}");
    release("testbox-y", "1.1.1-1111", "2026-01-10");

    assertThat(release("testbox-y", "1.1.1-1200", "2026-02-10").text("/refusals/0/code"))
        .isEqualTo("VERSION_SEQUENCE_INVALID");
    assertThat(release("testbox-y", "1.1", "2026-02-10").text("/refusals/0/code"))
        .isEqualTo("VERSION_FORMAT_INVALID");
    Reply twice =
        post(
            "/api/products/testbox-y/releases",
            "{\"version\": \"1.1\", \"baseVersion\": \"one\", \"kind\": \"HOTFIX\"}");
    assertThat(twice.status()).isEqualTo(422);
    assertThat(twice.text("/refusals/0/details/field")).isEqualTo("version");
    assertThat(twice.text("/refusals/1/details/field")).isEqualTo("baseVersion");
    assertThat(get("/api/products/testbox-y/version-support?version=one").text("/errors/0/field"))
        .isEqualTo("version");
  }

  @Test
  @Clause({"EOS-1", "EOS-3", "A-28"})
  void announcedEndOfSale_limitsNewContracts() {
    post(
        "/api/products",
        "{\"productCode\": \"testbox-z\", \"name\": \"TestBox Z\", \"family\": \"NETREGIO\"}");
    Reply announced =
        post(
            "/api/products/testbox-z/end-of-sale",
            "{\"announcedOn\": \"2022-01-14\", \"endsOn\": \"2022-03-31\"}");
    assertThat(announced.status()).isEqualTo(201);
    assertThat(announced.text("/paidServiceEnd")).isEqualTo("2027-01-13");
    assertThat(announced.text("/phases/0/to")).isEqualTo("2023-03-30");

    String serial = newSerial();
    String customerId =
        post("/api/registrations", registration(serial, null, "TestBox Z", false))
            .text("/customerId");
    assertThat(
            post("/api/contracts", application(serial, customerId, "CROSS_SEND_BACK", 6))
                .text("/refusals/0/code"))
        .isEqualTo("EOS_LIMIT_EXCEEDED");
    Reply fiveYears = post("/api/contracts", application(serial, customerId, "CROSS_SEND_BACK", 5));
    assertThat(fiveYears.text("/paidServiceEnd")).isEqualTo("2031-04-09");
  }

  @Test
  @Clause({"CAL-3", "A-07"})
  void companyHolidays_makeANewVersionOfTheCalendar() {
    Reply before = get("/api/calendar?from=2026-05-07&to=2026-05-07");
    assertThat(before.body().at("/days/0/businessDay").booleanValue()).isTrue();

    Reply added =
        post(
            "/api/calendar/company-holidays",
            "{\"date\": \"2026-05-07\", \"name\": \"臨時休業\", \"reason\": \"停電\"}");
    assertThat(added.status()).as(added.raw().body()).isEqualTo(200);
    assertThat(added.body().at("/calendarVersion").intValue())
        .isEqualTo(before.body().at("/calendarVersion").intValue() + 1);
    assertThat(added.text("/days/0/closed/ja")).isEqualTo("臨時休業");

    Reply withdrawn =
        call(
            "DELETE",
            "/api/calendar/company-holidays",
            "{\"date\": \"2026-05-07\", \"reason\": \"取消\"}");
    assertThat(withdrawn.body().at("/days/0/businessDay").booleanValue()).isTrue();
    assertThat(get("/api/calendar?from=2026-05-07&to=2026-05-01").status()).isEqualTo(400);
  }

  @Test
  void settings_haveTheirVersionsAndAreChecked() {
    assertThat(get("/api/settings/cutoff.noon.inclusive").body().at("/version").intValue())
        .isEqualTo(1);

    Reply changed =
        call(
            "PUT",
            "/api/settings/tec.waitForCustomer.businessDays",
            "{\"value\": 12, \"reason\": \"繁忙期\"}");
    assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
    assertThat(changed.body().at("/value").intValue()).isEqualTo(12);
    assertThat(changed.body().at("/version").intValue()).isGreaterThan(1);
    assertThat(changed.body().at("/defaultValue").intValue()).isEqualTo(10);

    Reply wrong =
        call(
            "PUT", "/api/settings/backdating.maxDays", "{\"value\": \"seven\", \"reason\": \"x\"}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text("/errors/0/field")).isEqualTo("value");
  }

  @Test
  @Clause({"A-33", "VER-7", "VER-10"})
  void withdrawnRelease_leavesTheOnesBeforeIt_andIsNotWithdrawnTwice() {
    post(
        "/api/products",
        "{\"productCode\": \"testbox-w\", \"name\": \"TestBox W\", \"family\": \"NETREGIO\"}");
    release("testbox-w", "1.1.1-1111", "2026-01-10");
    release("testbox-w", "1.2.2-1114", "2026-02-10");
    String support = "/api/products/testbox-w/version-support?version=1.1.1-1111&on=2026-04-10";
    assertThat(get(support).text("/result")).isEqualTo("UNSUPPORTED");
    String withdrawal = "{\"version\": \"1.2.2-1114\", \"reason\": \"起動しない機器がある\"}";

    Reply withdrawn = post("/api/products/testbox-w/withdrawals", withdrawal);

    assertThat(withdrawn.status()).as(withdrawn.raw().body()).isEqualTo(200);
    assertThat(withdrawn.body().at("/releases").values())
        .extracting(release -> release.at("/version").asString())
        .containsExactly("1.1.1-1111");
    assertThat(get(support).text("/result")).isEqualTo("SUPPORTED");
    assertThat(post("/api/products/testbox-w/withdrawals", withdrawal).status()).isEqualTo(409);
    assertThat(
            post("/api/products/testbox-w/withdrawals", "{\"version\": \"1.1.1-1111\"}")
                .text("/errors/0/field"))
        .isEqualTo("reason");
  }

  /** Product and version, then the answer, whether it is published, and the remark. */
  @ParameterizedTest
  @Clause({"VER-19", "VER-9", "A-33", "A-34", "A-37"})
  @CsvSource({
    "netregio2a-dhcp, 4.10.1-2201, SUPPORTED, true, ''",
    "netregio2a-dhcp, 4.9.1, SUPPORTED, false, NOT_IN_PUBLISHED_TABLE",
    "netregio2a-dhcp, 4.11.2, UNKNOWN, false, VERSION_UNKNOWN",
    "netregio2a-dhcp, 4.7.0, UNSUPPORTED, false, ''",
    "netnebulas-va-dhcp, 3.18.3, SUPPORTED, true, PUBLISHED_ROWS_DISAGREE",
    "netnebulas-va-defrad, 3.35.2, SUPPORTED, true, PUBLISHED_ROWS_DISAGREE"
  })
  void version_isAnsweredWithWhetherItIsPublished_andWhatToMindOfIt(
      String product, String version, String result, boolean published, String warning) {
    Reply reply = get("/api/products/" + product + "/version-support?version=" + version);

    assertThat(reply.text("/result")).isEqualTo(result);
    assertThat(reply.body().at("/published").booleanValue()).isEqualTo(published);
    assertThat(
            reply.body().at("/warnings").values().stream()
                .map(one -> one.at("/code").asString())
                .toList())
        .isEqualTo(warning.isEmpty() ? List.of() : List.of(warning));
    assertThat(reply.text("/updateDue"))
        .isEqualTo(result.equals("UNSUPPORTED") ? "2024-08-08" : "");
  }

  @Test
  @Clause("A-37")
  void versionOfAProductThatIsNotInTheCatalogue_isNotFound() {
    assertThat(get("/api/products/abacus/version-support?version=1.0.0").status()).isEqualTo(404);
  }

  private Reply release(String product, String version, String publishedOn) {
    return post(
        "/api/products/" + product + "/releases",
        """
        {"version": "%s", "kind": "PERIODIC", "containsFix": true, "containsFeature": true,
         "publishedOn": "%s"}
        """
            .formatted(version, publishedOn));
  }
}
