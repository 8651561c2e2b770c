package io.rmaflow.contract.agreement;

import java.time.LocalDate;

/**
 * What a deadline of a contract remembers.
 *
 * @param occasion days before the expiry date; 0 for the expiry itself
 * @param expiryDate the date it was set for, JST
 */
record ExpiryNotice(int occasion, LocalDate expiryDate) {}
