package io.rmaflow.events.rma;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a file that belongs to cases; stream {@code attachment/<attachment ID>}. The
 * bytes and the file's name stay with rma-service.
 */
public sealed interface AttachmentEvent extends DomainEvent {

  String attachmentId();

  /**
   * A file has come in whole (CSB-10, RMA-2, RMA-3).
   *
   * @param caseId the case that it was uploaded to; absent where it came on its own, before or
   *     after a case named it
   * @param customerIds whose file it is; empty where the desk keeps it and has named nobody
   * @param mediaType by the content itself, never by what the caller claimed
   * @param size in bytes
   * @param sha256 of the content, 64 hexadecimal digits in lower case
   */
  @Clause({"CSB-10", "RMA-2", "RMA-3"})
  @Wire("AttachmentStored")
  record AttachmentStored(
      String attachmentId,
      @Nullable CaseId caseId,
      List<CustomerId> customerIds,
      AttachmentKind kind,
      String mediaType,
      long size,
      String sha256)
      implements AttachmentEvent {

    public AttachmentStored {
      customerIds = List.copyOf(customerIds);
    }
  }

  /**
   * What the file held and what it was called was erased, on request or because it was no longer
   * needed. That there was one stays known, with its hash.
   *
   * @param sha256 of the content that it had, 64 hexadecimal digits in lower case
   */
  @Wire("AttachmentErased")
  record AttachmentErased(String attachmentId, String sha256) implements AttachmentEvent {}

  /** What a file is for. */
  enum AttachmentKind {
    /** The isolation check sheet, filled in (CSB-7). */
    @Clause("CSB-7")
    CHECK_SHEET,
    /** The repair request sheet, filled in (RMA-3). */
    @Clause("RMA-3")
    REQUEST_SHEET,
    /** The result of the self-diagnosis program (CSB-7). */
    @Clause("CSB-7")
    SELF_DIAGNOSIS,
    /** The backup of the configuration (RMA-2). */
    @Clause("RMA-2")
    BACKUP,
    /** The maintenance log (RMA-2). */
    @Clause("RMA-2")
    LOG,
    /** Whatever else helps. */
    OTHER
  }
}
