package io.rmaflow.rma.casefile;

import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.cover.PolicyContext;
import java.util.List;
import java.util.function.BiFunction;

/** What happens before, at and after the due time of one name; pure. */
public interface DueTimeRule {

  /** Of which due time. */
  Deadline.Name name();

  /**
   * The moments of this due time in the order of time, those that have passed among them; always
   * none where nothing happens by itself.
   *
   * @param deadline of this rule's name
   * @param policy the calendar and settings as they are now
   * @throws io.rmaflow.time.YearOutsideCalendar where no holidays are known for a year in between
   */
  List<Moment> moments(Deadline deadline, PolicyContext policy);

  /** The rule that says these moments. */
  static DueTimeRule of(
      Deadline.Name name, BiFunction<Deadline, PolicyContext, List<Moment>> moments) {
    return new DueTimeRule() {
      @Override
      public Deadline.Name name() {
        return name;
      }

      @Override
      public List<Moment> moments(Deadline deadline, PolicyContext policy) {
        return moments.apply(deadline, policy);
      }
    };
  }

  /** A guide or a goal: it is shown and nothing happens by itself. */
  static DueTimeRule nothingHappens(Deadline.Name name) {
    return of(name, (deadline, policy) -> List.of());
  }
}
