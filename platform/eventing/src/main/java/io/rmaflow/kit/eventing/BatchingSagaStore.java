package io.rmaflow.kit.eventing;

import io.rmaflow.kit.jdbc.WriteBatch;
import java.util.Set;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** New sagas of many events are written together, see {@link WriteBatch}. */
final class BatchingSagaStore extends JdbcSagaStore {

  private static final String INSERT_SAGA =
      "insert into saga_entry (saga_id, revision, saga_type, serialized_saga) values (?, ?, ?, ?)";

  private static final String INSERT_ASSOCIATION =
      """
      insert into association_value_entry (association_key, association_value, saga_type, saga_id)
      values (?, ?, ?, ?)
      """;

  private final JdbcClient database;
  private final Serializer serializer;

  BatchingSagaStore(Builder builder, JdbcClient database, Serializer serializer) {
    super(builder);
    this.database = database;
    this.serializer = serializer;
  }

  @Override
  public void insertSaga(
      Class<?> sagaType, String sagaId, Object saga, Set<AssociationValue> associations) {
    if (!WriteBatch.isOpen()) {
      super.insertSaga(sagaType, sagaId, saga, associations);
      return;
    }
    SerializedObject<byte[]> serialized = serializer.serialize(saga, byte[].class);
    WriteBatch.update(
        database,
        sagaId,
        INSERT_SAGA,
        sagaId,
        serialized.getType().getRevision(),
        serialized.getType().getName(),
        serialized.getData());
    String type = serializer.typeForClass(sagaType).getName();
    for (AssociationValue association : associations) {
      WriteBatch.update(
          database,
          sagaId,
          INSERT_ASSOCIATION,
          association.getKey(),
          association.getValue(),
          type,
          sagaId);
    }
  }

  @Override
  public void updateSaga(
      Class<?> sagaType, String sagaId, Object saga, AssociationValues associations) {
    WriteBatch.settle(sagaId);
    super.updateSaga(sagaType, sagaId, saga, associations);
  }

  @Override
  public void deleteSaga(Class<?> sagaType, String sagaId, Set<AssociationValue> associations) {
    WriteBatch.settle(sagaId);
    super.deleteSaga(sagaType, sagaId, associations);
  }
}
