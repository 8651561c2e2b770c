package io.rmaflow.examples.logistics;

import io.rmaflow.events.UnreadableEvent;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** Starts the program. */
@SpringBootApplication
public class LogisticsConsumer {

  /**
   * Nothing is passed over while the database is away: the record is tried until it succeeds. One
   * that cannot be read is an error in the log, and the later ones of its stream are kept until it
   * can be.
   */
  @Bean
  CommonErrorHandler untilItSucceeds(
      @Value("${logistics.retry-interval:1s}") Duration betweenAttempts) {
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            new FixedBackOff(betweenAttempts.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
    handler.addNotRetryableExceptions(UnreadableEvent.class);
    return handler;
  }

  /** Runs until it is stopped. */
  public static void main(String[] arguments) {
    SpringApplication.run(LogisticsConsumer.class, arguments);
  }
}
