package io.rmaflow.console.casepage;

import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.Deadline;
import io.rmaflow.client.rma.model.DeadlineDerivation;
import io.rmaflow.client.rma.model.DueChange;
import io.rmaflow.client.rma.model.DueExplained;
import io.rmaflow.client.rma.model.Explanation;
import io.rmaflow.client.rma.model.SkippedDay;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A due time with its reasons, in one language.
 *
 * @param name as the services name it
 * @param called what the procedure calls it; null where the role may not read that
 * @param day the due day in Japan; null where it is an instant
 * @param instant the due instant; null where it is a day
 * @param state what has become of it
 * @param metAt when what was due was done; null while it is not
 * @param inTime whether that was in time; null where that is no question
 * @param rule by which rule it is due
 * @param clauses that the rule rests on
 * @param from the instant that it is counted from
 * @param steps the reckoning, step by step
 * @param skipped the days that did not count, with their names
 * @param calendarVersion the business calendar that was used
 * @param settingsVersion the settings that were used
 * @param days the same days as a calendar
 * @param changes what was recorded of it, in order; none where the role may not read that
 */
record DueTold(
    String name,
    @Nullable String called,
    @Nullable LocalDate day,
    @Nullable OffsetDateTime instant,
    String state,
    @Nullable OffsetDateTime metAt,
    @Nullable Boolean inTime,
    String rule,
    List<String> clauses,
    OffsetDateTime from,
    List<String> steps,
    Map<LocalDate, String> skipped,
    int calendarVersion,
    int settingsVersion,
    CountedDays days,
    List<String> changes) {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  /** Every due time of a case in the order in which they were set. */
  static List<DueTold> of(CaseAnswer of, @Nullable Explanation explanation, boolean japanese) {
    return of.getDeadlines().stream()
        .map(deadline -> told(deadline, explained(deadline, explanation), japanese))
        .toList();
  }

  private static Optional<DueExplained> explained(
      Deadline deadline, @Nullable Explanation explanation) {
    return explanation == null
        ? Optional.empty()
        : explanation.getDeadlines().stream()
            .filter(due -> due.getName().getValue().equals(deadline.getName()))
            .findFirst();
  }

  private static DueTold told(
      Deadline deadline, Optional<DueExplained> explained, boolean japanese) {
    DeadlineDerivation why = deadline.getDerivation();
    boolean onDay = deadline.getDue().length() == "2026-05-13".length();
    LocalDate day = onDay ? LocalDate.parse(deadline.getDue()) : null;
    OffsetDateTime instant = onDay ? null : OffsetDateTime.parse(deadline.getDue());
    LocalDate last = instant == null ? day : inJapan(instant);
    Map<LocalDate, String> skipped = new LinkedHashMap<>();
    for (SkippedDay one : why.getSkippedDays()) {
      skipped.put(one.getDate(), japanese ? one.getJa() : one.getEn());
    }
    return new DueTold(
        deadline.getName(),
        explained.map(DueExplained::getCalled).orElse(null),
        day,
        instant,
        deadline.getState().getValue(),
        deadline.getMetAt(),
        deadline.getInTime(),
        japanese ? why.getRule().getJa() : why.getRule().getEn(),
        why.getClauses(),
        why.getFrom(),
        why.getSteps().stream().map(step -> japanese ? step.getJa() : step.getEn()).toList(),
        skipped,
        why.getCalendarVersion(),
        why.getSettingsVersion(),
        last == null
            ? new CountedDays(List.of())
            : CountedDays.of(inJapan(why.getFrom()), last, skipped),
        explained
            .map(due -> due.getChanges().stream().map(DueChange::getText).toList())
            .orElse(List.of()));
  }

  private static LocalDate inJapan(OffsetDateTime at) {
    return at.atZoneSameInstant(JAPAN).toLocalDate();
  }
}
