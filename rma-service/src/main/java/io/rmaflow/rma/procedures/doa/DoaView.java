package io.rmaflow.rma.procedures.doa;

import io.rmaflow.events.rma.CaseEvent.DoaCertified;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is read back of an initial failure.
 *
 * @param certifiedAt when the vendor certified that the unit failed when it was new
 * @param dispatchFrom the first day of the window in which the new unit leaves, JST (DOA-7)
 */
public record DoaView(@Nullable Instant certifiedAt, @Nullable LocalDate dispatchFrom) {

  /** Of a case, empty before it is accepted. */
  public static DoaView of(Optional<CaseFile> file, Reading reading) {
    Optional<Instant> certified =
        file.flatMap(one -> one.part(DoaState.class))
            .flatMap(DoaState::certified)
            .map(DoaCertified::certifiedAt);
    return new DoaView(
        certified.orElse(null),
        certified.map(at -> DoaRule.dispatchFrom(at, reading.policy())).orElse(null));
  }
}
