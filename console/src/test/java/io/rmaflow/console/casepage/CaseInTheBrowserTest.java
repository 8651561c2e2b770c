package io.rmaflow.console.casepage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.rmaflow.client.contract.model.Plan;
import io.rmaflow.client.rma.api.CasesApi;
import io.rmaflow.client.rma.api.StepsApi;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.client.rma.model.Deadline;
import io.rmaflow.client.rma.model.FaultJudgement;
import io.rmaflow.client.rma.model.ReplacementShipment;
import io.rmaflow.client.rma.model.SkippedDay;
import io.rmaflow.console.browser.Browsing;
import io.rmaflow.console.browser.InTheBrowser;
import io.rmaflow.console.browser.Rmaflow;
import io.rmaflow.console.frame.Role;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cases of the whole system, worked on through their page. */
@InTheBrowser
class CaseInTheBrowserTest {

  private static final AtomicInteger UNITS = new AtomicInteger();
  private static final LocalDate TODAY = Rmaflow.BEGINS.toLocalDate();
  private static final String HOSTILE = "<img src=x onerror=alert(1)>'\"${7*7}";

  @Test
  void aCrossSendBackCaseGoesToItsEnd_inJapaneseAndWithoutAnyScript_byDeskAndLogistics(
      Browsing it, Rmaflow rmaflow) {
    ReportedCase one = reported(rmaflow, Plan.CROSS_SEND_BACK, "起動しない");
    Browsing desk = it.withoutScripts().as(Role.SUPPORT).in("ja");
    Browsing logistics = it.withoutScripts().as(Role.LOGISTICS).in("ja");

    desk.open("/cases/" + one.caseId());
    assertThat(desk.page().locator("h1")).containsText("案件");
    assertThat(desk.page().locator(".next")).containsText("弊社");
    assertThat(desk.page().locator(".next")).containsText("故障の判定");
    form(desk, "judgement").getByLabel("はい").check();
    form(desk, "judgement").getByLabel("理由").fill("電源部の故障");
    big(desk, "judgement", "故障の判定を記録");
    assertThat(desk.page().locator("[role=status]")).hasText("記録しました: 故障の判定");
    assertThat(desk.page().locator(".case-head")).containsText("RMA番号発行済み");
    assertThat(desk.page().locator("#timeline")).containsText("電源部の故障");
    String number = desk.page().locator("h1 .number").innerText();

    logistics.open("/cases/" + number);
    assertThat(logistics.page()).hasURL(Pattern.compile(".*/cases/" + one.caseId()));
    assertThat(logistics.page().locator("body")).not().containsText("電源部の故障");
    form(logistics, "replacement-shipment")
        .getByLabel("シリアル番号")
        .fill("NR2A-X" + one.serialNumber());
    form(logistics, "replacement-shipment").getByLabel("運送会社").fill("ヤマト運輸");
    form(logistics, "replacement-shipment").getByLabel("伝票番号").fill("4912-0000-0001");
    big(logistics, "replacement-shipment", "交換機の発送を記録");
    assertThat(logistics.page().locator("#parcels")).containsText("伝票番号 4912-0000-0001");
    assertThat(logistics.page().locator("#parcels")).containsText("送料 弊社負担");
    big(logistics, "replacement-delivery", "交換機の到着を記録");

    desk.open("/cases/" + one.caseId());
    Deadline due =
        read(rmaflow, one).getDeadlines().stream()
            .filter(each -> each.getName().equals("RETURN"))
            .findFirst()
            .orElseThrow();
    Locator why = desk.page().locator("#dues > .dues > li").filter(containing(due.getDue()));
    why.getByText("なぜこの日?").click();
    assertThat(due.getDerivation().getSkippedDays()).isNotEmpty();
    for (SkippedDay day : due.getDerivation().getSkippedDays()) {
      assertThat(why.locator("td.skipped time[datetime='" + day.getDate() + "']")).isVisible();
      assertThat(why.locator("table")).containsText(day.getJa());
    }
    form(desk, "faulty-unit-dispatch").getByLabel("運送会社").fill("佐川急便");
    big(desk, "faulty-unit-dispatch", "障害機の発送を記録");
    assertThat(desk.page().locator("#dues")).containsText("期限内");

    logistics.open("/cases/" + one.caseId());
    form(logistics, "faulty-unit-return").getByLabel("シリアル番号").first().fill(one.serialNumber());
    form(logistics, "faulty-unit-return").getByLabel("状態").selectOption("USED");
    big(logistics, "faulty-unit-return", "障害機の受領を記録");
    assertThat(logistics.page().locator(".case-head")).containsText("終了");
    assertThat(logistics.page().locator(".next")).containsText("いま対応が必要なことはありません。");
    assertThat(read(rmaflow, one).getStatus()).isEqualTo(CaseStatus.CLOSED);
  }

