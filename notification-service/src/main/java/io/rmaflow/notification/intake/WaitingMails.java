package io.rmaflow.notification.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.jdbc.ReadOnce;
import io.rmaflow.notification.intake.WaitingMailResource.WaitingMailView;
import io.rmaflow.notification.mail.Mail;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Mails that an event of another stream has to complete. Streams have no order among each other, so
 * either may come first.
 */
@Repository
class WaitingMails {

  private final JdbcClient database;
  private final BusinessClock clock;
  private final JsonMapper json = EventJson.mapper();
  private final ReadOnce<CaseId, Boolean> casesWaitedFor = new ReadOnce<>();

  WaitingMails(JdbcClient database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A mail with its cause. */
  record Waiting(String eventId, String reason, Mail mail) {}

  /** The registration that tells whose unit it is. */
  static String registrationOf(SerialNumber unit) {
    return "unit/" + unit.value();
  }

  /** The event that tells whether a contact wants contract notices. */
  static String contact(ContactId contact) {
    return "contact/" + contact.value();
  }

  /** The event that follows the RMA number and tells when the replacement leaves. */
  static String restOfTheJudgement(CaseId caseId) {
    return "rest-of-judgement/" + caseId.value();
  }

  /** The event that ends a case's being overdue. */
  static String endOfOverdue(CaseId caseId) {
    return "end-of-overdue/" + caseId.value();
  }

  /** The event that tells a case's requester or its unit. */
  static String addresseeOf(CaseId caseId) {
    return "addressee/" + caseId.value();
  }

  /** Lets nobody else add to what waits for this, or take it, before this transaction ends. */
  void lock(String whatFor) {
    lock(Set.of(whatFor));
  }

  /** Locks all of these, in an order that is the same for everybody. */
  void lock(Set<String> whatFor) {
    database
        .sql(
            """
            select pg_advisory_xact_lock(hash) from (
              select distinct hashtextextended(what, 0) as hash from unnest(:what) as what
              order by hash) as sorted
            """)
        .param("what", whatFor.toArray(String[]::new))
        .query((row, n) -> n)
        .list();
  }

  void add(String whatFor, Waiting waiting) {
    database
        .sql(
            """
            insert into waiting_mail (event_id, waits_for, reason, mail, waits_since)
            values (:event, :what, :reason, cast(:mail as jsonb), :now) on conflict do nothing
            """)
        .param("event", waiting.eventId())
        .param("what", whatFor)
        .param("reason", waiting.reason())
        .param("mail", json.writerFor(Mail.class).writeValueAsString(waiting.mail()))
        .param("now", clock.now().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Those that wait, the oldest first. */
  List<WaitingMailView> list(long offset, int size) {
    return database
        .sql(
            """
            select reason, event_id, mail #>> '{about,caseId}' as case_id,
              mail ->> 'contractId' as contract_id, waits_for, waits_since
            from waiting_mail order by seq limit :size offset :offset
            """)
        .param("size", size)
        .param("offset", offset)
        .query(
            (row, n) ->
                new WaitingMailView(
                    row.getString("reason"),
                    row.getString("event_id"),
                    row.getString("case_id"),
                    row.getString("contract_id"),
                    row.getString("waits_for"),
                    row.getTimestamp("waits_since").toInstant()))
        .list();
  }

  /** How many wait. */
  long count() {
    return database.sql("select count(*) from waiting_mail").query(Long.class).single();
  }

  /**
   * Whether any mail waits for what a case may yet tell. To be asked while the case is locked, as
   * whatever is added here for it is: then one look is enough for the whole transaction.
   */
  private boolean waitsFor(CaseId caseId) {
    return casesWaitedFor.get(
        caseId,
        id ->
            database
                .sql("select exists (select from waiting_mail where waits_for = any(:what))")
                .param("what", ofCase(id).toArray(String[]::new))
                .query(Boolean.class)
                .single());
  }

  private static Set<String> ofCase(CaseId caseId) {
    return Set.of(addresseeOf(caseId), restOfTheJudgement(caseId), endOfOverdue(caseId));
  }

  /** Adds what waits for a locked case. */
  void add(CaseId caseId, String whatFor, Waiting waiting) {
    add(whatFor, waiting);
    casesWaitedFor.put(caseId, true);
  }

  /** Takes what waits for these things of a locked case. */
  Map<String, List<Waiting>> take(CaseId caseId, Set<String> whatFor) {
    return waitsFor(caseId) ? take(whatFor) : Map.of();
  }

  /** Nothing can come any more that these wait for. */
  void drop(String whatFor) {
    lock(whatFor);
    database
        .sql("delete from waiting_mail where waits_for = :what")
        .param("what", whatFor)
        .update();
  }

  List<Waiting> take(String whatFor) {
    return take(Set.of(whatFor)).getOrDefault(whatFor, List.of());
  }

  /** Takes what waits for any of these, in the order in which it began to wait. */
  Map<String, List<Waiting>> take(Set<String> whatFor) {
    Map<String, List<Waiting>> taken = new HashMap<>();
    database
        .sql(
            """
            with taken as (
              delete from waiting_mail where waits_for = any(:what)
              returning seq, waits_for, event_id, reason, mail)
            select * from taken order by seq
            """)
        .param("what", whatFor.toArray(String[]::new))
        .query(
            row -> {
              taken
                  .computeIfAbsent(row.getString("waits_for"), what -> new ArrayList<>())
                  .add(
                      new Waiting(
                          row.getString("event_id"),
                          row.getString("reason"),
                          json.readValue(row.getString("mail"), Mail.class)));
            });
    return taken;
  }
}
