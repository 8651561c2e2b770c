package io.rmaflow.rma.intake.rules;

import static io.rmaflow.rma.intake.rules.IntakeRule.refuseIf;
import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import java.util.List;
import java.util.Map;

/** RMA-1: of every repair and of the exchange of an initial failure. */
@Clause("RMA-1")
public final class PrimaryIsolation {

  private PrimaryIsolation() {}

  /** The customer found the hardware at fault; no check sheet is asked for. */
  public static IntakeRule hardwareFaultIsolated(String clauseOfTheService) {
    return hardwareFaultIsolated(clauseOfTheService, new Message("", ""));
  }

  /**
   * The same.
   *
   * @param further what the customer of this service is told besides
   */
  public static IntakeRule hardwareFaultIsolated(String clauseOfTheService, Message further) {
    return IntakeRule.ofRequest(
        Step.ISOLATION,
        Question.of(
            "一次切り分けでH/W故障と特定されていること",
            "the primary isolation has shown the hardware to be at fault",
            List.of(clauseOfTheService, "RMA-1"),
            Input.ISOLATION),
        refuseIf(
            asked -> !asked.hardwareFaultFound(),
            asked ->
                refusal(
                    "PRIMARY_ISOLATION_INCOMPLETE",
                    List.of(clauseOfTheService, "RMA-1"),
                    "お客様による一次切り分けで、H/W故障であることが特定されていません。一次切り分けを実施のうえ、もう一度お申し込みください。" + further.ja(),
                    "Your primary isolation has not shown the hardware to be at fault. Please complete"
                        + " it and send the request again."
                        + further.en(),
                    Map.of("missing", List.of("result")))));
  }

  /** That nobody else does it. */
  public static Refusal isolationIsTheCustomers(String clauseOfTheService) {
    return refusal(
        "PRIMARY_ISOLATION_IS_CUSTOMER_TASK",
        List.of(clauseOfTheService, "RMA-1"),
        "一次切り分けはお客様にて実施してください。故障か判別が難しい場合は、お問い合わせフォームからご相談ください。",
        "The primary isolation is the customer's. Where a fault is hard to tell, please ask through"
            + " the inquiry form first.");
  }
}
