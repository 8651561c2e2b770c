package io.rmaflow.events.values;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Ids;
import io.rmaflow.events.Message;
import io.rmaflow.events.SoftwareVersion;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types of value that people write, each with the one way in which it is read. Surrounding
 * white space is no part of a value; lengths count Unicode code points.
 */
public final class Values {

  /** The first and the last day that anything may name, both inclusive. */
  private static final LocalDate FIRST_DATE = LocalDate.of(1900, 1, 1);

  private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);

  private static final Instant FIRST_INSTANT = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST_INSTANT = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** The longest mail address that SMTP can carry, in characters. */
  public static final int LONGEST_EMAIL = 254;

  /** The longest telephone number, in code points. */
  public static final int LONGEST_PHONE = 40;

  /** The longest that a postal code may be written, in code points. */
  public static final int LONGEST_POSTAL_CODE = 20;

  private static final int LONGEST_DATE = 40;
  private static final int LONGEST_INSTANT = 64;
  private static final int LONGEST_LANGUAGE = 8;

  /** The syntax that browsers accept for a mail address; no spaces, ASCII only. */
  private static final Pattern EMAIL_SYNTAX =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
              + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  private static final Pattern PHONE_SYNTAX =
      Pattern.compile("(?=.*[0-9])(?:[0-9+()\\-./ #*:,xX]|内線|ext)+");

  private static final Pattern POSTAL_CODE_SYNTAX =
      Pattern.compile("〒? ?([0-9]{3})[- ]?([0-9]{4})");

  private static final Pattern DATE_SYNTAX =
      Pattern.compile("([+-]?[0-9]{4,9})([-/])([0-9]{1,2})\\2([0-9]{1,2})");

  /** The languages in which we write. */
  public static final List<String> LANGUAGES = List.of("ja", "en");

  /** The name of a person, a company or a thing; at most 200 characters in one line. */
  public static final Parser<String> NAME = line(200);

  /** A postal address without its postal code; at most 500 characters in one line. */
  public static final Parser<String> ADDRESS = line(500);

  /** A mail address, ASCII, at most 254 characters. */
  public static final Parser<String> EMAIL = line(LONGEST_EMAIL, Values::email);

  /**
   * A telephone number: digits, the usual separators and an extension ({@code 03-0000-0000 内線12}),
   * at most 40 characters. Full width becomes half width.
   */
  public static final Parser<String> PHONE = line(LONGEST_PHONE, Values::phone);

  /**
   * A Japanese postal code, seven digits, as {@code 105-0013}; the hyphen may be missing, 〒 may
   * stand before it, and full width becomes half width.
   */
  public static final Parser<String> POSTAL_CODE = line(LONGEST_POSTAL_CODE, Values::postalCode);

  /** A language in which we write: {@code ja} or {@code en}, in upper or lower case. */
  public static final Parser<String> LANGUAGE = line(LONGEST_LANGUAGE, Values::language);

  /** A day from 1900 to 9999, as {@code 2026-05-01} or {@code 2026/5/1}. */
  public static final Parser<LocalDate> DATE = line(LONGEST_DATE, Values::date);

  /**
   * An instant with its offset, such as {@code 2026-05-01T10:30:00+09:00}, from 1900 to 9999, cut
   * off to microseconds.
   */
  public static final Parser<Instant> INSTANT = line(LONGEST_INSTANT, Values::instant);

  /** A software version {@code X.Y.Z} or {@code X.Y.Z-r} (VER-1). */
  @Clause("VER-1")
  public static final Parser<SoftwareVersion> SOFTWARE_VERSION =
      text ->
          switch (identifier(Ids.MAX_LENGTH).parse(text)) {
            case Parsed.Value<String>(String written) -> softwareVersion(written);
            case Parsed.Wrong<String>(String code, Message message) ->
                new Parsed.Wrong<>(code, message);
          };

  private Values() {}

  /** A text of one line, in NFC, of at most {@code max} code points. */
  public static Parser<String> line(int max) {
    return line(max, Parsed.Value::new);
  }

  /** What something is called by, in one line of at most {@code max} code points. */
  public static Parser<String> identifier(int max) {
    return text ->
        Characters.<String>wrongInLine(text)
            .<Parsed<String>>map(Function.identity())
            .orElseGet(() -> noLonger(text.strip(), max, Parsed.Value::new));
  }

  /**
   * A text that somebody wrote, as written, of at most {@code max} code points; it may have several
   * lines.
   */
  public static Parser<String> text(int max) {
    return text ->
        Characters.<String>wrongInLines(text)
            .<Parsed<String>>map(Function.identity())
            .orElseGet(() -> noLonger(text, max, Parsed.Value::new));
  }

  private static <T> Parser<T> line(int max, Parser<T> type) {
    return text ->
        Characters.<T>wrongInLine(text)
            .<Parsed<T>>map(Function.identity())
            .orElseGet(
                () -> noLonger(Normalizer.normalize(text, Normalizer.Form.NFC).strip(), max, type));
  }

  private static <T> Parsed<T> noLonger(String text, int max, Parser<T> type) {
    return text.codePointCount(0, text.length()) <= max
        ? type.parse(text)
        : new Parsed.Wrong<>(
            "TOO_LONG",
            max + " 文字以内で指定してください。",
            "It must not have more than " + max + " characters.");
  }

  private static Parsed<String> email(String text) {
    return EMAIL_SYNTAX.matcher(text).matches()
        ? new Parsed.Value<>(text)
        : malformed("メールアドレスの形式が正しくありません。", "This is not a mail address.");
  }

  private static Parsed<String> phone(String text) {
    String number = halfWidth(text);
    return PHONE_SYNTAX.matcher(number).matches()
        ? new Parsed.Value<>(number)
        : malformed(
            "電話番号の形式が正しくありません。例: 03-0000-0000 内線12",
            "This is not a telephone number such as 03-0000-0000 or +81-3-0000-0000 ext 12.");
  }

  private static Parsed<String> postalCode(String text) {
    Matcher code = POSTAL_CODE_SYNTAX.matcher(halfWidth(text));
    return code.matches()
        ? new Parsed.Value<>(code.group(1) + "-" + code.group(2))
        : malformed(
            "郵便番号は 105-0013 のように 7 桁の数字で指定してください。",
            "A postal code has seven digits, such as 105-0013.");
  }

  private static Parsed<String> language(String text) {
    String code = text.toLowerCase(Locale.ROOT);
    return LANGUAGES.contains(code)
        ? new Parsed.Value<>(code)
        : new Parsed.Wrong<>(
            "UNKNOWN_VALUE", "次のいずれかを指定してください: ja, en", "It must be one of ja, en.");
  }

  private static Parsed<LocalDate> date(String text) {
    Matcher day = DATE_SYNTAX.matcher(halfWidth(text));
    Optional<LocalDate> date = day.matches() ? inTheCalendar(day) : Optional.empty();
    if (date.isEmpty()) {
      return malformed("日付は 2026-05-01 の形式で指定してください。", "A date looks like 2026-05-01.");
    }
    return date.get().isBefore(FIRST_DATE) || date.get().isAfter(LAST_DATE)
        ? outOfReach()
        : new Parsed.Value<>(date.get());
  }

  private static Optional<LocalDate> inTheCalendar(Matcher day) {
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(day.group(1)),
              Integer.parseInt(day.group(3)),
              Integer.parseInt(day.group(4))));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static Parsed<Instant> instant(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
      return instant.isBefore(FIRST_INSTANT) || instant.isAfter(LAST_INSTANT)
          ? outOfReach()
          : new Parsed.Value<>(instant);
    } catch (DateTimeException malformed) {
      return malformed(
          "日時は 2026-05-01T10:30:00+09:00 のように時差を付けて指定してください。",
          "An instant looks like 2026-05-01T10:30:00+09:00, with its offset.");
    }
  }

  private static Parsed<SoftwareVersion> softwareVersion(String text) {
    return SoftwareVersion.parse(text)
        .<Parsed<SoftwareVersion>>map(Parsed.Value::new)
        .orElseGet(
            () ->
                new Parsed.Wrong<>(
                    "VERSION_FORMAT_INVALID",
                    "バージョンは X.Y.Z または X.Y.Z-r の形式で指定してください。",
                    "A version looks like X.Y.Z or X.Y.Z-r."));
  }

  /** What Japanese keyboards write for digits, hyphens and blanks, as ASCII does. */
  private static String halfWidth(String text) {
    StringBuilder ascii = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .map(c -> Characters.HYPHENS.indexOf(c) >= 0 ? '-' : c)
        .forEach(ascii::appendCodePoint);
    return ascii.toString().strip();
  }

  private static <T> Parsed<T> malformed(String ja, String en) {
    return new Parsed.Wrong<>("MALFORMED", ja, en);
  }

  private static <T> Parsed<T> outOfReach() {
    return new Parsed.Wrong<>(
        "OUT_OF_RANGE",
        FIRST_DATE + " から " + LAST_DATE + " の範囲で指定してください。",
        "It must lie between " + FIRST_DATE + " and " + LAST_DATE + ".");
  }
}
