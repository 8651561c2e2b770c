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
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.CalendarEvent;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.Query;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.ClosedDay;
import io.rmaflow.time.DayName;
import io.rmaflow.time.JapanTime;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/calendar}: which days are closed and why, and the company's own holidays. */
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
   * @param closed why, absent on a business day
   */
  record Day(LocalDate date, DayOfWeek dayOfWeek, boolean businessDay, @Nullable Closed closed) {}

  /** Why a day is closed. */
  record Closed(String ja, String en, ClosedDay.Kind kind) {}

  /** Days, both ends inclusive, by one version of the calendar. */
  record Days(int calendarVersion, LocalDate from, LocalDate to, List<Day> days) {}

  /**
   * What a change would do, which is not made.
   *
   * @param calendarVersion the version that it would make
   * @param moves the open deadlines that it would move
   */
  record DryRun(
      boolean dryRun,
      int calendarVersion,
      LocalDate from,
      LocalDate to,
      List<Day> days,
      List<MovingDeadline.Move> moves) {}

  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping
  Days days(Query query) {
    LocalDate from = query.date("from");
    LocalDate to = query.date("to");
    LocalDate first = from == null ? JapanTime.dateOf(clock.now()) : from;
    LocalDate last = to == null ? first.plusDays(30) : to;
    if (last.isBefore(first) || first.plusDays(MOST_DAYS).isBefore(last)) {
      query.reject(
          "to",
          "OUT_OF_RANGE",
          "from 以後、" + MOST_DAYS + " 日以内の日を指定してください。",
          "It must not lie before from, nor more than " + MOST_DAYS + " days after it.");
    }
    if (first.isBefore(FIRST) || last.isAfter(LAST)) {
      query.reject(
          "from",
          "OUT_OF_RANGE",
          FIRST + " から " + LAST + " までの暦があります。",
          "The calendar goes from " + FIRST + " to " + LAST + ".");
    }
    query.check();
    BusinessCalendar calendar = calendar();
    return new Days(
        calendar.version(),
        first,
        last,
        first.datesUntil(last.plusDays(1)).map(date -> day(calendar, date)).toList());
  }

  @Allowed(ADMIN)
  @PostMapping("/company-holidays")
  ResponseEntity<?> add(WriteRequest request, Query query, HttpServletRequest http) {
    return change(
        request,
        dryRun(query),
        http,
        (fields, days) -> {
          String name = fields.requiredLine("name", LONGEST_NAME);
          String english = fields.line("nameEn", LONGEST_NAME);
          DayName dayName =
              name.isBlank()
                  ? new DayName("-", "-")
                  : new DayName(name, english == null ? name : english);
          return reasonId -> new AddHolidays(days.first(), days.last(), dayName, reasonId);
        });
  }

  @Allowed(ADMIN)
  @DeleteMapping("/company-holidays")
  ResponseEntity<?> withdraw(WriteRequest request, Query query, HttpServletRequest http) {
    return change(
        request,
        dryRun(query),
        http,
        (fields, days) -> reasonId -> new WithdrawHolidays(days.first(), days.last(), reasonId));
  }

  private record Range(LocalDate first, LocalDate last) {}

  /** What is still missing is where the reason stands: it is stored when all fields are right. */
  private interface Unexplained {
    CalendarCommand because(@Nullable TextId reasonId);
  }

  private static boolean dryRun(Query query) {
    boolean dryRun = query.bool("dryRun", false);
    query.check();
    return dryRun;
  }

  private ResponseEntity<?> change(
      WriteRequest request,
      boolean dryRun,
      HttpServletRequest http,
      BiFunction<Fields, Range, Unexplained> reading) {
    // asked before a transaction is opened: another service may take its time
    List<MovingDeadline.Open> open =
        dryRun
            ? cases.openFrom(JapanTime.dateOf(clock.now()), http.getHeader("Authorization"))
            : List.of();
    return writes.perform(
        request.continuing(CalendarCommand.STREAM),
        fields -> {
          Range days = range(fields);
          Unexplained command = reading.apply(fields, days);
          String reason = fields.requiredLine("reason", LONGEST_REASON);
          fields.check();
          request.requireVersion(version());
          if (dryRun) {
            return Answer.ok(dryRun(command.because(null), days, open))
                .withVersion(CalendarCommand.STREAM, version());
          }
          commands.send(
              command.because(personal.addText(reason)),
              Recording.of(request.caller().subject(), fields.now()));
          BusinessCalendar calendar = calendar();
          return Answer.ok(
                  new Days(
                      calendar.version(),
                      days.first(),
                      days.last(),
                      days.first()
                          .datesUntil(days.last().plusDays(1))
                          .map(date -> day(calendar, date))
                          .toList()))
              .withVersion(CalendarCommand.STREAM, version());
        });
  }

  private DryRun dryRun(CalendarCommand command, Range days, List<MovingDeadline.Open> open) {
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

  private static Range range(Fields fields) {
    if (fields.has("date")) {
      LocalDate date = fields.requiredDate("date");
      checkYears(fields, "date", date);
      return new Range(date, date);
    }
    LocalDate from = fields.requiredDate("from");
    LocalDate to = fields.requiredDate("to");
    checkYears(fields, "from", from);
    checkYears(fields, "to", to);
    if (to.isBefore(from) || from.plusDays(MOST_DAYS).isBefore(to)) {
      fields.reject(
          "to",
          "OUT_OF_RANGE",
          "from 以後、" + MOST_DAYS + " 日以内の日を指定してください。",
          "It must not lie before from, nor more than " + MOST_DAYS + " days after it.");
      return new Range(from, from);
    }
    return new Range(from, to);
  }

  private static void checkYears(Fields fields, String name, LocalDate date) {
    boolean placeholder = date.equals(LocalDate.EPOCH);
    if (!placeholder && (date.isBefore(FIRST) || date.isAfter(LAST))) {
      fields.reject(
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

  private BusinessCalendar calendar() {
    return state().calendar();
  }

  private CalendarState state() {
    return CalendarState.of(
        streams.events(CalendarCommand.STREAM).stream()
            .map(stored -> (CalendarEvent) stored.envelope().data())
            .toList());
  }

  private long version() {
    return streams.lastSequence(CalendarCommand.STREAM).orElse(-1);
  }
}
