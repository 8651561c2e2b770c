package io.rmaflow.examples.logistics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the program. */
@SpringBootApplication
public class LogisticsConsumer {

  /** Runs until it is stopped. */
  public static void main(String[] arguments) {
    SpringApplication.run(LogisticsConsumer.class, arguments);
  }
}
