package io.rmaflow.contract.calendar;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.calendar.rules.CalendarCommand;
import io.rmaflow.contract.calendar.rules.CalendarCommand.AddHolidays;
import io.rmaflow.contract.calendar.rules.CalendarCommand.WithdrawHolidays;
import io.rmaflow.contract.calendar.rules.CalendarState;
import io.rmaflow.contract.calendar.rules.MovingDeadline;
import io.rmaflow.events.Clause;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.CalendarEvent;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.ClosedDay;
import io.rmaflow.time.DayName;
import io.rmaflow.time.JapanTime;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/calendar}: which days are closed and why, and the company's own holidays. */
@Tag(name = "calendar")
@RestController
@RequestMapping("/api/calendar")
class CalendarResource {

  /** Days of one answer, and of one change. */
  private static final int MOST_DAYS = 800;

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_REASON = 2000;
  private static final LocalDate FIRST = LocalDate.of(2009, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2040, 12, 31);

  private final Writes writes;
  private final Commands commands;
  private final StoredStreams streams;
  private final PersonalStore personal;
  private final BusinessClock clock;
  private final CaseDeadlinesClient cases;

  CalendarResource(
      Writes writes,
      Commands commands,
      StoredStreams streams,
      PersonalStore personal,
      BusinessClock clock,
      CaseDeadlinesClient cases) {
    this.writes = writes;
    this.commands = commands;
    this.streams = streams;
    this.personal = personal;
    this.clock = clock;
    this.cases = cases;
  }

  /**
   * One day.
   *
   * @param date in Japan
   * @param dayOfWeek of that day
   * @param businessDay whether the company works
   * @param closed why it does not; null on a business day
   */
  record Day(LocalDate date, DayOfWeek dayOfWeek, boolean businessDay, @Nullable Closed closed) {}

  /**
   * Why a day is closed.
   *
   * @param ja its name in Japanese
   * @param en its name in English
   * @param kind of the reason
   */
  record Closed(String ja, String en, ClosedDay.Kind kind) {}

  /** What a change has done, or would do. */
  sealed interface Changed {}

  /**
   * Days, both ends inclusive, by one version of the calendar.
   *
   * @param calendarVersion 1 is the yearly default; every change makes the next one
   * @param from first day, in Japan
   * @param to last day, in Japan
   * @param days each of them, in order
   */
  record Days(int calendarVersion, LocalDate from, LocalDate to, List<Day> days)
      implements Changed {}

  /**
   * What a change would do, which is not made.
   *
   * @param dryRun always true
   * @param calendarVersion the version that it would make
   * @param from first day, in Japan
   * @param to last day, in Japan
   * @param days each of them as it would be
   * @param moves the open deadlines that it would move (CAL-3, CAL-6)
   */
  record DryRun(
      boolean dryRun,
      int calendarVersion,
      LocalDate from,
      LocalDate to,
      List<Day> days,
      List<MovingDeadline.Move> moves)
      implements Changed {}

  /**
   * Which days are asked for, both ends inclusive.
   *
   * @param from a day in Japan; today where absent
   * @param to at most 800 days after it; 30 days after it where absent
   */
  record Span(
      @Example("2026-05-01") @Nullable LocalDate from,
      @Example("2026-05-31") @Nullable LocalDate to)
      implements Checked {

    LocalDate first(LocalDate today) {
      return Objects.requireNonNullElse(from, today);
    }

    LocalDate last(LocalDate today) {
      return to == null ? first(today).plusDays(30) : to;
    }

    @Override
    public void check(Findings findings) {
      LocalDate first = first(findings.today());
      LocalDate last = last(findings.today());
      if (isNoRange(first, last)) {
        rejectRange(findings);
      }
      if (first.isBefore(FIRST) || last.isAfter(LAST)) {
        findings.reject(
            "from",
            "OUT_OF_RANGE",
            FIRST + " から " + LAST + " までの暦があります。",
            "The calendar goes from " + FIRST + " to " + LAST + ".");
      }
    }
  }

