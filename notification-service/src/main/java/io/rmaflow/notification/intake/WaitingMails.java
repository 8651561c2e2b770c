package io.rmaflow.notification.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.notification.mail.Mail;
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
  private final JsonMapper json = EventJson.mapper();

  WaitingMails(JdbcClient database) {
    this.database = database;
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
            insert into waiting_mail (event_id, waits_for, reason, mail)
            values (:event, :what, :reason, cast(:mail as jsonb)) on conflict do nothing
            """)
        .param("event", waiting.eventId())
        .param("what", whatFor)
        .param("reason", waiting.reason())
        .param("mail", json.writerFor(Mail.class).writeValueAsString(waiting.mail()))
        .update();
  }

  List<Waiting> take(String whatFor) {
    return take(Set.of(whatFor)).getOrDefault(whatFor, List.of());
  }

  /** Takes what waits for any of these. */
  Map<String, List<Waiting>> take(Set<String> whatFor) {
    Map<String, List<Waiting>> taken = new HashMap<>();
    database
        .sql(
            """
            delete from waiting_mail where waits_for = any(:what)
            returning waits_for, event_id, reason, mail
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
