package io.rmaflow.events.wire;

import io.rmaflow.events.UnreadableEvent;

/**
 * What JSON can write and a database's text cannot hold: U+0000, and half of a surrogate pair,
 * escaped or as the three bytes that UTF-8 has no meaning for.
 */
final class StorableText {

  private static final int ESCAPE = 6;

  private StorableText() {}

  /**
   * Looks through the texts of a JSON document.
   *
   * @param json UTF-8
   * @throws UnreadableEvent where one holds what cannot be stored
   */
  static void check(byte[] json) {
    int i = 0;
    while (i < json.length) {
      if (json[i] == '\\') {
        i += escape(json, i);
      } else if ((json[i] & 0xFF) == 0xED && i + 1 < json.length && (json[i + 1] & 0xFF) >= 0xA0) {
        throw halfAPair();
      } else {
        i++;
      }
    }
  }

  /** The length of the escape at this place; a malformed one is the parser's to refuse. */
  private static int escape(byte[] json, int at) {
    int unit = unit(json, at);
    if (unit < 0) {
      return 2;
    }
    if (unit == 0) {
      throw new UnreadableEvent("the payload holds U+0000", null);
    }
    if (Character.isLowSurrogate((char) unit)) {
      throw halfAPair();
    }
    if (!Character.isHighSurrogate((char) unit)) {
      return ESCAPE;
    }
    int next = unit(json, at + ESCAPE);
    if (next < 0 || !Character.isLowSurrogate((char) next)) {
      throw halfAPair();
    }
    return 2 * ESCAPE;
  }

  /** The UTF-16 unit that is escaped at this place; -1 where none is. */
  private static int unit(byte[] json, int at) {
    if (at + ESCAPE > json.length || json[at] != '\\' || json[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + ESCAPE; i++) {
      int digit = Character.digit(json[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }

  private static UnreadableEvent halfAPair() {
    return new UnreadableEvent("the payload holds half of a surrogate pair", null);
  }
}
