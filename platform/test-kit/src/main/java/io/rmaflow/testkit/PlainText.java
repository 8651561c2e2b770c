package io.rmaflow.testkit;

import io.rmaflow.testkit.TestPostgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Looks for words that are to stand nowhere in clear. */
public final class PlainText {

  private PlainText() {}

  /**
   * The words that stand in a column of a table, as {@code word in table.column}: in text of any
   * kind, JSON, arrays and bytes.
   *
   * @param words none of them with a quote or a backslash
   */
  public static List<String> inDatabase(Database database, Collection<String> words)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.connect()) {
      for (String[] column : columns(connection)) {
        boolean bytes = column[2].equals("bytea");
        String value = '"' + column[1] + '"';
        String has =
            bytes
                ? "position(convert_to(?, 'UTF8') in " + value + ") > 0"
                : "position(? in " + value + "::text) > 0";
        for (String word : words) {
          try (PreparedStatement sql =
              connection.prepareStatement(
                  "select exists (select from \"" + column[0] + "\" where " + has + ")")) {
            sql.setString(1, word);
            try (ResultSet row = sql.executeQuery()) {
              if (row.next() && row.getBoolean(1)) {
                found.add(word + " in " + column[0] + "." + column[1]);
              }
            }
          }
        }
      }
    }
    return found;
  }

  private static List<String[]> columns(Connection connection) throws SQLException {
    List<String[]> columns = new ArrayList<>();
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                """
                select c.relname, a.attname, t.typname
                  from pg_class c join pg_attribute a on a.attrelid = c.oid
                  join pg_type t on t.oid = a.atttypid
                 where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
                   and a.attnum > 0 and not a.attisdropped
                   and (t.typname in ('bytea', 'json', 'jsonb') or t.typcategory in ('S', 'A'))
                """)) {
      while (row.next()) {
        columns.add(new String[] {row.getString(1), row.getString(2), row.getString(3)});
      }
    }
    return columns;
  }

  /**
   * The files of the server that hold one of the words: those of this database's tables and
   * indexes, as they are after a checkpoint, and the log of all databases of the server.
   */
  public static List<String> inFiles(Database database, Collection<String> words)
      throws SQLException {
    List<String> found = inHeap(database, words);
    found.addAll(
        holding(
            database,
            words,
            "select 'pg_wal/' || name from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'"));
    return found;
  }

  /** The files of this database's tables and indexes that hold one of the words. */
  public static List<String> inHeap(Database database, Collection<String> words)
      throws SQLException {
    return new ArrayList<>(
        holding(
            database,
            words,
            """
            select folder || '/' || file
              from (select 'base/' || oid as folder from pg_database
                     where datname = current_database()) here,
                   lateral pg_ls_dir(folder) as file
             where file ~ '^[0-9]+(\\.[0-9]+)?$'
            """));
  }

  /** The server reads its files itself, as it may be in a container. */
  private static List<String> holding(Database database, Collection<String> words, String files)
      throws SQLException {
    List<String> found = new ArrayList<>();
    String any =
        words.stream()
            .map(word -> "position(convert_to(?, 'UTF8') in content) > 0")
            .collect(Collectors.joining(" or "));
    try (Connection connection = database.connect();
        Statement checkpoint = connection.createStatement()) {
      checkpoint.execute("checkpoint");
      try (PreparedStatement sql =
          connection.prepareStatement(
              "select file from ("
                  + files
                  + ") as files (file),"
                  + " lateral (select pg_read_binary_file(file, true)) as read (content)"
                  + " where "
                  + any)) {
        int number = 1;
        for (String word : words) {
          sql.setString(number++, word);
        }
        try (ResultSet row = sql.executeQuery()) {
          while (row.next()) {
            found.add(row.getString(1));
          }
        }
      }
    }
    return found;
  }
}
