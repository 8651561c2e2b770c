package io.rmaflow.rma.intake.rules;

import static io.rmaflow.rma.intake.rules.IntakeRule.refuseIf;
import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Refusal;
import io.rmaflow.rma.cover.UnitCover;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import java.util.List;
import java.util.function.Function;

/** Whether the unit is registered, under whose ID, and whether it may be served at all. */
public final class Registration {

  /** CID-3; a unit may be named under any linked ID. */
  @Clause({"CID-3", "A-30"})
  public static final IntakeRule CUSTOMER_ID_MATCHES =
      IntakeRule.ofContractEvents(
          Step.REGISTRATION,
          Question.of(
              "機器がそのお客様ID、または同一とみなすお客様IDで登録されていること",
              "the unit is registered under that customer ID or one of the same company",
              List.of("CID-3", "A-30"),
              Input.CUSTOMER_ID,
              Input.REGISTERED_UNDER,
              Input.LINKED_IDS),
          refuseIf(Registration::isOfAnother, asked -> mismatch()));

  /** GEN-3; where it fails it is the only reason given. */
  @Clause("GEN-3")
  public static final IntakeRule NOT_SECOND_HAND =
      IntakeRule.ofContractEvents(
          Step.SECOND_HAND,
          Question.of(
              "中古機でないこと", "the unit is not second-hand", List.of("GEN-3"), Input.SECOND_HAND),
          refuseIf(
              asked -> asked.unit().secondHand(),
              asked ->
                  refusal(
                      "SECOND_HAND_UNIT",
                      List.of("GEN-3"),
                      "この機器は中古機として登録されています。「中古機はいずれのサービスも対象外」となりますので、お申し込みをお受けすることができません。",
                      "This unit is registered as second-hand. Second-hand units are outside every"
                          + " service, so that we cannot accept the request.")));

  private Registration() {}

  /** REG-1, beside REG-3 of a warranty claim and REG-4 of an inquiry. */
  @Clause({"REG-1", "REG-3", "REG-4"})
  public static IntakeRule registered(String... clauses) {
    return registered(asked -> List.of(clauses));
  }

  /** REG-1, where the clauses depend on the product. */
  @Clause("REG-1")
  public static IntakeRule registered(Function<Asked, List<String>> clauses) {
    return IntakeRule.ofContractEvents(
        Step.REGISTRATION,
        Question.of(
            "機器がユーザ登録されていること",
            "the unit is registered",
            clauses,
            Input.SERIAL_NUMBER,
            Input.REGISTERED_UNDER),
        refuseIf(
            asked -> asked.request().serialNumber() != null && asked.known().unit() == null,
            asked ->
                refusal(
                    "NOT_REGISTERED",
                    clauses.apply(asked),
                    "このシリアル番号の機器はユーザ登録されていません。ユーザ登録がお済みでない製品は、保守サービスをご利用いただけません。"
                        + "シリアル番号をお確かめのうえ、未登録の場合はオンラインユーザ登録を行ってからお申し込みください。",
                    "No unit with this serial number is registered, and a unit that is not registered"
                        + " has no service. Please check the number; if the unit is not registered"
                        + " yet, register it online first and then send the request again.")));
  }

  private static boolean isOfAnother(Asked asked) {
    UnitCover unit = asked.known().unit();
    return asked.request().customerId() != null
        && (asked.known().linkedIds().isEmpty()
            || (unit != null && !asked.known().linkedIds().contains(unit.customerId())));
  }

  private static Refusal mismatch() {
    return refusal(
        "CUSTOMER_ID_MISMATCH",
        List.of("CID-3"),
        "お客様IDが、この機器に登録されているお客様IDと一致しません。お客様IDとシリアル番号をお確かめください。"
            + "IDがご不明の場合は、営業お問合せフォームからお問い合わせください。",
        "The customer ID is not the one that this unit is registered under. Please check the customer"
            + " ID and the serial number. If you have lost your ID, please ask through the sales"
            + " inquiry form.");
  }
}