  @Test
  void aManufacturerCaseGoesToItsEnd_inEnglish(Browsing it, Rmaflow rmaflow) {
    ReportedCase one = reported(rmaflow, Plan.MANUFACTURER, "It restarts by itself.");
    Browsing desk = it.as(Role.SUPPORT).in("en");
    Browsing logistics = it.another().as(Role.LOGISTICS).in("en");
    String loaner = "NW2-L" + one.serialNumber();
    Map<String, String> parcel = Map.of("carrier", "Yamato", "trackingNumber", "4912-0000-0301");

    desk.open("/cases/" + one.caseId());
    form(desk, "judgement").getByLabel("Yes").check();
    big(desk, "judgement", "Record: Judgement of the fault");
    record(logistics, one, "loaner-shipment", Map.of("serialNumber", loaner, "carrier", "Yamato"));
    record(logistics, one, "loaner-delivery", Map.of());
    record(desk, one, "loaner-confirmation", Map.of());
    record(desk, one, "faulty-unit-dispatch", parcel);
    record(logistics, one, "faulty-unit-return", Map.of("serialNumber", one.serialNumber()));
    record(desk, one, "inspection", Map.of("estimateDays", "18", "chargeableParts", "power\nfan"));
    assertThat(desk.page().locator(".case-head")).containsText("chargeable");
    record(desk, one, "repair-completion", Map.of());
    record(logistics, one, "repaired-unit-shipment", parcel);
    record(logistics, one, "repaired-unit-delivery", Map.of());
    record(desk, one, "operation-confirmation", Map.of());
    record(desk, one, "loaner-dispatch", parcel);
    record(logistics, one, "loaner-return", Map.of("serialNumber", loaner));
    assertThat(logistics.page().locator(".case-head")).containsText("closed");
    assertThat(read(rmaflow, one).getStatus()).isEqualTo(CaseStatus.CLOSED);

    desk.open("/cases/" + one.caseId());
    desk.hasNoObstacle();
    desk.in("ja").inColours("dark").wide(390).open("/cases/" + one.caseId());
    desk.hasNoObstacle();
    desk.fitsTheWindow();
  }

  @Test
  void everythingCanBeDoneWithTheKeyboardAlone(Browsing it, Rmaflow rmaflow) {
    ReportedCase one = reported(rmaflow, Plan.CROSS_SEND_BACK, "起動しない");
    it.as(Role.SUPPORT).in("ja").open("/cases/" + one.caseId());
    tabTo(it, "form[action$='/steps/judgement'] input[type=radio]");
    it.page().keyboard().press("Space");
    tabTo(it, "form[action$='/steps/judgement'] textarea[name=reason]");
    it.page().keyboard().type("電源部の故障");
    tabTo(it, "form[action$='/steps/judgement'] button.big");
    it.page().keyboard().press("Enter");
    assertThat(it.page().locator("[role=status]")).hasText("記録しました: 故障の判定");
    tabTo(it, "#step-information-request summary");
    it.page().keyboard().press("Enter");
    tabTo(it, "form[action$='/steps/information-request'] textarea[name=text]");
    it.page().keyboard().type("ログをお送りください。");
    tabTo(it, "form[action$='/steps/information-request'] button");
    it.page().keyboard().press("Enter");
    assertThat(it.page().locator("[role=status]")).hasText("記録しました: 追加情報の依頼");
    assertThat(it.page().locator("#timeline")).containsText("ログをお送りください。");
  }

