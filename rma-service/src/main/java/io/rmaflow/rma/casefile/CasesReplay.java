package io.rmaflow.rma.casefile;

import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.kit.audit.replay.Projection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the tables of the cases are built anew: without the policies, so that nothing follows. */
@Configuration(proxyBeanMethods = false)
class CasesReplay {

  @Bean
  Projection casesProjection(RecordedCases recorded, List<CaseTable> tables, JdbcClient database) {
    return new Projection(
        "cases",
        List.of("case_index", "case_due_time", "case_duty", "return_duty", "case_ship_to"),
        // how long persons are kept goes by when something last happened here
        List.of("case_person"),
        true,
        Set.of(),
        () -> new Building(recorded, tables, database),
        Set.of("settled_since"));
  }

  /** The tables are what the cases amount to, so that each is read once and stored once. */
  private static final class Building implements Projection.Building {

    private final RecordedCases recorded;
    private final List<CaseTable> tables;
    private final JdbcClient database;

    /** By case, the place of the last event that is in the tables. */
    private final Map<String, Long> stored = new HashMap<>();

    private final Map<String, Long> told = new LinkedHashMap<>();

    Building(RecordedCases recorded, List<CaseTable> tables, JdbcClient database) {
      this.recorded = recorded;
      this.tables = List.copyOf(tables);
      this.database = database;
    }

    @Override
    public boolean concerns(Class<? extends DomainEvent> type) {
      return CaseEvent.class.isAssignableFrom(type);
    }

    @Override
    public void apply(EventEnvelope<?> event) {
      told.put(event.streamId(), event.streamSequence());
    }

    @Override
    public void endOfBatch() {
      told.forEach(
          (caseId, sequence) -> {
            if (sequence > stored.getOrDefault(caseId, -1L)) {
              store(caseId);
            }
          });
      told.clear();
    }

    private void store(String caseId) {
      CaseStory story = recorded.of(caseId);
      story
          .state()
          .known()
          .ifPresent(state -> tables.forEach(table -> table.store(state, story.version())));
      stored.put(caseId, story.version());
    }

    /** Whom an ID means may have been told after the case was stored. */
    @Override
    public void settle() {
      for (String table : List.of("case_index", "return_duty")) {
        database
            .sql(
                "update "
                    + table
                    + " c set customer_id = a.customer_id from cover_customer_alias a"
                    + " where a.alias = c.customer_id")
            .update();
      }
    }
  }
}
