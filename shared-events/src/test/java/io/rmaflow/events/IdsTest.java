package io.rmaflow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AB/123%3",
        "ab/123%3 ",
        "ＡＢ／１２３％３",
        "\u3000AB/123%3\u00a0",
        "\u2007ａｂ/123%3\u202f"
      })
  void serialNumberHasOneSpelling_howeverItIsTyped(String typed) {
    assertThat(new SerialNumber(typed)).isEqualTo(new SerialNumber("AB/123%3"));
    assertThat(new SerialNumber(typed).value()).isEqualTo("AB/123%3");
    assertThat(EventJson.mapper().readValue("\"" + typed + "\"", SerialNumber.class).value())
        .isEqualTo("AB/123%3");
  }

  @Test
  void customerIdsAndRmaNumbersAreSpelledInUpperCase_productCodesInLowerCase() {
    assertThat(new CustomerId(" ｋｄ-００１").value()).isEqualTo("KD-001");
    assertThat(new RmaNumber("rma-2026-000001").value()).isEqualTo("RMA-2026-000001");
    assertThat(new ProductCode("ＮｅｔＲｅｇｉｏ2A-DHCP ").value()).isEqualTo("netregio2a-dhcp");
  }

  @ParameterizedTest
  @CsvSource({"SN-O1, SN-01", "SN-l1, SN-11", "AB-1, AB1", "AB 1, AB1", "ア, あ"})
  void whatIsPrintedDifferentlyStaysApart(String one, String other) {
    assertThat(new SerialNumber(one)).isNotEqualTo(new SerialNumber(other));
  }

  @Test
  void halfWidthKanaWithTheirMarksAreOneLetter() {
    assertThat(new SerialNumber("ｶﾞ-1").value()).isEqualTo("ガ-1");
  }

  @Test
  void aSpellingIsItsOwnSpelling_ofEveryCharacterThereIs() {
    IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .forEach(
            c -> {
              String typed = "a" + Character.toString(c) + "b";
              String serial = new SerialNumber(typed).value();
              String product = new ProductCode(typed).value();
              assertThat(new SerialNumber(serial).value()).as("U+%04X", c).isEqualTo(serial);
              assertThat(new ProductCode(product).value()).as("U+%04X", c).isEqualTo(product);
            });
  }

  @Test
  void theLengthIsThatOfTheSpelling_notOfWhatWasTyped() {
    assertThat(new SerialNumber(" ".repeat(200) + "A".repeat(128)).value()).hasSize(128);
    assertThat(new SerialNumber("𠮷".repeat(128)).value().codePointCount(0, 256)).isEqualTo(128);
    assertUnusable("A".repeat(129), "TOO_LONG");
    assertUnusable("\ufdfa".repeat(8), "TOO_LONG");
    assertUnusable("A".repeat(1_000_000), "TOO_LONG");
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    assertUnusable("A\u0000", "CONTROL_CHARACTER");
    assertUnusable("AB\n", "CONTROL_CHARACTER");
    assertUnusable("A\ud800", "CONTROL_CHARACTER");
    assertUnusable(" \u3000\u00a0", "REQUIRED");
  }

  @Test
  void marksThatAreNotSeenAreRefusedOfWhoeverTypesThem_andReadWhereTheyWereRecorded() {
    assertThatThrownBy(() -> Ids.typed("AB\u202e1", SerialNumber::new))
        .isInstanceOfSatisfying(
            UnusableId.class, e -> assertThat(e.code()).isEqualTo("CONTROL_CHARACTER"));
    assertThat(new SerialNumber("AB\u200b1").value()).isEqualTo("AB\u200b1");
  }

  private static void assertUnusable(String text, String code) {
    assertThatThrownBy(() -> new SerialNumber(text))
        .isInstanceOfSatisfying(UnusableId.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
