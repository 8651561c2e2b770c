package io.rmaflow.console.casepage;

import java.util.List;

/**
 * One field of a step, as a person fills it in.
 *
 * @param name as the service calls it
 * @param kind how it is typed
 * @param required whether the service turns the step away without it
 * @param label the key of its label
 * @param choices the values of a choice, in the order in which they are offered; empty otherwise
 * @param words the key in front of each choice's value; empty where it has no choices
 * @param rarely whether it stays folded away until somebody needs it
 */
record Field(
    String name,
    Kind kind,
    boolean required,
    String label,
    List<String> choices,
    String words,
    boolean rarely) {

  /** How a field is typed, and what becomes of it in the body. */
  enum Kind {
    /** One line. */
    LINE,
    /** Several lines. */
    TEXT,
    /** A day and a time in Japan. */
    INSTANT,
    /** A whole number. */
    NUMBER,
    /** Yes or no; where it is not required, neither as well. */
    YES_NO,
    /** Something that is so where it is ticked. */
    FLAG,
    /** One of several. */
    CHOICE,
    /** Any of several. */
    CHOICES,
    /** A list, one line each. */
    LINES,
    /** Files of the case. */
    FILES,
    /** One of the units that came where another was awaited. */
    RECEIVED_UNIT,
    /** The case's RMA number, filled in. */
    RMA_NUMBER
  }

  private static final String LABEL = "casepage.field.";
  private static final String WORDS = "casepage.choice.";

  static Field of(String name, Kind kind) {
    return new Field(name, kind, false, LABEL + name, List.of(), "", false);
  }

  static Field line(String name) {
    return of(name, Kind.LINE);
  }

  static Field text(String name) {
    return of(name, Kind.TEXT);
  }

  static Field yesNo(String name) {
    return of(name, Kind.YES_NO);
  }

  static Field choice(String name, Choices choices) {
    return new Field(
        name, Kind.CHOICE, false, LABEL + name, choices.values(), WORDS + choices.words(), false);
  }

  static Field choices(String name, Choices choices) {
    return new Field(
        name, Kind.CHOICES, false, LABEL + name, choices.values(), WORDS + choices.words(), false);
  }

  /** The same, which the service wants. */
  Field needed() {
    return new Field(name, kind, true, label, choices, words, false);
  }

  /** The same, folded away until somebody needs it. */
  Field seldom() {
    return new Field(name, kind, required, label, choices, words, true);
  }

  /** The same under another label. */
  Field called(String key) {
    return new Field(name, kind, required, LABEL + key, choices, words, rarely);
  }
}
