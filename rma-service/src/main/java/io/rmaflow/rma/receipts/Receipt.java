package io.rmaflow.rma.receipts;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.KnownAs;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.ReceiptEvent.Candidate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt that no case was found for, as it is read.
 *
 * @param receiptId its ID
 * @param serialNumber null where it cannot be read
 * @param serialUnreadableReason why; null where it was read or the reason has been erased
 * @param productCode as read on the unit
 * @param condition null where nobody said
 * @param receivedAt when it came
 * @param carrier who brought it
 * @param trackingNumber as the carrier calls it
 * @param knownAs whose it is, as far as was known when it came
 * @param candidates the legs that it may be
 * @param placed where it went; null while nobody has said
 */
record Receipt(
    String receiptId,
    @Nullable SerialNumber serialNumber,
    @Nullable String serialUnreadableReason,
    @Nullable ProductCode productCode,
    @Nullable Condition condition,
    Instant receivedAt,
    @Nullable String carrier,
    @Nullable String trackingNumber,
    KnownAs knownAs,
    List<Candidate> candidates,
    @Nullable Placed placed) {

  /**
   * Where a receipt went.
   *
   * @param caseId the case
   * @param leg its leg
   * @param placedAt when somebody said so
   */
  record Placed(CaseId caseId, Leg leg, Instant placedAt) {}
}
