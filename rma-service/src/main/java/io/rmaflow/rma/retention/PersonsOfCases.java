package io.rmaflow.rma.retention;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.CaseTable;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom the events of the cases name that are over, as far as this service keeps them; of cases that
 * go on nothing is written.
 */
@Component
class PersonsOfCases implements CaseTable {

  private final JdbcClient database;
  private final BusinessClock clock;

  PersonsOfCases(JdbcClient database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void store(CaseState.Reported state, long version) {
    if (state.accepted().filter(CaseFile::isOpen).isPresent()) {
      return;
    }
    database
        .sql(
            """
            insert into case_person (case_id, contact_id, last_at)
            select distinct :case, c.contact_id, cast(:now as timestamptz)
              from stored_event e
              join personal_contact c
                on c.contact_id in (
                     e.payload ->> 'requesterContactId', e.payload ->> 'deliverToContactId',
                     e.payload ->> 'contactId')
             where e.stream = :case
            on conflict (contact_id, case_id) do update set last_at = excluded.last_at
            """)
        .param("case", state.caseId().value())
        .param("now", clock.now().atOffset(ZoneOffset.UTC))
        .update();
  }
}
