package io.rmaflow.console.desk;

import io.rmaflow.console.frame.ForRoles;
import io.rmaflow.console.frame.Person;
import io.rmaflow.console.frame.Refusals;
import io.rmaflow.console.frame.Role;
import io.rmaflow.console.frame.Services;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientResponseException;

/** {@code GET /}: the search box and what it found. */
@Controller
@ForRoles({Role.SUPPORT, Role.AUDITOR, Role.ADMIN})
class DeskController {

  static final String VIEW = "desk/desk";

  private static final Pattern CASE_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Services services;

  DeskController(Services services) {
    this.services = services;
  }

  /**
   * The page.
   *
   * @param q as it was typed, in any width: a customer ID, a serial, RMA or tracking number, a
   *     case's ID, which leads to its page, or a name, a mail address or a telephone number
   */
  @GetMapping("/")
  String desk(@RequestParam(required = false) @Nullable String q, Person person, Model model) {
    String asked = q == null ? "" : q.strip();
    String half = Normalizer.normalize(asked, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    if (CASE_ID.matcher(half).matches()) {
      return "redirect:/cases/" + half;
    }
    model.addAttribute("q", asked);
    model.addAttribute("japanese", person.readsJapanese());
    if (!asked.isEmpty()) {
      search(asked, person, model);
    }
    return VIEW;
  }

  private void search(String asked, Person person, Model model) {
    try {
      model.addAttribute("found", new Search(services.asPerson()).of(asked));
    } catch (RestClientResponseException refused) {
      if (refused.getStatusCode().value() != HttpStatus.BAD_REQUEST.value()) {
        throw refused;
      }
      model.addAttribute("refused", Refusals.of(refused, person));
    }
  }
}
