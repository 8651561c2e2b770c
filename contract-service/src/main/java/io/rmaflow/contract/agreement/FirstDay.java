package io.rmaflow.contract.agreement;

import java.time.LocalDate;

/**
 * What the deadline of a contract's beginning remembers.
 *
 * @param startDate first covered day, JST
 */
record FirstDay(LocalDate startDate) {}
