package io.rmaflow.rma.casefile;

import java.util.List;
import java.util.function.Consumer;
import org.axonframework.common.Registration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.messaging.SubscribableMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tells the saga of a case, within the present transaction, what no event of the case says: it is
 * neither recorded nor published. What is rolled back was never told.
 */
@Configuration(proxyBeanMethods = false)
class SagaNews {

  private final EventBus news = SimpleEventBus.builder().build();

  /** On return the saga of that case has been told, where there is one. */
  void tell(ScheduleAgain message) {
    news.publish(GenericEventMessage.<ScheduleAgain>asEventMessage(message));
  }

  /** The saga hears the recorded events and the news. */
  @Bean
  ConfigurerModule dueTimeEvents() {
    return configurer ->
        configurer
            .eventProcessing()
            .registerSubscribingEventProcessor(
                DueTimeSaga.PROCESSOR, configuration -> both(configuration.eventBus()));
  }

  private SubscribableMessageSource<EventMessage<?>> both(
      SubscribableMessageSource<EventMessage<?>> recorded) {
    return new SubscribableMessageSource<>() {
      @Override
      public Registration subscribe(Consumer<List<? extends EventMessage<?>>> processor) {
        Registration ofRecorded = recorded.subscribe(processor);
        Registration ofNews = news.subscribe(processor);
        return () -> {
          boolean cancelled = ofRecorded.cancel();
          return ofNews.cancel() && cancelled;
        };
      }
    };
  }
}
