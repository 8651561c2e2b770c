package io.rmaflow.contract.agreement;

import io.rmaflow.events.ContractId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.AsOf;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Contracts as they had been recorded, or were true, at an instant: from their events alone. */
@Component
public class EarlierAgreements {

  private final StoredStreams streams;

  EarlierAgreements(StoredStreams streams) {
    this.streams = streams;
  }

  /** The contract of this ID; empty where there was none then. */
  public Optional<RecordedAgreement> find(ContractId id, AsOf then) {
    List<EventEnvelope<?>> events = then.recorded(streams, id.value());
    Instant trueAt = then.trueAt();
    return trueAt == null
        ? RecordedAgreement.after(events)
        : RecordedAgreement.trueAt(events, trueAt);
  }
}
