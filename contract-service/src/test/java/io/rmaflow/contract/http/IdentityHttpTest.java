package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.events.Clause;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** One thing is one thing, however its number is typed. */
class IdentityHttpTest extends ServiceTest {

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String fullWidth(String ascii) {
    return ascii
        .codePoints()
        .map(c -> c > ' ' && c < 0x7f ? c + 0xfee0 : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private Reply imported(String rows) {
    String file =
        "customerId,legacyIds,owner,serialNumber,productCode,purchaseDate,postalCode,address,plan,termYears,startDate\n"
            + rows;
    Reply submitted = upload("/api/imports", file.getBytes(StandardCharsets.UTF_8));
    assertThat(submitted.status()).as(submitted.raw().body()).isEqualTo(201);
    String path = submitted.header("Location");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> get(path).text("/status").equals("COMPLETED"));
    return get(path);
  }

  @Test
  @Clause("REG-1")
  void aUnitIsOne_overRestAndByCsvAndInThePath_howeverItsSerialNumberIsTyped() {
    Reply first = post("/api/registrations", registration("AB/123%3", null));
    assertThat(first.status()).as(first.raw().body()).isEqualTo(201);
    String customer = first.text("/customerId");

    Reply again = post("/api/registrations", registration("ab/123%3 ", null));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("/code")).isEqualTo("ALREADY_REGISTERED");
    assertThat(again.text("/state/serialNumber")).isEqualTo("AB/123%3");

    Reply same =
        imported(
            customer.toLowerCase(Locale.ROOT)
                + ",,株式会社サンプル商事,ab/123%3 ,NETREGIO2A-DHCP,2026-04-06,100-0001,千代田1-1,,,\n");
    assertThat(same.body().at("/unchanged").intValue()).as(same.raw().body()).isEqualTo(1);
    Reply other =
        imported("K-OTHER,,株式会社サンプル商事,ab/123%3 ,netregio2a-dhcp,2026-04-06,100-0001,千代田1-1,,,\n");
    assertThat(other.text("/problems/items/0/code")).isEqualTo("ALREADY_REGISTERED");

    for (String typed : new String[] {"AB/123%3", "ab/123%3 ", "ＡＢ／１２３％３"}) {
      Reply unit = get("/api/units/" + encoded(typed));
      assertThat(unit.status()).as(typed).isEqualTo(200);
      assertThat(unit.text("/serialNumber")).isEqualTo("AB/123%3");
      assertThat(unit.body().at("/serialNumberAsGiven").isNull()).isTrue();
      assertThat(get("/api/units/" + encoded(typed) + "/history").status()).isEqualTo(200);
      assertThat(get("/api/units/" + encoded(typed) + "/lineage").status()).isEqualTo(200);
      assertThat(get("/api/units/" + encoded(typed) + "/entitlements").status()).isEqualTo(200);
    }
  }

  @Test
  @Clause("REG-1")
  void theSpellingGivenIsKeptForDisplay() {
    String serial = newSerial();
    String typed = serial.toLowerCase(Locale.ROOT) + " ";

    Reply registered =
        post("/api/registrations", registration(typed, null, "NetRegio2A DHCP", false));

    assertThat(registered.status()).as(registered.raw().body()).isEqualTo(201);
    assertThat(registered.text("/serialNumber")).isEqualTo(serial);
    Reply unit = get("/api/units/" + serial);
    assertThat(unit.text("/serialNumberAsGiven")).isEqualTo(typed);
    assertThat(unit.text("/productCode")).isEqualTo("netregio2a-dhcp");
    assertThat(unit.text("/productCodeAsGiven")).isEqualTo("NetRegio2A DHCP");
    assertThat(unit.body().at("/customerIdAsGiven").isNull()).isTrue();
    assertThat(get("/api/units/" + serial + "/history").text("/items/0/data/serialNumberAsGiven"))
        .isEqualTo(typed);
  }

