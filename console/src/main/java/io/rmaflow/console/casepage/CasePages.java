package io.rmaflow.console.casepage;

import io.rmaflow.console.frame.Person;
import io.rmaflow.console.frame.Role;
import io.rmaflow.console.frame.Services;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts the page of a case together, as it is and with what comes back to whoever sent a form. */
@Component
class CasePages {

  static final String VIEW = "casepage/case";

  private final Services services;

  CasePages(Services services) {
    this.services = services;
  }

  /** What a form comes back with. */
  record Back(
      Map<String, StepForm> forms,
      CasePage.@Nullable CorrectionBack correction,
      List<String> files,
      @Nullable Meanwhile meanwhile) {

    static final Back NOTHING = new Back(Map.of(), null, List.of(), null);
  }

  CaseReader reader() {
    return new CaseReader(services.asPerson());
  }

  Reading read(String caseId, Person person) {
    return reader().read(caseId, person.languageTag());
  }

  /** Shows it; the name of the view. */
  String show(Reading of, Person person, Back back, Model model) {
    String role = person.role().wireName();
    boolean desk = person.isOneOf(Role.SUPPORT, Role.ADMIN);
    List<Told> timeline = Timeline.of(of.history(), of.explanation());
    model.addAttribute(
        "page",
        new CasePage(
            of,
            timeline,
            DueTold.of(of.the(), of.explanation(), person.readsJapanese()),
            Offers.of(of, role, back.forms()),
            back.correction(),
            back.files(),
            back.meanwhile(),
            desk,
            desk));
    model.addAttribute("japanese", person.readsJapanese());
    return VIEW;
  }
}
