package io.rmaflow.kit.audit.proofs;

import io.rmaflow.eventstore.StoredEvent;
import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.note.Checkpoint;
import io.rmaflow.proof.note.SignedNote;
import io.rmaflow.proof.note.VerifierKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Events with what proves them, all by one checkpoint.
 *
 * @param origin the log's name
 * @param head the checkpoint; empty where nothing was signed yet
 * @param events in the order in which they were asked for
 * @param keys the public keys that verify the checkpoint: those that sign now, then former ones
 */
public record ProvenEvents(
    String origin, Optional<Head> head, List<ProvenEvent> events, List<VerifierKey> keys) {

  /** Copies the lists. */
  public ProvenEvents {
    events = List.copyOf(events);
    keys = List.copyOf(keys);
  }

  /**
   * How far the log was when it was signed.
   *
   * @param checkpoint size and root
   * @param note as it was signed, with the lines of witnesses
   * @param signedAt real time, by the clock of whoever signed
   * @param signers the keys whose signatures were looked at and hold; none where it cannot be
   *     trusted
   * @param witnesses names of the known witnesses whose signatures stand on it, as they are written
   */
  public record Head(
      Checkpoint checkpoint,
      SignedNote note,
      Instant signedAt,
      List<VerifierKey> signers,
      List<String> witnesses) {

    /** Copies the lists. */
    public Head {
      signers = List.copyOf(signers);
      witnesses = List.copyOf(witnesses);
    }
  }

  /** What looking came to. */
  public enum State {
    /** Its content fits its hash, and the signed log has it at its place. */
    PROVED,
    /** The log, or the checkpoint, does not have it yet; its content fits its hash. */
    NOT_YET,
    /** Its content does not fit its hash, or the signed log has another one at its place. */
    WRONG
  }

  /**
   * An event, as it was looked at.
   *
   * @param event as it is stored
   * @param previous the hash of the stream's event before it; 32 zero bytes before the first
   * @param index the place of its leaf in the log, from 0; empty where the checkpoint has none
   * @param proof from the leaf's sibling up, RFC 9162 section 2.1.3
   * @param state what looking came to
   */
  public record ProvenEvent(
      StoredEvent event, Hash previous, OptionalLong index, List<Hash> proof, State state) {

    /** Copies the list. */
    public ProvenEvent {
      proof = List.copyOf(proof);
    }
  }

  /** How many of them came to this. */
  public long count(State state) {
    return events.stream().filter(event -> event.state() == state).count();
  }
}
