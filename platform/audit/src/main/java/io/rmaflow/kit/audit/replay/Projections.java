package io.rmaflow.kit.audit.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The read models of this service, by their names. */
public final class Projections {

  private final Map<String, Projection> byName = new LinkedHashMap<>();

  /**
   * These.
   *
   * @throws IllegalArgumentException where two have one name, or one table
   */
  public Projections(List<Projection> all) {
    Map<String, String> byTable = new LinkedHashMap<>();
    for (Projection projection : all) {
      if (byName.put(projection.name(), projection) != null) {
        throw new IllegalArgumentException("two projections are called " + projection.name());
      }
      for (String table : projection.tables()) {
        String other = byTable.put(table, projection.name());
        if (other != null) {
          throw new IllegalArgumentException(
              "table " + table + " is of two projections: " + other + ", " + projection.name());
        }
      }
    }
  }

  /** The one of this name. */
  public Optional<Projection> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Their names, in the order of their declaration. */
  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  /** All of them. */
  public List<Projection> all() {
    return List.copyOf(byName.values());
  }
}
