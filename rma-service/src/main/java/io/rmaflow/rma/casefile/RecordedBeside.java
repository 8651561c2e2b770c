package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.EventEnvelope;
import java.util.List;
import java.util.SortedMap;

/**
 * Says what this service has recorded of a case outside of the case's own stream: of its files, its
 * parcels, its loaners, the standing it was judged by.
 */
public interface RecordedBeside {

  /**
   * Where it stands.
   *
   * @param events the case's own, the oldest first
   * @return by stream, the places of the events in it, from 0, rising; no stream without any
   */
  SortedMap<String, List<Long>> of(CaseId caseId, List<? extends EventEnvelope<?>> events);
}
