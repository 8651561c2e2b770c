package io.rmaflow.console.audit;

import io.rmaflow.client.Connection;
import io.rmaflow.client.rma.ApiClient;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.console.frame.ForRoles;
import io.rmaflow.console.frame.Person;
import io.rmaflow.console.frame.Role;
import io.rmaflow.console.frame.Services;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A case at two moments side by side, and what proves it. */
@Controller
@ForRoles({Role.AUDITOR, Role.ADMIN})
class AuditController {

  private static final JsonMapper JSON = ApiClient.createDefaultMapper(null);

  private final Services services;
  private final MessageSource texts;

  AuditController(Services services, MessageSource texts) {
    this.services = services;
    this.texts = texts;
  }

  /** Where an auditor begins; a number or an ID leads on to its case. */
  @GetMapping("/audit")
  String begin(@RequestParam(required = false) @Nullable String search, Model model) {
    String typed = search == null ? "" : search.strip();
    if (typed.isEmpty()) {
      return "audit/begin";
    }
    @Nullable String found =
        typed.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
            ? typed
            : CaseOverTime.withNumber(services.asPerson(), typed).orElse(null);
    if (found != null) {
      return "redirect:/audit/cases/" + found;
    }
    model.addAttribute("search", typed);
    return "audit/begin";
  }

  /**
   * The case.
   *
   * @param asOf known at, of the first moment; empty for now, and where it is absent the moment
   *     before the last correction
   * @param trueAt true at, of the first moment; empty for now
   * @param asOf2 known at, of the second
   * @param trueAt2 true at, of the second
   */
  @GetMapping("/audit/cases/{caseId}")
  String show(
      @PathVariable String caseId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String trueAt,
      @RequestParam(required = false) @Nullable String asOf2,
      @RequestParam(required = false) @Nullable String trueAt2,
      Person person,
      Model model) {
    CaseOverTime of = new CaseOverTime(services.asPerson(), caseId);
    Moments moments = Moments.of(of.history(), of.explanation(null, person.languageTag()));
    Pair first = new Pair(asOf == null ? moments.before() : instant(asOf), instant(trueAt));
    Pair second = new Pair(instant(asOf2), instant(trueAt2));
    @Nullable CaseAnswer now = of.at(null, null);
    @Nullable CaseAnswer before = of.at(first.asOf(), first.trueAt());
    @Nullable CaseAnswer after = of.at(second.asOf(), second.trueAt());
    model.addAttribute("the", now);
    model.addAttribute("moments", moments);
    model.addAttribute("first", first);
    model.addAttribute("second", second);
    model.addAttribute("before", before);
    model.addAttribute("after", after);
    model.addAttribute(
        "differences",
        new Told(texts, person.language())
            .lines(
                Differences.between(
                    tree(before), tree(after), person.readsJapanese() ? "en" : "ja")));
    model.addAttribute("explanation", of.explanation(second.asOf(), person.languageTag()));
    return "audit/case";
  }

  /** Verifies it and says what was verified. */
  @GetMapping("/audit/cases/{caseId}/proof")
  String proof(@PathVariable String caseId, Person person, Model model) {
    Connection connection = services.asPerson();
    model.addAttribute("caseId", caseId);
    Badge badge = new CaseOverTime(connection, caseId).verified();
    model.addAttribute("badge", badge);
    model.addAttribute(
        "wrong",
        badge.wrong().stream().map(each -> person.reads(each.japanese(), each.english())).toList());
    return "audit/proof";
  }

  /**
   * A moment in two times.
   *
   * @param asOf by what was known then; null for everything
   * @param trueAt as it was then; null for now
   */
  record Pair(@Nullable OffsetDateTime asOf, @Nullable OffsetDateTime trueAt) {

    /** As the address has it. */
    public String known() {
      return asOf == null ? "" : asOf.toString();
    }

    /** As the address has it. */
    public String happened() {
      return trueAt == null ? "" : trueAt.toString();
    }
  }

  private static @Nullable JsonNode tree(@Nullable CaseAnswer answer) {
    return answer == null ? null : JSON.valueToTree(answer);
  }

  private static @Nullable OffsetDateTime instant(@Nullable String typed) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(typed.strip());
    } catch (DateTimeException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "no instant: " + typed, e);
    }
  }
}
