package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmaflow.testkit.TestIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What this service is attacked with; docs/security.md lists all attacks with their tests. */
class AttacksHttpTest extends ServiceTest {

  private static final List<String> SQL =
      List.of(
          "' or '1'='1",
          "%",
          "_",
          "\\",
          "'; drop table unit; --",
          "x') or true --",
          "x' union select secret from contact --",
          "'||pg_sleep(5)||'");

  @Autowired private JdbcClient database;

  /** CWE-89. */
  @Test
  void sqlInAFilterOrAPath_findsNothing_andChangesNothing() {
    Registered unit = register();
    String contract = sign(unit);
    for (String trick : SQL) {
      String encoded = URLEncoder.encode(trick, StandardCharsets.UTF_8).replace("+", "%20");
      for (String filter : List.of("serialNumber", "customerId")) {
        Reply reply = get("/api/contracts?" + filter + "=" + encoded);
        assertThat(reply.status()).as("%s=%s", filter, trick).isEqualTo(200);
        assertThat(reply.body().at("/total").asLong()).as("%s=%s", filter, trick).isZero();
      }
      for (String thing :
          List.of("units", "customers", "contracts", "contacts", "sites", "imports", "products")) {
        if (!trick.contains("\\")) {
          assertThat(get("/api/" + thing + "/" + encoded).status()).as(trick).isIn(400, 404);
        }
      }
      assertThat(
              call("PUT", "/api/settings/" + encoded, "{\"value\": 1, \"reason\": \"x\"}").status())
          .as(trick)
          .isIn(400, 404);
    }
    assertThat(get("/api/contracts/" + contract).status()).isEqualTo(200);
    assertThat(get("/api/units/" + unit.serial()).status()).isEqualTo(200);
  }

