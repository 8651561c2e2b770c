package io.rmaflow.rma.casefile;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** To whom and where the vendor sends something now: all that logistics has to know of persons. */
@Component
class ShipToTable implements CaseTable {

  /** As long as one of these is to be done, an address is needed. */
  private static final Set<String> UNDER_WAY =
      Set.of(
          "REPLACEMENT_SHIPMENT",
          "REPLACEMENT_DELIVERY",
          "LOANER_SHIPMENT",
          "LOANER_DELIVERY",
          "REPAIRED_UNIT_SHIPMENT",
          "REPAIRED_UNIT_DELIVERY");

  private final JdbcClient database;

  ShipToTable(JdbcClient database) {
    this.database = database;
  }

  @Override
  public void store(CaseState.Reported state, long version) {
    // nothing is sent before the RMA number, and most cases end without one
    state
        .accepted()
        .filter(file -> file.rmaNumber().isPresent())
        .ifPresent(file -> store(state, file));
  }

  private void store(CaseState.Reported state, CaseFile file) {
    String caseId = file.caseId().value();
    if (OpenDuties.of(state).stream().map(Duty::what).noneMatch(UNDER_WAY::contains)) {
      database.sql("delete from case_ship_to where case_id = ?").param(caseId).update();
      return;
    }
    ContactId contact = file.shipToContactId();
    database
        .sql(
            """
            insert into case_ship_to (case_id, contact_id, site_id) values (:case, :contact, :site)
            on conflict (case_id) do nothing
            """)
        .param("case", caseId)
        .param("contact", contact == null ? null : contact.value())
        .param("site", file.shipToSiteId().value())
        .update();
  }

  /** Whether something is to be sent to this person, or on its way. */
  boolean isShippedTo(ContactId contact) {
    return exists("contact_id", contact.value());
  }

  /** Whether something is to be sent to this place, or on its way. */
  boolean isShippedTo(SiteId site) {
    return exists("site_id", site.value());
  }

  private boolean exists(String column, String id) {
    return database
        .sql("select exists (select from case_ship_to where " + column + " = ?)")
        .param(id)
        .query(Boolean.class)
        .single();
  }
}
