package io.rmaflow.rma.explanation;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Language;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/cases/{caseId}/explanation}: why a case is as it is. */
@RestController
@Tag(name = "cases")
class ExplanationResource {

  private final Explanations explanations;

  ExplanationResource(Explanations explanations) {
    this.explanations = explanations;
  }

  /**
   * Which explanation is asked for.
   *
   * @param asOf by what had been recorded by then; with its offset
   * @param language of all words
   */
  record Wanted(@Nullable Instant asOf, @Default("ja") @Language String language) {}

  /**
   * Why a case is as it is: decisions with their rules, clauses and inputs, due times with their
   * derivations and moves, notices with what became of them.
   *
   * <p>What was decided is told as it is recorded. Which rules were asked of the request, and what
   * they looked at, is found by asking them again of the recorded request under the calendar and
   * the settings of then, and is marked so.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, AUDITOR})
  @GetMapping("/api/cases/{caseId}/explanation")
  @ReadsPersonalData
  @InJapanese("案件がなぜその状態にあるか。判断と規則・条項・入力、期限の根拠と変更、通知とその結果を、データと文章で返します。")
  Explanation caseExplanation(@PathVariable String caseId, @Valid @ModelAttribute Wanted wanted) {
    return explanations.of(caseId, wanted.asOf(), Words.of(wanted.language()));
  }
}
