package io.rmaflow.kit.audit.retention;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.fields.Identifier;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;

/** What is kept for how long, and what would be forgotten: nothing here forgets anything. */
@RestController
@Tag(name = "personal data")
class RetentionController {

  private final Forgetting forgetting;
  private final BusinessClock clock;

  RetentionController(Forgetting forgetting, BusinessClock clock) {
    this.forgetting = forgetting;
    this.clock = clock;
  }

  /**
   * A kind of what is kept of persons.
   *
   * @param kind names it
   * @param setting the policy setting of contract-service that says for how many days
   * @param days of 24 hours at rest; null where it is kept for good
   * @param atRest how many rest now, whatever the setting says
   * @param due how many of them are due now
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record KeptKind(String kind, String setting, @Nullable Integer days, long atRest, long due) {}

  /**
   * What would be forgotten.
   *
   * @param kind of what
   * @param id of the thing
   * @param of what it belongs to, such as {@code case/…}
   * @param restingSince since when nobody needs it, business time
   * @param dueAt when it is forgotten, business time
   */
  record DueThing(String kind, String id, String of, Instant restingSince, Instant dueAt) {}

  /**
   * What is asked of a dry run.
   *
   * @param kind of this kind alone
   * @param days as if its setting said so; with {@code kind} only
   * @param at as of this business time; now where absent
   */
  record DryRun(
      @Identifier @Nullable String kind,
      @Min(1) @Max(36500) @Nullable Integer days,
      @Nullable Instant at)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (days != null && kind == null) {
        findings.reject(
            "days",
            "ONLY_WITH_KIND",
            "days は kind と一緒に指定してください。",
            "days says something of one kind only: name it in kind.");
      }
    }
  }

  /** What this service keeps of persons, and for how long. */
  @InJapanese("このサービスが保存する個人に関する情報の種類と保存期間。")
  @Allowed({ADMIN, AUDITOR})
  @GetMapping("/api/retention")
  Page<KeptKind> keptKinds(PageRequest page) {
    Instant now = clock.now();
    List<KeptKind> kinds = new ArrayList<>();
    for (Keeping keeping : forgetting.keepings()) {
      OptionalInt days = forgetting.days(keeping);
      kinds.add(
          new KeptKind(
              keeping.kind(),
              keeping.setting(),
              days.isEmpty() ? null : days.getAsInt(),
              keeping.count(now),
              days.isEmpty() ? 0 : keeping.count(now.minus(Duration.ofDays(days.getAsInt())))));
    }
    return Page.of(kinds, page);
  }

  /**
   * What would be forgotten, kind by kind, the longest at rest first. A dry run: nothing is
   * forgotten by it. With {@code days} it shows what a setting would do before it is made.
   */
  @InJapanese("消去の対象となるものの一覧(試行。消去は行いません)。")
  @Allowed({ADMIN, AUDITOR})
  @GetMapping("/api/retention/due")
  Page<DueThing> dueToBeForgotten(
      @Valid @ModelAttribute DryRun run, PageRequest page, Findings findings) {
    List<Keeping> asked =
        forgetting.keepings().stream()
            .filter(keeping -> run.kind() == null || keeping.kind().equals(run.kind()))
            .toList();
    if (asked.isEmpty() && !findings.isWrong("kind")) {
      String known =
          forgetting.keepings().stream().map(Keeping::kind).collect(Collectors.joining(", "));
      findings.reject(
          "kind",
          "UNKNOWN_VALUE",
          "このサービスの種類は " + known + " です。",
          "The kinds of this service are " + known + ".");
    }
    findings.check();
    Instant at = Objects.requireNonNullElseGet(run.at(), clock::now);
    List<DueThing> items = new ArrayList<>();
    long before = 0;
    for (Keeping keeping : asked) {
      Integer days = run.days();
      OptionalInt kept = days == null ? forgetting.days(keeping) : OptionalInt.of(days);
      if (kept.isEmpty()) {
        continue;
      }
      Duration time = Duration.ofDays(kept.getAsInt());
      Instant until = at.minus(time);
      long many = keeping.count(until);
      long offset = Math.max(0, page.offset() - before);
      int room = page.size() - items.size();
      if (room > 0 && offset < many) {
        keeping
            .atRest(until, offset, room)
            .forEach(
                thing ->
                    items.add(
                        new DueThing(
                            keeping.kind(),
                            thing.id(),
                            thing.of(),
                            thing.since(),
                            thing.since().plus(time))));
      }
      before += many;
    }
    return new Page<>(items, page.page(), page.size(), before);
  }
}
