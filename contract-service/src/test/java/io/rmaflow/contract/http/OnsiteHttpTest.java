package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OnsiteHttpTest extends ServiceTest {

  @Test
  @Clause({"ELG-6", "ONS-7", "ONS-26"})
  void onsiteContract_isRefusedUntilACheckSaysThatTheSiteCanBeServed() {
    Registered unit = register();
    String application = application(unit.serial(), unit.customerId(), "ONSITE_24X365", 1);

    assertThat(codes(post("/api/contracts", application))).containsExactly("SITE_NOT_SERVICEABLE");
    assertThat(check(unit, false, null).status()).isEqualTo(200);
    assertThat(codes(post("/api/contracts", application))).containsExactly("SITE_NOT_SERVICEABLE");

    Reply serviceable = check(unit, true, 6);
    assertThat(serviceable.status()).as(serviceable.raw().body()).isEqualTo(200);
    assertThat(serviceable.body().at("/arrivalTargetHours").intValue()).isEqualTo(6);
    assertThat(serviceable.header("Consistency-Token")).isNotEmpty();

    Reply concluded = post("/api/contracts", application);
    assertThat(concluded.status()).as(concluded.raw().body()).isEqualTo(201);
    assertThat(concluded.text("/plan")).isEqualTo("ONSITE_24X365");
    assertThat(concluded.text("/expiryDate")).isEqualTo("2027-04-09");
    Reply entitlements = get("/api/units/" + unit.serial() + "/entitlements");
    assertThat(entitlements.body().at("/granted").values())
        .extracting(grant -> grant.at("/service").asString())
        .contains("ONSITE_24X365", "TECHNICAL_SUPPORT");
  }

  @Test
  @Clause({"ELG-6", "ONS-2"})
  void checkWithoutHours_takesTheUsualFour_andHoldsForTheCheckedSiteOnly() {
    Registered unit = register();

    assertThat(check(unit, true, null).body().at("/arrivalTargetHours").intValue()).isEqualTo(4);
    assertThat(get("/api/site-checks/" + unit.serial()).status()).isEqualTo(200);

    call(
        "PATCH",
        "/api/units/" + unit.serial(),
        "{\"site\": {\"postalCode\": \"900-0001\", \"address\": \"沖縄県那覇市1-1\"}}");
    assertThat(get("/api/site-checks/" + unit.serial()).status()).isEqualTo(404);
    assertThat(
            codes(
                post(
                    "/api/contracts",
                    application(unit.serial(), unit.customerId(), "ONSITE_WEEKDAY", 1))))
        .containsExactly("SITE_NOT_SERVICEABLE");
  }

  @Test
  @Clause({"ELG-5", "A-42"})
  void unitOfAModelThatAppliaSells_hasNoOnsiteMaintenance_whereverItWasBought() {
    Reply added =
        post(
            "/api/products",
            """
            {"productCode": "applia-box", "name": "Applia Box", "family": "NETREGIO",
             "soldOnApplia": true}
            """);
    assertThat(added.body().at("/soldOnApplia").booleanValue()).as(added.raw().body()).isTrue();
    String direct = newSerial();
    Reply boughtDirectly =
        post("/api/registrations", registration(direct, null, "applia-box", false));
    Registered unit = new Registered(direct, boughtDirectly.text("/customerId"));
    check(unit, true, 4);
    String unsaid = newSerial();
    post(
        "/api/registrations",
        registration(unsaid, unit.customerId(), "applia-box", false)
            .replace("\"salesChannel\": \"DIRECT\",", ""));

    assertThat(get("/api/units/" + direct).text("/salesChannel")).isEqualTo("DIRECT");
    assertThat(get("/api/units/" + unsaid).text("/salesChannel")).isEqualTo("APPLIA");
    for (String plan : List.of("ONSITE_WEEKDAY", "ONSITE_24X365")) {
      assertThat(codes(post("/api/contracts", application(direct, unit.customerId(), plan, 1))))
          .containsExactly("ONSITE_NOT_AVAILABLE_APPLIA");
    }
    assertThat(
            post("/api/contracts", application(direct, unit.customerId(), "CROSS_SEND_BACK", 1))
                .status())
        .isEqualTo(201);
    assertThat(get("/api/products/netregio2a-dhcp").body().at("/soldOnApplia").booleanValue())
        .isFalse();
  }

  @Test
  @Clause("ELG-6")
  void check_isToldToTheOtherServices_withoutTheAddress() {
    Registered unit = register();
    check(unit, true, 8);
    String stream = "site-check/" + unit.serial();

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(Topic.read(stream))
                    .singleElement()
                    .satisfies(
                        record -> {
                          assertThat(record.name()).isEqualTo("SiteChecked");
                          assertThat(record.data())
                              .contains("\"serviceable\":true", "\"arrivalTargetHours\":8")
                              .doesNotContain("千代田");
                        }));
  }

  @Test
  void badInput_namesTheFields_andAnUnknownSerialIsRefused() {
    Reply bad = post("/api/site-checks", "{\"arrivalTargetHours\": 0}");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.body().at("/errors").values())
        .extracting(error -> error.at("/field").asString())
        .containsExactlyInAnyOrder("serialNumber", "serviceable", "arrivalTargetHours");
    assertThat(
            codes(post("/api/site-checks", "{\"serialNumber\": \"none\", \"serviceable\": true}")))
        .containsExactly("NOT_REGISTERED");
    assertThat(get("/api/site-checks/none").status()).isEqualTo(404);
  }

  private Reply check(Registered unit, boolean serviceable, @Nullable Integer hours) {
    return post(
        "/api/site-checks",
        "{\"serialNumber\": \"%s\", \"serviceable\": %s, \"arrivalTargetHours\": %s}"
            .formatted(unit.serial(), serviceable, hours));
  }

  private static List<String> codes(Reply reply) {
    return reply.body().at("/refusals").values().stream()
        .map(refusal -> refusal.at("/code").asString())
        .toList();
  }
}
