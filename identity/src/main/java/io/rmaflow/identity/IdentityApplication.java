package io.rmaflow.identity;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * The issuer of the local stack. It runs on the machine's clock, whatever clock the services have.
 */
@SpringBootApplication
@EnableConfigurationProperties(IdentitySettings.class)
public class IdentityApplication {

  /** Starts the issuer. */
  public static void main(String[] args) {
    SpringApplication.run(IdentityApplication.class, args);
  }
}
