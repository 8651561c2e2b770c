package io.rmaflow.rma.pack;

import io.rmaflow.kit.audit.proofs.ProvenEvents;
import io.rmaflow.rma.explanation.Explanation;
import java.time.Instant;
import java.util.List;

/**
 * What is put on paper, or into a file.
 *
 * @param explanation every sentence of it
 * @param parties who is named
 * @param proven what is recorded of the case, with what proves it
 * @param madeAt business time
 * @param madeBy the subject of the token of whoever asked for it
 */
record PackedCase(
    Explanation explanation,
    List<Party> parties,
    ProvenEvents proven,
    Instant madeAt,
    String madeBy) {

  /** Copies the list. */
  PackedCase {
    parties = List.copyOf(parties);
  }
}
