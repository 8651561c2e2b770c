package io.rmaflow.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.client.contract.model.Contract;
import io.rmaflow.client.contract.model.Customer;
import io.rmaflow.client.contract.model.Denied;
import io.rmaflow.client.contract.model.Granted;
import io.rmaflow.client.contract.model.Site;
import io.rmaflow.client.contract.model.SiteCheck;
import io.rmaflow.client.contract.model.Unit;
import io.rmaflow.client.contract.model.VersionSupport;
import io.rmaflow.client.rma.ApiClient;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.Standing;
import io.rmaflow.client.rma.model.UnitCase;
import io.rmaflow.console.Rendered;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The desk as it is written, from what the services say, without a server. */
@SpringBootTest(properties = "rmaflow.console.client-secret=none")
class DeskPageTest {

  private static final String HOSTILE = "<script>alert(\"x\")</script>'${7*7}[[${7*7}]]";

  private static final JsonMapper JSON = ApiClient.createDefaultMapper(null);

  @Autowired private WebApplicationContext context;

  @Test
  void theVerdictSaysByWhatUntilWhenAndWhy_whereItStands_whatItRuns_andWhatIsStillOut()
      throws Exception {
    assertThat(page(found("東京都港区芝公園1-2-3"), Locale.JAPANESE))
        .contains("保守・保証の対象です")
        .contains("クロスセンドバック保守サービス")
        .contains("2027-03-31(水)まで")
        .contains("根拠 CSB-1, GEN-1")
        .contains("東京都港区芝公園1-2-3")
        .contains("対応可能（到着目標 4時間）")
        .contains("サポート対象外")
        .contains("2026-12-28(月)までに更新が必要です")
        .contains("href=\"/cases/3f0c7c1e-0000-4000-8000-000000000001\"")
        .contains("返却期限超過")
        .contains("期限 2026-05-13(水)")
        .contains("クロスセンドバック停止中")
        .contains("保証期間が終了しています");
    assertThat(page(found("Tokyo"), Locale.ENGLISH))
        .contains("is covered")
        .contains("until Wed 2027-03-31")
        .contains("by CSB-1, GEN-1")
        .contains("possible (arrival target 4 hours)")
        .contains("to be updated by Mon 2026-12-28")
        .contains("the warranty has ended");
  }

  @Test
  void aUnitWithoutAnyCoverIsSaidToBeOutside() throws Exception {
    Found found = found("a");
    UnitCard unit = Objects.requireNonNull(found.unit());
    Found bare =
        new Found(
            new UnitCard(
                unit.the(), List.of(), List.of(), unit.denied(), null, null, null, List.of(), null),
            null,
            List.of(),
            0,
            false);
    assertThat(page(bare, Locale.JAPANESE))
        .contains("保守・保証の対象外です")
        .contains("未確認")
        .contains("進行中の案件")
        .doesNotContain("保守・保証の対象です");
  }

  @Test
  void nothingThatSomebodyTypedIsRead_andNoTextIsMissingInEitherLanguage() throws Exception {
    for (Locale language : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
      assertThat(page(found(HOSTILE), language))
          .doesNotContain("<script>alert")
          .doesNotContain("[[49]]")
          .doesNotContain("??")
          .contains("&lt;script&gt;alert");
    }
  }

  @Test
  void aSearchThatFindsNothingSaysSo_andKeepsWhatWasTyped() throws Exception {
    assertThat(page(new Found(null, null, List.of(), 0, true), Locale.JAPANESE))
        .contains("「ＮＮ－０００１」に該当するものはありません。")
        .contains("value=\"ＮＮ－０００１\"");
  }

  private String page(Found found, Locale language) throws Exception {
    return Rendered.page(
        context,
        DeskController.VIEW,
        language,
        Map.of("q", "ＮＮ－０００１", "found", found, "japanese", language.equals(Locale.JAPANESE)));
  }

  /** A unit, its customer and its case, whose free texts are all this one. */
  private static Found found(String said) {
    String text = JSON.writeValueAsString(said);
    Standing standing =
        read(
            """
            {"customerId": "C-1001", "suspended": true, "refuses": ["CSB-26"],
             "openDuties": [{"caseId": "3f0c7c1e-0000-4000-8000-000000000001", "rmaNumber": "RMA-2026-000001",
               "who": "CUSTOMER", "what": "FAULTY_UNIT_RETURN", "due": "2026-05-13"}],
             "overdueUnits": [{"rmaNumber": "RMA-2026-000001", "serialNumber": "NN-0001", "returnDue": "2026-05-13"}]}
            """,
            Standing.class);
    return new Found(
        new UnitCard(
            read(
                """
                {"serialNumber": "NN-0001", "productCode": "NN-X", "productName": %1$s, "customerId": "C-1001",
                 "owner": %1$s, "siteId": "s-1", "softwareVersion": "1.2.3"}
                """
                    .formatted(text),
                Unit.class),
            List.of(
                read(
                    """
                    {"service": "CROSS_SEND_BACK", "from": "2026-04-01", "to": "2027-03-31",
                     "clauses": ["CSB-1", "GEN-1"], "contractId": "CT-17"}
                    """,
                    Granted.class)),
            List.of(
                read("{\"service\": \"SUPPORT_SITE\", \"clauses\": [\"TEC-1\"]}", Granted.class)),
            List.of(
                read(
                    """
                    {"service": "WARRANTY", "code": "WARRANTY_EXPIRED", "clauses": ["WAR-1"]}
                    """,
                    Denied.class)),
            read(
                "{\"siteId\": \"s-1\", \"postalCode\": \"105-0011\", \"address\": %s}"
                    .formatted(text),
                Site.class),
            read(
                """
                {"serialNumber": "NN-0001", "serviceable": true, "arrivalTargetHours": 4,
                 "checkedAt": "2026-04-01T10:00:00+09:00"}
                """,
                SiteCheck.class),
            read(
                """
                {"productCode": "NN-X", "version": "1.2.3", "on": "2026-04-24", "result": "UNSUPPORTED",
                 "clauses": ["VER-9"], "reason": {"ja": %1$s, "en": %1$s}, "updateDue": "2026-12-28"}
                """
                    .formatted(text),
                VersionSupport.class),
            List.of(
                read(
                    """
                    {"caseId": "3f0c7c1e-0000-4000-8000-000000000001", "rmaNumber": "RMA-2026-000001",
                     "status": "RETURN_OVERDUE", "submittedAt": "2026-05-01T10:00:00+09:00"}
                    """,
                    UnitCase.class)),
            standing),
        new CustomerCard(
            read(
                """
                {"customerId": "C-1001", "aliases": ["OLD-1"], "linkedCustomerIds": ["C-1002"],
                 "serialNumbers": ["NN-0001"]}
                """,
                Customer.class),
            List.of(
                read(
                    """
                    {"contractId": "CT-17", "plan": "CROSS_SEND_BACK", "serialNumber": "NN-0001",
                     "expiryDate": "2027-03-31"}
                    """,
                    Contract.class)),
            standing),
        List.of(
            read(
                """
                {"caseId": "3f0c7c1e-0000-4000-8000-000000000001", "status": "RETURN_OVERDUE", "customerId": "C-1001",
                 "submittedAt": "2026-05-01T10:00:00+09:00", "unit": {"serialNumber": "NN-0001"}}
                """,
                CaseAnswer.class)),
        1,
        false);
  }

  private static <T> T read(String json, Class<T> type) {
    @Nullable T value = JSON.readValue(json, type);
    return Objects.requireNonNull(value);
  }
}
