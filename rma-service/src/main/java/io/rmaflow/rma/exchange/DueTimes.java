package io.rmaflow.rma.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.deadline.DeadlineManager;

/**
 * A saga that only keeps time for a case: it sets due times and takes them back together. Whether
 * anything is owed when one comes, the case decides.
 */
public abstract class DueTimes {

  // not final: a saga is read back field by field, and final fields would stay empty
  private List<String> scheduled = new ArrayList<>();

  /** For the framework. */
  protected DueTimes() {}

  /**
   * Sets a due time; what has passed already, the case has recorded by itself.
   *
   * @param name under which the saga handles it
   */
  protected final void set(
      String name, Instant time, DueTimePassed passed, DeadlineManager deadlines, Instant now) {
    if (time.isAfter(now)) {
      scheduled.add(deadlines.schedule(time, name, passed));
    }
  }

  /** Takes back all that were set under this name. */
  protected final void takeBack(String name, DeadlineManager deadlines) {
    scheduled.forEach(id -> deadlines.cancelSchedule(name, id));
    scheduled = new ArrayList<>();
  }
}
