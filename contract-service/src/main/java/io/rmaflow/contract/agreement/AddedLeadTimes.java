package io.rmaflow.contract.agreement;

import java.time.Instant;
import java.util.List;

/**
 * How far the contracts in force have been given lead times that were configured after their
 * conclusion.
 *
 * @param daysBefore the lead times that were added, in days before the expiry date
 * @param since when they were added; a notice that would have been due by then is not made up for
 * @param after the contract that was reached, empty at the beginning
 */
record AddedLeadTimes(List<Integer> daysBefore, Instant since, String after) {

  AddedLeadTimes {
    daysBefore = List.copyOf(daysBefore);
  }

  AddedLeadTimes reached(String contractId) {
    return new AddedLeadTimes(daysBefore, since, contractId);
  }
}
