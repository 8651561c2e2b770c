package io.rmaflow.kit.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Puts the settings that all services share, each module its own, behind everything that a service
 * sets itself.
 */
public final class KitDefaults implements EnvironmentPostProcessor {

  private static final String FILE = "kit-defaults.properties";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    try {
      environment
          .getPropertySources()
          .addLast(
              new PropertiesPropertySource(
                  FILE,
                  PropertiesLoaderUtils.loadAllProperties(
                      FILE, KitDefaults.class.getClassLoader())));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
