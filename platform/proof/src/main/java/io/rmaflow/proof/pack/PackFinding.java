package io.rmaflow.proof.pack;

import io.rmaflow.proof.Words;

/**
 * Something that is wrong with a pack.
 *
 * @param line the line, from 1
 */
public record PackFinding(long line, Kind kind, Words words) {

  /** What is wrong. */
  public enum Kind {
    /** Its bytes are not those that were written. */
    LINE_CHANGED,
    /** It is not the line that belongs here: one was taken out, put in or moved. */
    LINE_OUT_OF_PLACE,
    /** It is written in a way that no pack has. */
    NOT_A_PACK,
    /** What the event says does not fit its hash. */
    EVENT_CHANGED,
    /** The event does not follow the one before it in its stream. */
    EVENT_OUT_OF_PLACE,
    /** The proof does not lead to the checkpoint: the event never stood there in the log. */
    NOT_IN_LOG,
    /** The checkpoint is not believed. */
    CHECKPOINT_REFUSED,
    /** The seal is not that of a key that is believed. */
    SEAL_REFUSED,
    /** The pack ends before its footer. */
    CUT_OFF
  }
}
