package io.rmaflow.console.desk;

import io.rmaflow.client.rma.model.CaseAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search came to.
 *
 * @param unit the one that was meant, itself or by its one case
 * @param customer whose ID it was
 * @param cases the newest of them
 * @param total of all cases that were found
 * @param byName whether nothing had such a number, and so persons were looked for
 */
record Found(
    @Nullable UnitCard unit,
    @Nullable CustomerCard customer,
    List<CaseAnswer> cases,
    long total,
    boolean byName) {

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return unit == null && customer == null && cases.isEmpty();
  }
}
