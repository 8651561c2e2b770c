package io.rmaflow.rma.standing;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.rma.casefile.CustomerDuties;
import io.rmaflow.rma.cover.Cover;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How a customer stands. */
@RestController
@Tag(name = "customers")
class StandingResource {

  /** The clauses that refuse a request while a unit is overdue. */
  private static final List<String> REFUSING = List.of("CSB-26", "EXC-CSB-14");

  private final StandingReader standing;
  private final CustomerDuties duties;
  private final Cover cover;
  private final BusinessClock clock;

  StandingResource(
      StandingReader standing, CustomerDuties duties, Cover cover, BusinessClock clock) {
    this.standing = standing;
    this.duties = duties;
    this.cover = cover;
    this.clock = clock;
  }

  /**
   * The standing of a company, whichever of its IDs is named.
   *
   * @param customerId the present one
   * @param openDuties what it has to do, over all its open cases
   * @param overdueUnits faulty units that it should have sent back (CSB-26)
   * @param suspended whether cross-send-back service is refused now
   * @param refuses the clauses by which it is refused
   */
  record Standing(
      CustomerId customerId,
      List<CustomerDuties.CustomerDuty> openDuties,
      List<OverdueUnitView> overdueUnits,
      boolean suspended,
      List<String> refuses) {}

  /**
   * An overdue faulty unit.
   *
   * @param rmaNumber of the case that it belongs to
   * @param serialNumber the faulty unit
   * @param returnDue the last day in time, JST, inclusive
   */
  record OverdueUnitView(RmaNumber rmaNumber, SerialNumber serialNumber, LocalDate returnDue) {}

  /**
   * How a company stands, whichever of its IDs is named.
   *
   * @param customerId any ID of the company, one of the earlier system too
   */
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/customers/{customerId}/standing")
  @ReadsPersonalData
  @InJapanese("お客様の状況(未了の義務・返却期限を過ぎた機器・サービスの停止)。")
  @Clause({"CSB-26", "EXC-CSB-14"})
  Standing standing(@PathVariable String customerId) {
    CustomerId customer = cover.presentId(customer(customerId));
    Cover.Company known = cover.company(customer);
    if (!known.isKnown()) {
      throw new NotFound("customer", customerId);
    }
    Set<CustomerId> company = known.ids();
    List<OverdueUnitView> overdue =
        standing.overdueUnits(company, clock.now()).stream()
            .map(
                unit ->
                    new OverdueUnitView(unit.rmaNumber(), unit.serialNumber(), unit.returnDue()))
            .toList();
    return new Standing(
        customer,
        duties.openDuties(company),
        overdue,
        !overdue.isEmpty(),
        overdue.isEmpty() ? List.of() : REFUSING);
  }

  private static CustomerId customer(String customerId) {
    try {
      return new CustomerId(customerId);
    } catch (IllegalArgumentException notAnId) {
      throw new NotFound("customer", customerId);
    }
  }
}
