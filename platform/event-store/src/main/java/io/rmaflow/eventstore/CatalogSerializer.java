package io.rmaflow.eventstore;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.ByteArrayToJsonNodeConverter;
import org.axonframework.serialization.jackson3.JsonNodeToByteArrayConverter;
import org.axonframework.serialization.jackson3.JsonNodeToObjectNodeConverter;
import org.axonframework.serialization.jackson3.ObjectNodeToJsonNodeConverter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The framework's view of an {@link EventCatalog}: a serializer of payloads and of metadata. */
final class CatalogSerializer implements Serializer {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectReader FIELDS =
      JSON.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
  private static final SerializedType META_DATA =
      new SimpleSerializedType(MetaData.class.getName(), null);
  private static final byte[] NO_META_DATA = "{}".getBytes(StandardCharsets.UTF_8);

  private final EventCatalog catalog;
  private final ChainingConverter converter = new ChainingConverter();

  CatalogSerializer(EventCatalog catalog) {
    this.catalog = catalog;
    converter.registerConverter(new ByteArrayToJsonNodeConverter(JSON));
    converter.registerConverter(new JsonNodeToByteArrayConverter(JSON));
    converter.registerConverter(new JsonNodeToObjectNodeConverter());
    converter.registerConverter(new ObjectNodeToJsonNodeConverter());
  }

  static SerializedType metaDataType() {
    return META_DATA;
  }

  static byte[] write(MetaData metaData) {
    return metaData.isEmpty() ? NO_META_DATA : JSON.writeValueAsBytes(metaData);
  }

  /**
   * The name of an event's payload type.
   *
   * @throws SerializationException where the catalog has none
   */
  EventName nameOf(Class<?> payloadType) {
    return catalog
        .nameOf(payloadType)
        .orElseThrow(
            () ->
                new SerializationException(
                    payloadType.getName() + " is no event of the catalog: it has no stored name"));
  }

  byte[] write(Object payload) {
    return catalog.write(payload);
  }

  @Override
  public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
    if (object == null) {
      throw new SerializationException("an event without a payload cannot be stored");
    }
    SerializedType type = object instanceof MetaData ? META_DATA : typeForClass(object.getClass());
    byte[] json = object instanceof MetaData metaData ? write(metaData) : write(object);
    return converter.convert(
        new SimpleSerializedObject<>(json, byte[].class, type), representation);
  }

  @Override
  public <T> boolean canSerializeTo(Class<T> representation) {
    return converter.canConvert(byte[].class, representation);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as declared by the framework
  public <S, T> T deserialize(SerializedObject<S> serialized) {
    SerializedType type = serialized.getType();
    byte[] json = converter.convert(serialized, byte[].class).getData();
    if (type.getName().equals(META_DATA.getName())) {
      Map<String, Object> fields = FIELDS.readValue(json);
      return (T) MetaData.from(fields);
    }
    Optional<Class<?>> known = typeOf(type);
    return known.isPresent()
        ? (T) catalog.read(json, known.get())
        : (T) new UnknownSerializedType(this, serialized);
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared by the framework
  public Class classForType(SerializedType type) {
    if (type.getName().equals(META_DATA.getName())) {
      return MetaData.class;
    }
    Optional<Class<?>> known = typeOf(type);
    return known.isPresent() ? known.get() : UnknownSerializedType.class;
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // as declared by the framework
  public SerializedType typeForClass(@Nullable Class type) {
    if (type == null) {
      throw new SerializationException("an event without a payload cannot be stored");
    }
    EventName name = nameOf((Class<?>) type);
    return new SimpleSerializedType(name.name(), Integer.toString(name.version()));
  }

  @Override
  public Converter getConverter() {
    return converter;
  }

  private Optional<Class<?>> typeOf(SerializedType type) {
    String revision = type.getRevision();
    if (revision == null || !VERSION.matcher(revision).matches()) {
      return Optional.empty();
    }
    return catalog.typeOf(new EventName(type.getName(), Integer.parseInt(revision)));
  }
}
