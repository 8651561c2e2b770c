package io.rmaflow.rma.procedures;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.rma.casefile.Audience;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.CaseAnswers;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CommonView;
import io.rmaflow.rma.casefile.Reading;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.cover.EarlierCover;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.cover.PolicyVersions;
import io.rmaflow.rma.parts.loan.Lends;
import io.rmaflow.rma.parts.loan.LoanerPromise;
import io.rmaflow.rma.parts.loan.LoanerPromises;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows cases with the words and the promises that belong to them. */
@Component
class CaseViews implements CaseAnswers {

  private final PersonalStore personal;
  private final Cover cover;
  private final EarlierCover earlier;
  private final LoanerPromises loaners;

  CaseViews(PersonalStore personal, Cover cover, EarlierCover earlier, LoanerPromises loaners) {
    this.personal = personal;
    this.cover = cover;
    this.earlier = earlier;
    this.loaners = loaners;
  }

  @Override
  public List<CaseAnswer> present(List<Standing> cases, Audience audience) {
    Reading reading = reading(cases, cover.policy(), cover::presentIds, audience);
    Map<CaseId, LoanerPromise> promises =
        loaners.promises(
            cases.stream()
                .flatMap(one -> one.state().accepted().stream())
                .filter(Lends::isNeededBy)
                .map(CaseFile::caseId)
                .toList());
    return cases.stream()
        .<CaseAnswer>map(
            one ->
                CaseView.of(
                    one.state(),
                    one.version(),
                    Optional.ofNullable(promises.get(one.state().caseId())),
                    reading))
        .toList();
  }

  @Override
  public CaseAnswer earlier(
      Standing then, @Nullable Instant asOf, @Nullable Instant trueAt, Audience audience) {
    PolicyVersions policies = earlier.policies(asOf);
    return CaseView.of(
        then.state(),
        then.version(),
        trueAt == null && asOf != null
            ? then.state()
                .accepted()
                .filter(Lends::isNeededBy)
                .flatMap(file -> loaners.promise(file, asOf))
            : Optional.empty(),
        reading(
            List.of(then),
            trueAt == null ? policies.last() : policies.at(trueAt),
            ids -> earlier.presentIds(ids, asOf),
            audience));
  }

  /** What no view has announced is looked up by itself. */
  private Optional<String> text(
      TextId id, Set<TextId> shown, Map<TextId, String> texts, Audience audience) {
    if (!audience.readsTexts()) {
      return Optional.empty();
    }
    return shown.contains(id) ? Optional.ofNullable(texts.get(id)) : personal.text(id);
  }

  /** All that cases are shown with, asked for at once; no text for whoever reads none. */
  private Reading reading(
      List<Standing> cases,
      PolicyContext policy,
      Function<Set<CustomerId>, Map<CustomerId, CustomerId>> meant,
      Audience audience) {
    Set<TextId> shown = new HashSet<>();
    Set<CustomerId> named = new HashSet<>();
    for (Standing one : cases) {
      if (audience.readsTexts()) {
        CaseView.texts(one.state()).forEach(shown::add);
      }
      CommonView.customerId(one.state()).ifPresent(named::add);
    }
    Map<TextId, String> texts = personal.texts(shown);
    Map<CustomerId, CustomerId> presentIds = meant.apply(named);
    return new Reading(
        policy,
        id -> text(id, shown, texts, audience),
        id -> presentIds.getOrDefault(id, id),
        audience);
  }
}