  @Test
  void whoeverIsSecondIsToldWhatHasChanged_losesNothing_andSendsAgain(
      Browsing it, Rmaflow rmaflow) {
    ReportedCase one = reported(rmaflow, Plan.CROSS_SEND_BACK, "起動しない");
    Browsing second = it.as(Role.SUPPORT).in("ja");
    Browsing first = it.another().as(Role.ADMIN).in("ja");
    second.open("/cases/" + one.caseId());
    unfold(second, "information-request").getByLabel("お願いする内容").fill("ログと構成図をください。");

    first.open("/cases/" + one.caseId());
    form(first, "judgement").getByLabel("はい").check();
    big(first, "judgement", "故障の判定を記録");

    Response told =
        second
            .page()
            .waitForResponse(
                "**/steps/information-request",
                () -> form(second, "information-request").locator("> button").click());
    assertThat(told.status()).isEqualTo(412);
    Locator meanwhile = second.page().locator(".meanwhile");
    assertThat(meanwhile).containsText("ほかの方が記録しました");
    assertThat(meanwhile).containsText("弊社はH/W故障と判断しました");
    assertThat(meanwhile).containsText("記録: admin");
    assertThat(form(second, "information-request").getByLabel("お願いする内容")).hasValue("ログと構成図をください。");
    second.hasNoObstacle();
    form(second, "information-request").locator("> button").click();
    assertThat(second.page().locator("[role=status]")).hasText("記録しました: 追加情報の依頼");
    assertThat(second.page().locator("#timeline")).containsText("ログと構成図をください。");
  }

  @Test
  void whatTheServiceRefusesStandsBesideItsField_andAFactIsCorrectedWhereItStands(
      Browsing it, Rmaflow rmaflow) {
    ReportedCase one = reported(rmaflow, Plan.CROSS_SEND_BACK, "起動しない");
    StepsApi steps = new StepsApi(rmaflow.as(Role.SUPPORT).rma());
    steps.judge(one.caseId(), new FaultJudgement().hardwareFault(true));
    it.as(Role.SUPPORT).in("en").open("/cases/" + one.caseId());
    form(it, "replacement-shipment").getByLabel("Serial number").first().fill(one.serialNumber());
    form(it, "replacement-shipment").getByLabel("Carrier").fill("Yamato");
    form(it, "replacement-shipment").locator("> button").click();
    Locator field =
        form(it, "replacement-shipment")
            .locator(".field")
            .filter(having(it, "[name=serialNumber]"));
    assertThat(field).containsText("This is the faulty unit itself.");
    assertThat(form(it, "replacement-shipment").getByLabel("Carrier")).hasValue("Yamato");

    steps.shipReplacement(
        one.caseId(),
        new ReplacementShipment().serialNumber("NR2A-C" + one.serialNumber()).carrier("Yamto"));
    it.open("/cases/" + one.caseId());
    Locator fact =
        it.page().locator("#timeline li").filter(having(it, "[name='value.carrier']")).first();
    fact.locator("summary").click();
    fact.getByLabel("Carrier").fill("Yamato");
    fact.getByLabel("Reason").fill("a slip of the pen");
    fact.locator(".correct button").click();
    Locator told = it.page().locator("#timeline li.correction").last();
    assertThat(told.locator("del")).hasText("Yamto");
    assertThat(told.locator("ins")).hasText("Yamato");
    assertThat(told).containsText("a slip of the pen");
    assertThat(told).containsText("Replacement sent: Carrier");
    assertThat(it.page().locator("#parcels")).containsText("Yamato");
    told.getByText("Undo").click();
    Locator undone = it.page().locator("#timeline li.correction").last();
    assertThat(undone).containsText("Correction taken back");
    assertThat(undone.locator("ins")).hasText("Yamto");
    assertThat(it.page().locator("#parcels")).containsText("Yamto");
  }

