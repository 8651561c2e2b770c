package io.rmaflow.rma.pack;

import io.rmaflow.rma.explanation.Explanation;
import java.util.List;

/**
 * What is put on paper.
 *
 * @param explanation every sentence of it
 * @param parties who is named
 * @param seal what proves it
 */
record PackedCase(Explanation explanation, List<Party> parties, Seal seal) {

  /** Copies the list. */
  PackedCase {
    parties = List.copyOf(parties);
  }
}
