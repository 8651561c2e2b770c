package io.rmaflow.kit.audit.proofs;

import io.rmaflow.proof.store.Sequencer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** A sequencer in a process of its own, until it is killed. */
final class SequencerProcess {

  static final String WAITS = "waits";
  static final String LEADS = "leads";

  private SequencerProcess() {}

  /** Arguments: URL, user and password of the database. */
  public static void main(String[] arguments) throws InterruptedException {
    String last = "";
    try (Sequencer sequencer =
        new Sequencer(
            () -> DriverManager.getConnection(arguments[0], arguments[1], arguments[2]), 50)) {
      while (true) {
        try {
          boolean leads = sequencer.lead();
          String now = leads ? LEADS : WAITS;
          if (!now.equals(last)) {
            System.out.println(now);
            last = now;
          }
          if (!leads) {
            TimeUnit.MILLISECONDS.sleep(LogKeeper.STANDING_BY.toMillis());
          } else if (sequencer.append() == 0) {
            TimeUnit.MILLISECONDS.sleep(20);
          }
        } catch (SQLException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }
}
