package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Message;

/**
 * How a list of exclusions is quoted: which item, in its own words, and what the customer can do
 * instead.
 *
 * @param format of the item's number, its words and what to do
 * @param next what to do, where an item says nothing else
 */
public record Quotation(Message format, Message next) {

  /** In both languages. */
  public static Quotation of(String ja, String en, String nextJa, String nextEn) {
    return new Quotation(new Message(ja, en), new Message(nextJa, nextEn));
  }

  /** The quotation of one item, whose clause ends with its number. */
  Message of(String clause, Message item, Message then) {
    int number = Integer.parseInt(clause.substring(clause.lastIndexOf('-') + 1));
    return new Message(
        format.ja().formatted(number, item.ja(), then.ja()),
        format.en().formatted(number, item.en(), then.en()));
  }
}
