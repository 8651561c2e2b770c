package io.rmaflow.eventstore;

import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

/**
 * An event store on the engine of this library: loads an aggregate in one round trip and hands out
 * streams that wake at commit. {@code EmbeddedEventStore} works on the engine too, but looks for
 * new events once a second and asks for the snapshot separately.
 */
public final class PostgresEventStore extends AbstractEventStore {

  private final PostgresEventStorageEngine engine;
  private final PostgresEventSource source;

  private PostgresEventStore(
      Builder builder, PostgresEventStorageEngine engine, PostgresEventSource source) {
    super(builder);
    this.engine = engine;
    this.source = source;
  }

  /** A new store's parts. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public DomainEventStream readEvents(String stream) {
    AtomicLong lastRead = new AtomicLong(-1);
    return DomainEventStream.concat(
        engine.readFromSnapshot(stream, lastRead::set),
        // what this unit of work has already appended was read from the table
        DomainEventStream.of(
            stagedDomainEventMessages(stream)
                .filter(event -> event.getSequenceNumber() > lastRead.get())));
  }

  /** What the current unit of work is to append behind the place. */
  DomainEventStream staged(String stream, long sequence) {
    return DomainEventStream.of(
        stagedDomainEventMessages(stream).filter(event -> event.getSequenceNumber() > sequence));
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken position) {
    return source.openStream(position);
  }

  /** The parts of a store. */
  public static final class Builder extends AbstractEventStore.Builder {

    private @Nullable PostgresEventStorageEngine engine;
    private @Nullable PostgresEventSource source;

    private Builder() {}

    /** Where the events are. Needed. */
    public Builder engine(PostgresEventStorageEngine engine) {
      this.engine = engine;
      storageEngine(engine);
      return this;
    }

    /** Whence the streams come. Needed. */
    public Builder source(PostgresEventSource source) {
      this.source = source;
      return this;
    }

    @Override
    public Builder messageMonitor(MessageMonitor<? super EventMessage<?>> monitor) {
      super.messageMonitor(monitor);
      return this;
    }

    @Override
    public Builder spanFactory(EventBusSpanFactory spanFactory) {
      super.spanFactory(spanFactory);
      return this;
    }

    /**
     * The store.
     *
     * @throws AxonConfigurationException where a part is missing
     */
    public PostgresEventStore build() {
      if (engine == null || source == null) {
        throw new AxonConfigurationException("PostgresEventStore needs an engine and a source");
      }
      return new PostgresEventStore(this, engine, source);
    }
  }
}
