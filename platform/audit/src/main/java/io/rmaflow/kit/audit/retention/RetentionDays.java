package io.rmaflow.kit.audit.retention;

import java.util.OptionalInt;

/** The settings of retention as contract-service last told them; a service has one bean of it. */
@FunctionalInterface
public interface RetentionDays {

  /**
   * For how many days of 24 hours a thing is kept while it rests.
   *
   * @param setting such as {@code retention.mails.days}
   * @return empty where it is kept for good, which is so until somebody sets it
   */
  OptionalInt of(String setting);
}
