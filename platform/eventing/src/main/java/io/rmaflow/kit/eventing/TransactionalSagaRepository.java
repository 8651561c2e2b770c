package io.rmaflow.kit.eventing;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.config.Configuration;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSaga;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.Saga;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.jspecify.annotations.Nullable;

/**
 * Sagas that belong to the database transaction. The framework's repository shares loaded sagas
 * between threads under a lock of the process, which it gives back before the surrounding
 * transaction commits: the next thread would see uncommitted state, or wait for the database while
 * holding what the committing thread needs. Here every unit of work loads its own, and the row lock
 * of the saga store keeps two transactions, in whichever process, apart.
 */
final class TransactionalSagaRepository<T> extends AnnotatedSagaRepository<T> {

  private final Class<T> sagaType;
  private final SagaStore<? super T> store;
  private final String resourceKey;

  private TransactionalSagaRepository(
      Builder<T> builder, Class<T> sagaType, SagaStore<? super T> store) {
    super(builder);
    this.sagaType = sagaType;
    this.store = store;
    this.resourceKey = "TransactionalSagaRepository[" + sagaType.getName() + "]";
  }

  static <T> TransactionalSagaRepository<T> of(
      Class<T> sagaType, SagaStore<? super T> store, Configuration configuration) {
    return new TransactionalSagaRepository<>(
        AnnotatedSagaRepository.<T>builder()
            .sagaType(sagaType)
            .sagaStore(store)
            .resourceInjector(configuration.resourceInjector())
            .parameterResolverFactory(configuration.parameterResolverFactory())
            .handlerDefinition(configuration.handlerDefinition(sagaType))
            .lockFactory(NullLockFactory.INSTANCE),
        sagaType,
        store);
  }

  @Override
  public @Nullable AnnotatedSaga<T> doLoad(String sagaIdentifier) {
    UnitOfWork<?> current = CurrentUnitOfWork.get();
    UnitOfWork<?> root = current.root();
    @Nullable AnnotatedSaga<T> saga = own(root).get(sagaIdentifier);
    if (saga == null) {
      saga = doLoadSaga(sagaIdentifier);
      if (saga == null) {
        return null;
      }
      own(root).put(sagaIdentifier, saga);
    }
    AnnotatedSaga<T> loaded = saga;
    if (unsavedSagaResource(root).add(sagaIdentifier)) {
      current.onPrepareCommit(
          unit -> {
            unsavedSagaResource(root).remove(sagaIdentifier);
            commit(loaded);
          });
    }
    return loaded;
  }

  @Override
  public AnnotatedSaga<T> doCreateInstance(String sagaIdentifier, Supplier<T> sagaFactory) {
    AnnotatedSaga<T> saga = super.doCreateInstance(sagaIdentifier, sagaFactory);
    own(CurrentUnitOfWork.get().root()).put(sagaIdentifier, saga);
    return saga;
  }

  @Override
  public Set<String> find(AssociationValue associationValue) {
    Set<String> found = new TreeSet<>(store.findSagas(sagaType, associationValue));
    own(CurrentUnitOfWork.get().root()).values().stream()
        .filter(saga -> saga.getAssociationValues().contains(associationValue))
        .map(Saga::getSagaIdentifier)
        .forEach(found::add);
    return found;
  }

  private Map<String, AnnotatedSaga<T>> own(UnitOfWork<?> root) {
    return root.getOrComputeResource(resourceKey, key -> new HashMap<>());
  }
}
