package io.rmaflow.events.wire;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.EventType;
import io.rmaflow.events.UnreadableEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * CloudEvents 1.0 in Kafka's binary mode: the attributes are headers {@code ce_…}, the payload is
 * the record's value, the stream ID its key.
 */
public final class CloudEvents {

  /** The header that every CloudEvents record has. */
  public static final String SPEC_VERSION = "ce_specversion";

  /**
   * The header that only a record has which was published once more: the ID of the republication.
   * Everything else of it is as it was the first time, so that whoever has it already passes over
   * it.
   */
  public static final String REPUBLISHED = "ce_republished";

  private static final String ID = "ce_id";
  private static final String TYPE = "ce_type";
  private static final String SOURCE = "ce_source";
  private static final String SUBJECT = "ce_subject";
  private static final String TIME = "ce_time";
  private static final String DATA_SCHEMA = "ce_dataschema";
  private static final String STREAM_SEQUENCE = "ce_streamsequence";
  private static final String OCCURRED_AT = "ce_occurredat";
  private static final String CORRELATION_ID = "ce_correlationid";
  private static final String CAUSATION_ID = "ce_causationid";
  private static final String ACTOR = "ce_actor";
  private static final String CONTENT_TYPE = "content-type";
  private static final String DATA_CONTENT_TYPE = "datacontenttype";
  private static final String PREFIX = "ce_";

  /** Names of streams and events are this long at most, in characters. */
  private static final int LONGEST_NAME = 255;

  /** What a message shows of a value that is wrong. */
  private static final int SHOWN = 80;

  private static final Pattern PLACE = Pattern.compile("[0-9]{1,19}");

  private CloudEvents() {}

