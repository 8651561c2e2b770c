package io.rmaflow.kit.personal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.kit.keys.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Clause("EXC-CSB-12")
class FingerprintsTest {

  private final Fingerprints fingerprints = under("cg5RXvqXQWFUkcL7zPlz0aDH9uh9FWdymDSmk+Du69Y=");

  private static Fingerprints under(String key) {
    return new Fingerprints(RandomKey.of("rmaflow.fingerprint-key", key));
  }

  @ParameterizedTest
  @CsvSource({
    "100-0001, 東京都千代田区千代田1-1",
    "１００－０００１, 東京都千代田区千代田１－１",
    "1000001, 東京都 千代田区　千代田 1ー1",
    "100−0001, 東京都千代田区千代田1‐1",
    "100–0001, 東京都千代田区千代田1—1",
    "100ｰ0001, 東京都千代田区千代田1‑1"
  })
  void anAddressIsTheSameHoweverItIsTyped(String postalCode, String address) {
    assertThat(fingerprints.site(postalCode, address))
        .isEqualTo(fingerprints.site("100-0001", "東京都千代田区千代田1-1"))
        .matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @CsvSource({"100-0002, 東京都千代田区千代田1-1", "100-0001, 東京都千代田区千代田1-2", "100-000, 1東京都千代田区千代田1-1"})
  void anotherAddressIsAnother(String postalCode, String address) {
    assertThat(fingerprints.site(postalCode, address))
        .isNotEqualTo(fingerprints.site("100-0001", "東京都千代田区千代田1-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"株式会社ケーワン", "株式会社 ケーワン", "株式会社ｹｰﾜﾝ", "株式会社ケ―ワン"})
  void anOwnerIsTheSameHoweverItIsTyped(String name) {
    assertThat(fingerprints.owner(name)).isEqualTo(fingerprints.owner("株式会社ケーワン"));
  }

  @Test
  void anotherKeyGivesAnotherFingerprint() {
    assertThat(under("9yx8BcKdfQM/8ySVP/XjoGy+HoSooCxeSxn8IJZgXHo=").owner("K1"))
        .isNotEqualTo(fingerprints.owner("K1"));
  }

  @Test
  void isTheSameInEveryServiceAndOverRestarts() {
    assertThat(fingerprints.owner("K1"))
        .isEqualTo("558e666fd3dc5a89d1ad42e4e6ce56bef82e3273364cc897df14050af938382c");
  }
}
