package io.rmaflow.contract.eligibility;

import io.rmaflow.contract.eligibility.rules.PlanComparison;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/plans}: what each plan consists of, side by side (GEN-9). */
@RestController
class PlanResource {

  @GetMapping("/api/plans")
  List<PlanComparison.Column> all() {
    return PlanComparison.COLUMNS;
  }
}
