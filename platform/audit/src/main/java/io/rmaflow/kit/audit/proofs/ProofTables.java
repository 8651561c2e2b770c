package io.rmaflow.kit.audit.proofs;

import io.rmaflow.proof.note.NoteSignature;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.note.VerifierKey;
import io.rmaflow.proof.store.LogTables;
import io.rmaflow.proof.store.StoredCheckpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/** What the service reads of its own log, in the present transaction where there is one. */
final class ProofTables {

  private final JdbcOperations database;

  ProofTables(JdbcOperations database) {
    this.database = database;
  }

  /** What is asked on one connection. */
  @FunctionalInterface
  interface Question<T> {

    /** Asks it. */
    Optional<T> of(Connection connection) throws SQLException;
  }

  /** Asks it. */
  <T> Optional<T> ask(Question<T> question) {
    Optional<T> answer = database.<Optional<T>>execute(question::of);
    return answer == null ? Optional.empty() : answer;
  }

  /** The checkpoint that was signed last. */
  Optional<StoredCheckpoint> newest() {
    return ask(connection -> Optional.ofNullable(LogTables.newest(connection)));
  }

  /** The last checkpoint of a size. */
  Optional<StoredCheckpoint> ofSize(long size) {
    return ask(connection -> Optional.ofNullable(LogTables.ofSize(connection, size)));
  }

  /** Checkpoints behind a number, at most 100. */
  List<StoredCheckpoint> after(long number) {
    return ask(connection -> Optional.of(LogTables.checkpoints(connection, number, 100)))
        .orElseThrow();
  }

  /** A checkpoint with what witnesses have signed of it. */
  SignedNote witnessed(StoredCheckpoint checkpoint) {
    return ask(connection -> Optional.of(LogTables.cosignatures(connection, checkpoint.size())))
        .map(checkpoint.note()::with)
        .orElseThrow();
  }

  /** Publishes a checkpoint and what it needs as files. */
  void publish(SignedNote checkpoint, PublishedFiles files) {
    var unused =
        ask(
            connection -> {
              files.publish(connection, checkpoint);
              return Optional.of(checkpoint);
            });
  }

  /** Keeps the line of a witness; whether it is new. */
  boolean store(long size, NoteSignature line, Instant receivedAt) {
    return ask(connection -> Optional.of(LogTables.store(connection, size, line, receivedAt)))
        .orElseThrow();
  }

  /** The largest size that a witness has signed; 0 where it has signed none. */
  long seenBy(VerifierKey witness) {
    return ask(connection -> Optional.of(LogTables.seenBy(connection, witness))).orElseThrow();
  }
}
