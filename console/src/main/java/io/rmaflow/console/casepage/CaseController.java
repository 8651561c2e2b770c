package io.rmaflow.console.casepage;

import io.rmaflow.console.frame.ForRoles;
import io.rmaflow.console.frame.Person;
import io.rmaflow.console.frame.Role;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code GET /cases/{caseId}}: the page of a case, by its ID or its RMA number. */
@Controller
@ForRoles({Role.SUPPORT, Role.LOGISTICS, Role.AUDITOR, Role.ADMIN})
class CaseController {

  private static final Pattern CASE_ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final CasePages pages;

  CaseController(CasePages pages) {
    this.pages = pages;
  }

  /**
   * The page.
   *
   * @param reference the case's ID; an RMA number leads to it
   */
  @GetMapping("/cases/{reference}")
  String show(@PathVariable String reference, Person person, Model model) {
    if (CASE_ID.matcher(reference).matches()) {
      return pages.show(pages.read(reference, person), person, CasePages.Back.NOTHING, model);
    }
    return "redirect:/cases/" + pages.reader().withNumber(reference).orElse("");
  }
}
