package io.rmaflow.kit.identity;

import io.rmaflow.events.DomainEvent;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a service has stored identifiers, for {@link SpellingMigration}.
 *
 * @param found the event that tells of a collision; absent where the service records none
 */
public record Spellings(List<Kind> kinds, @Nullable CollisionFound found) {

  public Spellings {
    kinds = List.copyOf(kinds);
  }

  /** Tells that several things would come to be one. */
  @FunctionalInterface
  public interface CollisionFound {

    /** The event, of this stream. */
    DomainEvent event(String stream, String kind, String canonical, List<String> spellings);
  }

  /**
   * One kind of identifiers.
   *
   * @param canonical the spelling of an identifier, as its type spells it
   * @param things what is known by such an identifier, each kind of thing by itself
   * @param mentions where such an identifier is mentioned
   */
  public record Kind(UnaryOperator<String> canonical, List<Thing> things, List<Column> mentions) {

    public Kind {
      things = List.copyOf(things);
      mentions = List.copyOf(mentions);
    }
  }

  /**
   * Things that are known by their identifiers.
   *
   * @param name such as {@code UNIT}
   * @param keys where these stand; two spellings among them are two things
   * @param streams what the names of their streams begin with, before the slash
   */
  public record Thing(String name, List<Column> keys, List<String> streams) {

    public Thing {
      keys = List.copyOf(keys);
      streams = List.copyOf(streams);
    }
  }

  /**
   * Where identifiers are stored.
   *
   * @param read the expression that gives the identifier of a row, or null
   * @param write the assignment that changes it to {@code :to}
   */
  public record Column(String table, String read, String write) {

    /** A column that holds nothing else. */
    public static Column of(String table, String column) {
      return new Column(table, column, column + " = :to");
    }

    /** A text in a column of JSON. */
    public static Column inJson(String table, String column, String field) {
      return new Column(
          table,
          column + " ->> '" + field + "'",
          column + " = jsonb_set(" + column + ", '{" + field + "}', to_jsonb(cast(:to as text)))");
    }
  }
}
