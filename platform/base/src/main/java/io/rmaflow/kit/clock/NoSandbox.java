package io.rmaflow.kit.clock;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Stops the start, before anything is connected to, of a program that is asked for a clock that
 * stands still and does not have it: it would work on the one that runs.
 */
public final class NoSandbox implements EnvironmentPostProcessor {

  private static final String ASKED_FOR = "rmaflow.sandbox.enabled";
  private static final String SANDBOX = "io.rmaflow.kit.sandbox.SandboxAutoConfiguration";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (environment.getProperty(ASKED_FOR, Boolean.class, false)
        && !ClassUtils.isPresent(SANDBOX, application.getClassLoader())) {
      throw new IllegalStateException(
          ASKED_FOR
              + " is true, but this program is made for production and has no sandbox in it: put"
              + " the jar of platform/sandbox on its class path, as ./rma up --sandbox does, or"
              + " leave the setting out");
    }
  }
}
