package io.rmaflow.rma.explanation;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.rma.casefile.RecordedCases;
import io.rmaflow.rma.cover.EarlierCover;
import io.rmaflow.rma.intake.AskedAgain;
import io.rmaflow.rma.intake.rules.RuleAsked;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Explains cases out of what is recorded of them. */
@Component
public class Explanations {

  private final RecordedCases stories;
  private final AskedAgain askedAgain;
  private final EarlierCover cover;
  private final PersonalStore personal;
  private final NoticeTable notices;

  Explanations(
      RecordedCases stories,
      AskedAgain askedAgain,
      EarlierCover cover,
      PersonalStore personal,
      NoticeTable notices) {
    this.stories = stories;
    this.askedAgain = askedAgain;
    this.cover = cover;
    this.personal = personal;
    this.notices = notices;
  }

  /**
   * The explanation of a case.
   *
   * @param asOf by what had been recorded by then; by all where absent
   * @throws io.rmaflow.kit.web.NotFound where there is no such case, or was none by then
   */
  Explanation of(String caseId, @Nullable Instant asOf, Words words) {
    return of(stories.past(caseId, asOf), asOf, words);
  }

  /**
   * The explanation of a case that was read.
   *
   * @param asOf by when; all of it where absent
   */
  public Explanation of(RecordedCases.Past past, @Nullable Instant asOf, Words words) {
    return new Explaining(
            past,
            asOf,
            rules(past),
            cover.policies(asOf)::at,
            personal.texts(Explaining.textsOf(past)),
            notices.of(past.state().caseId(), asOf),
            words)
        .explained();
  }

  private List<RuleAsked> rules(RecordedCases.Past past) {
    return Explaining.answered(past)
        .map(
            answered -> {
              EventEnvelope<?> answer = answered.answer();
              CaseEvent.Procedure procedure =
                  answer.data() instanceof CaseEvent.RequestRefused refused
                      ? refused.procedure()
                      : ((CaseEvent.RequestAccepted) answer.data()).procedure();
              return askedAgain.of(
                  answered.request(), procedure, answer.recordedAt(), Explaining.refusals(answer));
            })
        .orElse(List.of());
  }
}
