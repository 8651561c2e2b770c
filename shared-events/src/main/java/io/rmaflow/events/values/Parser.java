package io.rmaflow.events.values;

/**
 * Reads texts as values of one type; see {@link Values}.
 *
 * @param <T> what they are read as
 */
@FunctionalInterface
public interface Parser<T> {

  /**
   * Reads a text that is not blank; whether one has to be there is for the caller to say.
   *
   * @param text as it was written
   */
  Parsed<T> parse(String text);
}
