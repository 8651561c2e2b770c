package io.rmaflow.testkit.calls;

import java.util.List;
import java.util.Random;

/** Texts and JSON that nobody means. */
final class Nonsense {

  /** As JSON source, since some of it is no text that a JSON library would write. */
  private static final List<String> TEXTS =
      List.of(
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"\\udc00x\"",
          "\"\\u202Egnp.exe\"",
          "\"line\\r\\nBcc: victim@example.com\"",
          "\"\\u001b[31mred\"",
          "\"'; drop table stored_event; --\"",
          "\"' or '1'='1\"",
          "\"%' escape '\"",
          "\"\\\\\"",
          "\"../../../etc/passwd\"",
          "\"<script>alert(1)</script>\"",
          "\"=HYPERLINK(1)\"",
          "\"${jndi:ldap://127.0.0.1:1/x}\"",
          "\"{{7*7}}\"",
          "\"\\uFEFFx\"",
          "\"e\\u0301\\u0327\\u0338\"",
          "\"\\u200B\\u200D\\u2060\"",
          "\"\\uD83D\\uDC68\\u200D\\uD83D\\uDC69\\u200D\\uD83D\\uDC67\"",
          "\"０００１\"",
          "\"NaN\"",
          "\"null\"",
          "\"9999-12-31\"",
          "\"0000-00-00\"",
          "\"2026-02-30\"",
          "\"2026-05-01T25:00:00+09:00\"",
          "\"-999999999-01-01T00:00:00Z\"",
          "\"+999999999-12-31T23:59:59-18:00\"",
          "\"PT1H\"",
          "\"" + "x".repeat(300) + "\"",
          "\"" + "長".repeat(5_000) + "\"",
          "\"" + "\\u0041".repeat(200) + "\"");

  private static final List<String> OTHERS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1.5",
          "1e400",
          "-0.0",
          "1e-400",
          "9223372036854775808",
          "123456789012345678901234567890123456789012345678901234567890",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[{}]",
          "[1, \"a\", null, {}]",
          "{\"\": null}",
          "{\"value\": {\"value\": {\"value\": 1}}}");

  private static final List<String> SEGMENTS =
      List.of(
          "0",
          "-1",
          "none",
          "null",
          "00000000-0000-0000-0000-000000000000",
          "9223372036854775808",
          "%20",
          "%00",
          "a%0D%0Ab",
          "%27%20or%201%3D1--",
          "%E6%97%A5%E6%9C%AC",
          "%C3%28",
          "a%2Fb",
          "%252e%252e",
          "x".repeat(300),
          "%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9",
          "a+b",
          "a@b:c");

  private Nonsense() {}

  /** A text, as JSON. */
  static String text(Random random) {
    return any(TEXTS, random);
  }

  /** Anything, as JSON. */
  static String json(Random random) {
    return random.nextBoolean() ? any(TEXTS, random) : any(OTHERS, random);
  }

  /** A part of a path, encoded. */
  static String segment(Random random) {
    return any(SEGMENTS, random);
  }

  /** A whole body, which need not be JSON. */
  static String body(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> "";
      case 1 -> "{";
      case 2 -> "[".repeat(2_000);
      case 3 -> "{\"a\":".repeat(1_500) + "1" + "}".repeat(1_500);
      case 4 -> "{\"a\": 1, \"a\": 2}";
      case 5 -> "{\"a\": 1}{\"b\": 2}";
      case 6 -> "<?xml version=\"1.0\"?><a/>";
      case 7 -> "{'a': 1}";
      case 8 -> "{\"a\": 1,}";
      case 9 -> "\u0000\u0001\u0002";
      case 10 -> "{\"" + "n".repeat(10_000) + "\": 1}";
      default -> json(random);
    };
  }

  static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
