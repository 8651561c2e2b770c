package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.erdtman.jcs.NumberToJSON;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  @Test
  void isTheRfcsOwnExample() {
    // RFC 8785, section 3.2.2 and 3.2.3, without 333333333.33333329: its last digit is not kept
    assertThat(
            canonical(
                """
                {"numbers": [1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                 "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                 "literals": [null, true, false]}
                """))
        .isEqualTo(
            "{\"literals\":[null,true,false],\"numbers\":[1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void sortsKeysByUtf16CodeUnits() {
    // RFC 8785, section 3.2.3
    assertThat(
            canonical(
                """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter",
                 "1": "One", "\\ud83d\\ude00": "Emoji", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}
                """))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                + "\"\uD83D\uDE00\":\"Emoji\",\"\uFB33\":\"Hebrew Letter\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"b\":[1,2,{\"y\":null,\"x\":\"\\u001f\"}],\"a\":-0.0}",
        "[0.1,1e21,1e-7,123456789012,4.35,5e-324,1.7976931348623157e308]",
        "{\"text\":\"\\b\\t\\n\\f\\r\\\"\\\\ \\u007f ü\"}"
      })
  void isWhatTheReferenceImplementationMakes(String json) throws IOException {
    assertThat(canonical(json)).isEqualTo(new JsonCanonicalizer(json).getEncodedString());
  }

  @Test
  void writesEveryDoubleAsTheReferenceImplementationDoes() throws IOException {
    Random random = new Random(8785);
    for (int i = 0; i < 200_000; i++) {
      double value = i % 2 == 0 ? anyDouble(random) : shortDecimal(random);
      assertThat(CanonicalJson.ofDouble(value)).isEqualTo(NumberToJSON.serializeNumber(value));
    }
    for (double value : new double[] {0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1e21, 1e-6}) {
      assertThat(CanonicalJson.ofDouble(value)).isEqualTo(NumberToJSON.serializeNumber(value));
      double next = Math.nextUp(value);
      assertThat(CanonicalJson.ofDouble(-value)).isEqualTo(NumberToJSON.serializeNumber(-value));
      if (Double.isFinite(next)) {
        assertThat(CanonicalJson.ofDouble(next)).isEqualTo(NumberToJSON.serializeNumber(next));
      }
    }
  }

  /** Of any size, evenly among all there are. */
  private static double anyDouble(Random random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : random.nextDouble();
  }

  /** As people write them. */
  private static double shortDecimal(Random random) {
    return Double.parseDouble(random.nextInt(100_000) + "e" + (random.nextInt(60) - 30));
  }

  private static String canonical(String json) {
    return new String(
        CanonicalJson.of(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }
}