  @Test
  void namesTextsAndFileNamesAreShownAsText_notesFilesAndMailsAreThere(
      Browsing it, Rmaflow rmaflow) {
    ReportedCase one = reported(rmaflow, Plan.CROSS_SEND_BACK, HOSTILE);
    Page page = it.as(Role.SUPPORT).in("ja").page();
    page.onDialog(
        dialog -> {
          throw new AssertionError("a script of a person's text ran");
        });
    it.open("/cases/" + one.caseId());
    assertThat(page.locator("dl.about")).containsText(HOSTILE);
    page.locator("#notes > details > summary").click();
    form(it, "note").getByLabel("メモの内容").fill(HOSTILE);
    form(it, "note").locator("> button").click();
    assertThat(page.locator("#notes .notes")).containsText(HOSTILE);
    page.locator("#file-file")
        .setInputFiles(
            new FilePayload(
                "<b>ログ<b>&'.txt", "text/plain", "起動しない".getBytes(StandardCharsets.UTF_8)));
    page.locator(".send-files button").click();
    assertThat(page.locator("#files .files")).containsText("<b>ログ<b>&'.txt");
    assertThat(
            page.waitForDownload(() -> page.locator("#files .files a").click()).suggestedFilename())
        .endsWith(".txt");
    assertThat(page.locator("main img")).hasCount(0);
    it.hasNoObstacle();

    Locator mail = page.locator("#mails li").first();
    for (int reload = 0; reload < 100 && mail.count() == 0; reload++) {
      it.open("/cases/" + one.caseId());
    }
    mail.locator("a").click();
    assertThat(page.locator("main")).containsText("現在の文面でのプレビュー");
    it.hasNoObstacle();
    page.getByText("再送する").click();
    assertThat(page.locator("[role=status]")).hasText("記録しました: メールの再送");
  }

  @BeforeAll
  static void aSlowMachineMayTakeItsTime() {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
  }

  private static ReportedCase reported(Rmaflow rmaflow, Plan plan, String words) {
    return ReportedCase.of(
        rmaflow.as(Role.SUPPORT), TODAY, "CP-" + UNITS.incrementAndGet(), plan, words);
  }

  private static CaseAnswer read(Rmaflow rmaflow, ReportedCase one) {
    return new CasesApi(rmaflow.as(Role.SUPPORT).rma()).readCase(one.caseId(), null, null);
  }

  private static Locator form(Browsing of, String step) {
    return of.page().locator("form[action$='/steps/" + step + "']");
  }

  private static Locator unfold(Browsing of, String step) {
    of.page().locator("#step-" + step + " > summary").click();
    return form(of, step);
  }

  /** The one big button of the page is this step's. */
  private static void big(Browsing of, String step, String words) {
    assertThat(of.page().locator("button.big")).hasText(words);
    form(of, step).locator("button.big").click();
  }

  private static void record(
      Browsing by, ReportedCase one, String step, Map<String, String> typed) {
    by.open("/cases/" + one.caseId());
    typed.forEach(
        (name, value) -> form(by, step).locator("[name=" + name + "]").first().fill(value));
    form(by, step).locator("button.big").click();
    assertThat(by.page().locator("[role=status]")).isVisible();
  }

  private static void tabTo(Browsing of, String selector) {
    for (int n = 0; n < 200; n++) {
      of.page().keyboard().press("Tab");
      if (Objects.equals(
          of.page().evaluate("selector => document.activeElement.matches(selector)", selector),
          true)) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not lead to " + selector);
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Locator.FilterOptions having(Browsing of, String selector) {
    return new Locator.FilterOptions().setHas(of.page().locator(selector));
  }
}
