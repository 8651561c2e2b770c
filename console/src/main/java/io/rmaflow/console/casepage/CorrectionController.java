package io.rmaflow.console.casepage;

import io.rmaflow.console.frame.ForRoles;
import io.rmaflow.console.frame.Person;
import io.rmaflow.console.frame.Refusals;
import io.rmaflow.console.frame.Role;
import io.rmaflow.console.frame.Services;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Corrects a fact: every field that somebody changed is one correction. The form has what each
 * field was, so that only what was changed is sent.
 */
@Controller
@ForRoles({Role.SUPPORT, Role.ADMIN})
class CorrectionController {

  private static final String VALUE = "value.";
  private static final String WAS = "was.";
  private static final Set<Integer> TURNED_AWAY = Set.of(400, 409, 412, 422);

  private final Services services;
  private final CasePages pages;

  CorrectionController(Services services, CasePages pages) {
    this.services = services;
    this.pages = pages;
  }

  /**
   * Corrects the fact at that place of the case.
   *
   * @param typed {@code value.…} and {@code was.…} for each field, the {@code reason}, the {@code
   *     key} and the {@code version}
   */
  @PostMapping("/cases/{caseId}/facts/{sequence}/corrections")
  String correct(
      @PathVariable String caseId,
      @PathVariable long sequence,
      @RequestParam MultiValueMap<String, String> typed,
      Person person,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    Typed form = new Typed(typed);
    Fact fact = Timeline.facts(pages.reader().history(caseId)).get(sequence);
    if (fact == null) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    List<String> changed = changed(fact, form);
    CaseCalls calls = new CaseCalls(services.asPerson());
    String version = form.one("version");
    for (String field : changed) {
      try {
        version =
            String.valueOf(
                calls.correct(
                    caseId, body(fact, field, form), version, form.one("key") + "-" + field));
      } catch (RestClientResponseException e) {
        int status = e.getStatusCode().value();
        if (!TURNED_AWAY.contains(status)) {
          throw e;
        }
        response.setStatus(status);
        return back(caseId, fact, form, field, e, person, model);
      }
    }
    next.addFlashAttribute(
        "recorded", changed.isEmpty() ? "casepage.correction.nothing" : "casepage.step.correction");
    return "redirect:/cases/" + caseId + "#fact-" + sequence;
  }

  private static List<String> changed(Fact fact, Typed form) {
    return fact.values().keySet().stream()
        .filter(name -> !form.all(VALUE + name).isEmpty())
        .filter(name -> !form.one(VALUE + name).equals(form.one(WAS + name)))
        .toList();
  }

  private static Map<String, Object> body(Fact fact, String field, Typed form) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ofEvent", fact.event());
    body.put("field", field);
    body.put("value", Fact.sent(Fact.kind(fact.event(), field), form.one(VALUE + field)));
    if (fact.visit() != null) {
      body.put("visit", fact.visit());
    }
    if (!form.one("reason").isEmpty()) {
      body.put("reason", form.one("reason"));
    }
    return body;
  }

  private String back(
      String caseId,
      Fact fact,
      Typed form,
      String field,
      RestClientResponseException e,
      Person person,
      Model model) {
    Reading of = pages.read(caseId, person);
    Meanwhile meanwhile =
        e.getStatusCode().value() == HttpStatus.PRECONDITION_FAILED.value()
            ? StepController.version(form.one("version"))
                .map(seen -> Meanwhile.since(seen, Timeline.of(of.history(), of.explanation()), of))
                .orElse(null)
            : null;
    Map<String, String> typed = new LinkedHashMap<>();
    fact.values().keySet().stream()
        .filter(name -> !form.all(VALUE + name).isEmpty())
        .forEach(name -> typed.put(name, form.one(VALUE + name)));
    List<String> ofTheField = new ArrayList<>();
    List<String> whole = new ArrayList<>();
    if (meanwhile == null) {
      Refusals.of(e, person)
          .problems()
          .forEach(
              problem ->
                  ("value".equals(problem.field()) ? ofTheField : whole).add(problem.text()));
    }
    CasePage.CorrectionBack back =
        new CasePage.CorrectionBack(
            fact.sequence(), typed, form.one("reason"), Map.of(field, ofTheField), whole);
    return pages.show(of, person, new CasePages.Back(Map.of(), back, List.of(), meanwhile), model);
  }
}
