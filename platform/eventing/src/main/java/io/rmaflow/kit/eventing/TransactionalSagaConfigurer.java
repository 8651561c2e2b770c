package io.rmaflow.kit.eventing;

import org.axonframework.config.Configurer;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.spring.config.SpringSagaConfigurer;

/** Registers a saga with {@link TransactionalSagaRepository}. */
public final class TransactionalSagaConfigurer<T> extends SpringSagaConfigurer {

  private final Class<T> sagaType;

  /** For the saga of this type. */
  public TransactionalSagaConfigurer(Class<T> sagaType) {
    super(sagaType);
    this.sagaType = sagaType;
  }

  @Override
  public void configureModule(Configurer configurer) {
    configurer
        .eventProcessing()
        .registerSaga(
            sagaType,
            saga ->
                saga.configureRepository(
                    configuration -> {
                      @SuppressWarnings("unchecked") // the one store takes sagas of every type
                      SagaStore<? super T> store =
                          configuration.eventProcessingConfiguration().sagaStore();
                      return TransactionalSagaRepository.of(sagaType, store, configuration);
                    }));
  }
}
