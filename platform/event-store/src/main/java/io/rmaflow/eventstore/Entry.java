package io.rmaflow.eventstore;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/** A row as the framework's upcasting takes it. */
class Entry implements EventData<byte[]> {

  private final String id;
  private final Instant recordedAt;
  private final SerializedObject<byte[]> payload;
  private final SerializedObject<byte[]> metaData;

  private Entry(
      String id,
      Instant recordedAt,
      String type,
      @Nullable String revision,
      byte[] payload,
      byte[] metaData) {
    this.id = id;
    this.recordedAt = recordedAt;
    this.payload =
        new SimpleSerializedObject<>(
            payload, byte[].class, new SimpleSerializedType(type, revision));
    this.metaData =
        new SimpleSerializedObject<>(metaData, byte[].class, CatalogSerializer.metaDataType());
  }

  private Entry(StoredEvent event) {
    this(
        event.id(),
        event.recordedAt(),
        event.name().name(),
        Integer.toString(event.name().version()),
        event.payload(),
        event.metadata());
  }

  @Override
  public String getEventIdentifier() {
    return id;
  }

  @Override
  public Instant getTimestamp() {
    return recordedAt;
  }

  @Override
  public SerializedObject<byte[]> getMetaData() {
    return metaData;
  }

  @Override
  public SerializedObject<byte[]> getPayload() {
    return payload;
  }

  /** An event for a reader of all streams. */
  static TrackedEventData<byte[]> tracked(StoredEvent event) {
    String aggregateType = event.aggregateType();
    return aggregateType == null
        ? new Tracked(event)
        : new TrackedOfAggregate(event, aggregateType);
  }

  /** An event for the load of an aggregate. */
  static DomainEventData<byte[]> ofStream(StoredEvent event) {
    return new OfAggregate(event);
  }

  /** A snapshot or an event for the load of an aggregate. */
  static DomainEventData<byte[]> ofStream(String stream, EventTable.StreamRow row) {
    return new OfAggregate(stream, row);
  }

  /** An event that has just been written. */
  static DomainEventData<byte[]> ofStream(EventTable.NewEvent event) {
    return new OfAggregate(
        event.stream(),
        new EventTable.StreamRow(
            false,
            event.sequence(),
            event.id(),
            event.name().name(),
            Integer.toString(event.name().version()),
            event.aggregateType(),
            event.recordedAt(),
            event.payload(),
            event.metadata()));
  }

  private static class Tracked extends Entry implements TrackedEventData<byte[]> {

    private final GlobalPosition position;

    Tracked(StoredEvent event) {
      super(event);
      this.position = event.position();
    }

    @Override
    public TrackingToken trackingToken() {
      return position;
    }
  }

  private static final class TrackedOfAggregate extends Tracked implements DomainEventData<byte[]> {

    private final String aggregateType;
    private final String stream;
    private final long sequence;

    TrackedOfAggregate(StoredEvent event, String aggregateType) {
      super(event);
      this.aggregateType = aggregateType;
      this.stream = event.stream();
      this.sequence = event.sequence();
    }

    @Override
    public String getType() {
      return aggregateType;
    }

    @Override
    public String getAggregateIdentifier() {
      return stream;
    }

    @Override
    public long getSequenceNumber() {
      return sequence;
    }
  }

  private static final class OfAggregate extends Entry implements DomainEventData<byte[]> {

    private final String aggregateType;
    private final String stream;
    private final long sequence;

    OfAggregate(StoredEvent event) {
      super(event);
      this.aggregateType = orNone(event.aggregateType());
      this.stream = event.stream();
      this.sequence = event.sequence();
    }

    OfAggregate(String stream, EventTable.StreamRow row) {
      super(row.id(), row.recordedAt(), row.type(), row.revision(), row.payload(), row.metadata());
      this.aggregateType = orNone(row.aggregateType());
      this.stream = stream;
      this.sequence = row.sequence();
    }

    /** The framework wants a type here, even of an event that was published without one. */
    private static String orNone(@Nullable String aggregateType) {
      return aggregateType == null ? "" : aggregateType;
    }

    @Override
    public String getType() {
      return aggregateType;
    }

    @Override
    public String getAggregateIdentifier() {
      return stream;
    }

    @Override
    public long getSequenceNumber() {
      return sequence;
    }
  }
}
