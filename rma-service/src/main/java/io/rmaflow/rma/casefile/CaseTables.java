package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.PageRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What of the cases can be searched for without reading their events. */
@Component
class CaseTables implements CaseIndex, CaseTable, OpenDueTimes {

  /**
   * All rows of a case. What is as it was is not written again: most steps change little that cases
   * are looked for by.
   */
  private static final String STORE =
      """
      with indexed as (
        insert into case_index as known
          (case_id, procedure, status, is_open, customer_id, serial_number, serial_key,
           rma_number, rma_key, submitted_at, resubmission_of, requester_contact_id,
           receiver_contact_id, search_text, settled_since)
        values
          (:case, :procedure, :status, :open,
           coalesce(
             (select customer_id from cover_customer_alias where alias = :customer), :customer),
           :serial, :serialKey, :rma, :rmaKey, :submittedAt, :resubmissionOf, :requester,
           :receiver, :text, cast(:settledSince as timestamptz))
        on conflict (case_id) do update set
          procedure = excluded.procedure, status = excluded.status,
          is_open = excluded.is_open, customer_id = excluded.customer_id,
          serial_number = excluded.serial_number, serial_key = excluded.serial_key,
          rma_number = excluded.rma_number, rma_key = excluded.rma_key,
          search_text = excluded.search_text,
          settled_since = case when excluded.settled_since is not null
            then coalesce(known.settled_since, excluded.settled_since) end
        where (known.procedure, known.status, known.is_open, known.customer_id,
               known.serial_number, known.serial_key, known.rma_number, known.rma_key,
               known.search_text, known.settled_since is null)
          is distinct from
              (excluded.procedure, excluded.status, excluded.is_open, excluded.customer_id,
               excluded.serial_number, excluded.serial_key, excluded.rma_number,
               excluded.rma_key, excluded.search_text,
               excluded.settled_since is null)),
      due (name, who, state, due_date, due_at, due_by) as (
        select name, who, state, due_date::date, due_at::timestamptz, due_by::timestamptz
        from unnest(cast(:dueNames as text[]), cast(:dueWho as text[]), cast(:dueStates as text[]),
                    cast(:dueDates as text[]), cast(:dueAts as text[]), cast(:dueBy as text[]))
             as told (name, who, state, due_date, due_at, due_by)),
      no_longer_due as (
        delete from case_due_time where case_id = :case and name not in (select name from due)),
      due_now as (
        insert into case_due_time as known (case_id, name, who, state, due_date, due_at, due_by)
        select :case, name, who, state, due_date, due_at, due_by from due
        on conflict (case_id, name) do update set
          who = excluded.who, state = excluded.state, due_date = excluded.due_date,
          due_at = excluded.due_at, due_by = excluded.due_by
        where (known.who, known.state, known.due_date, known.due_at, known.due_by)
          is distinct from
              (excluded.who, excluded.state, excluded.due_date, excluded.due_at, excluded.due_by)),
      duty (who, name) as (
        select who, name from unnest(cast(:dutyWho as text[]), cast(:dutyNames as text[]))
             as told (who, name)),
      no_longer_to_do as (
        delete from case_duty
        where case_id = :case and (who, name) not in (select who, name from duty))
      insert into case_duty (case_id, who, name) select :case, who, name from duty
      on conflict do nothing
      """;

  private final JdbcClient database;
  private final BusinessClock clock;

