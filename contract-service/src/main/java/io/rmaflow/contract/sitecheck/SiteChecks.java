package io.rmaflow.contract.sitecheck;

import io.rmaflow.events.Clause;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.SiteCheckEvent.SiteChecked;
import io.rmaflow.kit.jdbc.WriteBatch;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The checks of sites, as everybody in this service looks them up. */
@Component
@ProcessingGroup("site-checks")
public class SiteChecks {

  private final JdbcClient jdbc;

  SiteChecks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was found.
   *
   * @param arrivalTargetHours hours from the acceptance to the arrival aimed at
   */
  public record Finding(boolean serviceable, int arrivalTargetHours, Instant checkedAt) {}

  /** The finding about the site where the unit stands now; nothing once it has moved (ELG-6). */
  @Clause("ELG-6")
  public Optional<Finding> of(SerialNumber serial, String siteFingerprint) {
    return jdbc.sql(
            """
            select serviceable, arrival_target_hours, checked_at from site_check
            where serial_number = ? and site_fingerprint = ?
            """)
        .param(serial.value())
        .param(siteFingerprint)
        .query(
            (row, number) ->
                new Finding(
                    row.getBoolean("serviceable"),
                    row.getInt("arrival_target_hours"),
                    row.getTimestamp("checked_at").toInstant()))
        .optional();
  }

  @EventHandler
  void on(SiteChecked found, EventEnvelope<?> envelope) {
    WriteBatch.update(
        jdbc,
        found.serialNumber().value(),
        """
        insert into site_check (serial_number, site_fingerprint, serviceable,
            arrival_target_hours, checked_at)
        values (?, ?, ?, ?, ?)
        on conflict (serial_number) do update set
          site_fingerprint = excluded.site_fingerprint, serviceable = excluded.serviceable,
          arrival_target_hours = excluded.arrival_target_hours,
          checked_at = excluded.checked_at
        """,
        found.serialNumber().value(),
        found.siteFingerprint(),
        found.serviceable(),
        found.arrivalTargetHours(),
        Timestamp.from(envelope.occurredAt()));
  }
}
