package io.rmaflow.rma.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Declarations;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.kit.personal.Belonging;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.Fingerprints;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.personal.Site;
import io.rmaflow.kit.web.fields.Given;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.intake.Report.Attachment;
import io.rmaflow.rma.intake.Report.DeliverTo;
import io.rmaflow.rma.intake.Report.Question;
import io.rmaflow.rma.intake.Report.Requester;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Makes of a report what is recorded of it. Persons, places and free texts go into the personal
 * store, in the caller's transaction. An ID of the system until September 2011 means the present
 * one (CID-6, A-31).
 */
@Component
class ReportKeeper {

  /** Nothing speaks against a unit of which nothing is declared. */
  private static final Declarations NOTHING_DECLARED =
      new Declarations(
          false, false, Cause.UNKNOWN, Purpose.REPAIR, List.of(), null, null, null, null, null);

  private final PersonalStore personal;
  private final Fingerprints fingerprints;
  private final UnaryOperator<CustomerId> presentIds;

  @Autowired
  ReportKeeper(PersonalStore personal, Fingerprints fingerprints, Cover cover) {
    this(personal, fingerprints, cover::presentId);
  }

  ReportKeeper(
      PersonalStore personal, Fingerprints fingerprints, UnaryOperator<CustomerId> presentIds) {
    this.personal = personal;
    this.fingerprints = fingerprints;
    this.presentIds = presentIds;
  }

  /**
   * Keeps what a request says, which is to open this case. Its places and texts belong to whom it
   * is to answer, and where it delivers to belongs to who receives there.
   */
  FailureReported keep(Report report, CaseId caseId) {
    Requester requester = report.requester();
    ContactId asking = keep(requester == null ? null : requester.contact());
    return Belonging.to(asking, () -> keep(report, caseId, asking));
  }

  private FailureReported keep(Report report, CaseId caseId, @Nullable ContactId asking) {
    Given<CustomerId> named = report.customerId();
    CustomerId customerId = named == null ? null : presentIds.apply(named.id());
    Given<SerialNumber> serialNumber = report.serialNumber();
    Requester requester = report.requester();
    Site site = report.site() == null ? null : report.site().site();
    DeliverTo deliverTo = report.deliverTo();
    ContactId receiving = keep(deliverTo == null ? null : deliverTo.contact());
    String owner = report.owner();
    Declarations declarations =
        report.declarations() == null ? NOTHING_DECLARED : report.declarations().recorded();
    String resubmissionOf = report.resubmissionOf();
    return new FailureReported(
        caseId,
        report.procedure(),
        report.channel(),
        customerId,
        serialNumber == null ? null : serialNumber.id(),
        report.softwareVersion(),
        keep(report.faultDescription()),
        report.webAccessible(),
        recorded(report.isolation()),
        report.requestSheet(),
        report.backup(),
        report.log(),
        report.attachments().stream().map(Attachment::recorded).toList(),
        report.requestedSoftwareVersion(),
        asking,
        report.submittedBy(),
        keep(site),
        fingerprint(site),
        owner == null ? null : fingerprints.owner(owner),
        Belonging.to(
            receiving == null ? asking : receiving,
            () -> keep(deliverTo == null ? null : deliverTo.site())),
        receiving,
        declarations,
        resubmissionOf == null ? null : new CaseId(resubmissionOf),
        report.occurredAt().at(),
        recorded(report.inquiry(), requester == null ? null : requester.language()),
        named == null || named.id().equals(customerId) ? null : named.id(),
        named == null ? null : named.asGiven(),
        serialNumber == null ? null : serialNumber.asGiven());
  }

  private CaseEvent.@Nullable Isolation recorded(Report.@Nullable Isolation isolation) {
    return isolation == null ? null : isolation.recorded(keep(isolation.selfDiagnosisReason()));
  }

  private @Nullable Inquiry recorded(
      @Nullable Question question, @Nullable String requesterLanguage) {
    return question == null
        ? null
        : question.recorded(requesterLanguage, keep(question.question()));
  }

  /** Only a whole address can be compared with the registered one. */
  private @Nullable String fingerprint(@Nullable Site site) {
    return site == null || site.postalCode() == null || site.address() == null
        ? null
        : fingerprints.site(site.postalCode(), site.address());
  }

  private @Nullable TextId keep(@Nullable String text) {
    return Optional.ofNullable(text)
        .map(String::strip)
        .filter(stripped -> !stripped.isEmpty())
        .map(personal::addText)
        .orElse(null);
  }

  private @Nullable ContactId keep(@Nullable Contact contact) {
    return Optional.ofNullable(contact).map(personal::addContact).orElse(null);
  }

  private @Nullable SiteId keep(@Nullable Site site) {
    return Optional.ofNullable(site).map(personal::addSite).orElse(null);
  }
}
