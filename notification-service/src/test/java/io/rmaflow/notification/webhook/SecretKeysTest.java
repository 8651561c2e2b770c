package io.rmaflow.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.kit.keys.UnusableKey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretKeysTest {

  private static final String TEXT = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Secret SECRET = Secret.of(TEXT).orElseThrow();
  private static final UUID WEBHOOK = UUID.randomUUID();

  private static final String FIRST = "cg5RXvqXQWFUkcL7zPlz0aDH9uh9FWdymDSmk+Du69Y=";
  private static final String SECOND = "9yx8BcKdfQM/8ySVP/XjoGy+HoSooCxeSxn8IJZgXHo=";

  private final SecretKeys first = new SecretKeys(List.of(FIRST));

  @Test
  void whatIsStored_tellsNothing_andIsReadAgain() {
    String stored = first.sealed(WEBHOOK, SECRET);

    assertThat(stored).startsWith("aes1:").doesNotContain("whsec_").doesNotContain("MfKQ");
    assertThat(first.opened(WEBHOOK, stored).text()).isEqualTo(TEXT);
    assertThat(first.isPresent(stored)).isTrue();
  }

  @Test
  void sameSecretIsNeverStoredTheSame() {
    assertThat(first.sealed(WEBHOOK, SECRET)).isNotEqualTo(first.sealed(WEBHOOK, SECRET));
  }

  @Test
  void whatWasStoredInPlainText_isReadAsWell() {
    assertThat(first.opened(WEBHOOK, TEXT).text()).isEqualTo(TEXT);
    assertThat(first.isPresent(TEXT)).isFalse();
  }

  @Test
  void formerKeyReads_andThePresentOneWrites() {
    SecretKeys both = new SecretKeys(List.of(SECOND, FIRST));
    String underTheFirst = first.sealed(WEBHOOK, SECRET);
    String underTheSecond = both.sealed(WEBHOOK, SECRET);

    assertThat(both.opened(WEBHOOK, underTheFirst).text()).isEqualTo(TEXT);
    assertThat(both.isPresent(underTheFirst)).isFalse();
    assertThat(new SecretKeys(List.of(SECOND)).opened(WEBHOOK, underTheSecond).text())
        .isEqualTo(TEXT);
  }

  @Test
  void withoutItsKey_orForAnotherSubscription_orChanged_nothingIsRead() {
    String stored = first.sealed(WEBHOOK, SECRET);
    String changed =
        stored.substring(0, 20) + (stored.charAt(20) == 'A' ? 'B' : 'A') + stored.substring(21);

    assertThatThrownBy(() -> new SecretKeys(List.of(SECOND)).opened(WEBHOOK, stored))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rmaflow.webhooks.secret-keys does not name");
    assertThatThrownBy(() -> first.opened(UUID.randomUUID(), stored))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was changed");
    assertThatThrownBy(() -> first.opened(WEBHOOK, changed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was changed");
  }

  @Test
  void thereIsAKey_andEachIs32RandomBytes() {
    assertThatThrownBy(() -> new SecretKeys(List.of()))
        .isInstanceOf(UnusableKey.class)
        .hasMessage(
            "rmaflow.webhooks.secret-keys must be 32 random bytes in Base64, such as `openssl rand"
                + " -base64 32` makes: it is not set");
    assertThatThrownBy(() -> new SecretKeys(List.of(FIRST, "for-one-machine-only")))
        .isInstanceOf(UnusableKey.class)
        .hasMessageEndingWith("what is set is not Base64");
  }
}
