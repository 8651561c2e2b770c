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
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CustomerDuties;
import io.rmaflow.rma.casefile.EarlierCases;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.cover.EarlierCover;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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
  private final EarlierCases earlier;
  private final EarlierCover earlierCover;
  private final BusinessClock clock;

  StandingResource(
      StandingReader standing,
      CustomerDuties duties,
      Cover cover,
      EarlierCases earlier,
      EarlierCover earlierCover,
      BusinessClock clock) {
    this.standing = standing;
    this.duties = duties;
    this.cover = cover;
    this.earlier = earlier;
    this.earlierCover = earlierCover;
    this.clock = clock;
  }

  /**
   * The standing of a company, whichever of its IDs is named.
   *
   * @param customerId the present one
   * @param openDuties what it has to do, over all its open cases
   * @param overdueUnits faulty units that it should have sent back (CSB-26)
   * @param suspended whether cross-send-back service is refused then
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
   * How a company stands, whichever of its IDs is named: now, as recorded by an instant, or as it
   * was at one by all that is known.
   *
   * @param customerId any ID of the company, one of the earlier system too
   */
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/customers/{customerId}/standing")
  @ReadsPersonalData
  @InJapanese("お客様の状況(未了の義務・返却期限を過ぎた機器・サービスの停止)。過去の時点(asOf・trueAt)でも取得できます。")
  @Clause({"CSB-26", "EXC-CSB-14"})
  Standing standing(@PathVariable String customerId, @Valid @ModelAttribute AsOf then) {
    CustomerId named = customer(customerId);
    return then.isPresent() ? present(named) : earlier(named, then);
  }

  private Standing present(CustomerId named) {
    CustomerId customer = cover.presentId(named);
    Set<CustomerId> company = known(named, cover.company(customer));
    return view(customer, duties.openDuties(company), standing.overdueUnits(company, clock.now()));
  }

  private Standing earlier(CustomerId named, AsOf then) {
    CustomerId customer =
        earlierCover.presentIds(List.of(named), then.asOf()).getOrDefault(named, named);
    Set<CustomerId> company = known(named, earlierCover.company(customer, then.asOf()));
    List<CaseFile> cases = earlier.ofCompany(company, then);
    return view(
        customer, earlier.duties(cases), OverdueUnit.among(cases, then.instant(clock.now())));
  }

  private static Set<CustomerId> known(CustomerId named, Cover.Company company) {
    if (!company.isKnown()) {
      throw new NotFound("customer", named.value());
    }
    return company.ids();
  }

  private static Standing view(
      CustomerId customer,
      List<CustomerDuties.CustomerDuty> duties,
      List<OverdueUnit> overdueUnits) {
    List<OverdueUnitView> overdue =
        overdueUnits.stream()
            .map(
                unit ->
                    new OverdueUnitView(unit.rmaNumber(), unit.serialNumber(), unit.returnDue()))
            .toList();
    return new Standing(
        customer, duties, overdue, !overdue.isEmpty(), overdue.isEmpty() ? List.of() : REFUSING);
  }

  private static CustomerId customer(String customerId) {
    try {
      return new CustomerId(customerId);
    } catch (IllegalArgumentException notAnId) {
      throw new NotFound("customer", customerId);
    }
  }
}
