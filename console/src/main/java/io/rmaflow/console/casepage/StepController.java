package io.rmaflow.console.casepage;

import io.rmaflow.console.frame.ForRoles;
import io.rmaflow.console.frame.Person;
import io.rmaflow.console.frame.Refusals;
import io.rmaflow.console.frame.Role;
import io.rmaflow.console.frame.Services;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Records any step of a case. What the service turns away comes back to whoever sent it, with
 * everything that was typed; whoever was not the first is told what came between.
 */
@Controller
@ForRoles({Role.SUPPORT, Role.LOGISTICS, Role.ADMIN})
class StepController {

  /** What is wrong with what was sent, so that it can be put right and sent again. */
  private static final Set<Integer> TURNED_AWAY = Set.of(400, 409, 412, 422);

  /** Nobody knows what became of it, so that the same is sent again under the same key. */
  private static final Set<Integer> NOT_NOW = Set.of(408, 429, 500, 502, 503, 504);

  private final Services services;
  private final CasePages pages;
  private final MessageSource messages;

  StepController(Services services, CasePages pages, MessageSource messages) {
    this.services = services;
    this.pages = pages;
    this.messages = messages;
  }

  /**
   * Records a step.
   *
   * @param name of the step, as in rma-service's call
   * @param typed what the form has, with its {@code key} and the {@code version} it was made from
   */
  @PostMapping("/cases/{caseId}/steps/{name}")
  String record(
      @PathVariable String caseId,
      @PathVariable String name,
      @RequestParam MultiValueMap<String, String> typed,
      Person person,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    Step step =
        Steps.named(name)
            .filter(one -> one.place() != Step.Place.FACTS)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    Typed form = new Typed(typed);
    try {
      new CaseCalls(services.asPerson())
          .record(caseId, name, form.body(step), form.one("version"), form.one("key"));
    } catch (RestClientResponseException e) {
      int status = e.getStatusCode().value();
      if (!TURNED_AWAY.contains(status) && !NOT_NOW.contains(status)) {
        throw e;
      }
      response.setStatus(status);
      String key = NOT_NOW.contains(status) ? form.one("key") : UUID.randomUUID().toString();
      return back(caseId, step, form, key, wrong(e, person), status == 412, person, model);
    } catch (ResourceAccessException e) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      List<StepForm.Wrong> wrong =
          List.of(
              new StepForm.Wrong(
                  "", messages.getMessage("casepage.away", null, person.language())));
      return back(caseId, step, form, form.one("key"), wrong, false, person, model);
    }
    next.addFlashAttribute("recorded", step.label());
    return "redirect:/cases/" + caseId;
  }

  private static List<StepForm.Wrong> wrong(RestClientResponseException e, Person person) {
    return Refusals.of(e, person).problems().stream()
        .map(
            problem ->
                new StepForm.Wrong(problem.field() == null ? "" : problem.field(), problem.text()))
        .toList();
  }

  private String back(
      String caseId,
      Step step,
      Typed form,
      String key,
      List<StepForm.Wrong> wrong,
      boolean otherwise,
      Person person,
      Model model) {
    Reading of = pages.read(caseId, person);
    Optional<Long> seen = version(form.one("version"));
    Meanwhile meanwhile =
        otherwise && seen.isPresent()
            ? Meanwhile.since(seen.get(), Timeline.of(of.history(), of.explanation()), of)
            : null;
    StepForm again = StepForm.back(step, of, form, key, meanwhile == null ? wrong : List.of());
    return pages.show(
        of,
        person,
        new CasePages.Back(Map.of(step.path(), again), null, List.of(), meanwhile),
        model);
  }

  static Optional<Long> version(String typed) {
    try {
      return Optional.of(Long.valueOf(typed));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
