package io.rmaflow.kit.audit.replay;

import io.rmaflow.kit.audit.replay.Difference.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The shadows of a read model's tables: tables of the same names in the schema {@code replay},
 * which come before the live ones in a transaction that builds anew. One read model at a time.
 */
final class Shadows {

  private static final String KEYS =
      """
      select a.attname from pg_index i
      cross join unnest(i.indkey) with ordinality as k (attnum, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where i.indrelid = cast(:table as regclass) and i.indisprimary order by k.place
      """;

  private static final String COLUMNS =
      """
      select attname from pg_attribute
      where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped
      order by attnum
      """;

  private static final String OTHER_UNIQUE =
      """
      select exists (select from pg_index
                     where indrelid = cast(:table as regclass) and indisunique
                       and not indisprimary)
      """;

  private static final String WRITTEN =
      """
      select relname, n_tup_ins + n_tup_upd + n_tup_del as written from pg_stat_xact_user_tables
      where schemaname = :live and n_tup_ins + n_tup_upd + n_tup_del > 0
      """;

  private final JdbcClient database;
  private final String live;

  Shadows(JdbcClient database) {
    this.database = database;
    this.live = database.sql("select current_schema()").query(String.class).single();
  }

  /** Makes empty ones, and throws away whatever somebody else has left. */
  void prepare(Projection projection) {
    database
        .sql("select replay_prepare(:live, :names)")
        .param("live", live)
        .param("names", projection.shadows().toArray(String[]::new))
        .query((row, n) -> "")
        .single();
  }

  /** Throws them away. */
  void clear() {
    database.sql("select replay_clear()").query((row, n) -> "").single();
  }

  /** Lets the planner know how many rows there are. */
  void analyze() {
    database.sql("select replay_analyze()").query((row, n) -> "").single();
  }

  /**
   * Does this in the present transaction, in which the names of the tables mean the shadows.
   *
   * @throws IllegalStateException where it has written to a live table
   */
  void within(Runnable work) {
    Map<String, Long> before = written();
    path("replay, " + quoted(live));
    work.run();
    path(quoted(live));
    Map<String, Long> after = written();
    after.forEach(
        (table, count) -> {
          if (count > before.getOrDefault(table, 0L)) {
            throw new WroteToTheLiveView(table);
          }
        });
  }

  private void path(String path) {
    database
        .sql("select set_config('search_path', :path, true)")
        .param("path", path)
        .query((row, n) -> "")
        .single();
  }

  private Map<String, Long> written() {
    Map<String, Long> written = new HashMap<>();
    database
        .sql(WRITTEN)
        .param("live", live)
        .query(
            row -> {
              written.put(row.getString("relname"), row.getLong("written"));
            });
    return written;
  }

  /**
   * After a crash of the server everything begins anew, so that no commit has to wait for a disk.
   */
  void notDurable() {
    database
        .sql("select set_config('synchronous_commit', 'off', true)")
        .query((row, n) -> "")
        .single();
  }

  /**
   * Keeps everybody from writing to its tables until the transaction ends; readers go on. Where it
   * is made of what was taken in, nothing is taken in meanwhile: the inbox locks its streams before
   * it reads.
   *
   * @param atMostMillis how long to wait for each, real time
   * @throws org.springframework.dao.PessimisticLockingFailureException where that was not enough
   */
  void lock(Projection projection, long atMostMillis) {
    database
        .sql("select set_config('lock_timeout', :most, true)")
        .param("most", Long.toString(atMostMillis))
        .query((row, n) -> "")
        .single();
    List<String> tables = new ArrayList<>();
    if (!projection.topics().isEmpty()) {
      tables.add("inbox_stream");
    }
    tables.addAll(projection.tables());
    for (String table : tables) {
      database.sql("lock table " + live(table) + " in share row exclusive mode").update();
    }
  }

  // ---- comparing

  /** Notes the keys of all rows that differ now; says how many there are. */
  long compare(Projection projection) {
    long differ = 0;
    for (String table : projection.tables()) {
      Shape shape = shape(projection, table);
      database.sql("delete from " + shape.noted()).update();
      differ +=
          database
              .sql(
                  "insert into %s (%s) select %s from %s l full join %s s using (%s) where %s"
                      .formatted(
                          shape.noted(),
                          shape.list(shape.keys(), ""),
                          shape.list(shape.keys(), ""),
                          shape.live(),
                          shape.shadow(),
                          shape.list(shape.keys(), ""),
                          shape.differs()))
              .update();
    }
    return differ;
  }

