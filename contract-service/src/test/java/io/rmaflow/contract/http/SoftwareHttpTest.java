package io.rmaflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import org.junit.jupiter.api.Test;

class SoftwareHttpTest extends ServiceTest {

  private Reply release(String product, String json) {
    return post("/api/products/" + product + "/releases", json);
  }

  private void product(String code) {
    post(
        "/api/products",
        "{\"productCode\": \"%s\", \"name\": \"%s\", \"family\": \"NETREGIO\"}"
            .formatted(code, code));
    release(
        code,
        """
        {"version": "1.1.1-1111", "kind": "PERIODIC", "containsFix": true,
         "publishedOn": "2026-02-10", "fixes": ["DHCPリースの更新に失敗する不具合"]}
        """);
  }

  @Test
  @Clause({"SWP-1", "SWP-2", "SWP-3", "SWP-5", "SWP-7", "SWP-10", "SWP-11"})
  void hotfix_goesFromTwoApprovalsToItsTargets_andFixesAreNamed() {
    product("hotbox-a");
    assertThat(get("/api/products/hotbox-a").text("/releases/0/fixes/0"))
        .isEqualTo("DHCPリースの更新に失敗する不具合");
    release(
        "hotbox-a",
        """
        {"version": "1.1.1-1112", "kind": "HOTFIX", "containsFix": true,
         "baseVersion": "1.1.1-1111", "publishedOn": "2026-03-10"}
        """);
    assertThat(get("/api/products/hotbox-a/hotfixes/1.1.1-1112").body().at("/needs").toString())
        .isEqualTo("[{\"version\":\"1.1.1-1111\",\"needed\":true}]");
    String serial = newSerial();
    String customer =
        post("/api/registrations", registration(serial, null, "hotbox-a", false))
            .text("/customerId");
    post("/api/contracts", application(serial, customer, "CROSS_SEND_BACK", 1));
    String hotfix = "/api/products/hotbox-a/hotfixes/1.1.1-1112";
    String targets = "{\"customerIds\": [\"" + customer + "\"]}";

    assertThat(post(hotfix + "/targets", targets).text("/refusals/0/code"))
        .isEqualTo("HOTFIX_APPROVAL_MISSING");
    assertThat(post(hotfix + "/approvals", "{\"by\": \"SUPPORT\"}").text("/errors/0/field"))
        .isEqualTo("workaroundExists");
    assertThat(
            post(hotfix + "/approvals", "{\"by\": \"SUPPORT\", \"workaroundExists\": true}")
                .text("/refusals/0/code"))
        .isEqualTo("WORKAROUND_EXISTS");
    post(hotfix + "/approvals", "{\"by\": \"SUPPORT\", \"workaroundExists\": false}");
    Reply agreed = post(hotfix + "/approvals", "{\"by\": \"DEVELOPMENT\"}");
    assertThat(agreed.body().at("/released").booleanValue()).as(agreed.raw().body()).isTrue();
    Reply before = software(serial);
    assertThat(before.text("/releases/0/code")).isEqualTo("HOTFIX_APPROVAL_MISSING");
    assertThat(before.text("/releases/0/clauses/0")).isEqualTo("SWP-5");

    Reply handedOut = post(hotfix + "/targets", targets);

    assertThat(handedOut.text("/customerIds/0")).isEqualTo(customer);
    assertThat(handedOut.text("/warning/ja")).contains("サイドエフェクト");
    Reply mine = software(serial);
    assertThat(mine.body().at("/releases/0/granted").booleanValue()).isTrue();
    assertThat(mine.text("/releases/0/warning/en")).contains("side effects");
    assertThat(mine.body().at("/releases/1/granted").booleanValue()).isTrue();
    assertThat(post(hotfix + "/targets", "{\"customerIds\": [\"C-0\"]}").text("/refusals/0/code"))
        .isEqualTo("CUSTOMER_ID_MISMATCH");
    assertThat(get("/api/products/hotbox-a/hotfixes/1.1.1-1111").status()).isEqualTo(404);
  }

