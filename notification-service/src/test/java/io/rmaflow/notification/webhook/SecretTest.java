package io.rmaflow.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

  /** The example that the libraries of the specification are tested with. */
  @Test
  void signsAsTheSpecificationDoes() {
    Secret secret = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

    assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aNewOneIsWellFormedAndNeverTheSame() {
    assertThat(Secret.of(Secret.random().text())).isPresent();
    assertThat(Secret.random().text()).isNotEqualTo(Secret.random().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_?", "whsec_c2hvcnQ="})
  void whatIsTooShortOrMalformedIsNone(String text) {
    assertThat(Secret.of(text)).isEmpty();
  }

  @Test
  void itIsNotWrittenIntoLogs() {
    assertThat(Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow().toString())
        .doesNotContain("MfKQ");
  }
}
