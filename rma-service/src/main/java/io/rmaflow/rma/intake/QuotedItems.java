package io.rmaflow.rma.intake;

import io.rmaflow.events.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Quotes the items of one list of exclusions: which item, in its own words, and what the customer
 * can do instead.
 *
 * @param list what the clauses of its items begin with, such as {@code EXC-ONS-}
 * @param outsideJa outside what the items are
 * @param declinedJa how the quotation ends
 * @param withoutJa what to do where one work alone stands in the way
 */
record QuotedItems(
    String list,
    String outsideJa,
    String declinedJa,
    String withoutJa,
    String outsideEn,
    String withoutEn) {

  /** The clause of an item, such as {@code EXC-TEC-22}. */
  String clause(int number) {
    return list + number;
  }

  /** Work that the list names, and that the request may leave out. */
  Refusal outOfScope(int number, String itemJa, String itemEn) {
    return outOfScope(number, itemJa, itemEn, withoutJa, withoutEn);
  }

  Refusal outOfScope(int number, String itemJa, String itemEn, String nextJa, String nextEn) {
    return item(number, "OUT_OF_SCOPE_WORK", itemJa, itemEn, nextJa, nextEn);
  }

  Refusal item(
      int number, String code, String itemJa, String itemEn, String nextJa, String nextEn) {
    return item(number, code, List.of(), itemJa, itemEn, nextJa, nextEn);
  }

  /**
   * One that further clauses say, too.
   *
   * @param besides clauses other than the item's own
   */
  Refusal item(
      int number,
      String code,
      List<String> besides,
      String itemJa,
      String itemEn,
      String nextJa,
      String nextEn) {
    List<String> clauses = new ArrayList<>(List.of(clause(number)));
    clauses.addAll(besides);
    return Refusals.refusal(
        code,
        clauses,
        outsideJa + "(" + number + ")" + itemJa + declinedJa + nextJa,
        outsideEn + ", item (" + number + "): " + itemEn + ". " + nextEn);
  }

  /** The same refusal, with these details for programs. */
  static Refusal detailed(Refusal refusal, Map<String, Object> details) {
    return new Refusal(refusal.code(), refusal.clauses(), refusal.message(), details);
  }
}
