package io.rmaflow.kit.web.access;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;

import io.rmaflow.events.CustomerId;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.fields.Identifier;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/access-log}: for the auditor and the admin; to read it is recorded in it. */
@RestController
@Tag(name = "access log")
class AccessLogController {

  private final AccessTable table;
  private final CustomerIdsOfOne customers;

  AccessLogController(AccessTable table, CustomerIdsOfOne customers) {
    this.table = table;
    this.customers = customers;
  }

  /**
   * Which entries are asked for.
   *
   * @param customerId whose data; stands for all IDs that are linked with it
   * @param contactId whose data
   * @param actor the subject of the caller's token
   * @param from business time, inclusive
   * @param to business time, exclusive
   */
  record Asked(
      @Nullable CustomerId customerId,
      @Identifier @Nullable String contactId,
      @Identifier @Nullable String actor,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /**
   * Who has read persons' data, and who has done what changes how the service works. The newest
   * first; to read it is recorded in it.
   */
  @InJapanese("個人データの閲覧と管理操作の記録（新しい順）。閲覧者は auditor と admin のみで、この閲覧自体も記録されます。")
  @AdministrativeAct
  @Allowed({ADMIN, AUDITOR})
  @GetMapping("/api/access-log")
  Page<AccessView> accessLog(@Valid @ModelAttribute Asked asked, PageRequest page) {
    CustomerId customer = asked.customerId();
    return table.find(
        new AccessTable.Search(
            customer == null ? null : customers.of(customer.value()),
            asked.contactId(),
            asked.actor(),
            asked.from(),
            asked.to()),
        page);
  }
}
