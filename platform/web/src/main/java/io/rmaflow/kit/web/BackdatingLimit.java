package io.rmaflow.kit.web;

/** How far back a fact may be dated by somebody who is no admin: the setting backdating.maxDays. */
@FunctionalInterface
public interface BackdatingLimit {

  /** The value where no setting says otherwise. */
  int DEFAULT_DAYS = 7;

  /** Days of 24 hours before the present instant, inclusive. */
  int maxDays();
}