  /** The headers of an event, in a stable order. */
  public static Map<String, String> headers(EventEnvelope<?> event) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(SPEC_VERSION, "1.0");
    headers.put(ID, event.id());
    headers.put(TYPE, event.type());
    headers.put(SOURCE, event.context().source());
    headers.put(SUBJECT, event.streamId());
    headers.put(TIME, event.recordedAt().toString());
    headers.put(DATA_SCHEMA, "/rmaflow/schemas/" + event.type() + ".json");
    headers.put(STREAM_SEQUENCE, Long.toString(event.streamSequence()));
    headers.put(OCCURRED_AT, event.occurredAt().toString());
    putIfPresent(headers, CORRELATION_ID, event.correlationId());
    putIfPresent(headers, CAUSATION_ID, event.causationId());
    putIfPresent(headers, ACTOR, event.actor());
    headers.put(CONTENT_TYPE, "application/json");
    return headers;
  }

  /**
   * The event in CloudEvents' JSON format, attributes and payload in one object, as webhooks send
   * it; {@code streamsequence} is a text there as in the headers.
   */
  public static String structured(EventEnvelope<?> event) {
    ObjectNode whole = EventJson.mapper().createObjectNode();
    headers(event)
        .forEach(
            (name, value) ->
                whole.put(name.equals(CONTENT_TYPE) ? DATA_CONTENT_TYPE : attribute(name), value));
    whole.set("data", EventJson.mapper().valueToTree(event.data()));
    return EventJson.mapper().writeValueAsString(whole);
  }

  private static String attribute(String header) {
    return header.substring(PREFIX.length());
  }

  /**
   * Reads what the headers say, whatever the payload is: every text without U+0000, which no
   * consumer could store, the names of stream and event of 255 characters at most, the place in the
   * stream from 0.
   *
   * @throws UnreadableEvent naming the header that is missing or malformed
   */
  public static Attributes attributes(Map<String, String> headers) {
    return attributesOf(headers::get);
  }

  /**
   * The same from headers as they came.
   *
   * @param headers the bytes of a header by its name, null where there is none
   * @throws UnreadableEvent also where a header is not UTF-8
   */
  public static Attributes attributesOfBytes(Function<String, byte @Nullable []> headers) {
    return attributesOf(
        name -> {
          byte[] value = headers.apply(name);
          return value == null ? null : utf8(name, value);
        });
  }

  private static Attributes attributesOf(Function<String, @Nullable String> headers) {
    String type = required(headers, TYPE);
    return new Attributes(
        name(headers, ID),
        type,
        EventType.parse(type),
        name(headers, SUBJECT),
        sequence(required(headers, STREAM_SEQUENCE)),
        instant(OCCURRED_AT, required(headers, OCCURRED_AT)),
        instant(TIME, required(headers, TIME)),
        text(headers, CORRELATION_ID),
        text(headers, CAUSATION_ID),
        text(headers, ACTOR));
  }

  /**
   * Reads a record; nothing where its type is unknown to this version of the library, which a
   * consumer passes over.
   *
   * @throws UnreadableEvent where a header is missing or the payload does not fit its type
   */
  public static Optional<EventEnvelope<?>> read(Map<String, String> headers, byte[] payload) {
    return read(attributes(headers), payload);
  }

  /**
   * Reads a record whose headers were read already, by {@link #attributes}.
   *
   * @throws UnreadableEvent where the payload does not fit its type, or holds U+0000 or half of a
   *     surrogate pair, which no consumer could store as it is
   */
  public static Optional<EventEnvelope<?>> read(Attributes attributes, byte[] payload) {
    if (attributes.eventType().isEmpty()) {
      return Optional.empty();
    }
    StorableText.check(payload);
    Upcasters.Payload newest = Upcasters.published().newest(attributes.eventType().get(), payload);
    return EventTypes.classOf(newest.type())
        .map(type -> attributes.with(newest.type(), EventJson.read(newest.json(), type)));
  }

  /**
   * What the headers of a record say.
   *
   * @param eventType absent where the type is not one of this project's
   */
  public record Attributes(
      String id,
      String wireType,
      Optional<EventType> eventType,
      String streamId,
      long streamSequence,
      Instant occurredAt,
      Instant recordedAt,
      @Nullable String correlationId,
      @Nullable String causationId,
      @Nullable String actor) {

    private EventEnvelope<?> with(EventType type, DomainEvent data) {
      return new EventEnvelope<>(
          id,
          type.context(),
          type.name(),
          type.version(),
          streamId,
          streamSequence,
          occurredAt,
          recordedAt,
          correlationId,
          causationId,
          actor,
          data);
    }
  }

  private static void putIfPresent(
      Map<String, String> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
  }

  private static String required(Function<String, @Nullable String> headers, String name) {
    String value = text(headers, name);
    if (value == null || value.isEmpty()) {
      throw new UnreadableEvent("the header " + name + " is missing", null);
    }
    return value;
  }

  private static String name(Function<String, @Nullable String> headers, String name) {
    String value = required(headers, name);
    if (value.codePointCount(0, value.length()) > LONGEST_NAME) {
      throw new UnreadableEvent(
          "the header " + name + " is longer than " + LONGEST_NAME + " characters", null);
    }
    return value;
  }

  private static @Nullable String text(Function<String, @Nullable String> headers, String name) {
    String value = headers.apply(name);
    if (value != null && value.indexOf('\0') >= 0) {
      throw new UnreadableEvent("the header " + name + " holds U+0000", null);
    }
    return value;
  }

  private static String utf8(String name, byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableEvent("the header " + name + " is not UTF-8", e);
    }
  }

  private static long sequence(String value) {
    try {
      if (PLACE.matcher(value).matches()) {
        return Long.parseLong(value);
      }
    } catch (NumberFormatException e) {
      throw notAPlace(value, e);
    }
    throw notAPlace(value, null);
  }

  private static UnreadableEvent notAPlace(String value, @Nullable Throwable cause) {
    return new UnreadableEvent(
        "the header " + STREAM_SEQUENCE + " is no number from 0 to 2^63-1: " + shown(value), cause);
  }

  private static Instant instant(String header, String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw new UnreadableEvent("the header " + header + " is no instant: " + shown(value), e);
    }
  }

  private static String shown(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }
}
