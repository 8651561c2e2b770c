package io.rmaflow.rma.cover;

import io.rmaflow.events.ContractId;
import io.rmaflow.events.Plan;
import java.time.LocalDate;

/**
 * One term of a paid contract.
 *
 * @param years the length that was concluded; 5 and more are lumps (CON-3)
 * @param from first covered day, JST
 * @param to last covered day, JST, to its end (CON-20)
 * @param concludedOn the day on which it was concluded, JST
 */
public record Term(
    ContractId contractId,
    Plan plan,
    int years,
    LocalDate from,
    LocalDate to,
    LocalDate concludedOn) {

  private static final int SHORTEST_LUMP = 5;

  /** Whether the day is covered, first and last day included (CON-20). */
  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** Whether it was concluded for several years at once (CON-3). */
  public boolean isLump() {
    return years >= SHORTEST_LUMP;
  }
}
