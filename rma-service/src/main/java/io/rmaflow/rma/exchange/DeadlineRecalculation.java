package io.rmaflow.rma.exchange;

import io.rmaflow.rma.cover.PolicyContext;

/** Called when the business calendar or the settings changed. */
public interface DeadlineRecalculation {

  /**
   * Derives every open due time anew from the recorded facts; those that change are moved by a
   * recorded {@code DeadlineMoved}, the others stay pinned to the version they were derived from.
   *
   * @param policy the calendar and settings from now on
   */
  void onCalendarChanged(PolicyContext policy);

  /**
   * Reminders are sent at other times from now on: those that are still to come are set anew. No
   * due time changes, so nothing is recorded.
   */
  default void onRemindersChanged() {}
}
