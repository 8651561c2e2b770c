package io.rmaflow.notification.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.Context;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.StandingEvent;
import io.rmaflow.kit.eventing.EventConsumer;
import io.rmaflow.notification.delivery.ContactOwner;
import io.rmaflow.notification.delivery.Deliveries;
import io.rmaflow.notification.intake.WaitingMails.Waiting;
import io.rmaflow.notification.mail.CaseFile;
import io.rmaflow.notification.mail.CaseRef;
import io.rmaflow.notification.mail.Mail;
import io.rmaflow.notification.mail.MailRules;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in the events of cases and of customers' standing. */
@Component
class CaseEvents implements EventConsumer {

  private final Files files;
  private final WaitingMails waiting;
  private final Deliveries deliveries;

  CaseEvents(Files files, WaitingMails waiting, Deliveries deliveries) {
    this.files = files;
    this.waiting = waiting;
    this.deliveries = deliveries;
  }

  @Override
  public String topic() {
    return Context.RMA.topic();
  }

  @Override
  public void on(EventEnvelope<?> event) {
    switch (event.data()) {
      case CaseEvent e -> onCase(event, e);
      case StandingEvent.CustomerServiceResumed e -> onResumption(event, e);
      default -> {
        // the OVERDUE reminder tells of a suspension; nobody is told of anything else
      }
    }
  }

  private void onCase(EventEnvelope<?> event, CaseEvent data) {
    CaseFile before = files.lock(data.caseId());
    CaseFile file = before.after(data);
    files.save(file);
    saveVersionInUse(data);
    releaseRmaNumber(file);
    MailRules.forCase(before, file, data).ifPresent(mail -> queue(event, file, data, mail));
    if (file.overdueOver()) {
      for (Waiting held : waiting.take(WaitingMails.endOfOverdue(file.caseId()))) {
        if (held.mail() instanceof Mail.ServiceResumed resumed) {
          queueResumption(file, held, resumed);
        }
      }
    }
  }

  /**
   * What software a unit has is known from requests and from what was sent or installed (NOT-15).
   */
  private void saveVersionInUse(CaseEvent data) {
    switch (data) {
      case CaseEvent.FailureReported e -> saveVersionInUse(e.serialNumber(), e.softwareVersion());
      case CaseEvent.ReplacementShipped e ->
          saveVersionInUse(e.serialNumber(), e.softwareVersion());
      case CaseEvent.RepairedUnitShipped e ->
          saveVersionInUse(e.serialNumber(), e.softwareVersion());
      case CaseEvent.UnitExchanged e -> saveVersionInUse(e.serialNumber(), e.softwareVersion());
      default -> {
        // says nothing of a unit's software
      }
    }
  }

  private void saveVersionInUse(@Nullable SerialNumber unit, @Nullable String version) {
    if (unit != null && version != null) {
      files.saveVersionInUse(unit, version);
    }
  }

  /**
   * The events of a judgement are recorded together but come one by one: the mail about the RMA
   * number waits for the next one, which tells when the replacement leaves.
   */
  private void queue(EventEnvelope<?> event, CaseFile file, CaseEvent data, Mail mail) {
    if (mail instanceof Mail.RmaIssued issued
        && issued.procedure() == Procedure.CROSS_SEND_BACK
        && issued.dispatchDue() == null) {
      waiting.add(
          WaitingMails.restOfTheJudgement(file.caseId()),
          new Waiting(event.id(), event.name(), mail));
    } else {
      deliveries.queue(event.name(), event.id(), mail, recipients(file, data));
    }
  }

  private void releaseRmaNumber(CaseFile file) {
    for (Waiting held : waiting.take(WaitingMails.restOfTheJudgement(file.caseId()))) {
      if (held.mail() instanceof Mail.RmaIssued issued) {
        deliveries.queue(
            held.reason(),
            held.eventId(),
            issued.leaving(file.dispatchDue()),
            recipients(file, null));
      }
    }
  }

  /** The requester; where the request named none, those who registered the unit. */
  private List<ContactId> recipients(CaseFile file, @Nullable CaseEvent event) {
    if (event instanceof CaseEvent.FirstContactDue || event instanceof CaseEvent.ServiceRestored) {
      return List.of(ContactOwner.THE_DESK); // NOT-11, NOT-10
    }
    if (event instanceof CaseEvent.FirstContactOverdue) {
      return List.of(ContactOwner.THE_LEAD); // NOT-11
    }
    ContactId named =
        switch (event) {
          case CaseEvent.ReturnReminderDue e -> e.requesterContactId();
          case CaseEvent.LoanerReturnReminderDue e -> e.requesterContactId();
          case CaseEvent.LoanerReturnOverdue e -> e.requesterContactId();
          case CaseEvent.FaultyUnitReminderDue e -> e.requesterContactId();
          case null, default -> null;
        };
    ContactId requester = named == null ? file.requester() : named;
    if (requester != null) {
      return List.of(requester);
    }
    SerialNumber unit = file.serialNumber();
    return unit == null ? List.of() : files.contactsOf(unit).orElseGet(List::of);
  }

  /**
   * A resumption is told when the event of the case that caused it is in, too: only then is it
   * known that no reminder of the suspension will go out any more.
   */
  private void onResumption(EventEnvelope<?> event, StandingEvent.CustomerServiceResumed data) {
    CaseId caseId = data.caseId();
    if (caseId == null) {
      return;
    }
    CaseFile file = files.lock(caseId);
    CaseRef asFarAsKnown = new CaseRef(caseId, data.rmaNumber(), data.customerId(), null, null);
    Mail.ServiceResumed mail = new Mail.ServiceResumed(asFarAsKnown, event.recordedAt());
    Waiting resumption = new Waiting(event.id(), event.name(), mail);
    if (file.overdueOver()) {
      queueResumption(file, resumption, mail);
    } else {
      waiting.add(WaitingMails.endOfOverdue(caseId), resumption);
    }
  }

  private void queueResumption(CaseFile file, Waiting held, Mail.ServiceResumed resumed) {
    MailRules.forResumption(file, resumed)
        .ifPresent(
            mail -> deliveries.queue(held.reason(), held.eventId(), mail, recipients(file, null)));
  }
}
