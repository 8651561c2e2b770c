package io.rmaflow.rma.intake.rules;

import static io.rmaflow.rma.intake.rules.IntakeRule.refuseIf;
import static io.rmaflow.rma.intake.rules.Refusals.refusal;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.rma.intake.rules.IntakeRule.Step;
import java.util.List;
import java.util.function.Function;

/** By which way a request may come (RMA-4). */
@Clause("RMA-4")
public final class Channels {

  private Channels() {}

  @Clause("RMA-4")
  public static IntakeRule byFormOnly(String... clauses) {
    return byFormOnly(asked -> List.of(clauses));
  }

  /** RMA-4, where the clauses depend on the product. */
  @Clause("RMA-4")
  public static IntakeRule byFormOnly(Function<Asked, List<String>> clauses) {
    return IntakeRule.ofRequest(
        Step.CHANNEL,
        Question.of(
            "指定のお問合せフォームからの申込みであること",
            "the request came through the designated form",
            clauses,
            Input.CHANNEL),
        refuseIf(
            asked -> asked.request().channel() != Channel.FORM,
            asked ->
                refusal(
                    "CHANNEL_NOT_ACCEPTED",
                    clauses.apply(asked),
                    "受付は弊社指定のお問合せフォームに限らせていただいております。お急ぎの場合も、お電話・メール・FAX・ご来社では"
                        + "お受けできません。テクニカルサポート専用お問い合わせフォームからお申し込みください。",
                    "Requests are accepted through the designated inquiry form only; not by phone,"
                        + " e-mail, fax or visit, however urgent. Please use the technical-support"
                        + " inquiry form.")));
  }
}
