package io.rmaflow.rma.exchange;

import io.rmaflow.events.CaseId;

/** Told to the saga that holds the return duty of a case: reminders go out at other times now. */
record RemindersChanged(CaseId caseId) {}