  /** CWE-89, CWE-79: names are kept as they were written, and no answer is a page. */
  @Test
  void sqlAndMarkupInAName_areKeptAsTheyWereWritten() {
    String serial = newSerial();
    String name = "O'Hara; drop table contact; -- <img src=x onerror=alert(1)>";
    Reply registered =
        post("/api/registrations", registration(serial, null).replace("山田 太郎", name));
    assertThat(registered.status()).as(registered.raw().body()).isEqualTo(201);

    Reply contact = get("/api/contacts/" + registered.text("/contactIds/0"));

    assertThat(contact.text("/name")).isEqualTo(name);
    assertThat(contact.header("Content-Type")).isEqualTo("application/json");
    assertThat(contact.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  /** CWE-113: what a caller calls a thing becomes a part of an address only in escaped form. */
  @Test
  void serialNumberWithALineBreak_isNone_andOneWithCharactersOfAnAddressStaysOnePartOfIt() {
    for (String serial : List.of("A\\r\\nX-Forged: 1", "A\\nSet-Cookie: x=1", "A\\u0000B")) {
      Reply refused = post("/api/registrations", registration(serial, null));
      assertThat(refused.status()).as(serial).isEqualTo(400);
      assertThat(refused.raw().headers().map()).doesNotContainKeys("x-forged", "set-cookie");
    }
    String serial = newSerial() + "/../?a=%0d%0a#;x";
    Reply taken = post("/api/registrations", registration(serial, null));
    assertThat(taken.status()).as(taken.raw().body()).isEqualTo(201);
    String location = taken.header("Location");
    assertThat(location).doesNotContain("/../", "#", "%0d%0a").startsWith("/api/units/");
    assertThat(get(location).text("/serialNumber")).isEqualTo(serial.toUpperCase(Locale.ROOT));
  }

  /** CWE-409. */
  @Test
  void aFileOfCustomersThatIsCompressed_isNotUnpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 100; i++) {
        gzip.write(new byte[1024 * 1024]);
      }
    }
    for (String encoding : List.of("gzip", "deflate", "br")) {
      for (String type : List.of("text/csv", "multipart/form-data; boundary=b1")) {
        Reply reply =
            upload("/api/imports", bomb.toByteArray(), type, "Content-Encoding", encoding);
        assertThat(reply.status()).as(encoding + " " + type).isEqualTo(415);
        assertThat(reply.text("/code")).isEqualTo("UNSUPPORTED_CONTENT_ENCODING");
      }
    }
    Reply undeclared = upload("/api/imports", bomb.toByteArray());
    assertThat(undeclared.status()).isEqualTo(400);
    assertThat(undeclared.text("/errors/0/code")).isEqualTo("UNKNOWN_CHARSET");
  }

  /** CWE-22: the name of a file is a remark beside it. */
  @Test
  void aFileOfCustomersWithANameThatLeadsElsewhere_isReadFromNowhere() {
    Reply taken =
        upload(
            "/api/imports?dryRun=true&name=..%2F..%2Fetc%2Fpasswd",
            "owner,serialNumber\n".getBytes(StandardCharsets.UTF_8));

    assertThat(taken.status()).as(taken.raw().body()).isIn(201, 400);
    assertThat(taken.raw().body()).doesNotContain("root:");
    assertThat(
            upload(
                    "/api/imports?name=a%0d%0aX-Forged:%201",
                    "owner\n".getBytes(StandardCharsets.UTF_8))
                .status())
        .isEqualTo(400);
  }

  /** CWE-1236: a formula comes back as the text that it is; nothing is exported as a table. */
  @Test
  void aFormulaInAName_isAText_andNoAnswerIsATableOfACalculator() {
    String serial = newSerial();
    String formula = "=HYPERLINK(\\\"http://evil.example\\\",\\\"x\\\")";
    Reply registered =
        post("/api/registrations", registration(serial, null).replace("株式会社サンプル商事", formula));

    assertThat(registered.status()).isEqualTo(201);
    assertThat(get("/api/units/" + serial).text("/owner"))
        .isEqualTo("=HYPERLINK(\"http://evil.example\",\"x\")");
    TreeSet<String> types = new TreeSet<>();
    for (JsonNode path : get("/api/openapi.json").body().path("paths")) {
      for (JsonNode operation : path) {
        for (JsonNode response : operation.path("responses")) {
          types.addAll(response.path("content").propertyNames().stream().toList());
        }
      }
    }
    assertThat(types)
        .isNotEmpty()
        .noneMatch(
            type -> type.contains("csv") || type.contains("excel") || type.contains("sheet"));
  }

  /** UTS 39: what only looks like another's ID is another ID. */
  @Test
  void lettersThatLookLikeOthers_giveNothingOfWhatTheyLookLike() {
    Registered unit = register();
    String customer = unit.customerId();
    for (String claimed :
        List.of(
            customer.replace('C', '\u0421'),
            customer + "\u200d",
            customer + "\u00ad",
            customer + "\u0301",
            customer.replace('1', '\u2160'))) {
      Reply reply =
          call(
              "GET",
              "/api/units/" + unit.serial(),
              null,
              "Authorization",
              TestIdentity.shared().bearer("customer", "web-1", claimed));
      assertThat(reply.status()).as(claimed).isIn(401, 404);
    }
    Reply looksAlike =
        post("/api/registrations", registration(unit.serial().replace('T', '\u0422'), customer));
    assertThat(looksAlike.status()).isEqualTo(201);
    assertThat(looksAlike.text("/serialNumber")).isNotEqualTo(unit.serial());
    Reply alike =
        post(
            "/api/contracts",
            application(unit.serial(), customer + "\u200d", "CROSS_SEND_BACK", 1));
    assertThat(alike.status()).isIn(400, 422);
  }

  /** UAX 15: one letter is one letter, composed or not, wide or narrow. */
  @Test
  void lettersThatAreOthersByTheirForm_areThoseOthers() {
    String serial = newSerial() + "-ガ";
    assertThat(post("/api/registrations", registration(serial, null)).status()).isEqualTo(201);
    for (String typed :
        List.of(
            serial.replace("ガ", "カ\u3099"),
            serial.replace("ガ", "ｶﾞ"),
            serial.replace("T", "Ｔ"),
            "\u3000" + serial.toLowerCase(Locale.ROOT) + " ")) {
      assertThat(post("/api/registrations", registration(typed, null)).status())
          .as(typed)
          .isEqualTo(409);
    }
  }

  /** CWE-915: who did it, when and in which role is not what a body says. */
  @Test
  void fieldsOfABodyThatAreNotItsOwn_changeNothing() {
    String serial = newSerial();
    String claims =
        """
        {"actor": "boss-1", "role": "admin", "subject": "boss-1", "customerIds": ["C-1"],
         "recordedAt": "2020-01-01T00:00:00Z", "contractId": "K-1", "siteId": "site-1",
         "contactIds": ["contact-1"], "warranty": {"from": "2020-01-01", "to": "2099-12-31"},
         "version": 99,\
        """;
    Reply registered =
        sent("/api/registrations", claims + registration(serial, null).strip().substring(1));
    assertThat(registered.status()).as(registered.raw().body()).isEqualTo(201);
    assertThat(registered.text("/siteId")).isNotEqualTo("site-1");
    assertThat(registered.text("/contactIds/0")).isNotEqualTo("contact-1");
    assertThat(registered.text("/warranty/from")).isEqualTo("2026-04-06");
    String customer = registered.text("/customerId");
    Reply signed =
        sent(
            "/api/contracts",
            claims + application(serial, customer, "CROSS_SEND_BACK", 1).strip().substring(1));
    assertThat(signed.status()).as(signed.raw().body()).isEqualTo(201);
    assertThat(signed.text("/contractId")).isNotEqualTo("K-1");
    Reply history = get("/api/units/" + serial + "/history");
    assertThat(history.body().path("items").findValuesAsString("actor").stream().distinct())
        .containsExactly("desk-1");
    assertThat(history.body().path("items").findValuesAsString("recordedAt"))
        .allSatisfy(at -> assertThat(at).startsWith("2026-04-10"));
  }

  /** With fields that are not described. */
  private Reply sent(String path, String json) {
    return upload(path, json.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  /** CWE-89, CWE-1236: a row of a file is no more believed than a call. */
  @Test
  void sqlAndFormulasInAFileOfCustomers_areValues() {
    String file =
        """
        customerId,owner,contactName,contactEmail,contractNotices,serialNumber,productCode,\
        purchaseDate,registeredOn,secondHand,salesChannel,postalCode,address
        K-ATT-1,=1+1,@SUM(A1),att@sample.example,true,"'; drop table product; --",netregio2a-dhcp,\
        2025-11-10,2025-11-12,false,DIRECT,100-0001,+1
        """;
    Reply taken = upload("/api/imports?dryRun=false", file.getBytes(StandardCharsets.UTF_8));
    assertThat(taken.status()).as(taken.raw().body()).isEqualTo(201);
    String path = taken.header("Location");
    await().until(() -> get(path).text("/status").equals("COMPLETED"));

    assertThat(get(path).body().path("accepted").asInt()).as(get(path).raw().body()).isEqualTo(1);
    assertThat(
            database
                .sql("select serial_number from unit where customer_id = 'K-ATT-1'")
                .query(String.class)
                .single())
        .isEqualTo("'; DROP TABLE PRODUCT; --");
  }
}
