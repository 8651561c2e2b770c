package io.rmaflow.rma.whatif;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;

import io.rmaflow.events.Clause;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.rma.cover.PolicyChange;
import io.rmaflow.rma.whatif.WhatIfRuns.Run;
import io.rmaflow.rma.whatif.WhatIfRuns.State;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/what-if}: what would have been decided otherwise. */
@Tag(name = "what-if")
@RestController
class WhatIfResource {

  private static final int MOST_UNFINISHED = 10;
  private static final int LONGEST_NAME = 200;
  private static final int FIRST_YEAR = 2009;
  private static final int LAST_YEAR = 2040;
  private static final int MOST_DAYS_OF_A_HOLIDAY = 366;

  private final WhatIfRuns runs;
  private final WhatIfRunner runner;
  private final Writes writes;
  private final BusinessClock clock;

  WhatIfResource(WhatIfRuns runs, WhatIfRunner runner, Writes writes, BusinessClock clock) {
    this.runs = runs;
    this.runner = runner;
    this.writes = writes;
    this.clock = clock;
  }

  /**
   * What is supposed, over the whole period. Without settings, holidays and rules it is asked
   * whether what was decided comes out again.
   *
   * @param settings values by the names of the settings in contract-service, such as {@code
   *     cutoff.noon.inclusive}; those on which decisions of cases and due times rest
   * @param holidays days on which the company is supposed to have been closed, or to have worked
   * @param rules clauses that are supposed to have been applied otherwise
   * @param from first day of submission of the cases, in Japan
   * @param to last day of submission, in Japan, inclusive
   */
  record WhatIfQuestion(
      @Nullable JsonNode settings,
      List<SupposedHoliday> holidays,
      List<RuleSupposed> rules,
      LocalDate from,
      LocalDate to)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (!findings.isWrong("from") && !findings.isWrong("to") && to.isBefore(from)) {
        findings.reject(
            "to", "OUT_OF_RANGE", "from 以降の日付を指定してください。", "It must not be before from.");
      }
      if (settings == null) {
        return;
      }
      if (!settings.isObject()) {
        findings.reject(
            "settings",
            "WRONG_TYPE",
            "設定名と値の JSON オブジェクトを指定してください。",
            "It is a JSON object of the settings' names and values.");
        return;
      }
      settings.properties().forEach(setting -> check(findings, setting));
    }

    private static void check(Findings findings, Map.Entry<String, JsonNode> setting) {
      String field = "settings." + setting.getKey();
      if (!PolicyChange.settingsThatDecide().contains(setting.getKey())) {
        String known = String.join(", ", PolicyChange.settingsThatDecide());
        findings.reject(
            field,
            "UNKNOWN_SETTING",
            "仮定できる設定は次のとおりです: " + known,
            "The settings that can be supposed are " + known + ".");
      } else if (!PolicyChange.isPossible(setting.getKey(), setting.getValue().toString())) {
        findings.reject(
            field, "NOT_ALLOWED", "この設定の値として使えません。", "The setting cannot have this value.");
      }
    }

    Supposition supposed() {
      Map<String, JsonNode> values = new TreeMap<>();
      if (settings != null) {
        settings.properties().forEach(setting -> values.put(setting.getKey(), setting.getValue()));
      }
      List<Supposition.Closed> closed = new ArrayList<>();
      List<LocalDate> open = new ArrayList<>();
      holidays.forEach(holiday -> holiday.addTo(closed, open));
      return new Supposition(
          values,
          closed,
          open,
          rules.stream().map(rule -> new Supposition.Rule(rule.clause(), rule.applies())).toList());
    }
  }

  /**
   * Days on which the company is supposed to have been closed: one date, or from and to, both
   * inclusive, at most 366 days and from 2009 to 2040.
   *
   * @param date the only day, in Japan; else from and to
   * @param from first day, in Japan
   * @param to last day, in Japan
   * @param withdrawn whether the company is supposed to have worked on them instead
   * @param name in Japanese
   * @param nameEn in English; as in Japanese where absent
   */
  record SupposedHoliday(
      @Nullable LocalDate date,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Default("false") boolean withdrawn,
      @Line(max = LONGEST_NAME) @Nullable String name,
      @Line(max = LONGEST_NAME) @Nullable String nameEn)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (date != null || findings.isWrong("date")) {
        checkYear(findings, "date", date);
        return;
      }
      if (from == null && !findings.isWrong("from")) {
        findings.required("from");
      }
      if (to == null && !findings.isWrong("to")) {
        findings.required("to");
      }
      checkYear(findings, "from", from);
      checkYear(findings, "to", to);
      if (from != null
          && to != null
          && (to.isBefore(from) || to.isAfter(from.plusDays(MOST_DAYS_OF_A_HOLIDAY - 1)))) {
        findings.reject(
            "to",
            "OUT_OF_RANGE",
            "from 以降の日付で、期間は " + MOST_DAYS_OF_A_HOLIDAY + " 日以内としてください。",
            "It is not before from, and there are at most " + MOST_DAYS_OF_A_HOLIDAY + " days.");
      }
    }

    private static void checkYear(Findings findings, String field, @Nullable LocalDate day) {
      if (day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
        findings.reject(
            field,
            "OUT_OF_RANGE",
            FIRST_YEAR + " 年から " + LAST_YEAR + " 年の日付を指定してください。",
            "The years are " + FIRST_YEAR + " to " + LAST_YEAR + ".");
      }
    }

    private void addTo(List<Supposition.Closed> closed, List<LocalDate> open) {
      LocalDate first = Objects.requireNonNull(date == null ? from : date);
      LocalDate last = Objects.requireNonNull(date == null ? to : date);
      String ja = name == null ? "仮定の休業日" : name;
      String en = nameEn != null ? nameEn : name == null ? "Supposed holiday" : name;
      first
          .datesUntil(last.plusDays(1))
          .forEach(
              day -> {
                if (withdrawn) {
                  open.add(day);
                } else {
                  closed.add(new Supposition.Closed(day, ja, en));
                }
              });
    }
  }

  /**
   * A clause that is supposed to have been applied otherwise.
   *
   * @param clause such as {@code EXC-CSB-14}
   * @param applies false: no request is refused because of it; true: it was set aside for nobody
   *     (A-28, EOS-7, VER-10)
   */
  record RuleSupposed(@Identifier String clause, boolean applies) {}

  /**
   * A run.
   *
   * @param runId of the run
   * @param state {@code QUEUED}, {@code RUNNING}, {@code DONE} or {@code CANCELLED}
   * @param from first day of submission, in Japan
   * @param to last day of submission, in Japan
   * @param supposed what is supposed
   * @param askedBy subject of whoever asked
   * @param askedAt when, business time; what happened later is left out
   * @param finishedAt when it was over, business time; null before
   * @param cases in the period; null before it begins
   * @param casesDone decided again so far
   * @param different of these, decided otherwise or with other dates
   * @param notReproduced of these, not as recorded even with nothing changed, as more is known of
   *     that time now
   * @param undecidable of these, not to be decided again
   * @param seconds real time that it has taken
   * @param secondsLeft real time that it is likely to take still; null where nothing tells
   */
  record WhatIfView(
      String runId,
      State state,
      LocalDate from,
      LocalDate to,
      Supposition supposed,
      String askedBy,
      Instant askedAt,
      @Nullable Instant finishedAt,
      @Nullable Long cases,
      long casesDone,
      long different,
      long notReproduced,
      long undecidable,
      long seconds,
      @Nullable Long secondsLeft) {

    private static WhatIfView of(Run run) {
      return new WhatIfView(
          run.runId(),
          run.state(),
          run.from(),
          run.to(),
          run.supposed(),
          run.askedBy(),
          run.askedAt(),
          run.finishedAt(),
          run.cases(),
          run.casesDone(),
          run.different(),
          run.notReproduced(),
          run.undecidable(),
          run.workedMillis() / 1000,
          left(run));
    }

    private static @Nullable Long left(Run run) {
      Long cases = run.cases();
      if (run.state() != State.RUNNING || cases == null || run.casesDone() == 0) {
        return null;
      }
      return Math.max(0, cases - run.casesDone()) * run.workedMillis() / run.casesDone() / 1000;
    }
  }

  /**
   * A run with a page of what it has found.
   *
   * @param run how far it is
   * @param findings in the order of the cases' submission; at most the first 10,000 are listed
   */
  record WhatIfReport(WhatIfView run, Page<Finding> findings) {}

  /**
   * Which findings are shown.
   *
   * @param kind these alone
   */
  record Shown(@Example("DIFFERENT") Finding.@Nullable Kind kind) {}

  /**
   * Ask what would have been decided otherwise. The cases of a period are decided again in the
   * background, each for itself, by what the rules decide: the answer to the report, and every due
   * time. What persons decided stays. Nothing of a case is written.
   */
  @InJapanese("設定・休業日・条項の適用が違っていたら判断や期限がどう変わったかを、過去の案件について調べます。案件には何も記録しません。")
  @Clause({"RMA-8", "RMA-9"})
  @Allowed({ADMIN, AUDITOR})
  @Answers(status = 202, when = "Taken in; it is worked off from now on")
  @Refuses(
      status = 400,
      codes = {"OUT_OF_RANGE", "UNKNOWN_SETTING", "NOT_ALLOWED"})
  @Refuses(status = 409, codes = "TOO_MANY_RUNS")
  @Example(
      name = "Noon is too late, and a day was closed",
      value =
          """
          {
            "from": "2026-04-01",
            "to": "2026-06-30",
            "settings": {"cutoff.noon.inclusive": false},
            "holidays": [{"date": "2026-05-07", "name": "創立記念日", "nameEn": "Foundation Day"}]
          }
          """)
  @Example(
      name = "Nobody is refused because of units not returned",
      value =
          """
          {
            "from": "2026-04-01",
            "to": "2026-06-30",
            "rules": [{"clause": "EXC-CSB-14", "applies": false}]
          }
          """)
  @PostMapping("/api/what-if")
  ResponseEntity<WhatIfView> askWhatIf(@Valid @RequestBody WhatIfQuestion body, WriteRequest call) {
    ResponseEntity<WhatIfView> answer =
        writes.perform(
            call,
            () -> {
              if (runs.unfinished() >= MOST_UNFINISHED) {
                throw new StateConflict(
                    "QUEUED",
                    "TOO_MANY_RUNS",
                    "未完了の検討が " + MOST_UNFINISHED + " 件あります。完了を待つか取り消してください。",
                    MOST_UNFINISHED + " runs are not over yet; wait for them or cancel one.");
              }
              Run run =
                  new Run(
                      UUID.randomUUID().toString(),
                      body.from(),
                      body.to(),
                      body.supposed(),
                      call.caller().subject(),
                      clock.now(),
                      State.QUEUED,
                      null,
                      0,
                      0,
                      0,
                      0,
                      0,
                      null,
                      null);
              runs.add(run);
              return Answer.accepted("/api/what-if/" + run.runId(), WhatIfView.of(run));
            });
    runner.wake();
    return answer;
  }

  /**
   * How far a run has come, and what it has found.
   *
   * @param runId as it was answered
   */
  @InJapanese("検討の進み具合と、判断や期限が変わる案件。")
  @Allowed({ADMIN, AUDITOR})
  @GetMapping("/api/what-if/{runId}")
  WhatIfReport whatIf(
      @PathVariable("runId") String runId, @Valid @ModelAttribute Shown shown, PageRequest page) {
    return new WhatIfReport(WhatIfView.of(known(runId)), runs.findings(runId, shown.kind(), page));
  }

  /**
   * Stop a run. What it has found so far stays; one that is over stays as it is.
   *
   * @param runId as it was answered
   */
  @InJapanese("検討を中止します。それまでの結果は残ります。")
  @Allowed({ADMIN, AUDITOR})
  @PostMapping("/api/what-if/{runId}/cancellation")
  ResponseEntity<WhatIfView> cancelWhatIf(@PathVariable("runId") String runId, WriteRequest call) {
    known(runId);
    return writes.perform(
        call.withOptionalBody(),
        () -> {
          runs.cancel(runId, clock.now());
          return Answer.ok(WhatIfView.of(known(runId)));
        });
  }

  private Run known(String runId) {
    return runs.find(runId).orElseThrow(() -> new NotFound("what-if run", runId));
  }
}
