package io.rmaflow.kit.web.reading;

import java.util.List;
import java.util.Map;

/**
 * What JSON a component of a request is read from, as its {@link Reader} takes it: for whoever
 * describes requests to others.
 */
public sealed interface RequestShape {

  /** An instant with its offset. */
  RequestShape INSTANT = new Value("string", Map.of("format", "date-time"));

  /**
   * A text, a number or a mark.
   *
   * @param type of JSON Schema
   * @param rules further keywords of JSON Schema, such as {@code maxLength}, in code points
   */
  record Value(String type, Map<String, Object> rules) implements RequestShape {

    public Value {
      rules = Map.copyOf(rules);
    }

    static Value text(int max) {
      return new Value("string", Map.of("maxLength", max));
    }

    static Value text(String format) {
      return new Value("string", Map.of("format", format));
    }
  }

  /**
   * The name of one of the constants of an enum.
   *
   * @param type the enum
   */
  record Constant(Class<?> type) implements RequestShape {}

  /**
   * An object with the fields of a record.
   *
   * @param record the record
   */
  record Fields(Class<?> record) implements RequestShape {}

  /**
   * A list.
   *
   * @param item each of its items
   * @param least how many there are at least
   * @param most how many there are at most
   */
  record Items(RequestShape item, int least, int most) implements RequestShape {}

  /** Any JSON. */
  record Anything() implements RequestShape {}

  /**
   * Any of several.
   *
   * @param shapes at least two
   */
  record AnyOf(List<RequestShape> shapes) implements RequestShape {

    public AnyOf {
      shapes = List.copyOf(shapes);
    }
  }
}
