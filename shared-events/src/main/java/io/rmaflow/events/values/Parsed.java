package io.rmaflow.events.values;

import io.rmaflow.events.Message;
import java.util.Optional;

/**
 * What became of a text that was read.
 *
 * @param <T> what it was read as
 */
public sealed interface Parsed<T> {

  /** The text is such a value. */
  record Value<T>(T value) implements Parsed<T> {}

  /**
   * The text is none.
   *
   * @param code such as {@code MALFORMED}
   * @param message says the rule and never repeats the text, which may be personal data
   */
  record Wrong<T>(String code, Message message) implements Parsed<T> {

    Wrong(String code, String ja, String en) {
      this(code, new Message(ja, en));
    }
  }

  /** The value, where it is one. */
  default Optional<T> optional() {
    return this instanceof Value<T>(T value) ? Optional.of(value) : Optional.empty();
  }
}
