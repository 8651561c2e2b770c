package io.rmaflow.proof.note;

import io.rmaflow.proof.Words;
import java.util.List;
import java.util.Optional;

/** What became of a checkpoint that was looked at with {@link TrustedKeys}. */
public sealed interface Opened {

  /**
   * It may be believed.
   *
   * @param note with all signatures
   * @param by the log's keys that signed it and are believed for it
   * @param witnesses what known witnesses say of it
   */
  record Trusted(
      Checkpoint checkpoint, SignedNote note, List<VerifierKey> by, List<Cosignature> witnesses)
      implements Opened {}

  /**
   * It may not be believed.
   *
   * @param checkpoint what it says, where it is one at all
   * @param reason what is wrong with it
   */
  record Refused(Optional<Checkpoint> checkpoint, Reason reason, Words why) implements Opened {}

  /** Why a checkpoint is not believed. */
  enum Reason {
    /** It is no checkpoint, or no signed note. */
    MALFORMED,
    /** It is another log's. */
    OTHER_LOG,
    /** No key that is believed signed it. */
    NOT_SIGNED,
    /** The signature of a key that is believed is wrong: something of it was changed. */
    WRONG_SIGNATURE,
    /** Signed by a key that was not yet, or no longer, that of the log. */
    KEY_OUT_OF_BOUNDS,
    /** Too few witnesses signed it. */
    TOO_FEW_WITNESSES
  }
}
