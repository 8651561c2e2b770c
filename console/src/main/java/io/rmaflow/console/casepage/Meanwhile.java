package io.rmaflow.console.casepage;

import io.rmaflow.client.rma.model.DueChange;
import io.rmaflow.client.rma.model.Explanation;
import java.util.Comparator;
import java.util.List;

/**
 * What was recorded of a case since somebody opened a form, for whoever sends it now.
 *
 * @param happened in order
 * @param dues what became of due times, in words and in order
 */
record Meanwhile(List<Told> happened, List<String> dues) {

  /**
   * What came after that version.
   *
   * @param version the place of the last event that the form was made from
   */
  static Meanwhile since(long version, List<Told> timeline, Reading of) {
    Explanation explanation = of.explanation();
    return new Meanwhile(
        timeline.stream().filter(told -> told.sequence() > version).toList(),
        explanation == null
            ? List.of()
            : explanation.getDeadlines().stream()
                .flatMap(due -> due.getChanges().stream())
                .filter(change -> change.getSequence() > version)
                .sorted(Comparator.comparingLong(DueChange::getSequence))
                .map(DueChange::getText)
                .toList());
  }
}
