package io.rmaflow.kit.clock;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The machine's clock, where no other business clock is configured. */
@AutoConfiguration
public class ClockAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  BusinessClock businessClock() {
    return new SystemBusinessClock();
  }
}
