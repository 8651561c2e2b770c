package io.rmaflow.kit.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LegibleTest {

  @Test
  void whatCannotBeStoredOrSeenIsEscaped() {
    assertThat(Legible.text("山田\0\r\n\t\u202e\u200b\ud800x𠮷\u0085", 100))
        .isEqualTo("山田\\u0000\\u000d\n\t\\u202e\\u200b\\ud800x𠮷\\u0085");
  }

  @Test
  void whatIsTooLongIsCutBetweenCharacters() {
    assertThat(Legible.text("12345", 5)).isEqualTo("12345");
    assertThat(Legible.text("123456", 5)).isEqualTo("1234…");
    assertThat(Legible.text("123𠮷5", 5)).isEqualTo("123…");
    assertThat(Legible.text("\0\0", 7)).isEqualTo("\\u0000…");
  }

  @Test
  void bytesThatAreNoTextShowAsNumbers() {
    assertThat(Legible.bytes(null, 10)).isEmpty();
    assertThat(Legible.bytes(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xE5, (byte) 0xB1}, 100))
        .isEqualTo("a\\xFFb\\xE5\\xB1");
    assertThat(Legible.bytes("山".repeat(1_000).getBytes(UTF_8), 4)).isEqualTo("山山山…");
    assertThat(Legible.bytes(new byte[1_000_000], 13)).isEqualTo("\\u0000\\u0000…");
  }
}
