package io.rmaflow.proof.store;

import io.rmaflow.proof.note.SignedNote;
import java.time.Instant;

/**
 * A checkpoint as it lies in the database.
 *
 * @param number rising in the order of signing, with holes
 * @param size leaves that it is about
 * @param signedAt real time
 * @param note as it was signed, without the lines of witnesses
 */
public record StoredCheckpoint(long number, long size, Instant signedAt, SignedNote note) {}