  CaseTables(JdbcClient database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What cases are looked for by; null stands for any.
   *
   * @param customerIds of whose cases; none of them: no case
   * @param customerMeantByText whom the text means where it is an ID of the earlier system
   * @param persons one of whom the request names; none of them: no case
   */
  record Search(
      @Nullable CaseStatus status,
      @Nullable Set<CustomerId> customerIds,
      @Nullable SerialNumber serialNumber,
      @Nullable RmaNumber rmaNumber,
      @Nullable Procedure procedure,
      @Nullable CaseId resubmissionOf,
      @Nullable String text,
      @Nullable CustomerId customerMeantByText,
      @Nullable Collection<ContactId> persons) {}

  // ---- writing

  @Override
  public void store(CaseState.Reported state, long version) {
    FailureReported reported = state.reported();
    Optional<CaseFile> file = state.accepted();
    SerialNumber serial = file.map(CaseFile::serialNumber).orElse(reported.serialNumber());
    CustomerId customer = file.map(CaseFile::customerId).orElse(reported.customerId());
    RmaNumber rma = file.flatMap(CaseFile::rmaNumber).orElse(null);
    List<DueTime> due = OpenWork.dueTimes(state);
    List<Duty> duties = OpenWork.duties(state);
    database
        .sql(STORE)
        .param("case", state.caseId().value())
        .param("procedure", state.followed().map(Procedure::name).orElse(null))
        .param("status", state.status().name())
        .param("open", file.filter(CaseFile::isOpen).isPresent())
        .param("customer", customer == null ? null : customer.value())
        .param("serial", serial == null ? null : serial.value())
        .param("serialKey", serial == null ? null : SearchText.of(serial.value()))
        .param("rma", rma == null ? null : rma.value())
        .param("rmaKey", rma == null ? null : SearchText.of(rma.value()))
        .param("submittedAt", utc(reported.submittedAt()))
        .param(
            "resubmissionOf",
            reported.resubmissionOf() == null ? null : reported.resubmissionOf().value())
        .param("requester", idOf(reported.requesterContactId()))
        .param("receiver", idOf(reported.deliverToContactId()))
        .param(
            "text",
            SearchText.ofAll(
                Stream.concat(
                        Stream.of(customer, reported.namedAs(), serial, rma),
                        file.stream().flatMap(CaseTables::units))
                    .toArray()))
        .param("settledSince", due.isEmpty() && duties.isEmpty() ? utc(clock.now()) : null)
        .param("dueNames", texts(due, one -> one.deadline().name().name()))
        .param("dueWho", texts(due, one -> OpenWork.who(one).name()))
        .param("dueStates", texts(due, one -> one.state().name()))
        .param("dueDates", texts(due, one -> text(one.deadline().dueDate())))
        .param("dueAts", texts(due, one -> text(one.deadline().dueAt())))
        .param("dueBy", texts(due, one -> OpenWork.dueBy(one).toString()))
        .param("dutyWho", texts(duties, duty -> duty.who().name()))
        .param("dutyNames", texts(duties, Duty::what))
        .update();
  }

  private static @Nullable String idOf(@Nullable ContactId contact) {
    return contact == null ? null : contact.value();
  }

  private static <T> @Nullable String[] texts(List<T> all, Function<T, @Nullable String> text) {
    return all.stream().map(text).toArray(String[]::new);
  }

  private static @Nullable String text(@Nullable Object time) {
    return time == null ? null : time.toString();
  }

  private static Stream<?> units(CaseFile file) {
    return Stream.of(
            file.procedure().brought(file).stream(),
            UnitLeg.of(file).stream()
                .flatMap(unit -> Stream.of(unit.serialNumber(), unit.trackingNumber())),
            file.findings().unexpected().stream().map(unit -> unit.received().received()))
        .flatMap(found -> found);
  }

  /** The next RMA number; a gap in the numbers means nothing. */
  RmaNumber nextRmaNumber(int year) {
    long number = database.sql("select nextval('rma_number_sequence')").query(Long.class).single();
    return new RmaNumber("RMA-%04d-%06d".formatted(year, number));
  }

  // ---- reading

  @Override
  public List<OpenCase> openCases(SerialNumber serialNumber) {
    return database
        .sql(
            """
            select case_id, procedure, rma_number, submitted_at from case_index
            where serial_key = :key and is_open order by submitted_at, case_id
            """)
        .param("key", SearchText.of(serialNumber.value()))
        .query(
            (row, n) -> {
              String rma = row.getString("rma_number");
              return new OpenCase(
                  new CaseId(row.getString("case_id")),
                  Procedure.valueOf(row.getString("procedure")),
                  rma == null ? null : new RmaNumber(rma),
                  row.getObject("submitted_at", OffsetDateTime.class).toInstant());
            })
        .list();
  }

  /** The cases in whose search text one line is this and nothing else, oldest first. */
  @Override
  public List<CaseId> submitted(Instant from, Instant to) {
    return database
        .sql(
            """
            select case_id from case_index where submitted_at >= :from and submitted_at < :to
             order by submitted_at, case_id
            """)
        .param("from", utc(from))
        .param("to", utc(to))
        .query((row, n) -> new CaseId(row.getString(1)))
        .list();
  }

  @Override
  public List<CaseId> naming(String serialOrTrackingNumber) {
    return database
        .sql(
            """
            select case_id from case_index
            where E'\\n' || search_text || E'\\n' like :line order by submitted_at, case_id
            """)
        .param("line", SearchText.asALine(serialOrTrackingNumber))
        .query((row, n) -> new CaseId(row.getString(1)))
        .list();
  }

  /** The open cases of these customers, oldest first. */
  List<CaseId> openCasesOf(Set<CustomerId> customerIds) {
    return database
        .sql(
            """
            select case_id from case_index
            where customer_id in (:customers) and is_open order by submitted_at, case_id
            """)
        .param("customers", customerIds.stream().map(CustomerId::value).toList())
        .query((row, n) -> new CaseId(row.getString(1)))
        .list();
  }

  /** All cases of these customers, in any order. */
  List<CaseId> casesOf(Set<CustomerId> customerIds) {
    return database
        .sql("select case_id from case_index where customer_id in (:customers)")
        .param("customers", customerIds.stream().map(CustomerId::value).toList())
        .query((row, n) -> new CaseId(row.getString(1)))
        .list();
  }

  /**
   * The cases in which something was, or may have been, to be done at an instant: all that were
   * submitted by then but for those in which nothing has been to be done ever since.
   */
  Stream<CaseId> notSettledBefore(Instant instant) {
    return database
        .sql(
            """
            select case_id from case_index
            where submitted_at <= cast(:at as timestamptz) + interval '1 minute'
              and (settled_since is null
                   or settled_since > cast(:at as timestamptz) - interval '1 minute')
            """)
        .param("at", utc(instant))
        .query((row, n) -> new CaseId(row.getString(1)))
        .list()
        .stream();
  }

  @Override
  public List<CaseId> cases() {
    return database
        .sql("select distinct case_id from case_due_time order by case_id")
        .query((row, n) -> new CaseId(row.getString(1)))
        .list();
  }

  /** Whose case it is; empty where there is none of this ID, or the request named no customer. */
  Optional<CustomerId> customerOf(String caseId) {
    return database
        .sql("select customer_id from case_index where case_id = :case and customer_id is not null")
        .param("case", caseId)
        .query((row, n) -> new CustomerId(row.getString(1)))
        .optional();
  }

  long count(Search search) {
    Filter filter = new Filter(search);
    return database
        .sql("select count(*) from case_index" + filter.where())
        .params(filter.values)
        .query(Long.class)
        .single();
  }

  /** The newest first. */
  List<CaseId> find(Search search, PageRequest page) {
    Filter filter = new Filter(search);
    return database
        .sql(
            "select case_id from case_index"
                + filter.where()
                + " order by submitted_at desc, case_id limit :limit offset :offset")
        .params(filter.values)
        .param("limit", page.size())
        .param("offset", page.offset())
        .query((row, n) -> new CaseId(row.getString(1)))
        .list();
  }

  private static final class Filter {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    Filter(Search search) {
      add("status = :status", "status", search.status() == null ? null : search.status().name());
      add(
          "customer_id = any(:customers)",
          "customers",
          search.customerIds() == null
              ? null
              : search.customerIds().stream().map(CustomerId::value).toArray(String[]::new));
      add(
          "serial_key = :serial",
          "serial",
          search.serialNumber() == null ? null : SearchText.of(search.serialNumber().value()));
      add(
          "rma_key = :rma",
          "rma",
          search.rmaNumber() == null ? null : SearchText.of(search.rmaNumber().value()));
      add(
          "procedure = :procedure",
          "procedure",
          search.procedure() == null ? null : search.procedure().name());
      add(
          "resubmission_of = :resubmissionOf",
          "resubmissionOf",
          search.resubmissionOf() == null ? null : search.resubmissionOf().value());
      add(
          search.customerMeantByText() == null
              ? "search_text like :text"
              : "(search_text like :text or customer_id = :meant)",
          "text",
          search.text() == null ? null : SearchText.anywhere(search.text()));
      add(
          "(requester_contact_id = any(:persons) or receiver_contact_id = any(:persons))",
          "persons",
          search.persons() == null
              ? null
              : search.persons().stream().map(ContactId::value).toArray(String[]::new));
      if (search.customerMeantByText() != null) {
        values.put("meant", search.customerMeantByText().value());
      }
    }

    private void add(String condition, String name, @Nullable Object value) {
      if (value != null) {
        conditions.add(condition);
        values.put(name, value);
      }
    }

    String where() {
      return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }
  }

  /**
   * What is still to be done: what is due first, the earliest first, then what nothing says by when
   * to do, the oldest case first.
   *
   * @param dueBefore only what is too late at this instant; null for all, also what has no due time
   * @param who only this party's; null for all
   */
  List<OpenWork> openWork(@Nullable Instant dueBefore, Duty.@Nullable Who who) {
    return database
        .sql(
            """
            select * from (
              select w.*, i.rma_number, i.customer_id, i.serial_number, i.procedure, i.status,
                     i.submitted_at, null as receipt_id
                from (select case_id, who, name, state, due_date, due_at, due_by from case_due_time
                      union all
                      select case_id, who, name, 'OPEN', null, null, null from case_duty) w
                join case_index i using (case_id)
              union all
              select null, 'VENDOR', 'PLACE_RECEIVED_UNIT', 'OPEN', null, null, null,
                     null, null, serial_number, null, null, received_at, receipt_id
                from receipt where placed_at is null) work
             where (cast(:before as timestamptz) is null or due_by <= :before)
               and (cast(:who as varchar) is null or who = :who)
             order by due_by nulls last, submitted_at, case_id, name, receipt_id
            """)
        .param("before", dueBefore == null ? null : utc(dueBefore))
        .param("who", who == null ? null : who.name())
        .query(
            (row, n) -> {
              String caseId = row.getString("case_id");
              String status = row.getString("status");
              String rma = row.getString("rma_number");
              String customer = row.getString("customer_id");
              String serial = row.getString("serial_number");
              String procedure = row.getString("procedure");
              LocalDate day = row.getObject("due_date", LocalDate.class);
              OffsetDateTime at = row.getObject("due_at", OffsetDateTime.class);
              return new OpenWork(
                  caseId == null ? null : new CaseId(caseId),
                  rma == null ? null : new RmaNumber(rma),
                  customer == null ? null : new CustomerId(customer),
                  serial == null ? null : new SerialNumber(serial),
                  procedure == null ? null : Procedure.valueOf(procedure),
                  status == null ? null : CaseStatus.valueOf(status),
                  Duty.Who.valueOf(row.getString("who")),
                  Objects.requireNonNull(row.getString("name")),
                  Due.of(day, at == null ? null : at.toInstant()),
                  DueTime.State.valueOf(row.getString("state")),
                  row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                  row.getString("receipt_id"));
            })
        .list();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
