package io.rmaflow.console.casepage;

import io.rmaflow.client.contract.model.Unit;
import io.rmaflow.client.notification.model.Mail;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseFile;
import io.rmaflow.client.rma.model.Contact;
import io.rmaflow.client.rma.model.Explanation;
import io.rmaflow.client.rma.model.HistoryEntry;
import io.rmaflow.client.rma.model.Written;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the services say of a case to one person. What is null may not be read by the role, or not
 * now; the page goes on without it.
 */
record Reading(
    CaseAnswer the,
    List<HistoryEntry> history,
    @Nullable Explanation explanation,
    @Nullable Unit unit,
    @Nullable Contact requester,
    @Nullable List<Mail> mails,
    @Nullable List<Written> notes,
    @Nullable List<CaseFile> files) {}
