package io.rmaflow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private Instant now = Instant.parse("2026-11-30T03:00:00Z");

  @SuppressWarnings("NullAway.Init")
  private SigningKeys keys;

  @BeforeEach
  void start() {
    keys = new SigningKeys(PrivateFolder.at(folder), () -> now);
  }

  @Test
  void areTheSameAfterARestart() {
    List<String> before = ids();

    start();

    assertThat(before).hasSize(1);
    assertThat(ids()).isEqualTo(before);
  }

  @Test
  void aNewKeyIsKnownForTenMinutesBeforeItSigns() throws Exception {
    String old = ids().getFirst();
    now = Instant.parse("2026-12-01T00:00:00Z");

    Files.createFile(folder.resolve("rotate"));

    assertThat(ids()).hasSize(2).first().isEqualTo(old);
    assertThat(folder.resolve("rotate")).doesNotExist();
    String next = ids().getLast();
    now = Instant.parse("2026-12-01T00:09:59Z");
    assertThat(ids()).containsExactly(old, next);
    now = Instant.parse("2026-12-01T00:10:00Z");
    assertThat(ids()).containsExactly(next, old);
  }

  @Test
  void theOldKeyIsKnownUntilItsLastTokenIsOver() throws Exception {
    String old = ids().getFirst();
    now = Instant.parse("2026-12-01T00:00:00Z");
    Files.createFile(folder.resolve("rotate"));
    String next = ids().getLast();

    now = Instant.parse("2026-12-01T12:14:59Z");
    assertThat(ids()).containsExactly(next, old);
    now = Instant.parse("2026-12-01T12:15:00Z");
    assertThat(ids()).containsExactly(next);
    assertThat(Files.readString(folder.resolve("signing-keys.json"))).doesNotContain(old);
  }

  @Test
  void aRotationSurvivesARestart() throws Exception {
    String old = ids().getFirst();
    now = Instant.parse("2026-12-01T00:00:00Z");
    Files.createFile(folder.resolve("rotate"));

    start();

    List<String> after = ids();
    assertThat(after).hasSize(2).first().isEqualTo(old);
    start();
    assertThat(ids()).isEqualTo(after);
  }

  @Test
  void ofTwoRotationsInOneDay_allThreeAreKnown() throws Exception {
    String first = ids().getFirst();
    now = Instant.parse("2026-11-30T06:00:00Z");
    Files.createFile(folder.resolve("rotate"));
    String second = ids().getLast();
    now = Instant.parse("2026-11-30T09:00:00Z");
    Files.createFile(folder.resolve("rotate"));
    assertThat(ids()).hasSize(3).startsWith(second).endsWith(first);
    now = Instant.parse("2026-11-30T09:10:00Z");
    String third = ids().getFirst();

    assertThat(ids()).containsExactly(third, second, first);
    now = Instant.parse("2026-11-30T18:15:00Z");
    assertThat(ids()).containsExactly(third, second);
  }

  @Test
  void aFileThatIsNoKeySetIsToldWithoutWhatItHolds() throws Exception {
    Files.writeString(folder.resolve("signing-keys.json"), "{\"keys\": [\"a-secret");

    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("signing-keys.json is not a JWK set; delete it, and a new key is made")
        .hasNoCause();
  }

  @Test
  void aKeyThatIsNotPrivateIsRefused() throws Exception {
    String text = Files.readString(folder.resolve("signing-keys.json"));
    JWK key = com.nimbusds.jose.jwk.JWKSet.parse(text).getKeys().getFirst();
    Files.writeString(
        folder.resolve("signing-keys.json"),
        new com.nimbusds.jose.jwk.JWKSet(key.toPublicJWK()).toString());

    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds a key that is no private RSA key of 2048 bits or more");
  }

  private List<String> ids() {
    return keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null).stream()
        .map(JWK::getKeyID)
        .toList();
  }
}
