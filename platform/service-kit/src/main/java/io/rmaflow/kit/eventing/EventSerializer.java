package io.rmaflow.kit.eventing;

import io.rmaflow.events.Context;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.EventType;
import io.rmaflow.events.EventTypes;
import java.util.Optional;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * Stores events under their declared name and version, such as {@code rma.ReplacementShipped} and
 * {@code 1}, so that a renamed or moved Java class still reads what is stored.
 */
final class EventSerializer extends Jackson3Serializer {

  EventSerializer() {
    super(builder());
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared by the framework
  public SerializedType typeForClass(Class type) {
    if (type != null && EventTypes.isEvent(type)) {
      EventType declared = EventTypes.typeOf(type);
      return new SimpleSerializedType(declared.storedName(), Integer.toString(declared.version()));
    }
    return super.typeForClass(type);
  }

  @Override
  protected String resolveClassName(SerializedType serializedType) {
    return declaredType(serializedType.getName(), serializedType.getRevision())
        .flatMap(EventTypes::classOf)
        .map(Class::getName)
        .orElseGet(() -> super.resolveClassName(serializedType));
  }

  @Override
  protected ObjectWriter getWriter() {
    return EventJson.mapper().writer();
  }

  @Override
  protected ObjectReader getReader(Class<?> type) {
    return EventTypes.isEvent(type) ? EventJson.mapper().readerFor(type) : super.getReader(type);
  }

  /** The declared type behind a stored name and version; nothing where it is not one. */
  static Optional<EventType> declaredType(String storedName, String revision) {
    for (Context context : Context.values()) {
      String prefix = context.id() + ".";
      if (storedName.startsWith(prefix) && revision != null) {
        return Optional.of(
            EventType.of(
                context, storedName.substring(prefix.length()), Integer.parseInt(revision)));
      }
    }
    return Optional.empty();
  }
}
