package io.rmaflow.kit.audit.replay;

import java.util.List;

/**
 * A row that is otherwise than the events say; of its content only the key is told.
 *
 * @param table that it stands in
 * @param key the columns of the primary key and their values, as JSON
 * @param kind in which way
 * @param columns whose values differ; none of a row that only one of the two has
 */
record Difference(String table, String key, Kind kind, List<String> columns) {

  /** In which way a row is otherwise than the events say. */
  enum Kind {
    /** The table lacks it. */
    MISSING,
    /** No event says that it should be there. */
    SURPLUS,
    /** Some of its values are others. */
    DIFFERENT
  }
}
