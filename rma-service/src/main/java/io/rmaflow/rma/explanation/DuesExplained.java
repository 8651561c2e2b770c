package io.rmaflow.rma.explanation;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.DeadlineCancelled;
import io.rmaflow.events.rma.CaseEvent.DeadlineMet;
import io.rmaflow.events.rma.CaseEvent.DeadlineMoved;
import io.rmaflow.events.rma.CaseEvent.DeadlineSet;
import io.rmaflow.events.rma.CaseEvent.DispatchOverdue;
import io.rmaflow.events.rma.CaseEvent.FirstContactOverdue;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdue;
import io.rmaflow.events.rma.CaseEvent.ReturnOverdueWithdrawn;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Due;
import io.rmaflow.rma.casefile.DueTime;
import io.rmaflow.rma.explanation.Explanation.DueChange;
import io.rmaflow.rma.explanation.Explanation.DueExplained;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The due times of a case, each with its derivation and with all that became of it. */
final class DuesExplained {

  private final CaseFile file;
  private final Sentences sentences;
  private final Words words;

  private DuesExplained(CaseFile file, Words words) {
    this.file = file;
    this.sentences = new Sentences(file);
    this.words = words;
  }

  static List<DueExplained> of(CaseFile file, List<StoredEvent> events, Words words) {
    return new DuesExplained(file, words).of(events);
  }

  private List<DueExplained> of(List<StoredEvent> events) {
    Map<Deadline.Name, List<DueChange>> changes = new EnumMap<>(Deadline.Name.class);
    List<Deadline.Name> order = new ArrayList<>();
    for (StoredEvent stored : events) {
      if (stored.envelope().data() instanceof CaseEvent event) {
        name(event)
            .ifPresent(
                name -> {
                  if (!order.contains(name)) {
                    order.add(name);
                  }
                  changes
                      .computeIfAbsent(name, key -> new ArrayList<>())
                      .add(change(stored.envelope(), event));
                });
      }
    }
    return order.stream()
        .flatMap(
            name ->
                file.dueTimes().of(name).stream()
                    .map(due -> explained(due, changes.getOrDefault(name, List.of()))))
        .toList();
  }

  private static Optional<Deadline.Name> name(CaseEvent event) {
    return Optional.ofNullable(
        switch (event) {
          case DeadlineSet e -> e.deadline().name();
          case DeadlineMoved e -> e.after().name();
          case DeadlineMet e -> e.name();
          case DeadlineCancelled e -> e.name();
          case DispatchOverdue _ -> Deadline.Name.DISPATCH;
          case FirstContactOverdue _ -> Deadline.Name.FIRST_CONTACT;
          case ReturnOverdue _, ReturnOverdueWithdrawn _ -> Deadline.Name.RETURN;
          default -> null;
        });
  }

  private DueChange change(EventEnvelope<?> envelope, CaseEvent event) {
    return new DueChange(
        envelope.streamSequence(),
        envelope.name(),
        envelope.recordedAt(),
        event instanceof DeadlineMoved e ? Due.of(e.before()) : null,
        to(event),
        because(event),
        words.at(envelope.recordedAt())
            + words.of("　", " — ")
            + words.of(sentences.of(event).words()));
  }

  private static @Nullable Due to(CaseEvent event) {
    return switch (event) {
      case DeadlineSet e -> Due.of(e.deadline());
      case DeadlineMoved e -> Due.of(e.after());
      default -> null;
    };
  }

  private static @Nullable String because(CaseEvent event) {
    return switch (event) {
      case DeadlineMoved e -> e.because();
      case DeadlineCancelled e -> e.because();
      case ReturnOverdueWithdrawn e -> e.because();
      default -> null;
    };
  }

  private DueExplained explained(DueTime due, List<DueChange> changes) {
    Deadline deadline = due.deadline();
    String called = words.of(file.procedure().dueCalled(deadline.name()));
    return new DueExplained(
        deadline.name(),
        called,
        Due.of(deadline),
        due.state(),
        deadline.derivation(),
        changes,
        text(called, due));
  }

  private List<String> text(String called, DueTime due) {
    Deadline.Derivation derivation = due.deadline().derivation();
    List<String> text = new ArrayList<>();
    text.add(
        called
            + words.of("は ", ": ")
            + words.due(Due.of(due.deadline()))
            + words.of("です（", " (")
            + state(due.state())
            + words.of("）。", ")."));
    text.add(
        words.of("根拠: ", "By the rule: ")
            + words.of(derivation.rule())
            + words.clauses(derivation.clauses())
            + words.of("。", "."));
    text.add(
        words.of("起算は ", "Counted from ")
            + words.at(derivation.from())
            + words.of("。計算: ", ". Reckoned: ")
            + derivation.steps().stream()
                .map(words::of)
                .collect(Collectors.joining(words.of("、", "; ")))
            + words.of("。", "."));
    if (!derivation.skippedDays().isEmpty()) {
      text.add(
          words.of("数えなかった日: ", "Days that did not count: ")
              + days(derivation.skippedDays())
              + words.of("。", "."));
    }
    text.add(
        words.of(
            "営業日カレンダー第"
                + derivation.calendarVersion()
                + "版と設定第"
                + derivation.settingsVersion()
                + "版によります。",
            "Under version "
                + derivation.calendarVersion()
                + " of the business calendar and version "
                + derivation.settingsVersion()
                + " of the settings."));
    return text;
  }

  private String days(List<Deadline.SkippedDay> days) {
    return days.stream()
        .map(day -> words.day(day.date()) + " " + words.of(day.ja(), day.en()))
        .collect(Collectors.joining(words.of("、", ", ")));
  }

  private String state(DueTime.State state) {
    return switch (state) {
      case OPEN -> words.of("未了", "open");
      case MET -> words.of("済み", "met");
      case OVERDUE -> words.of("期限超過", "overdue");
      case MOVED -> words.of("変更済み", "moved");
      case CANCELLED -> words.of("取消し", "called off");
    };
  }
}
