package io.rmaflow.rma.attachments;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.rma.AttachmentEvent.AttachmentKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that has come in whole.
 *
 * @param caseId the case that it was uploaded to; absent where it came on its own
 * @param customerIds whose file it is; empty where the desk keeps it and has named nobody
 * @param size in bytes
 * @param fileName absent where it was erased, together with the content
 * @param sha256 of the content, 64 hexadecimal digits
 * @param object under which its sealed form is kept: the hash of that, 64 hexadecimal digits; empty
 *     where it was erased
 * @param inClear whether it is kept there as it came, from before contents were sealed
 * @param uploadedBy the subject of the caller's token
 */
record Attachment(
    String attachmentId,
    @Nullable CaseId caseId,
    List<CustomerId> customerIds,
    AttachmentKind kind,
    @Nullable String fileName,
    String mediaType,
    long size,
    String sha256,
    String object,
    boolean inClear,
    String uploadedBy,
    Instant uploadedAt) {

  Attachment {
    customerIds = List.copyOf(customerIds);
  }
}
