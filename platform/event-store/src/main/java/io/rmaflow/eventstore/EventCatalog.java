package io.rmaflow.eventstore;

import java.util.Optional;

/** Which Java type stands behind which stored event, and how its payload is written as JSON. */
public interface EventCatalog {

  /** The name under which events of the type are stored; nothing where they are not stored. */
  Optional<EventName> nameOf(Class<?> payloadType);

  /**
   * The Java type of a stored event; nothing where this version of the program knows none. Such an
   * event stays in the store and is handed to nobody but who asks for the stored form.
   */
  Optional<Class<?>> typeOf(EventName name);

  /** The payload as UTF-8 JSON, an object. */
  byte[] write(Object payload);

  /**
   * Reads a payload; fields that the type does not know are passed over.
   *
   * @throws RuntimeException where it does not fit the type
   */
  Object read(byte[] json, Class<?> type);
}