  @Test
  @Clause({"SWP-5", "A-31"})
  void hotfix_isHandedOutToTheAccountThatALegacyIdMeans() {
    product("hotbox-d");
    release(
        "hotbox-d",
        """
        {"version": "1.1.1-1112", "kind": "HOTFIX", "containsFix": true,
         "baseVersion": "1.1.1-1111", "publishedOn": "2026-03-10"}
        """);
    String hotfix = "/api/products/hotbox-d/hotfixes/1.1.1-1112";
    post(hotfix + "/approvals", "{\"by\": \"SUPPORT\", \"workaroundExists\": false}");
    post(hotfix + "/approvals", "{\"by\": \"DEVELOPMENT\"}");
    String customer = register().customerId();
    post("/api/customers/" + customer + "/aliases", "{\"alias\": \"H19-" + customer + "\"}");

    Reply handedOut = post(hotfix + "/targets", "{\"customerIds\": [\"H19-" + customer + "\"]}");

    assertThat(handedOut.status()).as(handedOut.raw().body()).isEqualTo(200);
    assertThat(handedOut.text("/customerIds/0")).isEqualTo(customer);
  }

  private Reply software(String serial) {
    return get("/api/units/" + serial + "/software");
  }

  @Test
  @Clause({"EOS-4", "EOS-5", "EOS-11"})
  void endOfSale_showsItsPagePhasesAndRemarks_andANewFeatureAfterItIsRemarked() {
    product("hotbox-b");
    Reply announced =
        post(
            "/api/products/hotbox-b/end-of-sale",
            """
            {"announcedOn": "2025-01-14", "endsOn": "2025-03-31",
             "url": "https://www.sample.example/eos"}
            """);
    assertThat(announced.text("/url")).isEqualTo("https://www.sample.example/eos");
    assertThat(announced.text("/phases/0/content/ja")).contains("主要OS");
    assertThat(announced.text("/phases/1/clauses/0")).isEqualTo("EOS-6");
    assertThat(announced.text("/notes/0/code")).isEqualTo("MAJOR_OS");

    Reply feature =
        release(
            "hotbox-b",
            """
            {"version": "1.2.1-1200", "kind": "PERIODIC", "containsFeature": true,
             "publishedOn": "2026-03-01"}
            """);

    assertThat(feature.status()).isEqualTo(201);
    assertThat(feature.text("/warnings/0/code")).isEqualTo("FEATURE_AFTER_END_OF_SALE");
    assertThat(
            post(
                    "/api/products/hotbox-b/end-of-sale",
                    "{\"endsOn\": \"2025-03-31\", \"url\": \"x\"}")
                .text("/errors/0/field"))
        .isEqualTo("url");
  }

  @Test
  @Clause({"EOS-14", "A-65", "VER-19", "VER-11"})
  void versionOfAProductMarkedAsNoLongerSold_isAnsweredWithAWarning() {
    Reply support = get("/api/products/netregio-dhcp/version-support?version=3.30.4-1");

    assertThat(support.text("/result")).isEqualTo("SUPPORTED");
    assertThat(support.body().at("/endOfSale").booleanValue()).isTrue();
    assertThat(support.body().at("/warnings").values())
        .extracting(warning -> warning.at("/code").asString())
        .contains("END_OF_SALE_DATES_UNKNOWN");
    Reply old = get("/api/products/netregio-dhcp/version-support?version=3.26.3");
    assertThat(old.text("/clauses/1")).isEqualTo("VER-11");
    assertThat(old.body().at("/supportedVersions").size()).isEqualTo(2);
  }

  @Test
  @Clause({"GEN-9", "CON-18"})
  void plans_areShownSideBySide() {
    Reply plans = get("/api/plans");

    assertThat(plans.body().size()).isEqualTo(6);
    assertThat(plans.text("/0/plan")).isEqualTo("WARRANTY");
  }
}
