package io.rmaflow.kit.eventing;

import io.rmaflow.events.Context;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.eventstore.GlobalPosition;
import io.rmaflow.eventstore.PostgresEventStorageEngine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Publishes events once more that this service has published before, in the order of its store, so
 * that those of a stream keep theirs. They are what they were the first time, with the header
 * {@link CloudEvents#REPUBLISHED} beside it.
 */
public final class Republishing implements AutoCloseable {

  private final DefaultKafkaProducerFactory<String, byte[]> producers;
  private final KafkaTemplate<String, byte[]> kafka;
  private final Duration acknowledgedWithin;
  private final PostgresEventStorageEngine engine;
  private final EngineStreams streams;
  private final EventFeed feed;
  private final JdbcOutboxStatus outbox;
  private final JdbcClient database;
  private final Context service;

  Republishing(
      DefaultKafkaProducerFactory<String, byte[]> producers,
      Duration acknowledgedWithin,
      PostgresEventStorageEngine engine,
      EngineStreams streams,
      EventFeed feed,
      JdbcOutboxStatus outbox,
      JdbcClient database,
      ServiceIdentity service) {
    this.producers = producers;
    this.kafka = new KafkaTemplate<>(producers);
    this.acknowledgedWithin = acknowledgedWithin;
    this.engine = engine;
    this.streams = streams;
    this.feed = feed;
    this.outbox = outbox;
    this.database = database;
    this.service = service.context();
  }

  /**
   * Which events.
   *
   * @param names without context and version; all where it is empty
   * @param stream of this stream only; null for all
   * @param from recorded at this instant or later; null from the first one on
   * @param to recorded before this instant; null up to the last one
   */
  public record Selection(
      Set<String> names, @Nullable String stream, @Nullable Instant from, @Nullable Instant to) {

    /** Of a set that nobody changes. */
    public Selection {
      names = Set.copyOf(names);
    }

    private boolean has(EventEnvelope<?> event) {
      return (names.isEmpty() || names.contains(event.name()))
          && (stream == null || stream.equals(event.streamId()))
          && (from == null || !event.recordedAt().isBefore(from))
          && (to == null || event.recordedAt().isBefore(to));
    }
  }

  /**
   * The next events of a selection.
   *
   * @param events in the order of the store
   * @param next where to go on; null where nothing has been looked at
   * @param more whether there may be more
   */
  public record Piece(List<EventEnvelope<?>> events, @Nullable String next, boolean more) {}

  /** The names of all events of this service, without context and version. */
  public Set<String> names() {
    return feed.names();
  }

  /** Whether this service has published anything of the stream. */
  public boolean isKnown(String stream) {
    return streams.events(stream).stream().anyMatch(event -> event.envelope().context() == service);
  }

  /** The place of the event that was published last; null where none was. */
  public @Nullable String end() {
    GlobalPosition published = outbox.publishedTo();
    return published == null ? null : EventCursor.encode(service, published);
  }

  /** How many events a selection has up to there. */
  public long count(Selection selection, String end) {
    GlobalPosition last = EventCursor.decode(service, end);
    Instant from = selection.from();
    Instant to = selection.to();
    return database
        .sql(
            """
            select count(*) from stored_event
            where (epoch, fence, position) <= (:epoch, cast(:fence as xid8), :number)
              and starts_with(type, :context)
              and (cast(:types as text[]) is null or type = any(:types))
              and (cast(:stream as text) is null or stream = :stream)
              and (cast(:from as timestamptz) is null or recorded_at >= :from)
              and (cast(:to as timestamptz) is null or recorded_at < :to)
            """)
        .param("epoch", last.epoch())
        .param("fence", Long.toUnsignedString(last.fence()))
        .param("number", last.number())
        .param("context", service.id() + ".")
        .param(
            "types",
            selection.names().isEmpty()
                ? null
                : selection.names().stream()
                    .map(name -> service.id() + "." + name)
                    .toArray(String[]::new))
        .param("stream", selection.stream())
        .param("from", from == null ? null : from.atOffset(ZoneOffset.UTC))
        .param("to", to == null ? null : to.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  /**
   * Reads on.
   *
   * @param after where an earlier piece has said to go on; null for the first one
   * @param end no further than there: what comes behind it has yet to be published the first time
   * @param size at most about so many
   */
  public Piece next(Selection selection, @Nullable String after, String end, int size) {
    String stream = selection.stream();
    return stream == null
        ? ofAll(selection, after, end, size)
        : ofStream(selection, stream, after, end, size);
  }

  private Piece ofAll(Selection selection, @Nullable String after, String end, int size) {
    GlobalPosition last = EventCursor.decode(service, end);
    Instant from = selection.from();
    String begin = after == null && from != null ? since(from) : after;
    EventFeed.Piece piece = feed.read(begin, selection.names(), size);
    List<EventEnvelope<?>> events = new ArrayList<>();
    for (StoredEvent stored : piece.events()) {
      if (EventCursor.decode(service, stored.position()).compareTo(last) > 0) {
        return new Piece(events, stored.position(), false);
      }
      if (selection.has(stored.envelope())) {
        events.add(stored.envelope());
      }
    }
    String next = piece.next();
    boolean more =
        piece.more() && next != null && EventCursor.decode(service, next).compareTo(last) < 0;
    return new Piece(events, next, more);
  }

  /** Of what was recorded at the same instant, some may stand before: the selection looks again. */
  private @Nullable String since(Instant from) {
    return engine.createTokenAt(from) instanceof GlobalPosition begin
        ? EventCursor.encode(service, begin)
        : null;
  }

  private Piece ofStream(
      Selection selection, String stream, @Nullable String after, String end, int size) {
    GlobalPosition last = EventCursor.decode(service, end);
    GlobalPosition begin = after == null ? null : EventCursor.decode(service, after);
    List<EventEnvelope<?>> events = new ArrayList<>();
    String next = after;
    for (StoredEvent stored : streams.events(stream)) {
      GlobalPosition position = EventCursor.decode(service, stored.position());
      if ((begin != null && position.compareTo(begin) <= 0) || position.compareTo(last) > 0) {
        continue;
      }
      if (events.size() >= size) {
        return new Piece(events, next, true);
      }
      if (selection.has(stored.envelope())) {
        events.add(stored.envelope());
      }
      next = stored.position();
    }
    return new Piece(events, next, false);
  }

  /**
   * Publishes these; returns when the broker has acknowledged all of them.
   *
   * @param id of the republication
   * @throws NotRepublished where it did not: some of them may stand on the topic
   */
  public void send(String id, List<EventEnvelope<?>> events) throws InterruptedException {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    try {
      for (EventEnvelope<?> event : events) {
        ProducerRecord<String, byte[]> record = KafkaPublisher.record(event);
        record.headers().add(CloudEvents.REPUBLISHED, id.getBytes(StandardCharsets.UTF_8));
        sent.add(kafka.send(record));
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
          .get(acknowledgedWithin.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException
        | TimeoutException
        | org.springframework.kafka.KafkaException
        | org.apache.kafka.common.KafkaException e) {
      throw new NotRepublished(e);
    }
  }

  @Override
  public void close() {
    producers.destroy();
  }

  /** The broker did not take events; they are to be sent again. */
  public static final class NotRepublished extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    NotRepublished(Throwable cause) {
      super("the broker did not take events that are published once more", cause);
    }
  }
}
