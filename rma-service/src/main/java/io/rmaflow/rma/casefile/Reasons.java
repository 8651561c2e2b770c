package io.rmaflow.rma.casefile;

import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent.ExclusionFound;
import java.util.HashMap;
import java.util.Map;

/**
 * The codes that events of every case give as a reason, in words. A part's or a procedure's own
 * stand with it.
 */
public final class Reasons {

  private static final Map<String, Message> OF_EVERY_CASE =
      Map.of(
          Deriving.CALENDAR_CHANGED,
          new Message("営業日カレンダーが変更されたため", "the business calendar was changed"),
          Deriving.SETTINGS_CHANGED,
          new Message("設定が変更されたため", "the settings were changed"),
          Deriving.FACT_CORRECTED,
          new Message("起算点となる事実が訂正されたため", "the fact that it is counted from was corrected"),
          Closing.CASE_ENDED,
          new Message("案件が終了したため", "the case has ended"),
          Closing.NOT_HW_FAULT,
          new Message("H/W故障ではないと判断されたため", "it was judged to be no hardware fault"),
          CommonSteps.WITHDRAWN,
          new Message("お客様が取り下げられたため", "the customer withdrew the request"),
          CommonSteps.EXCLUSION_FOUND,
          new Message("保守の対象外と判明したため", "an exclusion was found"),
          CommonSteps.CASE_CANCELLED,
          new Message("案件が取り消されたため", "the case was cancelled"));

  private Reasons() {}

  /** The words of the code in this case; the code itself where nobody has words for it. */
  public static Message of(String code, CaseFile file) {
    Message words = OF_EVERY_CASE.get(code);
    if (words == null) {
      words = file.procedure().reasons().get(code);
    }
    if (words == null) {
      // what happened before another procedure took over
      words = file.procedures().of(file.acceptance().procedure()).reasons().get(code);
    }
    if (words == null) {
      words =
          file.findings().exclusions().stream()
              .filter(found -> found.code().equals(code))
              .findFirst()
              .map(Reasons::excluded)
              .orElse(null);
    }
    return words == null ? new Message(code, code) : words;
  }

  private static Message excluded(ExclusionFound found) {
    Message item = found.item();
    return item == null
        ? new Message(
            "対象外の項目 " + found.clause() + " に該当するため", "the exclusion " + found.clause() + " applies")
        : new Message(
            "対象外の項目「" + item.ja() + "」に該当するため", "the exclusion “" + item.en() + "” applies");
  }

  /** Several parts' words in one. */
  @SafeVarargs
  public static Map<String, Message> all(Map<String, Message>... parts) {
    Map<String, Message> all = new HashMap<>();
    for (Map<String, Message> part : parts) {
      all.putAll(part);
    }
    return Map.copyOf(all);
  }
}
