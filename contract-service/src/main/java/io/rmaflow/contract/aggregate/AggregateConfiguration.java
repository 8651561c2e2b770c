package io.rmaflow.contract.aggregate;

import io.rmaflow.contract.decision.StreamCommand;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Finds the aggregate of a command by its stream, so that commands need no framework annotation.
 */
@Configuration(proxyBeanMethods = false)
public class AggregateConfiguration {

  /** The name that the aggregates refer to. */
  public static final String RESOLVER = "streamCommandTargetResolver";

  @Bean(RESOLVER)
  CommandTargetResolver streamCommandTargetResolver() {
    return command -> {
      if (command.getPayload() instanceof StreamCommand toStream) {
        return new VersionedAggregateIdentifier((Object) toStream.streamId(), null);
      }
      throw new IllegalArgumentException(command.getPayloadType() + " names no stream");
    };
  }
}
