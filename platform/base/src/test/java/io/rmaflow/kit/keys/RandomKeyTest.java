package io.rmaflow.kit.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class RandomKeyTest {

  @Test
  void is32BytesOfBase64_andTellsThemToNobodyWhoPrintsIt() {
    RandomKey key = RandomKey.of("a.key", " cg5RXvqXQWFUkcL7zPlz0aDH9uh9FWdymDSmk+Du69Y=\n");

    assertThat(key.bytes()).hasSize(32).startsWith(0x72, 0x0e, 0x51);
    assertThat(key).hasToString("RandomKey");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                           | it is not set
          for-one-machine-only                         | what is set is not Base64
          c2hvcnQ=                                     | what is set has 5 bytes
          cg5RXvqXQWFUkcL7zPlz0aDH9uh9FWdymDSmk+Du6w== | what is set has 31 bytes
          cg5RXvqXQWFUkcL7zPlz0aDH9uh9FWdymDSmk-Du69Y= | what is set is not Base64
          AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= | what is set is not random
          YWJjZGVmZ2hhYmNkZWZnaGFiY2RlZmdoYWJjZGVmZ2g= | what is set is not random
          """)
  void anythingElseIsRefused_withHowToMakeOne_andWithoutRepeatingIt(String text, String why) {
    assertThatThrownBy(() -> RandomKey.of("a.key", text))
        .isInstanceOf(UnusableKey.class)
        .hasMessage(
            "a.key must be 32 random bytes in Base64, such as `openssl rand -base64 32` makes: "
                + why);
  }

  @Test
  void aProgramWithoutItsKeyEndsAtTheStartWithASentence(CapturedOutput said) {
    SpringApplication program =
        new SpringApplicationBuilder(Program.class).web(WebApplicationType.NONE).build();

    assertThatThrownBy(program::run).hasRootCauseInstanceOf(UnusableKey.class);

    assertThat(said.getOut())
        .contains("APPLICATION FAILED TO START")
        .contains("a.key must be 32 random bytes in Base64")
        .doesNotContain("at io.rmaflow.kit.keys")
        .doesNotContain("my dog's name");
  }

  @Configuration(proxyBeanMethods = false)
  static class Program {
    @Bean
    RandomKey key() {
      return RandomKey.of("a.key", "my dog's name");
    }
  }
}
