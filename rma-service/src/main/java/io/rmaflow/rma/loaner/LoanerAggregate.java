package io.rmaflow.rma.loaner;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.StreamNames;
import io.rmaflow.events.rma.LoanerEvent;
import io.rmaflow.events.rma.LoanerEvent.LoanerAdded;
import io.rmaflow.events.rma.LoanerEvent.LoanerReleased;
import io.rmaflow.events.rma.LoanerEvent.LoanerRemoved;
import io.rmaflow.events.rma.LoanerEvent.LoanerReserved;
import io.rmaflow.kit.web.StateConflict;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One loaner: promised to one case at a time, whoever asks at the same moment (MFR-23). */
@Clause("MFR-23")
@Aggregate
class LoanerAggregate {

  @AggregateIdentifier private @Nullable String streamId;
  private @Nullable SerialNumber serialNumber;
  private @Nullable CaseId promisedTo;
  private boolean inPool;

  /** For the framework, which then replays the events. */
  protected LoanerAggregate() {}

  /**
   * Adds it, also one that was taken out again.
   *
   * @throws StateConflict where the pool has it
   */
  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(AddLoaner command) {
    if (inPool) {
      throw new StateConflict(
          (promisedTo == null ? Loaner.State.FREE : Loaner.State.PROMISED).name(),
          "LOANER_ALREADY_ADDED",
          "この貸出機は登録済みです。",
          "The pool has this loaner already.");
    }
    AggregateLifecycle.apply(command.added());
  }

  @CommandHandler
  void handle(RemoveLoaner command) {
    if (inPool && (promisedTo == null || promisedTo.equals(command.caseId()))) {
      AggregateLifecycle.apply(new LoanerRemoved(serial(), command.caseId(), command.at()));
    }
  }

  /** The stream that tells of this loaner. */
  static String streamOf(SerialNumber serialNumber) {
    return StreamNames.of("loaner", serialNumber);
  }

  /**
   * Promises it.
   *
   * @throws StateConflict where another case has it
   */
  @CommandHandler
  void handle(ReserveLoaner command) {
    if (command.caseId().equals(promisedTo)) {
      return;
    }
    if (promisedTo != null) {
      throw new StateConflict(
          Loaner.State.PROMISED.name(),
          "LOANER_PROMISED_ELSEWHERE",
          "この貸出機は別の案件に割り当て済みです。",
          "This loaner is promised to another case.");
    }
    AggregateLifecycle.apply(new LoanerReserved(serial(), command.caseId(), command.at()));
  }

  @CommandHandler
  void handle(ReleaseLoaner command) {
    if (command.caseId().equals(promisedTo)) {
      AggregateLifecycle.apply(
          new LoanerReleased(serial(), command.caseId(), command.because(), command.at()));
    }
  }

  @EventSourcingHandler
  void on(LoanerEvent event) {
    streamId = streamOf(event.serialNumber());
    serialNumber = event.serialNumber();
    inPool = !(event instanceof LoanerRemoved);
    promisedTo =
        switch (event) {
          case LoanerAdded _, LoanerReleased _, LoanerRemoved _ -> null;
          case LoanerReserved e -> e.caseId();
        };
  }

  private SerialNumber serial() {
    return Objects.requireNonNull(serialNumber);
  }

  /** The stream's ID; absent before its first event. */
  @Nullable String streamId() {
    return streamId;
  }
}
