package io.rmaflow.rma.cover;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.Plan;
import java.time.LocalDate;

/**
 * One term of a paid contract.
 *
 * @param years the length that was concluded; 5 and more are lumps (CON-3)
 * @param from first covered day, JST
 * @param to last covered day, JST, to its end (CON-20)
 * @param concludedOn the day on which it was concluded, JST; of a term that was taken over from an
 *     earlier system, its first day
 * @param beyondEndOfSale whether it was concluded although it ends after the years that follow an
 *     end of sale, by an administrator's decision
 */
public record Term(
    ContractId contractId,
    Plan plan,
    int years,
    LocalDate from,
    LocalDate to,
    LocalDate concludedOn,
    boolean beyondEndOfSale) {

  private static final int SHORTEST_LUMP = 5;

  /** A term for which no rule was set aside. */
  public Term(
      ContractId contractId,
      Plan plan,
      int years,
      LocalDate from,
      LocalDate to,
      LocalDate concludedOn) {
    this(contractId, plan, years, from, to, concludedOn, false);
  }

  /** Whether the day is covered, first and last day included (CON-20). */
  @Clause("CON-20")
  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** Whether it was concluded for several years at once (CON-3). */
  @Clause("CON-3")
  public boolean isLump() {
    return years >= SHORTEST_LUMP;
  }
}
