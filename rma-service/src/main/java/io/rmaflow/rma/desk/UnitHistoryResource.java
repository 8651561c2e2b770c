package io.rmaflow.rma.desk;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.rma.access.Visibility;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A unit over all its cases, and over those of the units before and after it. */
@RestController
@Tag(name = "cases")
class UnitHistoryResource {

  private final UnitTables units;
  private final Visibility visibility;

  UnitHistoryResource(UnitTables units, Visibility visibility) {
    this.units = units;
    this.visibility = visibility;
  }

  /**
   * The history of a unit.
   *
   * @param serialNumber the unit that was asked for
   * @param lineage which unit took which one's place, in that order
   * @param items the cases of this page, the oldest first
   * @param page number of the page, from 0
   * @param size items a page has at most
   * @param total items of all pages
   */
  record UnitHistory(
      SerialNumber serialNumber,
      List<UnitTables.Exchange> lineage,
      List<UnitTables.UnitCase> items,
      int page,
      int size,
      long total) {}

  /**
   * A unit over all its cases, and over those of the units before and after it.
   *
   * <p>A customer sees its own cases only.
   *
   * @param serialNumber in any spelling
   * @throws NotFound where nothing is known of such a unit
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/units/{serialNumber}/history")
  @ReadsPersonalData
  @InJapanese("機器の全案件。交換の前後の機器の案件を含みます。")
  UnitHistory unitHistory(
      @PathVariable SerialNumber serialNumber, Caller caller, PageRequest request) {
    List<UnitTables.UnitCase> cases =
        units.cases(serialNumber).stream()
            .filter(
                one ->
                    !caller.isCustomer()
                        || (one.customerId() != null
                            && visibility.concerns(caller, List.of(one.customerId()))))
            .toList();
    if (!units.isKnown(serialNumber)) {
      throw new NotFound("unit", serialNumber.value());
    }
    Page<UnitTables.UnitCase> page = Page.of(cases, request);
    return new UnitHistory(
        serialNumber,
        units.exchanges(serialNumber).stream()
            .filter(exchange -> !caller.isCustomer() || isOf(cases, exchange.caseId()))
            .toList(),
        page.items(),
        page.page(),
        page.size(),
        page.total());
  }

  private static boolean isOf(List<UnitTables.UnitCase> cases, CaseId caseId) {
    return cases.stream().anyMatch(one -> one.caseId().equals(caseId));
  }
}
