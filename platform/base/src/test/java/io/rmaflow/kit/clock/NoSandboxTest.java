package io.rmaflow.kit.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class NoSandboxTest {

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration(ClockAutoConfiguration.class)
  static class Program {}

  private static ConfigurableApplicationContext start(String setting) {
    return new SpringApplicationBuilder(Program.class)
        .web(WebApplicationType.NONE)
        .properties("rmaflow.context=contract", setting)
        .run();
  }

  @Test
  void aProgramWithoutTheSandboxDoesNotStartWhereItIsAskedForIt() {
    assertThatThrownBy(() -> start("rmaflow.sandbox.enabled=true").close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "rmaflow.sandbox.enabled is true, but this program is made for production and has no"
                + " sandbox in it: put the jar of platform/sandbox on its class path, as ./rma up"
                + " --sandbox does, or leave the setting out");
  }

  @Test
  void aProgramThatIsNotAskedForItWorksOnTheMachinesClock() {
    try (ConfigurableApplicationContext program = start("rmaflow.sandbox.enabled=false")) {
      assertThat(program.getBean(BusinessClock.class)).isInstanceOf(SystemBusinessClock.class);
    }
  }
}
