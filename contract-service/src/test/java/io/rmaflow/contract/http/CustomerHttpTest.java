package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.Clause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CustomerHttpTest extends ServiceTest {

  @Test
  @Clause({"CID-4", "CID-6", "A-31"})
  void legacyId_meansThePresentAccount_inEveryCall() {
    Registered unit = register();
    String legacy = "H23-" + unit.customerId();

    Reply added =
        post("/api/customers/" + unit.customerId() + "/aliases", "{\"alias\": \"" + legacy + "\"}");

    assertThat(added.status()).as(added.raw().body()).isEqualTo(200);
    assertThat(added.text("/aliases/0")).isEqualTo(legacy);
    Reply resolved = get("/api/customers/" + legacy);
    assertThat(resolved.text("/customerId")).isEqualTo(unit.customerId());
    assertThat(resolved.text("/note/ja")).contains("保管");
    Reply contract =
        post("/api/contracts", application(unit.serial(), legacy, "CROSS_SEND_BACK", 1));
    assertThat(contract.text("/customerId")).isEqualTo(unit.customerId());
    assertThat(post("/api/customers/" + legacy + "/reminder", "{}").text("/customerId"))
        .isEqualTo(unit.customerId());
    Registered other = register();
    String linked =
        post(
                "/api/customers/" + other.customerId() + "/links",
                "{\"customerId\": \"" + legacy + "\"}")
            .text("/linkedCustomerIds/0");
    assertThat(linked).isEqualTo(unit.customerId());
    assertThat(
            post(
                    "/api/customers/" + legacy + "/links",
                    "{\"customerId\": \"" + unit.customerId() + "\"}")
                .text("/errors/0/field"))
        .isEqualTo("customerId");
    assertThat(
            post("/api/customers/" + legacy + "/aliases", "{\"alias\": \"older-" + legacy + "\"}")
                .text("/customerId"))
        .isEqualTo(unit.customerId());
  }

  @Test
  @Clause("CID-6")
  void legacyIdOfAnotherAccount_isAConflict() {
    Registered one = register();
    Registered other = register();
    String alias = "{\"alias\": \"H22-" + one.customerId() + "\"}";
    post("/api/customers/" + one.customerId() + "/aliases", alias);

    assertThat(post("/api/customers/" + other.customerId() + "/aliases", alias).status())
        .isEqualTo(409);
    assertThat(
            post(
                    "/api/customers/" + other.customerId() + "/aliases",
                    "{\"alias\": \"" + one.customerId() + "\"}")
                .status())
        .isEqualTo(409);
  }

  @Test
  @Clause({"CID-7", "CID-5", "NOT-13"})
  void lostId_isToldAgainToTheRegisteredContacts_andStaysTheSame() {
    Registered unit = register();
    String account = "/api/customers/" + unit.customerId();

    Reply reminded = post(account + "/reminder", "{}");

    assertThat(reminded.status()).as(reminded.raw().body()).isEqualTo(200);
    assertThat(reminded.text("/customerId")).isEqualTo(unit.customerId());
    assertThat(reminded.body().at("/contactIds").size()).isEqualTo(1);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(Topic.read("customer/" + unit.customerId()))
                    .extracting(Topic.Read::name)
                    .containsExactly("CustomerIdIssued", "CustomerIdReminderRequested"));
    call("DELETE", "/api/contacts/" + reminded.text("/contactIds/0"), null);
    assertThat(post(account + "/reminder", "{}").text("/code")).isEqualTo("NO_REGISTERED_CONTACT");
  }

  @Test
  @Clause({"REG-6", "NOT-2"})
  void optIn_hasItsHistoryWithTheTimes() {
    Reply registered = post("/api/registrations", registration(newSerial(), null));
    String contact = "/api/contacts/" + registered.text("/contactIds/0");
    clockAt("2026-09-01T10:00:00+09:00");
    call("PATCH", contact, "{\"contractNotices\": false}");

    Reply history = get(contact + "/opt-ins");

    assertThat(history.body().at("/items").size()).isEqualTo(2);
    assertThat(history.body().at("/items/0/contractNotices").booleanValue()).isTrue();
    assertThat(history.text("/items/0/since")).isEqualTo("2026-04-10T10:00:00+09:00");
    assertThat(history.body().at("/items/1/contractNotices").booleanValue()).isFalse();
    assertThat(history.text("/items/1/since")).isEqualTo("2026-09-01T10:00:00+09:00");
  }

  @Test
  @Clause({"REG-2", "REG-7", "VA-9", "ELG-8"})
  void registration_recordsWhereItCameFrom_andWhatAVirtualApplianceRunsOn() {
    String wyvern = newSerial();
    post("/api/registrations", registration(wyvern, null, "netwyvern2-dhcp-academic", false));
    assertThat(get("/api/units/" + wyvern).text("/source")).isEqualTo("FORM");

    String virtual = newSerial();
    post(
        "/api/registrations",
        registration(virtual, null, "netnebulas-va-dhcp", false)
            .replace(
                "\"salesChannel\"",
                "\"hypervisor\": \"VMware ESXi 8.0\", \"platform\": \"PowerEdge R660\","
                    + " \"salesChannel\""));
    Reply unit = get("/api/units/" + virtual);
    assertThat(unit.text("/source")).isEqualTo("ONLINE");
    assertThat(unit.text("/hypervisor")).isEqualTo("VMware ESXi 8.0");
    assertThat(unit.text("/platform")).isEqualTo("PowerEdge R660");
    assertThat(unit.text("/registeredOn")).isEqualTo("2026-04-10");
    assertThat(unit.body().at("/warranty").isNull()).isTrue();
  }

  @Test
  @Clause("REG-5")
  void changedSiteAndOwner_areInTheHistoryOfTheUnit() {
    Registered unit = register();
    call("PATCH", "/api/units/" + unit.serial(), "{\"owner\": \"株式会社別会社\"}");

    Reply history = get("/api/units/" + unit.serial() + "/history");

    assertThat(history.body().at("/items").values())
        .extracting(item -> item.at("/type").asString())
        .containsExactly("UnitRegistered", "UnitMoved");
    assertThat(history.text("/items/1/occurredAt")).isEqualTo("2026-04-10T10:00:00+09:00");
    assertThat(history.text("/items/1/actor")).isEqualTo("desk-1");
  }

  @Test
  @Clause("WAR-2")
  void warranty_isNotRenewed() {
    Reply reply = post("/api/units/" + register().serial() + "/warranty-renewals", "{}");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text("/refusals/0/code")).isEqualTo("WARRANTY_NOT_RENEWABLE");
  }
}
