package io.rmaflow.rma.casefile;

import io.rmaflow.events.SerialNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Units that no case was found for when they were received. */
@FunctionalInterface
public interface UnplacedUnits {

  /**
   * One that nobody had placed.
   *
   * @param serialNumber null where it could not be read
   */
  record Unplaced(String receiptId, @Nullable SerialNumber serialNumber, Instant receivedAt) {}

  /**
   * Those of then, in any order.
   *
   * @param asOf by when they had been recorded, inclusive; null for all that is recorded
   * @param trueAt when they were so; null for what stood at {@code asOf}
   */
  List<Unplaced> at(@Nullable Instant asOf, @Nullable Instant trueAt);
}
