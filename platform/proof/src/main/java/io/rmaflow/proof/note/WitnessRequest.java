package io.rmaflow.proof.note;

import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Proofs;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log sends to {@code POST …/add-checkpoint} of a witness ({@code tlog-witness}). It answers
 * with signature lines ({@link NoteSignature#parseLines}), or with {@code 409} and the size it has.
 *
 * @param oldSize leaves of the checkpoint that the witness signed last; 0 where there is none
 * @param proof of consistency from there
 * @param checkpoint the new one, signed by the log
 */
public record WitnessRequest(long oldSize, List<Hash> proof, SignedNote checkpoint) {

  private static final String OLD = "old ";

  /** Checks the form. */
  public WitnessRequest {
    if (oldSize < 0 || proof.size() > Proofs.LONGEST) {
      throw new MalformedNote("a proof from " + oldSize + " with " + proof.size() + " hashes");
    }
    proof = List.copyOf(proof);
  }

  /**
   * Reads the body of a request.
   *
   * @throws MalformedNote where it is none; the message says what is wrong
   */
  public static WitnessRequest parse(String body) {
    int blank = body.indexOf("\n\n");
    if (!body.startsWith(OLD) || blank < 0) {
      throw new MalformedNote("a request begins with old, a size, hashes and an empty line");
    }
    List<String> lines = body.substring(0, blank).lines().toList();
    List<Hash> proof = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      try {
        proof.add(Hash.ofBase64(line));
      } catch (IllegalArgumentException e) {
        throw new MalformedNote("a line of the proof is not the base64 of a hash: " + line);
      }
    }
    return new WitnessRequest(
        Checkpoint.decimal(lines.getFirst().substring(OLD.length())),
        proof,
        SignedNote.parse(body.substring(blank + 2)));
  }

  /** The body of the request. */
  public String body() {
    StringBuilder body = new StringBuilder(OLD).append(oldSize).append('\n');
    proof.forEach(hash -> body.append(hash.base64()).append('\n'));
    return body.append('\n').append(checkpoint).toString();
  }
}
