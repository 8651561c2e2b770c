package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import org.junit.jupiter.api.Test;

class RegistrationHttpTest extends ServiceTest {

  @Test
  @Clause({"REG-1", "CID-2", "WAR-1"})
  void firstRegistration_issuesACustomerIdAndStartsTheWarrantyAtThePurchase() {
    String serial = newSerial();

    Reply reply = post("/api/registrations", registration(serial, null));

    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(201);
    assertThat(reply.text("/customerId")).matches("C-\\d{4,}");
    assertThat(reply.text("/serialNumber")).isEqualTo(serial);
    assertThat(reply.body().at("/contactIds").size()).isEqualTo(1);
    assertThat(reply.text("/siteId")).isNotEmpty();
    assertThat(reply.text("/warranty/from")).isEqualTo("2026-04-06");
    assertThat(reply.text("/warranty/to")).isEqualTo("2027-04-05");
    assertThat(reply.header("Location")).isEqualTo("/api/units/" + serial);
    assertThat(reply.header("Consistency-Token")).isNotEmpty();
  }

  @Test
  @Clause({"A-30", "CID-5"})
  void laterRegistration_underANamedId_addsTheUnitToThatAccount() {
    Registered first = register();
    String second = newSerial();

    Reply reply = post("/api/registrations", registration(second, first.customerId()));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.text("/customerId")).isEqualTo(first.customerId());
    Reply customer = get("/api/customers/" + first.customerId());
    assertThat(customer.body().at("/serialNumbers").values())
        .extracting(node -> node.asString())
        .containsExactlyInAnyOrder(first.serial(), second);
  }

  @Test
  @Clause("A-30")
  void registration_underAnIdThatWasNeverIssued_isRefused() {
    Reply reply = post("/api/registrations", registration(newSerial(), "C-9999999"));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text("/refusals/0/code")).isEqualTo("CUSTOMER_ID_MISMATCH");
  }

  @Test
  @Clause("GEN-3")
  void secondHandUnit_isRegisteredWithItsFlagAndHasNoWarranty() {
    String serial = newSerial();

    Reply reply = post("/api/registrations", registration(serial, null, "netregio2a-dhcp", true));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.body().at("/warranty").isNull()).isTrue();
    assertThat(get("/api/units/" + serial).body().at("/secondHand").booleanValue()).isTrue();
    Reply entitlements = get("/api/units/" + serial + "/entitlements");
    assertThat(entitlements.body().at("/granted").size()).isZero();
  }

  @Test
  void sameSerialTwice_isAConflictThatShowsTheRegistration() {
    Registered unit = register();

    Reply reply = post("/api/registrations", registration(unit.serial(), null));

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.text("/state/serialNumber")).isEqualTo(unit.serial());
    assertThat(reply.text("/state/customerId")).isEqualTo(unit.customerId());
  }

  @Test
  void sameRequestTwice_underOneIdempotencyKey_getsTheFirstAnswerAgain() {
    String body = registration(newSerial(), null);

    Reply first =
        call("POST", "/api/registrations", body, "Idempotency-Key", "reg-" + body.hashCode());
    Reply again =
        call("POST", "/api/registrations", body, "Idempotency-Key", "reg-" + body.hashCode());

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void badInput_namesEveryFieldAndRegistersNothing() {
    String serial = newSerial();

    Reply reply =
        post(
            "/api/registrations",
            """
            {"contacts": [{"name": "a", "email": "not a mail address"}],
             "unit": {"serialNumber": "%s", "productCode": "abacus", "purchaseDate": "2026-04-31",
                      "shippedOn": "2026-12-24", "salesChannel": "MARKET", "site": {}}}
            """
                .formatted(serial));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().at("/errors").values())
        .extracting(error -> error.at("/field").asString())
        .containsExactlyInAnyOrder(
            "owner",
            "contacts[0].email",
            "unit.productCode",
            "unit.purchaseDate",
            "unit.shippedOn",
            "unit.salesChannel",
            "unit.site.postalCode",
            "unit.site.address");
    assertThat(get("/api/units/" + serial).status()).isEqualTo(404);
  }

  @Test
  void nameWithALineBreak_isRefusedByNameInBothLanguages_andRegistersNothing() {
    String serial = newSerial();

    Reply reply =
        post(
            "/api/registrations",
            registration(serial, null).replace("山田 太郎", "山田\\r\\nBcc: x@example.com"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/errors/0/field")).isEqualTo("contacts[0].name");
    assertThat(reply.text("/errors/0/code")).isEqualTo("CONTROL_CHARACTER");
    assertThat(reply.text("/errors/0/message/ja")).isEqualTo("制御文字や文字の向きを変える文字は使えません (U+000D)。");
    assertThat(reply.text("/errors/0/message/en"))
        .isEqualTo(
            "Control characters and marks of writing direction are not allowed here (U+000D).");
    assertThat(get("/api/units/" + serial).status()).isEqualTo(404);
  }

  @Test
  void serialNumberWithCharactersOfAPath_isReadWhereItsRegistrationSays() {
    String serial = "NR/2A;1\\東 " + newSerial();

    Reply registered = post("/api/registrations", registration(serial.replace("\\", "\\\\"), null));

    assertThat(registered.status()).as(registered.raw().body()).isEqualTo(201);
    assertThat(registered.header("Location")).startsWith("/api/units/NR%2F2A%3B1%5C%E6%9D%B1%20T-");
    assertThat(get(registered.header("Location")).text("/serialNumber")).isEqualTo(serial);
  }

  @Test
  void changeOfAContact_saysWhat_andLeavesItAName() {
    Reply registered = post("/api/registrations", registration(newSerial(), null));
    String contact = "/api/contacts/" + registered.text("/contactIds/0");

    Reply nothing = call("PATCH", contact, "{\"contractNotice\": false}");
    Reply nameless = call("PATCH", contact, "{\"name\": \" \"}");

    assertThat(nothing.status()).isEqualTo(400);
    assertThat(nothing.text("/errors/0/message/en"))
        .isEqualTo("There has to be one of name, email, phone, language, contractNotices.");
    assertThat(nameless.status()).isEqualTo(400);
    assertThat(nameless.text("/errors/0/field")).isEqualTo("name");
    assertThat(get(contact).text("/name")).isEqualTo("山田 太郎");
  }

  @Test
  void unreadableBodies_areNamedAsSuch() {
    assertThat(post("/api/registrations", "{\"owner\": ").status()).isEqualTo(400);
    assertThat(post("/api/registrations", "[1]").status()).isEqualTo(400);
    assertThat(post("/api/registrations", "{\"owner\": \"a\\u0000b\"}").status()).isEqualTo(400);
    assertThat(post("/api/registrations", "{\"owner\": 7}").text("/errors/0/field"))
        .isEqualTo("owner");
  }

  @Test
  @Clause("REG-5")
  void changedSite_isRecordedAndReadAtOnce() {
    Registered unit = register();

    Reply reply =
        call(
            "PATCH",
            "/api/units/" + unit.serial(),
            "{\"site\": {\"postalCode\": \"530-0001\", \"address\": \"大阪市北区1-1\"}}");

    assertThat(reply.status()).isEqualTo(200);
    Reply site = get("/api/sites/" + reply.text("/siteId"));
    assertThat(site.text("/postalCode")).isEqualTo("530-0001");
  }

  @Test
  @Clause({"NOT-15", "VER-1"})
  void softwareInUse_isReportedAtTheRegistrationAndAfterAnUpdate() {
    String serial = newSerial();
    post(
        "/api/registrations",
        registration(serial, null)
            .replace("\"secondHand\"", "\"softwareVersion\": \"4.10.1-2201\", \"secondHand\""));
    assertThat(get("/api/units/" + serial).text("/softwareVersion")).isEqualTo("4.10.1-2201");

    Reply updated = call("PATCH", "/api/units/" + serial, "{\"softwareVersion\": \"4.12.2-2300\"}");
    assertThat(updated.text("/softwareVersion")).isEqualTo("4.12.2-2300");
    assertThat(
            call("PATCH", "/api/units/" + serial, "{\"softwareVersion\": \"newest\"}")
                .text("/errors/0/code"))
        .isEqualTo("VERSION_FORMAT_INVALID");
    call("PATCH", "/api/units/" + serial, "{\"softwareVersion\": \"4.12.2-2300\"}");
    assertThat(get("/api/units/" + serial + "/history").body().at("/items").values())
        .extracting(change -> change.at("/type").asString())
        .containsExactly("UnitRegistered", "UnitSoftwareReported", "UnitSoftwareReported");
  }

  @Test
  @Clause({"REG-1", "REG-3", "REG-4", "WAR-7"})
  void unitHasNothingBeforeItsRegistration_andItsWarrantyWithACustomerIdAfterIt() {
    String serial = newSerial();
    assertThat(get("/api/units/" + serial + "/entitlements").status()).isEqualTo(404);
    assertThat(
            post("/api/contracts", application(serial, "C-0", "CROSS_SEND_BACK", 1))
                .text("/refusals/0/code"))
        .isEqualTo("NOT_REGISTERED");

    Reply registered = post("/api/registrations", registration(serial, null));

    assertThat(registered.text("/customerId")).isNotEmpty();
    assertThat(get("/api/units/" + serial + "/entitlements").body().at("/granted").values())
        .extracting(granted -> granted.at("/service").asString())
        .containsExactly("WARRANTY", "DOA_EXCHANGE", "SERIOUS_DEFECT_FIX");
  }

  @Test
  @Clause("REG-6")
  void withdrawnOptIn_isRecorded_andAnErasedContactIsGone() {
    Reply registered = post("/api/registrations", registration(newSerial(), null));
    String contact = "/api/contacts/" + registered.text("/contactIds/0");

    Reply changed = call("PATCH", contact, "{\"contractNotices\": false}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body().at("/contractNotices").booleanValue()).isFalse();
    assertThat(changed.text("/email")).isEqualTo("yamada@sample.example");

    assertThat(call("DELETE", contact, null).status()).isEqualTo(204);
    assertThat(get(contact).status()).isEqualTo(410);
    assertThat(call("PATCH", contact, "{\"contractNotices\": true}").status()).isEqualTo(410);
  }

  @Test
  @Clause({"A-30", "A-61"})
  void linkedIds_areOneCompany_alsoOverAThird() {
    Registered a = register();
    Registered b = register();
    Registered c = register();

    post("/api/customers/" + a.customerId() + "/links", link(b));
    Reply reply = post("/api/customers/" + b.customerId() + "/links", link(c));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(get("/api/customers/" + a.customerId()).body().at("/linkedCustomerIds").values())
        .extracting(node -> node.asString())
        .containsExactlyInAnyOrder(b.customerId(), c.customerId());
    assertThat(
            post("/api/customers/" + a.customerId() + "/links", "{\"customerId\": \"C-0\"}")
                .text("/refusals/0/code"))
        .isEqualTo("CUSTOMER_ID_MISMATCH");
  }

  private static String link(Registered other) {
    return "{\"customerId\": \"" + other.customerId() + "\"}";
  }

  @Test
  void unknownThings_areNotFound() {
    assertThat(get("/api/units/none").status()).isEqualTo(404);
    assertThat(get("/api/customers/none").status()).isEqualTo(404);
    assertThat(get("/api/contracts/none").status()).isEqualTo(404);
    assertThat(get("/api/products/none").status()).isEqualTo(404);
    assertThat(get("/api/settings/none").status()).isEqualTo(404);
    assertThat(get("/api/units/none/entitlements").status()).isEqualTo(404);
    assertThat(get("/api/units/none/lineage").status()).isEqualTo(404);
  }
}
