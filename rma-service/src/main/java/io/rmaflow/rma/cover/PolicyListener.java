package io.rmaflow.rma.cover;

/**
 * Is told, in the transaction in which contract-service's event is taken in, that the business
 * calendar or a setting has changed by which due times are reckoned. Told again of the same, it has
 * nothing to do.
 */
public interface PolicyListener {

  /**
   * Due times may lie on other days, and so may reminders.
   *
   * @param policy the calendar and settings from now on
   */
  void daysChanged(PolicyContext policy);

  /** Reminders go out at other times from now on; no due time moves. */
  void remindersChanged();
}
