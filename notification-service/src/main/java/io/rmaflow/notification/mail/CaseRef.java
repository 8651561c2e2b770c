package io.rmaflow.notification.mail;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * What every mail about a case names it by.
 *
 * @param rmaNumber absent until it is issued (RMA-5)
 * @param customerId absent where a refused request named none
 * @param serialNumber the unit that failed; absent where a refused request named none
 * @param productCode absent until the request is accepted
 */
public record CaseRef(
    CaseId caseId,
    @Nullable RmaNumber rmaNumber,
    @Nullable CustomerId customerId,
    @Nullable SerialNumber serialNumber,
    @Nullable ProductCode productCode) {}
