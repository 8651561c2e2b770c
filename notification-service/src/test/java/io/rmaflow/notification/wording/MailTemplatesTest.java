package io.rmaflow.notification.wording;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.CompletionReason;
import io.rmaflow.events.rma.CaseEvent.Occasion;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.notification.mail.CaseRef;
import io.rmaflow.notification.mail.Mail;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MailTemplatesTest {

  private static final CaseRef REQUESTED =
      new CaseRef(
          new CaseId("5d1c7f0a-3a55-4d0f-9f0c-1f6f5a1f2b3c"),
          null,
          new CustomerId("C-1001"),
          new SerialNumber("NR2A-0001"),
          new ProductCode("netregio2a-dhcp"));

  private static final CaseRef NUMBERED =
      new CaseRef(
          REQUESTED.caseId(),
          new RmaNumber("RMA-2026-000001"),
          REQUESTED.customerId(),
          REQUESTED.serialNumber(),
          REQUESTED.productCode());

  private static final Instant NOW = Instant.parse("2026-05-18T01:00:00Z");
  private static final LocalDate RETURN_DUE = LocalDate.of(2026, 5, 13);

  private static final Surroundings SURROUNDINGS =
      new Catalogue(Surroundings.POLICY_RETURN_ADDRESS);

  private final MailTemplates templates = new MailTemplates();

  private record Catalogue(String returnAddress) implements Surroundings {

    @Override
    public String productName(ProductCode code) {
      return switch (code.value()) {
        case "netregio2a-dhcp" -> "NetRegio2A DHCP";
        case "netregio3-dhcp" -> "NetRegio3 DHCP";
        default -> code.value();
      };
    }

    @Override
    public Optional<String> text(TextId id) {
      return switch (id.value()) {
        case "r-answer" ->
            Optional.of("ログを確認いたしました。\nDHCP のリース期間が 0 に設定されています。\n・設定画面を開く\n・24 時間に変更する");
        case "r-judged" -> Optional.of("電源ユニットの故障を確認しました。");
        case "r-not-judged" -> Optional.of("ログに LAN ケーブルの抜け差しが記録されています。\nケーブルの交換後、正常に動作しています。");
        case "r-gone" -> Optional.of("");
        case "r-withdrawn" -> Optional.of("お客様より、設定の見直しで復旧したとのご連絡をいただきました。");
        case "r-corrected" -> Optional.of("配達日を 5 月 3 日に訂正しました。");
        case "r-certified" -> Optional.of("ご購入後 5 日目に電源が入らなくなりました。");
        case "r-declined" -> Optional.of("ご使用開始から 60 日が経過しています。");
        case "r-sold" -> Optional.of("データ保護のため。");
        case "r-not-sold" -> Optional.of("故障の解析に必要です。");
        case "r-late" -> Optional.of("首都高速の通行止めにより遅れました。");
        case "r-found" -> Optional.of("基板に水濡れの跡がありました。");
        case "r-fan" -> Optional.of("冷却ファン");
        case "r-battery" -> Optional.of("バックアップ電池");
        case "r-wanted" -> Optional.of("障害が発生した時間帯のメーカ保守用ログと、設定のバックアップをお送りください。");
        default -> Optional.empty();
      };
    }
  }

  private static Map<String, Mail> mails() {
    return new LinkedHashMap<>(
        Map.ofEntries(
            entry("accepted", accepted("2026-05-01T01:30:00Z", "2026-05-01T01:30:00Z", null)),
            entry(
                "accepted-out-of-hours-with-version",
                accepted("2026-05-01T10:15:00Z", "2026-05-07T00:00:00Z", "4.9.2-2105")),
            entry("refused", refused()),
            entry("refused-without-anything-known", refusedUnknown()),
            entry(
                "information-wanted",
                new Mail.InformationWanted(
                    REQUESTED, new TextId("r-wanted"), Instant.parse("2026-05-01T01:50:00Z"))),
            entry(
                "information-wanted-said-elsewhere",
                new Mail.InformationWanted(REQUESTED, null, Instant.parse("2026-05-01T01:50:00Z"))),
            entry(
                "rma-issued",
                new Mail.RmaIssued(
                    NUMBERED, Procedure.CROSS_SEND_BACK, LocalDate.of(2026, 5, 1), null, null)),
            entry(
                "rma-issued-with-version",
                new Mail.RmaIssued(NUMBERED, Procedure.CROSS_SEND_BACK, null, "4.9.2-2105", null)),
            entry(
                "rma-issued-with-the-reason",
                new Mail.RmaIssued(
                    NUMBERED,
                    Procedure.CROSS_SEND_BACK,
                    LocalDate.of(2026, 5, 1),
                    null,
                    new TextId("r-judged"))),
            entry(
                "equivalent-offer",
                new Mail.EquivalentOffer(NUMBERED, new ProductCode("netregio3-dhcp"))),
            entry(
                "cancelled-equivalent-declined",
                new Mail.Cancelled(
                    NUMBERED, true, Instant.parse("2026-05-07T02:00:00Z"), null, null)),
            entry(
                "cancelled",
                new Mail.Cancelled(
                    REQUESTED, false, Instant.parse("2026-05-07T02:00:00Z"), null, null)),
            entry(
                "cancelled-with-the-reason",
                new Mail.Cancelled(
                    REQUESTED,
                    false,
                    Instant.parse("2026-05-07T02:00:00Z"),
                    null,
                    new TextId("r-withdrawn"))),
            entry(
                "cancelled-before-a-visit",
                new Mail.Cancelled(NUMBERED, false, NOW, visit("2026-05-18T04:00:00Z"), null)),
            entry("replacement-on-its-way", onItsWay("4.10.1-2201", "ヤマト運輸", "1234-5678-9012")),
            entry("replacement-on-its-way-little-known", onItsWay(null, null, null)),
            entry(
                "return-owed",
                new Mail.ReturnOwed(
                    NUMBERED,
                    Instant.parse("2026-05-02T02:00:00Z"),
                    new SerialNumber("NR2A-0900"),
                    RETURN_DUE,
                    Payer.CUSTOMER,
                    0)),
            entry(
                "return-owed-doa",
                new Mail.ReturnOwed(NUMBERED, null, null, RETURN_DUE, Payer.VENDOR, 0)),
            entry(
                "return-due-moved",
                new Mail.ReturnDueMoved(
                    NUMBERED, RETURN_DUE, LocalDate.of(2026, 5, 14), Payer.CUSTOMER, 1, null)),
            entry(
                "return-due-moved-with-the-reason",
                new Mail.ReturnDueMoved(
                    NUMBERED,
                    RETURN_DUE,
                    LocalDate.of(2026, 5, 14),
                    Payer.CUSTOMER,
                    1,
                    new TextId("r-corrected"))),
            entry("return-reminder-before", reminder(Occasion.BEFORE)),
            entry("return-reminder-due-day", reminder(Occasion.DUE_DAY)),
            entry("return-reminder-overdue", reminder(Occasion.OVERDUE)),
            entry(
                "service-resumed",
                new Mail.ServiceResumed(NUMBERED, Instant.parse("2026-05-14T06:20:00Z"))),
            entry("closed-returned", closed("FAULTY_UNIT_RETURNED", "2026-05-15T01:00:00Z", null)),
            entry("closed-bought", closed("BUY_OUT_AGREED", null, 48_000L)),
            entry("closed-no-fault", closed("NOT_HW_FAULT", null, null)),
            entry("closed-otherwise", closed("SOMETHING_ELSE", null, null)),
            entry(
                "closed-before-a-visit",
                new Mail.Closed(
                    NUMBERED,
                    "MISUSE",
                    null,
                    null,
                    NOW,
                    null,
                    0,
                    visit("2026-05-18T04:00:00Z"),
                    null,
                    null)),
            entry(
                "excluded",
                new Mail.Excluded(
                    NUMBERED,
                    "EXC-CSB-8",
                    "UNAUTHORIZED_MODIFICATION",
                    new Message(
                        "対象機器を許可無く加工・改造・カバーを開けたり、分解した場合の対応",
                        "Units that were processed, modified, opened or taken apart without"
                            + " permission"),
                    true,
                    Instant.parse("2026-05-18T01:00:00Z"),
                    null)),
            entry(
                "buy-out-declined",
                new Mail.BuyOutDeclined(
                    NUMBERED,
                    Instant.parse("2026-05-11T01:00:00Z"),
                    RETURN_DUE,
                    Payer.CUSTOMER,
                    null)),
            entry(
                "buy-out-declined-nothing-owed",
                new Mail.BuyOutDeclined(NUMBERED, NOW, null, Payer.CUSTOMER, null)),
            entry("demand-refused", demandRefused()),
            entry(
                "rma-issued-warranty",
                new Mail.RmaIssued(NUMBERED, Procedure.WARRANTY, null, null, null)),
            entry("doa-certified", new Mail.DoaCertified(NUMBERED, NOW, Payer.VENDOR, null)),
            entry(
                "doa-certified-with-the-basis",
                new Mail.DoaCertified(NUMBERED, NOW, Payer.VENDOR, new TextId("r-certified"))),
            entry(
                "doa-declined-with-the-basis",
                new Mail.DoaDeclined(
                    NUMBERED,
                    ((Mail.DoaDeclined) doaDeclined(null)).refusal(),
                    Procedure.WARRANTY,
                    new TextId("r-declined"))),
            entry(
                "closed-not-a-hardware-fault-with-the-reason",
                closed("NOT_HW_FAULT", null, null, new TextId("r-not-judged"), null)),
            entry(
                "closed-not-a-hardware-fault-reason-erased",
                closed("NOT_HW_FAULT", null, null, new TextId("r-gone"), null)),
            entry(
                "closed-not-a-hardware-fault-reason-not-at-hand",
                closed("NOT_HW_FAULT", null, null, new TextId("r-not-at-hand"), null)),
            entry(
                "closed-bought-with-the-reason",
                closed("BUY_OUT_AGREED", null, 48_000L, new TextId("r-sold"), null)),
            entry(
                "closed-restored-after-a-late-arrival",
                closed("RESTORED", null, null, null, new TextId("r-late"))),
            entry(
                "second-visit-after-a-late-arrival",
                new Mail.SecondVisit(NUMBERED, NOW, new TextId("r-late"))),
            entry(
                "excluded-with-what-was-found",
                new Mail.Excluded(
                    NUMBERED,
                    "EXC-CSB-13",
                    "MISUSE",
                    new Message(
                        "不適切な使用、誤用、使用上の不注意、事故等により生じた障害または故障に対するサービス",
                        "Faults caused by improper use, misuse, carelessness or accident"),
                    true,
                    NOW,
                    new TextId("r-found"))),
            entry(
                "buy-out-declined-with-the-reason",
                new Mail.BuyOutDeclined(
                    NUMBERED, NOW, RETURN_DUE, Payer.CUSTOMER, new TextId("r-not-sold"))),
            entry(
                "repair-estimate-with-parts",
                new Mail.RepairEstimate(
                    NUMBERED, 20, NOW, List.of(new TextId("r-fan"), new TextId("r-battery")))),
            entry("doa-declined", doaDeclined(Procedure.WARRANTY)),
            entry("doa-declined-cross-send-back", doaDeclined(Procedure.CROSS_SEND_BACK)),
            entry("doa-declined-without-cover", doaDeclined(null)),
            entry("loaner-on-its-way", loanerOnItsWay("5.2.1-3301", "ヤマト運輸", "1234-5678-9012")),
            entry("loaner-on-its-way-little-known", loanerOnItsWay(null, null, null)),
            entry("faulty-unit-wanted", new Mail.FaultyUnitWanted(NUMBERED, Payer.CUSTOMER)),
            entry("faulty-unit-reminder", new Mail.FaultyUnitReminder(NUMBERED, Payer.CUSTOMER)),
            entry("repair-estimate", new Mail.RepairEstimate(NUMBERED, 20, NOW, List.of())),
            entry("repaired-unit-on-its-way", repaired(false, true)),
            entry("repaired-unit-on-its-way-unrepaired", repaired(true, false)),
            entry(
                "loaner-wanted",
                new Mail.LoanerWanted(NUMBERED, new SerialNumber("NWL-0042"), Payer.CUSTOMER)),
            entry(
                "loaner-reminder",
                new Mail.LoanerReminder(
                    NUMBERED, new SerialNumber("NWL-0042"), false, Payer.CUSTOMER)),
            entry(
                "loaner-reminder-again",
                new Mail.LoanerReminder(NUMBERED, null, true, Payer.CUSTOMER)),
            entry("unexpected-unit", unexpected(new SerialNumber("NR2A-0001"), false, RETURN_DUE)),
            entry("unexpected-unit-loaner", unexpected(new SerialNumber("NWL-0042"), true, null)),
            entry("visit-planned", new Mail.VisitPlanned(NUMBERED, NOW, false, 0)),
            entry("second-visit", new Mail.SecondVisit(NUMBERED, NOW, null)),
            entry("second-visit-not-planned", new Mail.SecondVisit(NUMBERED, null, null)),
            entry("inquiry-answer", new Mail.InquiryAnswer(REQUESTED, new TextId("r-answer"), NOW)),
            entry(
                "inquiry-answer-not-kept",
                new Mail.InquiryAnswer(REQUESTED, new TextId("r-erased"), NOW)),
            entry("inquiry-answer-given-elsewhere", new Mail.InquiryAnswer(REQUESTED, null, NOW)),
            entry(
                "inquiry-over",
                new Mail.InquiryOver(REQUESTED, CompletionReason.NOT_OUR_PRODUCT, NOW)),
            entry(
                "first-contact-open",
                new Mail.FirstContactOpen(REQUESTED, Procedure.TECHNICAL_INQUIRY, NOW)),
            entry(
                "first-contact-missed",
                new Mail.FirstContactMissed(REQUESTED, Procedure.TECHNICAL_INQUIRY, NOW)),
            entry(
                "release-notice",
                new Mail.ReleaseNotice(
                    new ProductCode("netregio2a-dhcp"),
                    "4.11.2-2301",
                    LocalDate.of(2026, 2, 10),
                    LocalDate.of(2026, 8, 10),
                    List.of(
                        new Mail.UnitToUpdate(
                            new SerialNumber("NR2A-0001"), null, LocalDate.of(2026, 8, 10)),
                        new Mail.UnitToUpdate(
                            new SerialNumber("NR2A-0002"),
                            "4.10.1-2201",
                            LocalDate.of(2026, 8, 10)),
                        new Mail.UnitToUpdate(
                            new SerialNumber("NR2A-0003"),
                            "4.9.0-1901",
                            LocalDate.of(2026, 5, 10))))),
            entry(
                "end-of-sale",
                new Mail.EndOfSaleNotice(
                    new ProductCode("netregio2a-dhcp"),
                    LocalDate.of(2026, 4, 1),
                    LocalDate.of(2026, 9, 30),
                    "https://vendor.example/end-of-sale/netregio2a")),
            entry(
                "hotfix-provided",
                new Mail.HotfixProvided(
                    new CustomerId("C-1001"), new ProductCode("netregio2a-dhcp"), "4.10.1-2202")),
            entry("restoration-to-report", new Mail.RestorationToReport(NUMBERED, NOW)),
            entry("customer-id-notice", new Mail.CustomerIdNotice(new CustomerId("C-1001"), false)),
            entry("customer-id-again", new Mail.CustomerIdNotice(new CustomerId("C-1001"), true)),
            entry("accepted-manufacturer", acceptedUnder(Procedure.MANUFACTURER)),
            entry("accepted-inquiry", acceptedUnder(Procedure.TECHNICAL_INQUIRY)),
            entry("rma-issued-manufacturer", issuedUnder(Procedure.MANUFACTURER)),
            entry("rma-issued-doa", issuedUnder(Procedure.DOA)),
            entry("rma-issued-on-site", issuedUnder(Procedure.ONSITE)),
            entry("closed-repaired", closed("REPAIRED_UNIT_DELIVERED", null, null)),
            entry("closed-confirmed", closed("OPERATION_CONFIRMED", null, null)),
            entry("closed-loaner-returned", closed("LOANER_RETURNED", null, null)),
            entry("closed-restored", closed("RESTORED", null, null)),
            entry("contract-concluded", concluded(false)),
            entry("contract-renewed", concluded(true)),
            entry(
                "contract-ending",
                new Mail.ContractEnding(
                    new ContractId("CT-1"),
                    new CustomerId("C-1001"),
                    new SerialNumber("NR2A-0001"),
                    new ProductCode("netregio2a-dhcp"),
                    Plan.CROSS_SEND_BACK,
                    30,
                    LocalDate.of(2027, 4, 30)))));
  }

  private static Mail doaDeclined(@Nullable Procedure procedure) {
    return new Mail.DoaDeclined(
        NUMBERED,
        new Refusal(
            "DOA_CONDITIONS_NOT_MET",
            List.of("DOA-1", "DOA-2"),
            new Message("製品初期不良交換扱いの条件を満たしていません。", "The conditions for an exchange are not met."),
            Map.of()),
        procedure,
        null);
  }

  private static Mail loanerOnItsWay(
      @Nullable String version, @Nullable String carrier, @Nullable String tracking) {
    return new Mail.LoanerOnItsWay(
        NUMBERED,
        new SerialNumber("NWL-0042"),
        version,
        true,
        Payer.VENDOR,
        carrier,
        tracking,
        NOW);
  }

  private static Mail repaired(boolean unrepaired, boolean loanerOut) {
    return new Mail.RepairedUnitOnItsWay(
        NUMBERED,
        unrepaired,
        unrepaired ? null : "5.2.1-3301",
        !unrepaired,
        unrepaired ? Payer.CUSTOMER : Payer.VENDOR,
        "佐川急便",
        null,
        NOW,
        loanerOut);
  }

  private static Mail acceptedUnder(Procedure procedure) {
    boolean loaner = procedure == Procedure.MANUFACTURER;
    return new Mail.Accepted(
        REQUESTED,
        procedure,
        NOW,
        NOW,
        loaner ? LocalDate.of(2026, 5, 18) : null,
        loaner ? "5.2.1-3301" : null,
        List.of());
  }

  private static Mail issuedUnder(Procedure procedure) {
    return new Mail.RmaIssued(NUMBERED, procedure, null, null, null);
  }

  private static Mail accepted(String submittedAt, String acceptedAt, @Nullable String version) {
    return new Mail.Accepted(
        REQUESTED,
        Procedure.CROSS_SEND_BACK,
        Instant.parse(submittedAt),
        Instant.parse(acceptedAt),
        LocalDate.of(2026, 5, version == null ? 1 : 8),
        version,
        version == null
            ? List.of()
            : List.of(
                new Message(
                    "同じ機器について、対応中の案件があります。", "Another case about the same unit is still open.")));
  }

  private static Mail refused() {
    return new Mail.Refused(
        new CaseRef(
            REQUESTED.caseId(),
            null,
            new CustomerId("C-1001"),
            new SerialNumber("NR2A-0002"),
            null),
        Procedure.CROSS_SEND_BACK,
        List.of(
            new Refusal(
                "CHECKSHEET_REQUIRED",
                List.of("CSB-7", "CSB-22"),
                new Message(
                    "切り分けチェックシートが添えられていません。記入済みのチェックシートを添えてお申し込みください。",
                    "The isolation check sheet is missing. Please send the completed sheet."),
                Map.of()),
            new Refusal(
                "UNRETURNED_FAULTY_UNIT",
                List.of("CSB-26", "EXC-CSB-14"),
                new Message(
                    "「過去に故障機を弊社指定場所へ発送・返却していないお客様への保守対応」は対象外です。",
                    "Customers who have not sent back an earlier faulty unit get no service."),
                Map.of(
                    "units",
                    List.of(
                        Map.of(
                            "rmaNumber", "RMA-2026-000001",
                            "serialNumber", "NR2A-0001",
                            "returnDue", "2026-05-13"))))));
  }

  private static Mail refusedUnknown() {
    return new Mail.Refused(
        new CaseRef(REQUESTED.caseId(), null, null, null, null),
        Procedure.CROSS_SEND_BACK,
        List.of(
            new Refusal(
                "SERIAL_REQUIRED",
                List.of("CSB-21", "EXC-CSB-6"),
                new Message("シリアル番号が記入されていません。", "The serial number is missing."),
                Map.of())));
  }

  private static Mail onItsWay(
      @Nullable String version, @Nullable String carrier, @Nullable String tracking) {
    return new Mail.ReplacementOnItsWay(
        NUMBERED,
        new SerialNumber("NR2A-0900"),
        new ProductCode("netregio2a-dhcp"),
        version,
        true,
        Payer.VENDOR,
        Payer.CUSTOMER,
        carrier,
        tracking,
        Instant.parse("2026-05-01T06:00:00Z"));
  }

  private static Mail reminder(Occasion occasion) {
    return new Mail.ReturnReminder(
        NUMBERED, Procedure.CROSS_SEND_BACK, occasion, RETURN_DUE, Payer.CUSTOMER);
  }

  private static Mail.VisitPlanned visit(String plannedFor) {
    return new Mail.VisitPlanned(NUMBERED, Instant.parse(plannedFor), false, 0);
  }

  private static Mail closed(String because, @Nullable String receivedAt, @Nullable Long yen) {
    return closed(because, receivedAt, yen, null, null);
  }

  private static Mail closed(
      String because,
      @Nullable String receivedAt,
      @Nullable Long yen,
      @Nullable TextId reason,
      @Nullable TextId arrivalReason) {
    return new Mail.Closed(
        because.equals("NOT_HW_FAULT") ? REQUESTED : NUMBERED,
        because,
        receivedAt == null ? null : Instant.parse(receivedAt),
        yen,
        Instant.parse("2026-05-15T01:00:00Z"),
        RETURN_DUE,
        0,
        null,
        reason,
        arrivalReason);
  }

  private static Mail unexpected(
      SerialNumber awaited, boolean loaner, @Nullable LocalDate returnDue) {
    return new Mail.UnexpectedUnit(
        NUMBERED,
        new SerialNumber("NR2A-0777"),
        awaited,
        loaner,
        Instant.parse("2026-05-12T01:00:00Z"),
        returnDue,
        Payer.CUSTOMER);
  }

  private static Mail demandRefused() {
    return new Mail.DemandRefused(
        NUMBERED,
        RequestedWork.REPORT,
        new Refusal(
            "REPORT_NOT_PROVIDED",
            List.of("CSB-13"),
            new Message("調査報告書の作成は行っておりません。", "No investigation report is produced."),
            Map.of()));
  }

  private static Mail concluded(boolean renewal) {
    return new Mail.ContractConcluded(
        new ContractId("CT-1"),
        new CustomerId("C-1001"),
        new SerialNumber("NR2A-0001"),
        renewal ? null : new ProductCode("netregio2a-dhcp"),
        Plan.CROSS_SEND_BACK,
        renewal ? 1 : 5,
        LocalDate.of(2026, 5, 1),
        LocalDate.of(renewal ? 2027 : 2031, 4, 30),
        renewal);
  }

  static Stream<Arguments> everyMailInEveryLanguage() {
    return mails().keySet().stream()
        .sorted()
        .flatMap(
            name -> Stream.of(Language.values()).map(language -> Arguments.of(name, language)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyMailInEveryLanguage")
  @Clause({
    "NOT-4", "NOT-5", "NOT-6", "NOT-7", "NOT-8", "NOT-9", "NOT-11", "NOT-12", "NOT-13", "NOT-14",
    "NOT-15", "NOT-16", "SHP-1", "TEC-14", "WAR-16", "EOS-11", "SWP-3", "CID-7", "NOT-10"
  })
  void everyMailReadsAsApproved(String name, Language language) {
    RenderedMail mail = rendered(name, language);

    Approved.keepToLookAt(name + "." + language.code() + ".html", mail.html());
    Approved.verify(
        name + "." + language.code() + ".txt", "Subject: " + mail.subject() + "\n\n" + mail.text());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyMailInEveryLanguage")
  void noMailHasAnEmptyFieldOrAnythingUnresolved(String name, Language language) {
    RenderedMail mail = rendered(name, language);

    assertThat(mail.text().lines())
        .noneMatch(line -> line.matches("(・|- ).*:\\s*"))
        .noneMatch(line -> line.contains("null") || line.contains("${") || line.contains("th:"));
    assertThat(mail.subject()).doesNotContain("null", "${", "th:").isNotBlank();
    assertThat(mail.html()).doesNotContain("null", "${", " th:");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyMailInEveryLanguage")
  void theHtmlSaysEveryWordOfTheText(String name, Language language) {
    RenderedMail mail = rendered(name, language);
    String page = plain(mail.html());

    assertThat(mail.text().lines().filter(line -> !line.isBlank() && !line.startsWith("----")))
        .allSatisfy(
            line ->
                assertThat(page)
                    .contains(
                        plain(
                            line.replaceFirst("^(・|- )", "").replaceFirst("^\\[(.*)\\]$", "$1"))));
  }

  @Test
  void theHtmlAlternativeReadsAsApproved() {
    for (Language language : Language.values()) {
      Approved.verify(
          "return-owed." + language.code() + ".html", rendered("return-owed", language).html());
    }
  }

  @Test
  void whatComesFromOutsideCannotBecomeMarkup() {
    RenderedMail mail =
        templates.render(
            onItsWay("4.10.1", "<b>carrier</b> & co", "1\n\n[#x]"), Language.EN, SURROUNDINGS);

    assertThat(mail.html()).contains("&lt;b&gt;carrier&lt;/b&gt; &amp; co").doesNotContain("<b>");
  }

  /** Names and words of others as somebody would write them who wants them to be more. */
  private static final Surroundings HOSTILE =
      new Surroundings() {
        @Override
        public String returnAddress() {
          return "〒100-0001 <u onclick=alert(1)>x</u>";
        }

        @Override
        public String productName(ProductCode code) {
          return "<img src=x onerror=alert(1)>" + code;
        }

        @Override
        public Optional<String> text(TextId id) {
          return Optional.of("</p><script>alert(1)</script>\n<a href=\"javascript:x\">x</a>");
        }
      };

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyMailInEveryLanguage")
  void whatSomebodyWroteBecomesMarkupInNoMail(String name, Language language) {
    String page =
        templates
            .render(java.util.Objects.requireNonNull(mails().get(name)), language, HOSTILE)
            .html();

    assertThat(page).doesNotContain("<script", "<img", "<u ", "<a href=\"javascript");
  }

  @Test
  @Clause({"GEN-8", "CSB-14"})
  void whoMakesARequestIsToldToKeepTheLatestBackup() {
    assertThat(rendered("accepted", Language.JA).text())
        .contains("最新のバックアップデータは、お客様にて管理・保存をお願いいたします。");
    assertThat(rendered("accepted", Language.EN).text())
        .contains("Please keep the latest backup of your data yourself.");
  }

  @Test
  @Clause({"ONS-21", "ONS-23"})
  void whoAsksForAVisitIsToldOfTheRegulation_andToBackUpAtEachChange() {
    Mail onSite = acceptedUnder(Procedure.ONSITE);

    assertThat(templates.render(onSite, Language.JA, SURROUNDINGS).text())
        .contains("「ハードウェアオンサイト保守規約」", "その都度バックアップを取得し");
    assertThat(templates.render(onSite, Language.EN, SURROUNDINGS).text())
        .contains("hardware on-site regulation", "whenever you change them");
    assertThat(rendered("accepted", Language.JA).text()).doesNotContain("オンサイト保守規約");
  }

  @Test
  @Clause("NOT-16")
  void anExclusionThatWasRecordedBeforeItsWordsWereTold_isToldByItsCode() {
    Mail before = new Mail.Excluded(NUMBERED, "EXC-ONS-20", "MISUSE", null, true, NOW, null);

    assertThat(templates.render(before, Language.JA, SURROUNDINGS).text()).contains("MISUSE");
    assertThat(templates.render(before, Language.EN, SURROUNDINGS).text()).contains("MISUSE");
  }

  @Test
  @Clause({"SHP-1", "CSB-24", "DOA-10"})
  void theReturnAddressIsThePolicysToTheLetter() {
    assertThat(
            List.of(
                rendered("return-owed", Language.EN).text(),
                rendered("return-owed-doa", Language.EN).text()))
        .allSatisfy(
            text ->
                assertThat(text)
                    .contains(
                        "〒105-0013 東京都港区浜松町1-2-12 F1ビル4F 株式会社インフィニコ テクニカルサポート宛 TEL 03-5402-6731"));
  }

  @Test
  @Clause("SHP-1")
  void theReturnAddressFollowsTheSetting_andIsThenNotRomanised() {
    RenderedMail mail =
        templates.render(reminder(Occasion.BEFORE), Language.EN, new Catalogue("〒100-0001 新住所"));

    assertThat(mail.text()).contains("〒100-0001 新住所").doesNotContain("Hamamatsucho");
  }

  private RenderedMail rendered(String name, Language language) {
    return templates.render(
        java.util.Objects.requireNonNull(mails().get(name)), language, SURROUNDINGS);
  }

  private static String plain(String text) {
    return text.replaceAll("<[^>]*>", "")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replaceAll("[\\s:]+", "");
  }
}
