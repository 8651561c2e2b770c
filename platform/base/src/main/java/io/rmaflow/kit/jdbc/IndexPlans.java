package io.rmaflow.kit.jdbc;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Plans for work that goes through very many rows, each by its key. A connection keeps the plan of
 * a statement: one that was made while a table was small reads the whole of it, and goes on doing
 * so while the table grows, until its statistics are made anew.
 */
public final class IndexPlans {

  private static final String SQL = "set local enable_seqscan = off";

  private IndexPlans() {}

  /** Until this transaction ends, nothing is read row by row that an index leads to. */
  public static void forThisTransaction(JdbcClient database) {
    database.sql(SQL).update();
  }

  /** The same from the beginning of what else is asked in this round trip. */
  public static void forThisTransaction(RoundTrip trip) {
    trip.update(SQL);
  }
}
