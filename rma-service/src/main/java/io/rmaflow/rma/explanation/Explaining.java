package io.rmaflow.rma.explanation;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestRefused;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.RecordedCases;
import io.rmaflow.rma.casefile.Terms;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.explanation.Explanation.DueExplained;
import io.rmaflow.rma.explanation.Explanation.Happening;
import io.rmaflow.rma.explanation.Explanation.NoticeExplained;
import io.rmaflow.rma.explanation.Explanation.RuleExplained;
import io.rmaflow.rma.intake.rules.RuleAsked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes an explanation of what was read. Pure: the same values give the same words.
 *
 * @param past the case as it was recorded
 * @param asOf by when; absent for all of it
 * @param rules that were asked of the request, asked again
 * @param policies the calendar and settings in force at an instant
 * @param texts that people wrote, as far as they are not erased
 * @param notices what became of mails
 */
record Explaining(
    RecordedCases.Past past,
    @Nullable Instant asOf,
    List<RuleAsked> rules,
    Function<Instant, PolicyContext> policies,
    Map<TextId, String> texts,
    List<Notice> notices,
    Words words) {

  private static final String PARAGRAPH = "";

  Explanation explained() {
    CaseState.Reported state = past.state();
    Optional<CaseFile> file = state.accepted();
    Sentences sentences = new Sentences(state);
    List<Happening> decisions = new ArrayList<>();
    List<Happening> facts = new ArrayList<>();
    for (StoredEvent stored : past.events()) {
      if (stored.envelope().data() instanceof CaseEvent event) {
        Said said = sentences.of(event);
        switch (said.kind()) {
          case DECISION -> decisions.add(happening(stored.envelope(), event, said));
          case FACT -> facts.add(happening(stored.envelope(), event, said));
          case DUE -> {
            // told with its due time
          }
        }
      }
    }
    List<DueExplained> dues =
        file.map(one -> DuesExplained.of(one, past.events(), words)).orElse(List.of());
    List<NoticeExplained> told = NoticesExplained.of(notices, past.events(), words);
    Explanation untold =
        new Explanation(
            state.caseId(),
            file.flatMap(CaseFile::rmaNumber).orElse(null),
            customerId(state),
            serialNumber(state),
            state.followed().orElse(null),
            state.status(),
            words.code(),
            asOf,
            past.events().getLast().envelope().streamSequence(),
            heading(state),
            decisions,
            facts,
            dues,
            told,
            List.of());
    return untold.withText(printed(untold));
  }

  private static @Nullable CustomerId customerId(CaseState.Reported state) {
    return state.accepted().map(CaseFile::customerId).orElse(state.reported().customerId());
  }

  private static @Nullable SerialNumber serialNumber(CaseState.Reported state) {
    return state.accepted().map(CaseFile::serialNumber).orElse(state.reported().serialNumber());
  }

  private List<String> heading(CaseState.Reported state) {
    Optional<CaseFile> file = state.accepted();
    List<String> heading = new ArrayList<>();
    String number =
        file.flatMap(CaseFile::rmaNumber)
            .map(one -> words.of("（RMA番号 ", " (RMA number ") + one + words.of("）", ")"))
            .orElse("");
    heading.add(
        words.of("案件 ", "Case ")
            + state.caseId()
            + number
            + words.of("についてご説明します。", " explained."));
    String procedure =
        file.map(one -> words.of(one.procedure().called()))
            .or(() -> state.followed().map(name -> words.of(Terms.of(name))))
            .map(one -> words.of("手順は「" + one + "」、", "It follows “" + one + "”; "))
            .orElse("");
    heading.add(
        procedure
            + words.of(
                "状態は「" + Terms.of(state.status()).ja() + "」です。",
                "its status is “" + Terms.of(state.status()).en() + "”."));
    heading.add(
        asOf == null
            ? words.of("現在までに記録されたすべてによります。", "By all that is recorded by now.")
            : words.of(
                words.at(asOf) + " までに記録された内容によります。",
                "By what had been recorded by " + words.at(asOf) + "."));
    return heading;
  }

  // ---- what happened

  private Happening happening(EventEnvelope<?> envelope, CaseEvent event, Said said) {
    List<String> clauses =
        Stream.concat(Clauses.of(event).stream(), said.clauses().stream()).distinct().toList();
    Versions versions = versions(envelope, event);
    List<String> text = new ArrayList<>();
    text.add(
        words.at(envelope.occurredAt())
            + words.of("　", " — ")
            + words.of(said.words())
            + words.clauses(clauses));
    written(said).ifPresent(text::add);
    text.add(recorded(envelope, versions, said.kind() == Said.Kind.DECISION));
    List<RuleExplained> explained = rules(event);
    if (!explained.isEmpty()) {
      text.add(
          words.of(
              "次の "
                  + explained.size()
                  + " 件の規則は、記録された申込みと当時の営業日カレンダー・設定により改めて評価して示します。適合・不適合は記録どおりです。",
              "The "
                  + explained.size()
                  + " rules that follow are shown as asked again of the recorded request under the"
                  + " calendar and settings of then; what they came to is as recorded."));
    }
    return new Happening(
        envelope.streamSequence(),
        envelope.name(),
        envelope.occurredAt(),
        envelope.recordedAt(),
        envelope.actor(),
        clauses,
        versions.calendar(),
        versions.settings(),
        explained,
        !explained.isEmpty(),
        text);
  }

  private record Versions(int calendar, int settings) {}

  private Versions versions(EventEnvelope<?> envelope, CaseEvent event) {
    return switch (event) {
      case RequestAccepted e -> new Versions(e.calendarVersion(), e.settingsVersion());
      case RequestRefused e -> new Versions(e.calendarVersion(), e.settingsVersion());
      default -> {
        PolicyContext policy = policies.apply(envelope.recordedAt());
        yield new Versions(policy.calendarVersion(), policy.settingsVersion());
      }
    };
  }

  private String recorded(EventEnvelope<?> envelope, Versions versions, boolean decision) {
    String who =
        envelope.actor() == null ? words.of("記録者の記載なし", "an unnamed caller") : envelope.actor();
    String under =
        decision
            ? words.of(
                "、営業日カレンダー第" + versions.calendar() + "版・設定第" + versions.settings() + "版の下で",
                ", under calendar version "
                    + versions.calendar()
                    + " and settings version "
                    + versions.settings())
            : "";
    return words.of(
        "記録: " + words.at(envelope.recordedAt()) + "、" + who + under + "。",
        "Recorded at " + words.at(envelope.recordedAt()) + " by " + who + under + ".");
  }

  private Optional<String> written(Said said) {
    TextId id = said.textId();
    if (id == null || said.writtenAs() == null) {
      return Optional.empty();
    }
    String text = texts.get(id);
    return Optional.of(
        words.of(said.writtenAs()) + ": " + (text == null ? words.of("（消去済み）", "(erased)") : text));
  }

  private List<RuleExplained> rules(CaseEvent event) {
    return switch (event) {
      case RequestAccepted _ -> RulesExplained.of(rules, List.of(), words);
      case RequestRefused e -> RulesExplained.of(rules, e.refusals(), words);
      default -> List.of();
    };
  }

  /** The texts that belong to these events. */
  static List<TextId> textsOf(RecordedCases.Past past) {
    Sentences sentences = new Sentences(past.state());
    return past.events().stream()
        .map(stored -> stored.envelope().data())
        .filter(CaseEvent.class::isInstance)
        .map(event -> sentences.of((CaseEvent) event).textId())
        .flatMap(id -> Optional.ofNullable(id).stream())
        .toList();
  }

  /** The answer to the request among these events, with when it was recorded. */
  record Answered(FailureReported request, EventEnvelope<?> answer) {}

  static Optional<Answered> answered(RecordedCases.Past past) {
    return past.events().stream()
        .<EventEnvelope<?>>map(StoredEvent::envelope)
        .filter(
            one -> one.data() instanceof RequestAccepted || one.data() instanceof RequestRefused)
        .findFirst()
        .map(answer -> new Answered(past.state().reported(), answer));
  }

  static List<Refusal> refusals(EventEnvelope<?> answer) {
    return answer.data() instanceof RequestRefused refused ? refused.refusals() : List.of();
  }

  // ---- as it is printed

  private List<String> printed(Explanation all) {
    List<String> lines = new ArrayList<>(all.heading());
    section(lines, words.of("経過", "Course of the case"));
    for (Happening one : all.course()) {
      add(lines, one.text(), one.rules().stream().map(RuleExplained::text).toList());
    }
    section(lines, words.of("期限", "Due times"));
    for (DueExplained due : all.deadlines()) {
      add(lines, due.text(), due.changes().stream().map(Explanation.DueChange::text).toList());
    }
    if (all.deadlines().isEmpty()) {
      lines.add(words.of("期限はありません。", "There are none."));
    }
    section(lines, words.of("通知", "Notices"));
    all.notices().forEach(notice -> lines.add(notice.text()));
    if (all.notices().isEmpty()) {
      lines.add(words.of("通知の記録はありません。", "None is recorded."));
    }
    return lines;
  }

  private static void section(List<String> lines, String title) {
    lines.add(PARAGRAPH);
    lines.add(title);
  }

  /** What comes first stands at the margin, what belongs to it is indented. */
  private static void add(List<String> lines, List<String> text, List<String> below) {
    lines.add(text.getFirst());
    text.stream().skip(1).forEach(line -> lines.add("  " + line));
    below.forEach(line -> lines.add("    " + line));
  }
}
