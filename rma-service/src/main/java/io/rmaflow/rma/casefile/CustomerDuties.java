package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
   * @param caseId the case
   * @param rmaNumber of the case, once it was issued
   * @param who always {@code CUSTOMER}
   * @param what what is to be done, such as {@code FAULTY_UNIT_RETURN}
   * @param due last day in time, JST, inclusive; null where nothing says by when
   */
  public record CustomerDuty(
      CaseId caseId,
      @Nullable RmaNumber rmaNumber,
      Duty.Who who,
      String what,
      @Nullable LocalDate due) {}

  /** The duties of these customers, by the age of their cases. */
  public List<CustomerDuty> openDuties(Set<CustomerId> customerIds) {
    return tables.openCasesOf(customerIds).stream()
        .flatMap(caseId -> stories.state(caseId.value()).accepted().stream())
        .flatMap(CustomerDuties::of)
        .toList();
  }

  static Stream<CustomerDuty> of(CaseFile file) {
    return OpenDuties.of(file).stream()
        .filter(duty -> duty.who() == Duty.Who.CUSTOMER)
        .map(
            duty ->
                new CustomerDuty(
                    file.caseId(),
                    file.rmaNumber().orElse(null),
                    duty.who(),
                    duty.what(),
                    duty.due()));
  }
}
