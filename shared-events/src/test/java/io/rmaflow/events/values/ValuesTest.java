package io.rmaflow.events.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  private static <T> T value(Parser<T> type, String text) {
    return type.parse(text).optional().orElseThrow();
  }

  private static String code(Parser<?> type, String text) {
    return switch (type.parse(text)) {
      case Parsed.Value<?> value -> "taken as " + value.value();
      case Parsed.Wrong<?> wrong -> wrong.code();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "山田\r\nBcc: x@example.com",
        "山田\n",
        "a\tb",
        "a\u0000b",
        "a\u001Fb",
        "a\u007Fb",
        "a\u0085b",
        "a\u009Fb",
        "a\u2028b",
        "a\u2029b",
        "a\u202Ab",
        "a\u202Eb",
        "a\u2066b",
        "a\u2069b",
        "a\u200Eb",
        "a\u200Fb",
        "a\u061Cb"
      })
  void oneLineHasNoControlCharacter_andNothingThatTurnsTheDirectionOfWriting(String text) {
    assertThat(code(Values.NAME, text)).isEqualTo("CONTROL_CHARACTER");
    assertThat(code(Values.ADDRESS, text)).isEqualTo("CONTROL_CHARACTER");
    assertThat(code(Values.EMAIL, text)).isEqualTo("CONTROL_CHARACTER");
    assertThat(code(Values.PHONE, text)).isEqualTo("CONTROL_CHARACTER");
    assertThat(code(Values.POSTAL_CODE, text)).isEqualTo("CONTROL_CHARACTER");
    assertThat(code(Values.DATE, text)).isEqualTo("CONTROL_CHARACTER");
    assertThat(code(Values.INSTANT, text)).isEqualTo("CONTROL_CHARACTER");
    assertThat(code(Values.identifier(128), text)).isEqualTo("CONTROL_CHARACTER");
  }

  @Test
  void aWrongCharacterIsNamedInBothLanguages() {
    assertThat(Values.NAME.parse("山田\r\nBcc: x@example.com"))
        .isEqualTo(
            new Parsed.Wrong<>(
                "CONTROL_CHARACTER",
                "制御文字や文字の向きを変える文字は使えません (U+000D)。",
                "Control characters and marks of writing direction are not allowed here"
                    + " (U+000D)."));
  }

  @Test
  void halfASurrogatePairIsNoCharacter() {
    assertThat(code(Values.NAME, "a\uD800b")).isEqualTo("INVALID_CHARACTER");
    assertThat(code(Values.text(9), "a\uDC00b")).isEqualTo("INVALID_CHARACTER");
    assertThat(value(Values.NAME, "\uD842\uDFB7野家")).isEqualTo("𠮷野家");
  }

  @Test
  void oneLineIsComposedAndHasNoWhiteSpaceAroundIt_andItsLengthIsCountedThen() {
    assertThat(value(Values.line(4), " か\u3099く e\u0301\u3000")).isEqualTo("がく é");
    assertThat(code(Values.line(3), "がく é")).isEqualTo("TOO_LONG");
  }

  @Test
  void whatSomebodyWritesStaysAsItIs_inAsManyLinesAsHeLikes() {
    assertThat(value(Values.text(40), "起動しない。\r\n\tLED: 赤\n")).isEqualTo("起動しない。\r\n\tLED: 赤\n");
    assertThat(code(Values.text(40), "a\u202Eb")).isEqualTo("CONTROL_CHARACTER");
    assertThat(code(Values.text(40), "a\u001B[2Jb")).isEqualTo("CONTROL_CHARACTER");
    assertThat(code(Values.text(2), "abc")).isEqualTo("TOO_LONG");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "03-0000-0000 内線12 | 03-0000-0000 内線12",
        "０３－００００－０００１ | 03-0000-0001",
        "03ー0000ー0001 | 03-0000-0001",
        "+81 (3) 0000-0000 ext 12 | +81 (3) 0000-0000 ext 12",
        "0120000000#5 | 0120000000#5"
      })
  void aTelephoneNumberMayHaveAnExtension_andFullWidthBecomesHalfWidth(String text, String value) {
    assertThat(value(Values.PHONE, text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"内線", "---", "なし", "03-0000-0000 山田", "phone: 03"})
  void whatHasOtherWordsOrNoDigitIsNoTelephoneNumber(String text) {
    assertThat(code(Values.PHONE, text)).isEqualTo("MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "105-0013",
        "1050013",
        "〒105-0013",
        "〒 105‐0013",
        "１０５－００１３",
        "105ー0013",
        "105 0013"
      })
  void aPostalCodeHasSevenDigits_howeverTheyAreWritten(String text) {
    assertThat(value(Values.POSTAL_CODE, text)).isEqualTo("105-0013");
  }

  @ParameterizedTest
  @ValueSource(strings = {"105-001", "105-00134", "105-0013 東京都", "SW1A 1AA", "-"})
  void whatHasNotSevenDigitsIsNoPostalCode(String text) {
    assertThat(code(Values.POSTAL_CODE, text)).isEqualTo("MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@example.jp", "a..b@docomo.ne.jp", "o'hara+rma@mail.example.co.jp"})
  void mailAddressesThatAreInUseAreTaken(String text) {
    assertThat(value(Values.EMAIL, " " + text + " ")).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a@", "@b.jp", "a b@c.jp", "a@b.jp, c@d.jp", "山田@example.jp"})
  void whatIsNoMailAddressIsNot(String text) {
    assertThat(code(Values.EMAIL, text)).isEqualTo("MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-05-01", "2026/5/1", "2026-5-1", "２０２６／０５／０１"})
  void aDateIsWrittenWithHyphensOrSlashes(String text) {
    assertThat(value(Values.DATE, text)).isEqualTo(LocalDate.of(2026, 5, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-30, MALFORMED",
    "2026-05/01, MALFORMED",
    "5/1/2026, MALFORMED",
    "1899-12-31, OUT_OF_RANGE",
    "10000-01-01, OUT_OF_RANGE",
    "+999999999-12-31, OUT_OF_RANGE",
    "-0001-01-01, OUT_OF_RANGE"
  })
  void aDateIsADayOfTheCalendarFrom1900To9999(String text, String code) {
    assertThat(code(Values.DATE, text)).isEqualTo(code);
  }

  @Test
  void anInstantHasItsOffset_andIsCutOffToMicroseconds() {
    assertThat(value(Values.INSTANT, "2026-05-01T10:30:00.123456789+09:00"))
        .isEqualTo(Instant.parse("2026-05-01T01:30:00.123456Z"));
    assertThat(code(Values.INSTANT, "2026-05-01T10:30:00")).isEqualTo("MALFORMED");
    assertThat(code(Values.INSTANT, "1899-12-31T23:59:59Z")).isEqualTo("OUT_OF_RANGE");
    assertThat(code(Values.INSTANT, "+999999999-12-31T23:59:59-18:00")).isEqualTo("OUT_OF_RANGE");
    assertThat(code(Values.INSTANT, "9999-12-31T23:59:59-18:00")).isEqualTo("OUT_OF_RANGE");
  }

  @Test
  void mailsAreWrittenInJapaneseOrEnglish() {
    assertThat(value(Values.LANGUAGE, "EN")).isEqualTo("en");
    assertThat(code(Values.LANGUAGE, "fr")).isEqualTo("UNKNOWN_VALUE");
  }
}
