package io.rmaflow.rma.procedures;

import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.rma.casefile.Audience;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.CaseAnswers;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.Reading;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.parts.loan.Lends;
import io.rmaflow.rma.parts.loan.LoanerPromises;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows cases with the words and the promises that belong to them. */
@Component
class CaseViews implements CaseAnswers {

  private final PersonalStore personal;
  private final Cover cover;
  private final LoanerPromises loaners;

  CaseViews(PersonalStore personal, Cover cover, LoanerPromises loaners) {
    this.personal = personal;
    this.cover = cover;
    this.loaners = loaners;
  }

  @Override
  public CaseAnswer present(CaseState.Reported state, long version, Audience audience) {
    return CaseView.of(
        state,
        version,
        state.accepted().filter(Lends::isNeededBy).flatMap(file -> loaners.promise(file.caseId())),
        reading(audience));
  }

  @Override
  public CaseAnswer earlier(CaseState.Reported state, long version, Audience audience) {
    return CaseView.of(state, version, Optional.empty(), reading(audience));
  }

  private Reading reading(Audience audience) {
    return new Reading(cover.policy(), personal::text, cover::presentId, audience);
  }
}
