package io.rmaflow.rma.loaner;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.LoanerEvent;
import io.rmaflow.events.rma.LoanerEvent.LoanerAdded;
import io.rmaflow.events.rma.LoanerEvent.LoanerReleased;
import io.rmaflow.events.rma.LoanerEvent.LoanerRemoved;
import io.rmaflow.events.rma.LoanerEvent.LoanerReserved;
import io.rmaflow.kit.audit.replay.Projection;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CasesRetold;
import io.rmaflow.rma.parts.loan.Lends;
import io.rmaflow.rma.parts.loan.Loan;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How the pool of loaners is built anew: of the loaners' own events and of what the cases say. What
 * was promised to whom is told by events, and nothing is promised again.
 */
@Configuration(proxyBeanMethods = false)
class LoanersReplay {

  @Bean
  Projection loanersProjection(LoanerTables tables, CasesRetold cases) {
    return new Projection(
        "loaners",
        List.of("loaner", "loaner_wanted", "loaner_known"),
        List.of(),
        true,
        Set.of(),
        () -> new Building(tables, cases.begin()));
  }

  private static final class Building implements Projection.Building {

    private final LoanerTables tables;
    private final CasesRetold.Telling cases;

    /** The cases that have sent a loaner, as they stood last. */
    private final Map<CaseId, CaseFile> sent = new HashMap<>();

    /** What a command has come to so far: the pool follows when all its events are known. */
    private @Nullable CaseFile present;

    private @Nullable EventEnvelope<?> last;

    Building(LoanerTables tables, CasesRetold.Telling cases) {
      this.tables = tables;
      this.cases = cases;
    }

    @Override
    public boolean concerns(Class<? extends DomainEvent> type) {
      return CaseEvent.class.isAssignableFrom(type) || LoanerEvent.class.isAssignableFrom(type);
    }

    @Override
    public void apply(EventEnvelope<?> event) {
      if (last != null && !isOfOneCommand(last, event)) {
        follow();
      }
      if (event.data() instanceof LoanerEvent loaner) {
        apply(loaner);
      } else {
        present = cases.after(event).accepted().orElse(null);
        last = event;
      }
    }

    private static boolean isOfOneCommand(EventEnvelope<?> one, EventEnvelope<?> other) {
      return one.streamId().equals(other.streamId())
          && Objects.equals(one.causationId(), other.causationId());
    }

    @Override
    public void settle() {
      follow();
    }

    private void apply(LoanerEvent event) {
      switch (event) {
        case LoanerAdded added -> tables.added(added);
        case LoanerRemoved removed -> tables.removed(removed.serialNumber());
        case LoanerReserved reserved -> {
          tables.reserve(reserved.serialNumber(), reserved.caseId(), reserved.reservedAt());
          tables.noLongerWanted(reserved.caseId());
          CaseFile file = sent.get(reserved.caseId());
          if (file != null) {
            tables.place(file, file.its(Lends.class).loan());
          }
        }
        case LoanerReleased released ->
            tables.release(
                released.serialNumber(),
                released.caseId(),
                released.because().equals(LoanerPool.RETURNED),
                released.releasedAt());
      }
    }

    private void follow() {
      CaseFile file = present;
      EventEnvelope<?> event = last;
      present = null;
      last = null;
      if (file != null && event != null) {
        file.part(Lends.class).ifPresent(lends -> follow(file, lends.loan(), event.recordedAt()));
      }
    }

    private void follow(CaseFile file, Loan loan, Instant since) {
      CaseId caseId = file.caseId();
      sent.remove(caseId);
      if (loan.returned().isPresent()) {
        LoanerReturned returned = loan.returned().get();
        tables.cameBack(caseId, returned.condition(), returned.receivedAt());
        tables.noLongerWanted(caseId);
      } else if (loan.wasSent()) {
        sent.put(caseId, file);
        tables.noLongerWanted(caseId);
        tables.place(file, loan);
      } else if (!Lends.isNeededBy(file)) {
        tables.noLongerWanted(caseId);
      } else if (tables.promisedTo(caseId).isEmpty()) {
        tables.wanted(caseId, file.acceptance().productCode(), since);
      }
    }
  }
}
