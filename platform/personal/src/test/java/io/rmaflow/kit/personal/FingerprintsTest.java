package io.rmaflow.kit.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Clause("EXC-CSB-12")
class FingerprintsTest {

  private final Fingerprints fingerprints = new Fingerprints("key");

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
    assertThat(new Fingerprints("other").owner("K1")).isNotEqualTo(fingerprints.owner("K1"));
  }

  @Test
  void isTheSameInEveryServiceAndOverRestarts() {
    assertThat(fingerprints.owner("K1"))
        .isEqualTo("4a7b8f7b03b99edb5e07b9806043e1211223935f9030d4b79ac004a0403d0e71");
  }

  @Test
  void thereIsNoneWithoutAKey() {
    assertThatThrownBy(() -> new Fingerprints(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