  /** The first of the rows that {@link #compare} has noted, as they differ. */
  List<Difference> differences(Projection projection, int most) {
    List<Difference> found = new ArrayList<>();
    for (String table : projection.tables()) {
      Shape shape = shape(projection, table);
      database
          .sql(
              """
              select json_build_object(%s)::text as key, %s is null as missing,
                     %s is null as surplus, array_remove(array[%s]::text[], null) as columns
              from (select * from %s order by %s limit %d) d
              left join %s l using (%s) left join %s s using (%s) order by %s
              """
                  .formatted(
                      shape.keys().stream()
                          .map(key -> "'%s', d.%s".formatted(key, quoted(key)))
                          .collect(Collectors.joining(", ")),
                      "l." + quoted(shape.keys().getFirst()),
                      "s." + quoted(shape.keys().getFirst()),
                      shape.values().stream()
                          .map(
                              column ->
                                  "case when l.%1$s is distinct from s.%1$s then '%2$s' end"
                                      .formatted(quoted(column), column))
                          .collect(Collectors.joining(", ")),
                      shape.noted(),
                      shape.list(shape.keys(), ""),
                      most - found.size(),
                      shape.live(),
                      shape.list(shape.keys(), ""),
                      shape.shadow(),
                      shape.list(shape.keys(), ""),
                      shape.list(shape.keys(), "d.")))
          .query(
              row -> {
                Kind kind =
                    row.getBoolean("missing")
                        ? Kind.MISSING
                        : row.getBoolean("surplus") ? Kind.SURPLUS : Kind.DIFFERENT;
                found.add(
                    new Difference(
                        table,
                        row.getString("key"),
                        kind,
                        kind == Kind.DIFFERENT
                            ? List.of((String[]) row.getArray("columns").getArray())
                            : List.of()));
              });
    }
    return found;
  }

  // ---- putting in place

  /**
   * Makes the rows that {@link #compare} has noted as the shadows have them now; says how many were
   * changed.
   */
  long putInPlace(Projection projection) {
    List<Shape> shapes =
        projection.tables().stream().map(table -> shape(projection, table)).toList();
    long changed = 0;
    for (Shape shape : shapes.reversed()) {
      changed +=
          database
              .sql(
                  "delete from %s l using %s d where %s and not exists (select from %s s where %s)"
                      .formatted(
                          shape.live(),
                          shape.noted(),
                          shape.same("l", "d"),
                          shape.shadow(),
                          shape.same("s", "d")))
              .update();
    }
    for (Shape shape : shapes) {
      changed += shape.otherUnique() ? replaced(shape) : updated(shape);
      changed +=
          database
              .sql(
                  "insert into %s (%s) select %s from %s s join %s d using (%s) where not exists (select from %s l where %s)"
                      .formatted(
                          shape.live(),
                          shape.list(shape.columns(), ""),
                          shape.list(shape.columns(), "s."),
                          shape.shadow(),
                          shape.noted(),
                          shape.list(shape.keys(), ""),
                          shape.live(),
                          shape.same("l", "s")))
              .update();
    }
    return changed;
  }

  private long updated(Shape shape) {
    if (shape.values().isEmpty()) {
      return 0;
    }
    return database
        .sql(
            "update %s l set %s from %s s join %s d using (%s) where %s and (%s) is distinct from (%s)"
                .formatted(
                    shape.live(),
                    shape.values().stream()
                        .map(column -> "%1$s = s.%1$s".formatted(quoted(column)))
                        .collect(Collectors.joining(", ")),
                    shape.shadow(),
                    shape.noted(),
                    shape.list(shape.keys(), ""),
                    shape.same("l", "s"),
                    shape.list(shape.values(), "l."),
                    shape.list(shape.values(), "s.")))
        .update();
  }

  /** What one row gives up for another may be unique: all go before any comes. */
  private long replaced(Shape shape) {
    database
        .sql(
            "delete from %s l using %s d, %s s where %s and %s and (%s) is distinct from (%s)"
                .formatted(
                    shape.live(),
                    shape.noted(),
                    shape.shadow(),
                    shape.same("l", "d"),
                    shape.same("s", "d"),
                    shape.list(shape.values(), "l."),
                    shape.list(shape.values(), "s.")))
        .update();
    // they are counted when they are inserted
    return 0;
  }

  private Shape shape(Projection projection, String table) {
    List<String> keys = names(KEYS, live(table));
    List<String> columns = names(COLUMNS, live(table));
    return new Shape(
        live(table),
        "replay." + quoted(table),
        "replay." + quoted(table + "~differs"),
        keys,
        columns,
        projection.noted(),
        database.sql(OTHER_UNIQUE).param("table", live(table)).query(Boolean.class).single());
  }

  private List<String> names(String sql, String table) {
    return database.sql(sql).param("table", table).query(String.class).list();
  }

  private String live(String table) {
    return quoted(live) + "." + quoted(table);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A table with its shadow, and how its rows are compared. */
  private record Shape(
      String live,
      String shadow,
      String noted,
      List<String> keys,
      List<String> columns,
      Set<String> untold,
      boolean otherUnique) {

    List<String> values() {
      return columns.stream()
          .filter(column -> !keys.contains(column) && !untold.contains(column))
          .toList();
    }

    String list(List<String> names, String of) {
      return names.stream().map(name -> of + quoted(name)).collect(Collectors.joining(", "));
    }

    String same(String one, String other) {
      return keys.stream()
          .map(key -> "%1$s.%3$s = %2$s.%3$s".formatted(one, other, quoted(key)))
          .collect(Collectors.joining(" and "));
    }

    /** Of a row of one side only the other side's key is null. */
    String differs() {
      String key = quoted(keys.getFirst());
      return Stream.concat(
              Stream.of("l.%s is null".formatted(key), "s.%s is null".formatted(key)),
              values().isEmpty()
                  ? Stream.empty()
                  : Stream.of(
                      "row(%s) is distinct from row(%s)"
                          .formatted(list(values(), "l."), list(values(), "s."))))
          .collect(Collectors.joining(" or "));
    }
  }

  /** What builds a read model anew must not change anything else. */
  static final class WroteToTheLiveView extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    WroteToTheLiveView(String table) {
      super("building anew has written to the live table " + table + ", which was undone");
    }
  }
}
