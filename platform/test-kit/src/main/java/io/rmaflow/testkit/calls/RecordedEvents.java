package io.rmaflow.testkit.calls;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What the event store of a service says that a caller has done. */
public final class RecordedEvents {

  private static final String BY_ACTOR =
      """
      select stream || '#' || sequence || ' ' || type from stored_event
      where position > ? and metadata->>'actor' = ? and stream not like 'access-%'
      order by position
      """;

  private final DataSource database;

  /**
   * The events of a service.
   *
   * @param database of the service
   */
  public RecordedEvents(DataSource database) {
    this.database = database;
  }

  /** The place of the last event there is; 0 where there is none. */
  long last() {
    try (Connection connection = database.getConnection();
        PreparedStatement sql =
            connection.prepareStatement("select coalesce(max(position), 0) from stored_event");
        ResultSet row = sql.executeQuery()) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What an actor has done since then; reads of personal data, which are recorded too, left out.
   */
  List<String> since(long position, String actor) {
    try (Connection connection = database.getConnection();
        PreparedStatement sql = connection.prepareStatement(BY_ACTOR)) {
      sql.setLong(1, position);
      sql.setString(2, actor);
      return texts(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All streams. */
  public List<String> streams() {
    try (Connection connection = database.getConnection();
        PreparedStatement sql =
            connection.prepareStatement("select distinct stream from stored_event order by 1")) {
      return texts(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a statement that answers one column of texts finds: for a read model that does not say
   * what the events do.
   */
  public List<String> found(String query) {
    try (Connection connection = database.getConnection();
        PreparedStatement sql = connection.prepareStatement(query)) {
      return texts(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> texts(PreparedStatement sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet row = sql.executeQuery()) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
