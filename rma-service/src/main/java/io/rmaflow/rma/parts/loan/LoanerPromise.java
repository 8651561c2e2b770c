package io.rmaflow.rma.parts.loan;

import io.rmaflow.events.SerialNumber;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a case that needs a loaner is told (MFR-23).
 *
 * @param serialNumber the loaner that is kept for it; null while none is free
 * @param nextDue where none is free, about when the next one is due back, JST: a guide and no
 *     promise (MFR-10, A-54); null where one is kept, or the pool has none of the product
 */
public record LoanerPromise(@Nullable SerialNumber serialNumber, @Nullable LocalDate nextDue) {}
