package io.rmaflow.kit.audit.replay;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmaflow.kit.audit.replay.RepublicationJobs.Job;
import io.rmaflow.kit.audit.replay.RepublicationJobs.Status;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Republishing;
import io.rmaflow.kit.eventing.Republishing.Selection;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Line;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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

/**
 * {@code /api/republications}: events on Kafka once more, for a consumer that has lost its data.
 */
@RestController
@RequestMapping("/api/republications")
@Tag(name = "events")
class RepublicationsController {

  private static final int LONGEST_TYPE = 100;
  private static final int LONGEST_STREAM = 255;

  private final Writes writes;
  private final RepublicationJobs jobs;
  private final RepublicationRunner runner;
  private final Republishing republishing;
  private final BusinessClock clock;

  RepublicationsController(
      Writes writes,
      RepublicationJobs jobs,
      RepublicationRunner runner,
      Republishing republishing,
      BusinessClock clock) {
    this.writes = writes;
    this.jobs = jobs;
    this.runner = runner;
    this.republishing = republishing;
    this.clock = clock;
  }

  /**
   * Which events are published once more: those that fit everything that is told, all where nothing
   * is.
   *
   * @param types names of events of this service, without context and version
   * @param stream the ID of one stream
   * @param from recorded at this instant or later
   * @param to recorded before this instant
   */
  record RepublicationRequest(
      List<@Line(max = LONGEST_TYPE) String> types,
      @Line(max = LONGEST_STREAM) @Nullable String stream,
      @Nullable Instant from,
      @Nullable Instant to)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (from != null
          && to != null
          && !findings.isWrong("from")
          && !findings.isWrong("to")
          && !from.isBefore(to)) {
        findings.reject("to", "NOT_AFTER_FROM", "from より後の時刻を指定してください。", "It must be after from.");
      }
    }
  }

  /**
   * A republication.
   *
   * @param republicationId stands in {@code ce_republished} of each of its records
   * @param types names of its events; all where there are none
   * @param stream of its events; null: of all streams
   * @param from recorded at this instant or later; null: from the first one on
   * @param to recorded before this instant; null: up to the last one that had been published then
   * @param status how far it is
   * @param requestedBy the subject of the caller's token
   * @param requestedAt business time
   * @param startedAt business time; null before
   * @param finishedAt business time; null before
   * @param eventsDone that were published; some of them twice after a crash
   * @param eventsTotal how many there are
   * @param eventsPerSecond so far; null before the first
   * @param remainingSeconds as it goes now; null where that is not known, or nothing remains
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record RepublicationView(
      String republicationId,
      List<String> types,
      @Nullable String stream,
      @Nullable Instant from,
      @Nullable Instant to,
      Status status,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      long eventsDone,
      long eventsTotal,
      @Nullable Long eventsPerSecond,
      @Nullable Long remainingSeconds) {

    static RepublicationView of(Job job) {
      Pace pace = Pace.of(job.eventsSent(), job.eventsTotal(), job.worked());
      return new RepublicationView(
          job.republicationId(),
          List.copyOf(new TreeSet<>(job.selection().names())),
          job.selection().stream(),
          job.selection().from(),
          job.selection().to(),
          job.status(),
          job.requestedBy(),
          job.requestedAt(),
          job.startedAt(),
          job.finishedAt(),
          job.eventsSent(),
          job.eventsTotal(),
          pace.eventsPerSecond(),
          job.status() == Status.COMPLETED ? null : pace.remainingSeconds());
    }
  }

  /**
   * Publishes events once more, with their first {@code id} and {@code streamsequence}, those of a
   * stream in their order, each marked with the ID of the republication. Consumers that have them
   * pass over them.
   */
  @InJapanese("発行済みのイベントを Kafka へ再発行します。id と streamsequence は最初のままで、ce_republished に再発行の ID が付きます。")
  @Allowed(ADMIN)
  @Answers(status = 202, when = "Taken in; it is worked off from now on")
  @Refuses(
      status = 400,
      codes = {"UNKNOWN_VALUE", "NOT_AFTER_FROM"})
  @Example("{\"from\": \"2026-05-01T00:00:00+09:00\", \"to\": \"2026-05-02T00:00:00+09:00\"}")
  @PostMapping
  @AdministrativeAct
  ResponseEntity<RepublicationView> republish(
      @Valid @RequestBody(required = false) RepublicationRequest body, WriteRequest call) {
    ResponseEntity<RepublicationView> answer =
        writes.performChecking(
            call,
            findings -> {
              Set<String> known = republishing.names();
              for (String type : body.types()) {
                if (!known.contains(type)) {
                  findings.reject(
                      "types",
                      "UNKNOWN_VALUE",
                      "このサービスのイベントではありません: " + type,
                      "It is no event of this service: " + type);
                }
              }
              String stream = body.stream();
              if (stream != null && !findings.isWrong("stream") && !republishing.isKnown(stream)) {
                findings.reject(
                    "stream",
                    "UNKNOWN_VALUE",
                    "このサービスが発行したイベントのストリームではありません。",
                    "This service has published no event of such a stream.");
              }
              findings.check();
              return accepted(body, call.caller().subject());
            });
    runner.wake();
    return answer;
  }

  private Answer<RepublicationView> accepted(RepublicationRequest body, String by) {
    Selection selection =
        new Selection(Set.copyOf(body.types()), body.stream(), body.from(), body.to());
    String id = UUID.randomUUID().toString();
    String end = republishing.end();
    jobs.submit(
        id, selection, end, end == null ? 0 : republishing.count(selection, end), by, clock.now());
    return new Answer<>(
        202,
        "/api/republications/" + id,
        RepublicationView.of(jobs.find(id).orElseThrow()),
        null,
        null);
  }

  /**
   * How far a republication is.
   *
   * @param republicationId of the republication
   */
  @InJapanese("再発行の進み具合。")
  @Allowed({ADMIN, AUDITOR})
  @GetMapping("/{republicationId}")
  RepublicationView republication(@PathVariable("republicationId") String republicationId) {
    return jobs.find(republicationId)
        .map(RepublicationView::of)
        .orElseThrow(() -> new NotFound("republication", republicationId));
  }

  /** All republications, the newest first. */
  @InJapanese("再発行の一覧。新しいものから順に示します。")
  @Allowed({ADMIN, AUDITOR})
  @GetMapping
  Page<RepublicationView> republications(PageRequest page) {
    return new Page<>(
        jobs.list(page.offset(), page.size()).stream().map(RepublicationView::of).toList(),
        page.page(),
        page.size(),
        jobs.count());
  }
}
