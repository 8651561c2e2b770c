package io.rmaflow.kit.audit.replay;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.eventing.EventHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A read model: which tables it is, which events it is made of, and how. Every service declares
 * each of its read models once, as a bean of this type, so that it can be built anew.
 *
 * @param name as operators call it
 * @param tables those that it is, what others refer to before what refers to it
 * @param writtenAside tables of other read models, or of none, that the same statements write to as
 *     well: they are given a shadow, too, and nothing is done with it
 * @param ofOwnEvents whether this service's own events belong to its source
 * @param topics whose events do, as far as this service has applied them
 * @param building makes one anew
 * @param noted columns that say what was noted when a row was written and no event tells, such as
 *     when this service was told: they are neither compared nor changed of a row that is there
 */
public record Projection(
    String name,
    List<String> tables,
    List<String> writtenAside,
    boolean ofOwnEvents,
    Set<String> topics,
    Supplier<Building> building,
    Set<String> noted) {

  /** One that is made of events alone. */
  public Projection(
      String name,
      List<String> tables,
      List<String> writtenAside,
      boolean ofOwnEvents,
      Set<String> topics,
      Supplier<Building> building) {
    this(name, tables, writtenAside, ofOwnEvents, topics, building, Set.of());
  }

  /** Refuses one without a name, a table or a source. */
  public Projection {
    noted = Set.copyOf(noted);
    tables = List.copyOf(tables);
    writtenAside = List.copyOf(writtenAside);
    topics = Set.copyOf(topics);
    if (name.isBlank() || tables.isEmpty() || (!ofOwnEvents && topics.isEmpty())) {
      throw new IllegalArgumentException(
          "a projection has a name, tables and a source: \"" + name + "\"");
    }
  }

  /**
   * How it is made once. All its methods are called by one thread, in transactions in which the
   * names of the tables mean the shadows. It writes to nothing else, sends nothing, and takes no
   * lock that the service works under.
   */
  public interface Building {

    /** Whether it has anything to do with such events. */
    default boolean concerns(Class<? extends DomainEvent> type) {
      return true;
    }

    /** Writes what follows from this event. */
    void apply(EventEnvelope<?> event);

    /** A transaction ends; what was only noted is written now. */
    default void endOfBatch() {}

    /**
     * Puts right what depends on read models that others write, as they are now. Called whenever
     * all events are applied that the transaction sees.
     */
    default void settle() {}
  }

  /** One of this name that is made by the event handlers of these objects. */
  public static Projection ofHandlers(String name, List<String> tables, Object... handling) {
    return new Projection(
        name, tables, List.of(), true, Set.of(), () -> new ByHandlers(handlers(handling)));
  }

  private static List<EventHandlers> handlers(Object... handling) {
    return Stream.of(handling).map(EventHandlers::new).toList();
  }

  /** All tables that need a shadow. */
  List<String> shadows() {
    List<String> all = new ArrayList<>(tables);
    all.addAll(writtenAside);
    return all;
  }

  private record ByHandlers(List<EventHandlers> handlers) implements Building {

    @Override
    public boolean concerns(Class<? extends DomainEvent> type) {
      return handlers.stream().anyMatch(one -> one.takes(type));
    }

    @Override
    public void apply(EventEnvelope<?> event) {
      handlers.forEach(one -> one.handle(event));
    }
  }
}
