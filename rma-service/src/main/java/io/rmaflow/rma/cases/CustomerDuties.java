package io.rmaflow.rma.cases;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the customer has to do, over all its open cases. */
@Component
public class CustomerDuties {

  private final CaseTables tables;
  private final CaseStories stories;

  CustomerDuties(CaseTables tables, CaseStories stories) {
    this.tables = tables;
    this.stories = stories;
  }

  /**
   * One duty of a customer.
   *
   * @param who always {@code CUSTOMER}
   * @param due last day in time, JST, inclusive; null where nothing says by when
   */
  public record Duty(
      CaseId caseId,
      @Nullable RmaNumber rmaNumber,
      String who,
      String what,
      @Nullable LocalDate due) {}

  /** The duties of these customers, by the age of their cases. */
  public List<Duty> openDuties(Set<CustomerId> customerIds) {
    return tables.openCasesOf(customerIds).stream()
        .flatMap(
            caseId -> {
              CaseState state = stories.of(caseId.value()).state();
              return CaseViews.openDuties(state).stream()
                  .filter(duty -> duty.who() == CaseView.Who.CUSTOMER)
                  .map(
                      duty ->
                          new Duty(
                              caseId,
                              state.rmaNumber(),
                              duty.who().name(),
                              duty.what(),
                              duty.due()));
            })
        .toList();
  }
}
