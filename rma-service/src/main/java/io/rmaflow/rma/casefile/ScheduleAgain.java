package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;

/**
 * Told to whoever keeps the due times of a case: their moments may lie at other times now, although
 * no due time has moved. Nothing of the case has changed, so it is no event of it.
 */
record ScheduleAgain(CaseId caseId) {}
