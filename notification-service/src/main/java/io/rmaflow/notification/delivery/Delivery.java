package io.rmaflow.notification.delivery;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.notification.mail.Mail;
import io.rmaflow.notification.wording.Language;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one recipient. No personal data: the address is asked of its owner when the mail is
 * sent, and neither subject nor body names a person.
 *
 * @param reason the name of the causing event
 * @param eventId the causing event
 * @param messageId the header, with its angle brackets; the same at every attempt
 * @param attempts how often it was tried, the present attempt included
 * @param failures failed attempts since it was queued or resent
 * @param nextAttemptAt when it is tried next, business time; absent where nothing is to be done
 * @param sentAt when the mail server first took it, business time
 * @param language absent until the contact was asked
 * @param subject absent until it is written, and once it was erased
 * @param body as the subject
 * @param problem why it was not sent the last time; names no person
 * @param erasedAt when its words were erased, business time; absent where they were not
 */
public record Delivery(
    UUID deliveryId,
    String reason,
    String eventId,
    ContactId recipient,
    ContactOwner owner,
    Mail mail,
    String messageId,
    DeliveryStatus status,
    int attempts,
    int failures,
    Instant queuedAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant sentAt,
    @Nullable Language language,
    @Nullable String subject,
    @Nullable String body,
    @Nullable String problem,
    @Nullable Instant erasedAt) {

  /** The case it is about; nothing where it is about none. */
  public @Nullable CaseId caseId() {
    return mail instanceof Mail.AboutCase aboutCase ? aboutCase.about().caseId() : null;
  }
}