  @Test
  void oAndZeroStayApart() {
    String serial = newSerial();
    post("/api/registrations", registration(serial + "-O", null));

    assertThat(get("/api/units/" + serial + "-0").status()).isEqualTo(404);
    assertThat(post("/api/registrations", registration(serial + "-0", null)).status())
        .isEqualTo(201);
  }

  @Test
  @Clause({"CID-6", "A-31"})
  void aCustomerIsOne_inThePathInBodiesAndInFilters_howeverItsIdIsTyped() {
    Registered unit = register();
    String contract = sign(unit);
    String legacy = "kd-" + unit.serial();
    Registered linked = register();
    String account = "/api/customers/" + encoded(fullWidth(unit.customerId()) + " ");
    Reply added = post(account + "/aliases", "{\"alias\": \"" + legacy + "\"}");
    assertThat(added.text("/aliases/0")).isEqualTo("KD-" + unit.serial());
    post(account + "/links", "{\"customerId\": \"" + linked.customerId() + "\"}");

    for (String typed :
        new String[] {
          unit.customerId(),
          fullWidth(unit.customerId()),
          unit.customerId().toLowerCase(Locale.ROOT) + " ",
          legacy,
          fullWidth(legacy),
          linked.customerId()
        }) {
      Reply found = get("/api/contracts?customerId=" + encoded(typed));
      assertThat(found.text("/items/0/contractId")).as(typed).isEqualTo(contract);
      assertThat(found.body().at("/total").intValue()).isEqualTo(1);
    }
    assertThat(get("/api/customers/" + encoded(fullWidth(legacy))).text("/customerId"))
        .isEqualTo(unit.customerId());
    String serial = newSerial();
    Reply registered = post("/api/registrations", registration(serial, " " + legacy));
    assertThat(registered.text("/customerId")).isEqualTo(unit.customerId());
    assertThat(get("/api/units/" + serial).text("/customerIdAsGiven")).isEqualTo(" " + legacy);
    assertThat(
            get("/api/contracts?serialNumber=" + encoded(fullWidth(unit.serial())))
                .text("/items/0/contractId"))
        .isEqualTo(contract);
  }

  @Test
  @Clause("A-32")
  void aProductIsFoundByItsCodeAndItsNames_howeverTheyAreTyped() {
    for (String typed :
        new String[] {
          "netregio2a-dhcp", "NETREGIO2A-DHCP", "ｎｅｔｒｅｇｉｏ２ａ-dhcp ", "ＮｅｔＲｅｇｉｏ2A　DHCP"
        }) {
      Reply product = get("/api/products/" + encoded(typed));
      assertThat(product.text("/productCode")).as(typed).isEqualTo("netregio2a-dhcp");
    }
  }

  @Test
  void whatIsNoSerialNumberIsNamed_overRestAndByCsv() {
    Reply turned = post("/api/registrations", registration("AB\\u202e1", null));
    assertThat(turned.status()).isEqualTo(400);
    assertThat(turned.text("/errors/0/field")).isEqualTo("unit.serialNumber");
    assertThat(turned.text("/errors/0/code")).isEqualTo("CONTROL_CHARACTER");

    Reply longer = post("/api/registrations", registration("\ufdfa".repeat(8), null));
    assertThat(longer.text("/errors/0/code")).isEqualTo("TOO_LONG");

    Reply row =
        imported(
            "K-1,OLD|"
                + "X".repeat(129)
                + ",株式会社サンプル商事,AB\u202e1,netregio2a-dhcp,2026-04-06,100-0001,千代田1-1,,,\n");
    assertThat(row.body().at("/problems/items").values())
        .extracting(
            problem -> problem.at("/field").asString() + " " + problem.at("/code").asString())
        .containsExactlyInAnyOrder("legacyIds TOO_LONG", "serialNumber CONTROL_CHARACTER");
    assertThat(get("/api/units/" + "9".repeat(200)).status()).isEqualTo(404);
  }
}
