package io.rmaflow.contract.lineage;

import io.rmaflow.contract.lineage.rules.ToldOfUnit;
import io.rmaflow.events.Context;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.EventType;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.kit.clock.BusinessClock;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What rma-service told of units, as it was told and when; nothing of it is ever changed. */
@Component
class Told {

  private final JdbcClient jdbc;
  private final BusinessClock clock;

  Told(JdbcClient jdbc, BusinessClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Keeps what an event tells of units; told again it changes nothing. */
  void keep(EventEnvelope<?> envelope) {
    DomainEvent event = envelope.data();
    if (!ToldOfUnit.concerns(event)) {
      return;
    }
    jdbc.sql(
            """
            insert into unit_told (stream, sequence, told_at, type, version, occurred_at, content)
            values (:stream, :sequence, :toldAt, :type, :version, :occurredAt,
                    cast(:content as jsonb))
            on conflict do nothing
            """)
        .param("stream", envelope.streamId())
        .param("sequence", envelope.streamSequence())
        .param("toldAt", utc(clock.now()))
        .param("type", envelope.name())
        .param("version", envelope.version())
        .param("occurredAt", utc(envelope.occurredAt()))
        .param("content", new String(EventJson.write(event), StandardCharsets.UTF_8))
        .update();
    Set<SerialNumber> exchanged = ToldOfUnit.exchanged(event);
    for (SerialNumber serial : ToldOfUnit.units(event)) {
      jdbc.sql(
              """
              insert into unit_told_in as known (serial_number, stream, exchanged)
              values (:serial, :stream, :exchanged)
              on conflict (serial_number, stream) do update set exchanged = true
              where excluded.exchanged and not known.exchanged
              """)
          .param("serial", serial.value())
          .param("stream", envelope.streamId())
          .param("exchanged", exchanged.contains(serial))
          .update();
    }
  }

  /**
   * All that the streams tell that name this unit.
   *
   * @param asOf told by then, inclusive; null for now
   * @return stream by stream, each in its order
   */
  List<ToldOfUnit> of(SerialNumber serial, @Nullable Instant asOf) {
    return jdbc.sql(
            """
            select t.* from unit_told t join unit_told_in i using (stream)
             where i.serial_number = :serial
               and (cast(:asOf as timestamptz) is null or t.told_at <= :asOf)
             order by t.stream, t.sequence
            """)
        .param("serial", serial.value())
        .param("asOf", asOf == null ? null : utc(asOf))
        .query(Told::told)
        .list();
  }

  /** The units that some of these were ever said to have exchanged places with, themselves too. */
  Set<SerialNumber> family(Collection<SerialNumber> serials) {
    Set<String> family = new TreeSet<>();
    serials.forEach(serial -> family.add(serial.value()));
    for (int before = 0; family.size() > before; ) {
      before = family.size();
      family.addAll(
          jdbc.sql(
                  """
                  select distinct other.serial_number
                    from unit_told_in one join unit_told_in other using (stream)
                   where one.serial_number = any(:family) and one.exchanged and other.exchanged
                  """)
              .param("family", family.toArray(String[]::new))
              .query(String.class)
              .list());
    }
    return family.stream().map(SerialNumber::new).collect(Collectors.toUnmodifiableSet());
  }

  private static ToldOfUnit told(ResultSet row, int number) throws SQLException {
    EventType type = EventType.of(Context.RMA, row.getString("type"), row.getInt("version"));
    Class<? extends DomainEvent> event =
        EventTypes.classOf(type)
            .orElseThrow(() -> new IllegalStateException(type.wireType() + " is not known"));
    return new ToldOfUnit(
        row.getString("stream"),
        row.getLong("sequence"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getObject("told_at", OffsetDateTime.class).toInstant(),
        EventJson.read(row.getString("content").getBytes(StandardCharsets.UTF_8), event));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
