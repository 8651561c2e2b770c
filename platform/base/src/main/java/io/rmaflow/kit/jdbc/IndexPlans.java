package io.rmaflow.kit.jdbc;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Plans for work that goes through very many rows, each by its key. A connection keeps the plan of
 * a statement: one that was made while a table was small reads the whole of it, and goes on doing
 * so while the table grows, until its statistics are made anew.
 */
public final class IndexPlans {

  private IndexPlans() {}

  /** Until this transaction ends, nothing is read row by row that an index leads to. */
  public static void forThisTransaction(JdbcClient database) {
    database.sql("set local enable_seqscan = off").update();
  }
}
