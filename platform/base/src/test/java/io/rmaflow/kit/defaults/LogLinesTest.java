package io.rmaflow.kit.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Nobody writes lines of his own into the log of a service, whatever he sends. */
@ExtendWith(OutputCaptureExtension.class)
class LogLinesTest {

  private static final String FORGED =
      "2026-05-01T09:00:00.000Z ERROR 1 --- [rma-service] [main] i.r.Desk : all is lost";

  private List<String> written = List.of();

  @BeforeEach
  void log(CapturedOutput output) {
    try (ConfigurableApplicationContext program =
        new SpringApplicationBuilder(Program.class)
            .web(WebApplicationType.NONE)
            .properties("spring.main.banner-mode=off", "spring.application.name=desk")
            .run()) {
      assertThat(program.isActive()).isTrue();
      Logger log = LoggerFactory.getLogger("desk");
      log.warn("customer {} is not known", "C-1\r\n" + FORGED + "\n\u001b[31mred\u202Egnorw");
      log.error("failed", new IllegalStateException("customer C-2\n" + FORGED));
    }
    written = output.getOut().lines().toList();
  }

  @Test
  void aLineBreakInWhatIsLoggedIsASpace_andSoIsWhateverElseSteersATerminal() {
    assertThat(written)
        .anyMatch(
            line ->
                line.matches(
                    "[0-9T:.+Z-]+  WARN [0-9]+ --- \\[desk] \\[main] desk : customer C-1 "
                        + FORGED.replaceAll("[\\[\\]]", ".")
                        + " \\[31mred gnorw is not known"));
  }

  @Test
  void theMessageOfAFailureCannotBeginALine_andItsStackIsWhole() {
    assertThat(written)
        .noneMatch(line -> line.startsWith("2026-05-01"))
        .contains("  java.lang.IllegalStateException: customer C-2")
        .contains("  " + FORGED)
        .anyMatch(line -> line.startsWith("  \tat io.rmaflow.kit.defaults.LogLinesTest.log("));
  }

  @Configuration(proxyBeanMethods = false)
  static class Program {}
}
