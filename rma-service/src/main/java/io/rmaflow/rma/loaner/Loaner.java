package io.rmaflow.rma.loaner;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A loaner of the pool: where it is, and since when.
 *
 * @param serialNumber its serial number
 * @param productCode its product
 * @param softwareVersion when it was added; what it is sent with, its case tells
 * @param state where it is
 * @param since when it came to be there
 * @param condition in which it last came back; null where it never did, or nobody said
 * @param caseId to which case it is promised, or with which it is out; null where it is with the
 *     vendor for nobody
 * @param rmaNumber of that case
 * @param customerId of that case
 * @param expectedBack about when it is due to be free again, JST: a guide, as no clause sets a day
 *     null where it is with the vendor for nobody
 */
record Loaner(
    SerialNumber serialNumber,
    ProductCode productCode,
    @Nullable String softwareVersion,
    State state,
    Instant since,
    @Nullable Condition condition,
    @Nullable CaseId caseId,
    @Nullable RmaNumber rmaNumber,
    @Nullable CustomerId customerId,
    @Nullable LocalDate expectedBack) {

  /** Where a loaner is. */
  enum State {
    /** With the vendor, to be had. */
    FREE,
    /** With the vendor, not to be had: it came back damaged. */
    DAMAGED,
    /** With the vendor, for one case. */
    PROMISED,
    /** On its way to the customer. */
    SHIPPED,
    /** With the customer. */
    DELIVERED,
    /** On its way back. */
    DISPATCHED
  }
}
