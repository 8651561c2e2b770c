package io.rmaflow.kit.audit.replay;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmaflow.events.EventJson;
import io.rmaflow.kit.audit.replay.ReplayJobs.Job;
import io.rmaflow.kit.audit.replay.ReplayJobs.Status;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Line;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/replays}: read models built anew from their events while the service runs. */
@RestController
@RequestMapping("/api/replays")
@Tag(name = "replays")
class ReplaysController {

  private static final int LONGEST_NAME = 80;

  private final Writes writes;
  private final Projections projections;
  private final ReplayJobs jobs;
  private final ReplayRunner runner;
  private final BusinessClock clock;

  ReplaysController(
      Writes writes,
      Projections projections,
      ReplayJobs jobs,
      ReplayRunner runner,
      BusinessClock clock) {
    this.writes = writes;
    this.projections = projections;
    this.jobs = jobs;
    this.runner = runner;
    this.clock = clock;
  }

  /**
   * What is to be built anew.
   *
   * @param projection name of a projection of this service
   * @param compare whether the live view is compared only, and left as it is
   */
  record ReplayRequest(
      @Line(max = LONGEST_NAME) String projection, @Default("false") boolean compare) {}

  /**
   * A replay.
   *
   * @param replayId of the replay
   * @param projection what is built anew
   * @param compare whether the live view is compared only
   * @param status how far it is
   * @param requestedBy the subject of the caller's token
   * @param requestedAt business time
   * @param startedAt business time; null before
   * @param finishedAt business time; null before
   * @param attempt how often it was begun: anew after the instance that worked on it had died
   * @param eventsDone of the present attempt
   * @param eventsTotal how many there are
   * @param eventsPerSecond so far; null before the first
   * @param remainingSeconds as it goes now; null where that is not known, or nothing remains
   * @param differences rows that were otherwise than the events say
   * @param rowsChanged rows of the live view that were put right
   * @param problem why it was given up; null where it was not
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ReplayView(
      String replayId,
      String projection,
      boolean compare,
      Status status,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      int attempt,
      long eventsDone,
      long eventsTotal,
      @Nullable Long eventsPerSecond,
      @Nullable Long remainingSeconds,
      long differences,
      long rowsChanged,
      @Nullable String problem) {

    static ReplayView of(Job job) {
      Pace pace = Pace.of(job.eventsDone(), job.eventsTotal(), job.worked());
      return new ReplayView(
          job.replayId(),
          job.projection(),
          job.compareOnly(),
          job.status(),
          job.requestedBy(),
          job.requestedAt(),
          job.startedAt(),
          job.finishedAt(),
          job.attempt(),
          job.eventsDone(),
          job.eventsTotal(),
          pace.eventsPerSecond(),
          job.status() == Status.RUNNING ? pace.remainingSeconds() : null,
          job.differences(),
          job.rowsChanged(),
          job.problem());
    }
  }

  /**
   * One column of a row's key.
   *
   * @param column its name
   * @param value as a text
   */
  record ReplayKeyView(String column, String value) {}

  /**
   * A row that was otherwise than the events say. Of its content nothing is shown but its key.
   *
   * @param table it stands in
   * @param key of the row
   * @param kind in which way
   * @param columns whose values differ; none of a row that is missing or surplus
   */
  record ReplayDifferenceView(
      String table, List<ReplayKeyView> key, Difference.Kind kind, List<String> columns) {

    static ReplayDifferenceView of(Difference difference) {
      return new ReplayDifferenceView(
          difference.table(),
          EventJson.mapper().readTree(difference.key()).properties().stream()
              .map(part -> new ReplayKeyView(part.getKey(), part.getValue().asString()))
              .toList(),
          difference.kind(),
          difference.columns());
    }
  }

  /**
   * A projection of this service.
   *
   * @param name as a replay names it
   * @param tables that it is
   */
  record ProjectionView(String name, List<String> tables) {}

  /**
   * Builds a projection anew from its events, in tables beside the live ones, compares them row by
   * row, and puts right what differs, while the service runs and takes writes. Nothing is sent.
   */
  @InJapanese("参照用テーブルをイベントから作り直して現在の内容と行ごとに比較し、異なる行を置き換えます。サービスは動き続け、通知などは送られません。")
  @Allowed(ADMIN)
  @Answers(status = 202, when = "Taken in; it is worked off from now on")
  @Refuses(status = 400, codes = "UNKNOWN_VALUE")
  @PostMapping
  @AdministrativeAct
  ResponseEntity<ReplayView> startReplay(
      @Valid @RequestBody ReplayRequest body, WriteRequest call) {
    ResponseEntity<ReplayView> answer =
        writes.performChecking(
            call,
            findings -> {
              if (!findings.isWrong("projection")
                  && projections.find(body.projection()).isEmpty()) {
                String known = String.join(", ", new TreeSet<>(projections.names()));
                findings.reject(
                    "projection",
                    "UNKNOWN_VALUE",
                    "このサービスにある名前を指定してください: " + known,
                    "It is none of this service, which has: " + known);
              }
              findings.check();
              String id = UUID.randomUUID().toString();
              jobs.submit(
                  id, body.projection(), body.compare(), call.caller().subject(), clock.now());
              return new Answer<>(
                  202,
                  "/api/replays/" + id,
                  ReplayView.of(jobs.find(id).orElseThrow()),
                  null,
                  null);
            });
    runner.wake();
    return answer;
  }

  /**
   * How far a replay is.
   *
   * @param replayId of the replay
   */
  @InJapanese("作り直しの進み具合と、異なっていた行の数。")
  @Allowed({ADMIN, AUDITOR})
  @GetMapping("/{replayId}")
  ReplayView replayOf(@PathVariable("replayId") String replayId) {
    return ReplayView.of(known(replayId));
  }

  /**
   * The first 1,000 rows that were otherwise than the events say, by table and key.
   *
   * @param replayId of the replay
   */
  @InJapanese("イベントと異なっていた行の最初の1,000件。キーと列名だけを示します。")
  @Allowed({ADMIN, AUDITOR})
  @GetMapping("/{replayId}/differences")
  Page<ReplayDifferenceView> replayDifferences(
      @PathVariable("replayId") String replayId, PageRequest page) {
    known(replayId);
    return new Page<>(
        jobs.differences(replayId, page.offset(), page.size()).stream()
            .map(ReplayDifferenceView::of)
            .toList(),
        page.page(),
        page.size(),
        jobs.keptDifferences(replayId));
  }

  /** All replays, the newest first. */
  @InJapanese("作り直しの一覧。新しいものから順に示します。")
  @Allowed({ADMIN, AUDITOR})
  @GetMapping
  Page<ReplayView> replays(PageRequest page) {
    return new Page<>(
        jobs.list(page.offset(), page.size()).stream().map(ReplayView::of).toList(),
        page.page(),
        page.size(),
        jobs.count());
  }

  private Job known(String replayId) {
    return jobs.find(replayId).orElseThrow(() -> new NotFound("replay", replayId));
  }

  /** The projections of this service. */
  @InJapanese("作り直せる参照用テーブルの一覧。")
  @Allowed({ADMIN, AUDITOR})
  @GetMapping("/projections")
  List<ProjectionView> projections() {
    return projections.all().stream()
        .map(projection -> new ProjectionView(projection.name(), projection.tables()))
        .toList();
  }
}
