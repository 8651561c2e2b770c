package io.rmaflow.events.notification;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a mail; stream {@code delivery/<delivery ID>}. It has a further event where it is
 * sent again. Words, names and addresses are nowhere in it.
 */
public sealed interface NoticeEvent extends DomainEvent {

  /** The mail, as in notification-service's list of deliveries. */
  String deliveryId();

  /** The event that the mail tells of. */
  String causingEventId();

  /** That event's name, such as {@code RequestRefused}. */
  String causedBy();

  /** The case that it is about; absent where it is about none. */
  @Nullable CaseId caseId();

  /** The contract that it is about; absent where it is about none. */
  @Nullable ContractId contractId();

  /** To whom. */
  ContactId recipientContactId();

  /**
   * The mail server took the mail.
   *
   * @param deliveryId the mail, as in notification-service's list of deliveries
   * @param causingEventId the event that the mail tells of
   * @param causedBy that event's name, such as {@code RequestRefused}
   * @param caseId the case that it is about; absent where it is about none
   * @param contractId the contract that it is about; absent where it is about none
   * @param recipientContactId to whom
   * @param attempts how often it was tried, this time included
   * @param sentAt business time
   */
  @Wire("NoticeSent")
  record NoticeSent(
      String deliveryId,
      String causingEventId,
      String causedBy,
      @Nullable CaseId caseId,
      @Nullable ContractId contractId,
      ContactId recipientContactId,
      int attempts,
      Instant sentAt)
      implements NoticeEvent {}

  /**
   * The mail could not be sent, and is not tried any more by itself.
   *
   * @param deliveryId the mail, as in notification-service's list of deliveries
   * @param causingEventId the event that the mail tells of
   * @param causedBy that event's name, such as {@code RequestRefused}
   * @param caseId the case that it is about; absent where it is about none
   * @param contractId the contract that it is about; absent where it is about none
   * @param recipientContactId to whom
   * @param because why
   * @param attempts how often it was tried
   * @param failedAt business time
   */
  @Wire("NoticeFailed")
  record NoticeFailed(
      String deliveryId,
      String causingEventId,
      String causedBy,
      @Nullable CaseId caseId,
      @Nullable ContractId contractId,
      ContactId recipientContactId,
      Failure because,
      int attempts,
      Instant failedAt)
      implements NoticeEvent {}

  /**
   * The mail was not sent on purpose.
   *
   * @param deliveryId the mail, as in notification-service's list of deliveries
   * @param causingEventId the event that the mail tells of
   * @param causedBy that event's name, such as {@code ReturnReminderDue}
   * @param caseId the case that it is about; absent where it is about none
   * @param contractId the contract that it is about; absent where it is about none
   * @param recipientContactId to whom
   * @param because why
   * @param suppressedAt business time
   */
  @Wire("NoticeSuppressed")
  record NoticeSuppressed(
      String deliveryId,
      String causingEventId,
      String causedBy,
      @Nullable CaseId caseId,
      @Nullable ContractId contractId,
      ContactId recipientContactId,
      Suppression because,
      Instant suppressedAt)
      implements NoticeEvent {}

  /** Why a mail could not be sent. */
  enum Failure {
    /** The mail server refused it for good. */
    REFUSED,
    /** It was tried as often as a setting allows. */
    GIVEN_UP,
    /** The owner of the contact does not know it. */
    CONTACT_UNKNOWN
  }

  /** Why a mail was not sent on purpose. */
  enum Suppression {
    /** The contact has no mail address. */
    NO_ADDRESS,
    /** The contact was erased. */
    CONTACT_ERASED,
    /** The text that it repeats was erased, without which it says nothing. */
    TEXT_ERASED,
    /** The contact does not want notices about contracts. */
    NOT_WANTED,
    /** What it tells of was no longer so. */
    OVERTAKEN
  }
}
