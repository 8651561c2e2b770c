package io.rmaflow.contract.eligibility;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.eligibility.rules.PlanComparison;
import io.rmaflow.events.Clause;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.api.InJapanese;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/plans}: what each plan consists of, side by side (GEN-9). */
@Tag(name = "catalogue")
@RestController
class PlanResource {

  /** The warranty and the plans side by side. */
  @InJapanese("製品保証と各保守プランの内容の比較。")
  @Clause({"GEN-9", "A-38"})
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/plans")
  List<PlanComparison.PlanColumn> plans() {
    return PlanComparison.COLUMNS;
  }
}