  /**
   * Days with the reason why they are closed. From 2009 to 2040, at most 800 days beyond the first
   * one. By the calendar as it is, as recorded by an instant, or as it was at one by all that is
   * known; today is the day of that instant then.
   */
  @InJapanese("営業日カレンダー。休業日にはその理由を含みます。過去の時点(asOf・trueAt)の版でも取得できます。")
  @Clause("CAL-3")
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @Refuses(status = 400, codes = "OUT_OF_RANGE")
  @GetMapping
  Days calendar(@Valid @ModelAttribute Span span, @Valid @ModelAttribute AsOf then) {
    LocalDate today = JapanTime.dateOf(then.instant(clock.now()));
    LocalDate first = span.first(today);
    LocalDate last = span.last(today);
    BusinessCalendar calendar = state(then).calendar();
    return new Days(
        calendar.version(),
        first,
        last,
        first.datesUntil(last.plusDays(1)).map(date -> day(calendar, date)).toList());
  }

  /** Days in Japan that change, and why: either one, or a range with both ends inclusive. */
  private interface Changing extends Checked {

    @Nullable LocalDate date();

    @Nullable LocalDate from();

    @Nullable LocalDate to();

    String reason();

    default LocalDate first() {
      LocalDate date = date();
      return Objects.requireNonNullElse(date == null ? from() : date, LocalDate.EPOCH);
    }

    default LocalDate last() {
      LocalDate date = date();
      return Objects.requireNonNullElse(date == null ? to() : date, LocalDate.EPOCH);
    }

    @Override
    default void check(Findings findings) {
      if (date() != null || findings.isWrong("date")) {
        checkYears(findings, "date", date());
        return;
      }
      for (String end : List.of("from", "to")) {
        LocalDate day = end.equals("from") ? from() : to();
        if (day == null && !findings.isWrong(end)) {
          findings.required(end);
        }
        checkYears(findings, end, day);
      }
      if (from() != null && to() != null && isNoRange(first(), last())) {
        rejectRange(findings);
      }
    }
  }

  /**
   * Days on which the company is closed: one date, or from and to, both inclusive, at most 800 days
   * apart and from 2009 to 2040.
   *
   * @param date the only day, in Japan; else from and to
   * @param from first day, in Japan
   * @param to last day, in Japan
   * @param name in Japanese
   * @param nameEn in English; as in Japanese where absent
   * @param reason why; kept apart from the events
   */
  record NewHolidays(
      @Nullable LocalDate date,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Line(max = LONGEST_NAME) String name,
      @Line(max = LONGEST_NAME) @Nullable String nameEn,
      @Line(max = LONGEST_REASON) String reason)
      implements Changing {

    DayName dayName() {
      return new DayName(name, nameEn == null ? name : nameEn);
    }
  }

  /**
   * Days of the company's holidays on which it works after all: one date, or from and to, both
   * inclusive, at most 800 days apart and from 2009 to 2040.
   *
   * @param date the only day, in Japan; else from and to
   * @param from first day, in Japan
   * @param to last day, in Japan
   * @param reason why; kept apart from the events
   */
  record WorkingDays(
      @Nullable LocalDate date,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Line(max = LONGEST_REASON) String reason)
      implements Changing {}

  /**
   * Whether to tell only what the change would do.
   *
   * @param dryRun show which open deadlines would move, and record nothing
   */
  record Supposing(@Example("true") @Default("false") boolean dryRun) {}

  /** Add company holidays: a day or a range. */
  @InJapanese("会社の休業日を追加します(1 日または期間)。")
  @Clause("A-07")
  @Allowed(ADMIN)
  @Refuses(status = 400, codes = "OUT_OF_RANGE")
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Refuses(status = 503, codes = "CASES_UNAVAILABLE")
  @Example(
      name = "A day",
      value =
          """
          {
            "date": "2026-06-15",
            "name": "創立記念日",
            "nameEn": "Foundation Day",
            "reason": "創立50周年"
          }
          """)
  @Example(
      name = "A range",
      value =
          """
          {
            "from": "2026-08-17",
            "to": "2026-08-19",
            "name": "夏季休業",
            "nameEn": "Summer holidays",
            "reason": "事務所移転のため延長"
          }
          """)
  @PostMapping("/company-holidays")
  @AdministrativeAct
  ResponseEntity<Changed> addHolidays(
      @Valid @ModelAttribute Supposing supposing,
      @Valid @RequestBody NewHolidays body,
      WriteRequest call,
      HttpServletRequest http) {
    return change(
        call,
        body,
        supposing.dryRun(),
        http,
        reasonId -> new AddHolidays(body.first(), body.last(), body.dayName(), reasonId));
  }

