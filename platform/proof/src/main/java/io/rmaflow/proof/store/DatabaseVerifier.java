package io.rmaflow.proof.store;

import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.eventstore.StoredRows;
import io.rmaflow.proof.Words;
import io.rmaflow.proof.log.LogRow;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.Cosignature;
import io.rmaflow.proof.note.MalformedNote;
import io.rmaflow.proof.note.NoteSignature;
import io.rmaflow.proof.note.Opened;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.note.TrustedKey;
import io.rmaflow.proof.note.TrustedKeys;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.verify.Finding;
import io.rmaflow.proof.verify.StoreVerifier;
import io.rmaflow.proof.verify.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the whole store of a database in one snapshot of it: events, log, tiles, and the
 * checkpoints and cosignatures that are kept beside them. Nothing is written, and nobody has to
 * stop.
 */
public final class DatabaseVerifier {

  /** Rows that are fetched together: enough to keep the server busy, little to hold. */
  private static final int AT_ONCE = 2_000;

  private static final String CHECKPOINTS =
      "select size, note from proof_checkpoint order by number";

  private static final String COSIGNATURES =
      """
      select given.size, given.line,
             (select signed.note from proof_checkpoint signed where signed.size = given.size
              order by signed.number desc limit 1)
      from proof_cosignature given order by given.size
      """;

  private final Connection connection;
  private final TrustedKeys keys;
  private final List<Finding> besides = new ArrayList<>();

  private DatabaseVerifier(Connection connection, TrustedKeys keys) {
    this.connection = connection;
    this.keys = keys;
  }

  /**
   * Verifies it.
   *
   * @param connection outside of a transaction; may read every table of the store and its log
   * @param keys whom to believe, as it was kept outside of the database
   * @param more adds checkpoints that were kept outside, a mirror, or a listener for the progress
   */
  public static Verdict verify(
      Connection connection, TrustedKeys keys, UnaryOperator<StoreVerifier> more)
      throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    try {
      return new DatabaseVerifier(connection, keys).verify(more);
    } finally {
      connection.rollback();
      connection.setReadOnly(false);
      connection.setAutoCommit(true);
    }
  }

  private Verdict verify(UnaryOperator<StoreVerifier> more) throws SQLException {
    StoreVerifier verifier =
        StoreVerifier.trusting(keys)
            .tiles(StoredTiles.asTheyAre(connection, LogTables.size(connection)));
    addCheckpoints(verifier);
    compareCosignatures();
    Verdict verdict;
    try (StoredRows events = StoredRows.in(connection, AT_ONCE);
        LogRows rows = LogRows.in(connection, AT_ONCE)) {
      verdict =
          more.apply(verifier)
              .verify(new Rows<LogRow>(rows::next), new Rows<StoredEvent>(events::next));
    }
    List<Finding> all = new ArrayList<>(verdict.findings());
    all.addAll(besides);
    return new Verdict(
        all,
        verdict.further(),
        verdict.goodUpTo(),
        verdict.against(),
        verdict.rows(),
        verdict.events(),
        verdict.waiting());
  }

  /** Those that lie in the database: its owner can take them away, but not make others. */
  private void addCheckpoints(StoreVerifier verifier) throws SQLException {
    List<VerifierKey> known = logKeys();
    try (PreparedStatement sql = connection.prepareStatement(CHECKPOINTS)) {
      sql.setFetchSize(AT_ONCE);
      try (ResultSet row = sql.executeQuery()) {
        String before = "";
        while (row.next()) {
          String note = row.getString(2);
          Checkpoint checkpoint = believed(note, known);
          if (checkpoint == null || checkpoint.size() != row.getLong(1)) {
            besides.add(
                new Finding.CheckpointRefused(
                    Optional.ofNullable(checkpoint),
                    Opened.Reason.WRONG_SIGNATURE,
                    new Words(
                        "データベースのチェックポイント（" + row.getLong(1) + "件）が書き換えられているか、知らない鍵で署名されています。",
                        "the checkpoint over "
                            + row.getLong(1)
                            + " rows in the database was changed, or a key signed it that is not"
                            + " known here.")));
          } else if (checkpoint.origin().equals(keys.origin()) && !note.equals(before)) {
            verifier.checkpoint(note);
            before = note;
          }
        }
      }
    }
  }

  private List<VerifierKey> logKeys() {
    return keys.keys().stream().map(TrustedKey::key).toList();
  }

  private static @Nullable Checkpoint believed(String note, List<VerifierKey> known) {
    try {
      SignedNote signed = SignedNote.parse(note);
      return signed.signedBy(known).isEmpty() ? null : Checkpoint.parse(signed.text());
    } catch (MalformedNote e) {
      return null;
    }
  }

  private void compareCosignatures() throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(COSIGNATURES)) {
      sql.setFetchSize(AT_ONCE);
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          if (isOfAKnownWitnessAndWrong(row.getString(2), row.getString(3))) {
            besides.add(
                new Finding.CheckpointRefused(
                    Optional.empty(),
                    Opened.Reason.WRONG_SIGNATURE,
                    new Words(
                        "データベースの証人の署名（" + row.getLong(1) + "件に対するもの）が正しくありません。",
                        "the signature of a witness on "
                            + row.getLong(1)
                            + " rows in the database is wrong.")));
          }
        }
      }
    }
  }

  private boolean isOfAKnownWitnessAndWrong(String line, @Nullable String note) {
    try {
      NoteSignature signature = NoteSignature.parse(line.strip());
      boolean known =
          keys.witnesses().stream()
              .anyMatch(
                  key -> key.name().equals(signature.name()) && key.id() == signature.keyId());
      if (note != null && believed(note, logKeys()) == null) {
        // that the checkpoint is wrong is said already
        return false;
      }
      return known
          && (note == null
              || Cosignature.on(
                      new SignedNote(SignedNote.parse(note).text(), List.of(signature)),
                      keys.witnesses())
                  .isEmpty());
    } catch (MalformedNote e) {
      return true;
    }
  }

  /** What is read row by row, as an iterator. */
  private static final class Rows<R> implements Iterator<R> {

    private final Reading<R> reading;
    private @Nullable R next;

    /** Reads a row; null behind the last one. */
    private interface Reading<R> {
      @Nullable R next() throws SQLException;
    }

    Rows(Reading<R> reading) {
      this.reading = reading;
      this.next = read();
    }

    private @Nullable R read() {
      try {
        return reading.next();
      } catch (SQLException e) {
        throw new IllegalStateException("The database could not be read: " + e.getMessage(), e);
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public R next() {
      R present = next;
      if (present == null) {
        throw new NoSuchElementException();
      }
      next = read();
      return present;
    }
  }
}
