package io.rmaflow.notification.delivery;

/** Where a delivery stands. */
public enum DeliveryStatus {
  /** It has not been tried yet. */
  QUEUED,
  /** It is being tried now. */
  SENDING,
  /** The mail server took it. */
  SENT,
  /** It could not be sent for a reason that passes, and is tried again. */
  RETRYING,
  /**
   * The service stopped while it was being sent; whether the mail server took it is not known, so
   * it is sent again under the same Message-ID.
   */
  UNKNOWN,
  /** It was refused for good. */
  FAILED,
  /** It is not to be sent: erased contact, no opt-in, or overtaken by events. */
  SUPPRESSED;

  /** Whether something is still to be done. */
  public boolean isOpen() {
    return switch (this) {
      case QUEUED, SENDING, RETRYING, UNKNOWN -> true;
      case SENT, FAILED, SUPPRESSED -> false;
    };
  }
}
