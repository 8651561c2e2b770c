package io.rmaflow.rma.attachments;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.rma.AttachmentEvent.AttachmentErased;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.personal.ContactErasure;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.Subject;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Erases files: at once by their keys, together with what the row says, and the content from the
 * disk once that is certain. What a crash leaves there nobody can read, and the sweep takes it.
 */
@Component
public class FileErasure implements ContactErasure {

  private static final Logger LOG = LoggerFactory.getLogger(FileErasure.class);

  private final AttachmentTables tables;
  private final PersonKeys keys;
  private final BlobStore blobs;
  private final Commands commands;

  FileErasure(AttachmentTables tables, PersonKeys keys, BlobStore blobs, Commands commands) {
    this.tables = tables;
    this.keys = keys;
    this.blobs = blobs;
    this.commands = commands;
  }

  /** The files of a person go with it. */
  @Override
  public void erased(ContactId contactId, Recording how) {
    tables.of(contactId).forEach(file -> erase(file, how));
  }

  /**
   * Erases one file, in the present transaction.
   *
   * @param how it is recorded: who asked for it, and when
   * @return false where there is no such file, or nothing left to erase
   */
  public boolean erase(String attachmentId, Recording how) {
    Optional<Attachment> there = tables.find(attachmentId).filter(file -> !file.object().isEmpty());
    there.ifPresent(file -> erase(file, how));
    return there.isPresent();
  }

  private void erase(Attachment file, Recording how) {
    boolean unused = keys.erase(new Subject(file.attachmentId()));
    tables.erase(file.attachmentId());
    commands.send(
        new EraseAttachment(
            AttachmentAggregate.streamOf(file.attachmentId()),
            new AttachmentErased(file.attachmentId(), file.sha256())),
        how);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            delete(file.object());
          }
        });
  }

  private void delete(String object) {
    try {
      if (!tables.refersTo(object)) {
        blobs.delete(object);
      }
    } catch (IOException | RuntimeException failed) {
      LOG.warn("an erased content could not be deleted; the sweep tries again", failed);
    }
  }
}