  /** Withdraw company holidays. */
  @InJapanese("会社の休業日を取り消します。")
  @Clause("A-07")
  @Allowed(ADMIN)
  @Refuses(status = 400, codes = "OUT_OF_RANGE")
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Refuses(status = 503, codes = "CASES_UNAVAILABLE")
  @Example(
      """
          {"date": "2026-08-19", "reason": "移転作業の早期完了"}
          """)
  @DeleteMapping("/company-holidays")
  @AdministrativeAct
  ResponseEntity<Changed> withdrawHolidays(
      @Valid @ModelAttribute Supposing supposing,
      @Valid @RequestBody WorkingDays body,
      WriteRequest call,
      HttpServletRequest http) {
    return change(
        call,
        body,
        supposing.dryRun(),
        http,
        reasonId -> new WithdrawHolidays(body.first(), body.last(), reasonId));
  }

  /** What is still missing is where the reason stands: it is stored when all fields are right. */
  private interface Unexplained {
    CalendarCommand because(@Nullable TextId reasonId);
  }

  private ResponseEntity<Changed> change(
      WriteRequest call,
      Changing body,
      boolean dryRun,
      HttpServletRequest http,
      Unexplained command) {
    // asked before a transaction is opened: another service may take its time
    List<MovingDeadline.Open> open =
        dryRun
            ? cases.openFrom(JapanTime.dateOf(clock.now()), http.getHeader("Authorization"))
            : List.of();
    return writes.perform(
        call.continuing(CalendarCommand.STREAM),
        () -> {
          call.requireVersion(version());
          if (dryRun) {
            return Answer.<Changed>ok(dryRun(command.because(null), body, open))
                .withVersion(CalendarCommand.STREAM, version());
          }
          commands.send(
              command.because(personal.addText(body.reason())),
              Recording.of(call.caller().subject(), call.receivedAt()));
          BusinessCalendar calendar = present();
          return Answer.<Changed>ok(
                  new Days(
                      calendar.version(),
                      body.first(),
                      body.last(),
                      body.first()
                          .datesUntil(body.last().plusDays(1))
                          .map(date -> day(calendar, date))
                          .toList()))
              .withVersion(CalendarCommand.STREAM, version());
        });
  }

  private DryRun dryRun(CalendarCommand command, Changing days, List<MovingDeadline.Open> open) {
    CalendarState before = state();
    CalendarState after = before.supposing(command);
    return new DryRun(
        true,
        after.calendar().version(),
        days.first(),
        days.last(),
        days.first()
            .datesUntil(days.last().plusDays(1))
            .map(date -> day(after.calendar(), date))
            .toList(),
        open.stream()
            .flatMap(
                deadline ->
                    MovingDeadline.of(deadline, before.calendar(), after.calendar()).stream())
            .toList());
  }

  private static boolean isNoRange(LocalDate from, LocalDate to) {
    return to.isBefore(from) || from.plusDays(MOST_DAYS).isBefore(to);
  }

  private static void rejectRange(Findings findings) {
    findings.reject(
        "to",
        "OUT_OF_RANGE",
        "from 以後、" + MOST_DAYS + " 日以内の日を指定してください。",
        "It must not lie before from, nor more than " + MOST_DAYS + " days after it.");
  }

  private static void checkYears(Findings findings, String name, @Nullable LocalDate date) {
    if (date != null && (date.isBefore(FIRST) || date.isAfter(LAST))) {
      findings.reject(
          name,
          "OUT_OF_RANGE",
          FIRST + " から " + LAST + " までの日を指定してください。",
          "It must lie between " + FIRST + " and " + LAST + ".");
    }
  }

  private static Day day(BusinessCalendar calendar, LocalDate date) {
    @Nullable Closed closed =
        calendar.closure(date).map(why -> new Closed(why.ja(), why.en(), why.kind())).orElse(null);
    return new Day(date, date.getDayOfWeek(), closed == null, closed);
  }

  private BusinessCalendar present() {
    return state().calendar();
  }

  private CalendarState state() {
    return state(new AsOf(null, null));
  }

  private CalendarState state(AsOf then) {
    return CalendarState.of(
        then.known(streams, CalendarCommand.STREAM).stream()
            .map(event -> (CalendarEvent) event.data())
            .toList());
  }

  private long version() {
    return streams.lastSequence(CalendarCommand.STREAM).orElse(-1);
  }
}
