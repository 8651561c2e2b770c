package io.rmaflow.rma.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.Declarations;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.Isolation;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.SubmittedBy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service request as the customer made it; what was left out is absent, whether it is needed or
 * not. Persons, places and free texts are references.
 *
 * @param procedure absent where the customer left the choice to us (RMA-10)
 * @param softwareVersion as written, well formed or not
 * @param webAccessible whether the unit's web screen can be reached; absent where nothing was said
 * @param requestedSoftwareVersion what the replacement is to run (CSB-3), as written
 * @param siteFingerprint keyed hash of the declared site; absent where none was declared
 * @param ownerFingerprint keyed hash of the declared owner; absent where none was declared
 * @param inquiry what is asked (TEC-1); absent where the request asks nothing
 * @param namedAs the ID of the earlier system by which the customer was named; absent where it was
 *     the present one
 * @param customerIdAsGiven as that ID was typed; absent where it was typed as we spell it
 * @param serialNumberAsGiven as it was typed; absent where it was typed as we spell it
 * @param submittedAt decides entitlement, exclusions and version support
 */
public record IntakeRequest(
    @Nullable Procedure procedure,
    Channel channel,
    @Nullable CustomerId customerId,
    @Nullable SerialNumber serialNumber,
    @Nullable String softwareVersion,
    @Nullable TextId faultDescriptionId,
    @Nullable Boolean webAccessible,
    @Nullable Isolation isolation,
    boolean requestSheet,
    boolean backup,
    boolean log,
    List<AttachmentRef> attachments,
    @Nullable String requestedSoftwareVersion,
    @Nullable ContactId requesterContactId,
    SubmittedBy submittedBy,
    @Nullable SiteId siteId,
    @Nullable String siteFingerprint,
    @Nullable String ownerFingerprint,
    @Nullable SiteId deliverToSiteId,
    @Nullable ContactId deliverToContactId,
    Declarations declarations,
    @Nullable CaseId resubmissionOf,
    @Nullable Inquiry inquiry,
    @Nullable CustomerId namedAs,
    @Nullable String customerIdAsGiven,
    @Nullable String serialNumberAsGiven,
    Instant submittedAt) {

  /** Copies the attachments. */
  public IntakeRequest {
    attachments = List.copyOf(attachments);
  }

  /** The fact as it is recorded. */
  FailureReported asReported(CaseId caseId) {
    return new FailureReported(
        caseId,
        procedure,
        channel,
        customerId,
        serialNumber,
        softwareVersion,
        faultDescriptionId,
        webAccessible,
        isolation,
        requestSheet,
        backup,
        log,
        attachments,
        requestedSoftwareVersion,
        requesterContactId,
        submittedBy,
        siteId,
        siteFingerprint,
        ownerFingerprint,
        deliverToSiteId,
        deliverToContactId,
        declarations,
        resubmissionOf,
        submittedAt,
        inquiry,
        namedAs,
        customerIdAsGiven,
        serialNumberAsGiven);
  }
}
