package io.rmaflow.rma.intake.rules;

import static io.rmaflow.rma.intake.rules.IntakeRule.refuseIf;
import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a request has to hold (RMA-2, RMA-3); each procedure names its own clauses beside. */
@Clause({"RMA-2", "RMA-3"})
public final class RequiredFields {

  private RequiredFields() {}

  @Clause("CID-3")
  public static IntakeRule customerIdGiven(String... clauses) {
    return customerIdGiven(asked -> List.of(clauses));
  }

  /** CID-3, where the clauses depend on the product. */
  @Clause("CID-3")
  public static IntakeRule customerIdGiven(Function<Asked, List<String>> clauses) {
    return required(
        asked -> asked.request().customerId() == null,
        Question.of("お客様IDが記入されていること", "the customer ID is given", clauses, Input.CUSTOMER_ID),
        "CUSTOMER_ID_REQUIRED",
        "お客様IDが記入されていません。保守サービスのご利用には、お客様IDのご提示が必要です。お客様IDを記入して、"
            + "もう一度お申し込みください。IDがご不明の場合は、営業お問合せフォームからお問い合わせください。",
        "The customer ID is missing. It has to be given whenever the service is used."
            + " Please enter it and send the request again. If you have lost your ID,"
            + " please ask through the sales inquiry form.");
  }

  @Clause("RMA-2")
  public static IntakeRule serialNumberGiven(String... clauses) {
    return serialNumberGiven(asked -> List.of(clauses));
  }

  /** RMA-2, where the clauses depend on the product. */
  @Clause("RMA-2")
  public static IntakeRule serialNumberGiven(Function<Asked, List<String>> clauses) {
    return required(
        asked -> asked.request().serialNumber() == null,
        Question.of("シリアル番号が記入されていること", "the serial number is given", clauses, Input.SERIAL_NUMBER),
        "SERIAL_REQUIRED",
        "不具合が発生した機器のシリアル番号が記入されていません。機器本体のラベルに記載されたシリアル番号を記入して、もう一度お申し込みください。",
        "The serial number of the faulty unit is missing. Please enter the number printed"
            + " on the unit's label and send the request again.");
  }

  @Clause("RMA-2")
  public static IntakeRule softwareVersionGiven(String... clauses) {
    return required(
        asked -> asked.request().softwareVersion() == null,
        Question.of(
            "ソフトウェアバージョンが記入されていること",
            "the software version is given",
            List.of(clauses),
            Input.SOFTWARE_VERSION),
        "SOFTWARE_VERSION_REQUIRED",
        "ソフトウェアバージョンが記入されていません。ご使用中のバージョン(例:4.10.1-2201)を記入して、もう一度お申し込みください。",
        "The software version is missing. Please enter the version in use, such as"
            + " 4.10.1-2201, and send the request again.");
  }

  @Clause("RMA-2")
  public static IntakeRule faultDescribed(String... clauses) {
    return required(
        asked -> asked.request().faultDescriptionId() == null,
        Question.of(
            "不具合内容が記入されていること", "the fault is described", List.of(clauses), Input.FAULT_DESCRIPTION),
        "FAULT_DESCRIPTION_REQUIRED",
        "不具合内容が記入されていません。発生している症状を記入して、もう一度お申し込みください。",
        "The fault description is missing. Please describe what happens and send the"
            + " request again.");
  }

  @Clause("RMA-3")
  public static IntakeRule requestSheetGiven(String... clauses) {
    return required(
        asked -> !asked.request().requestSheet(),
        Question.of(
            "修理依頼票が添えられていること",
            "the repair request sheet is sent with it",
            List.of(clauses),
            Input.REQUEST_SHEET),
        "REQUEST_SHEET_REQUIRED",
        "修理依頼票が添えられていません。修理依頼票をダウンロードし、必要事項を記載のうえ、添えてお申し込みください。",
        "The repair request sheet is missing. Please download the sheet, fill it in and"
            + " send it with your request.");
  }

  /** RMA-2: where the unit's web screen can be reached. */
  @Clause("RMA-2")
  public static IntakeRule backupAndLogGiven(String... clauses) {
    return IntakeRule.ofRequest(
        Step.REQUIRED_FIELDS,
        Question.of(
            "Web画面にアクセスできる場合、設定のバックアップとメーカ保守用ログがあること",
            "where the web screen can be reached, backup and maintenance log are sent with it",
            List.of(clauses),
            Input.WEB_ACCESSIBLE,
            Input.BACKUP,
            Input.LOG),
        asked -> {
          List<String> missing = new ArrayList<>();
          if (!asked.request().backup()) {
            missing.add("backup");
          }
          if (!asked.request().log()) {
            missing.add("log");
          }
          if (missing.isEmpty() || !Boolean.TRUE.equals(asked.request().webAccessible())) {
            return List.of();
          }
          return List.of(
              refusal(
                  "BACKUP_AND_LOG_REQUIRED",
                  List.of(clauses),
                  "製品のWeb画面にアクセスできる場合は、設定のバックアップとメーカ保守用ログの両方が必要です。Web画面から取得し、添付してお申し込みください。",
                  "Where the unit's web screen can be reached, both the configuration backup and the"
                      + " maintenance log are needed. Please download them from the web screen and"
                      + " attach them.",
                  Map.of("missing", missing)));
        });
  }

  private static IntakeRule required(
      Predicate<Asked> isMissing, Question question, String code, String ja, String en) {
    return IntakeRule.ofRequest(
        Step.REQUIRED_FIELDS,
        question,
        refuseIf(isMissing, asked -> refusal(code, question.clauses().apply(asked), ja, en)));
  }
}
