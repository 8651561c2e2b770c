package io.rmaflow.proof.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A witness's statement ({@code cosignature/v1}): at this time this checkpoint was the largest that
 * it had seen of the log, and consistent with all that it had seen before.
 *
 * @param by the witness's key
 * @param at when, to the second
 */
public record Cosignature(VerifierKey by, Instant at) {

  /**
   * Signs a checkpoint as a witness. Whoever does it has verified its consistency.
   *
   * @param checkpoint a note with a checkpoint
   * @throws MalformedNote where it has none
   * @throws IllegalArgumentException where the key is no witness's or the time is before 1970
   */
  public static NoteSignature sign(SigningKey key, SignedNote checkpoint, Instant at) {
    if (key.verifier().kind() != VerifierKey.Kind.COSIGNATURE) {
      throw new IllegalArgumentException("not the key of a witness: " + key);
    }
    if (at.getEpochSecond() < 0) {
      throw new IllegalArgumentException("a time before 1970: " + at);
    }
    Checkpoint.parse(checkpoint.text());
    byte[] signature = key.sign(message(at.getEpochSecond(), checkpoint.text()));
    return NoteSignature.of(
        key.verifier(),
        ByteBuffer.allocate(Long.BYTES + signature.length)
            .putLong(at.getEpochSecond())
            .put(signature)
            .array());
  }

  /**
   * The statements of these witnesses on a note that are right. Signatures of others, and wrong
   * ones, are left out: they say nothing about the log.
   */
  public static List<Cosignature> on(SignedNote note, Collection<VerifierKey> witnesses) {
    List<Cosignature> found = new ArrayList<>();
    for (NoteSignature signature : note.signatures()) {
      for (VerifierKey witness : witnesses) {
        if (witness.kind() == VerifierKey.Kind.COSIGNATURE && signature.isOf(witness)) {
          byte[] bytes = signature.signature();
          if (bytes.length == Long.BYTES + Ed25519.SIGNATURE_LENGTH) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long time = buffer.getLong();
            byte[] signed = new byte[Ed25519.SIGNATURE_LENGTH];
            buffer.get(signed);
            if (time >= 0
                && time <= Instant.MAX.getEpochSecond()
                && witness.verifies(message(time, note.text()), signed)) {
              found.add(new Cosignature(witness, Instant.ofEpochSecond(time)));
            }
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private static byte[] message(long time, String text) {
    return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
  }
}
