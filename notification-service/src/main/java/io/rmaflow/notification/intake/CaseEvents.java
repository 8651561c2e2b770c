package io.rmaflow.notification.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.Context;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.PersonEvent;
import io.rmaflow.events.rma.StandingEvent;
import io.rmaflow.kit.eventing.EventConsumer;
import io.rmaflow.notification.delivery.ContactOwner;
import io.rmaflow.notification.delivery.Deliveries;
import io.rmaflow.notification.files.Files;
import io.rmaflow.notification.intake.WaitingMails.Waiting;
import io.rmaflow.notification.mail.CaseFile;
import io.rmaflow.notification.mail.CaseRef;
import io.rmaflow.notification.mail.Mail;
import io.rmaflow.notification.mail.MailRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in the events of cases and of customers' standing. */
@Component
class CaseEvents implements EventConsumer {

  private final Files files;
  private final WaitingMails waiting;
  private final Registrations registrations;
  private final Deliveries deliveries;
  private final Erasures erasures;

  CaseEvents(
      Files files,
      WaitingMails waiting,
      Registrations registrations,
      Deliveries deliveries,
      Erasures erasures) {
    this.files = files;
    this.waiting = waiting;
    this.registrations = registrations;
    this.deliveries = deliveries;
    this.erasures = erasures;
  }

  @Override
  public String topic() {
    return Context.RMA.topic();
  }

  @Override
  public void on(EventEnvelope<?> event) {
    switch (event.data()) {
      case CaseEvent e -> onCase(event, e);
      case PersonEvent.ContactErased e -> erasures.erase(e.contactId());
      case StandingEvent.CustomerServiceResumed e -> onResumption(event, e);
      default -> {
        // the OVERDUE reminder tells of a suspension; nobody is told of anything else
      }
    }
  }

  /** What the event tells is written down, and nobody is told of it. */
  void keep(EventEnvelope<?> event) {
    if (event.data() instanceof CaseEvent data) {
      CaseFile before = files.known(data.caseId());
      CaseFile file = before.after(data);
      if (!file.equals(before)) {
        files.save(file);
      }
      saveVersionInUse(data);
    }
  }

  private void onCase(EventEnvelope<?> event, CaseEvent data) {
    CaseFile before = files.lock(data.caseId());
    CaseFile file = before.after(data);
    if (!file.equals(before)) {
      files.save(file);
    }
    saveVersionInUse(data);
    Set<String> known = new HashSet<>();
    known.add(WaitingMails.restOfTheJudgement(file.caseId()));
    if (!hasAddressee(before) && hasAddressee(file)) {
      known.add(WaitingMails.addresseeOf(file.caseId()));
    }
    if (file.overdueOver()) {
      known.add(WaitingMails.endOfOverdue(file.caseId()));
    }
    Map<String, List<Waiting>> taken = waiting.take(file.caseId(), known);
    taken
        .getOrDefault(WaitingMails.addresseeOf(file.caseId()), List.of())
        .forEach(held -> queueForAddressee(file, held));
    taken
        .getOrDefault(WaitingMails.restOfTheJudgement(file.caseId()), List.of())
        .forEach(held -> releaseRmaNumber(file, held));
    MailRules.forCase(before, file, data)
        .map(mail -> new Waiting(event.id(), event.name(), mail))
        .ifPresent(mail -> queue(file, data, mail));
    for (Waiting held : taken.getOrDefault(WaitingMails.endOfOverdue(file.caseId()), List.of())) {
      if (held.mail() instanceof Mail.ServiceResumed resumed) {
        queueResumption(file, held, resumed);
      }
    }
  }

  /**
   * What software a unit has is known from requests and from what was sent or installed (NOT-15).
   */
  @Clause("NOT-15")
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
  private void queue(CaseFile file, CaseEvent data, Waiting mail) {
    if (mail.mail() instanceof Mail.RmaIssued issued
        && issued.procedure() == Procedure.CROSS_SEND_BACK
        && issued.dispatchDue() == null) {
      waiting.add(file.caseId(), WaitingMails.restOfTheJudgement(file.caseId()), mail);
      return;
    }
    ContactId named = named(data);
    if (named == null) {
      queueForAddressee(file, mail);
    } else {
      queue(mail, List.of(named));
    }
  }

  private void releaseRmaNumber(CaseFile file, Waiting held) {
    if (held.mail() instanceof Mail.RmaIssued issued) {
      queueForAddressee(
          file, new Waiting(held.eventId(), held.reason(), issued.leaving(file.dispatchDue())));
    }
  }

  /** Whom an event itself names. */
  @Clause({"NOT-11", "NOT-10"})
  private static @Nullable ContactId named(CaseEvent event) {
    return switch (event) {
      case CaseEvent.FirstContactDue _, CaseEvent.ServiceRestored _ ->
          ContactOwner.THE_DESK; // NOT-11, NOT-10
      case CaseEvent.FirstContactOverdue _ -> ContactOwner.THE_LEAD; // NOT-11
      case CaseEvent.ReturnReminderDue e -> e.requesterContactId();
      case CaseEvent.LoanerReturnReminderDue e -> e.requesterContactId();
      case CaseEvent.LoanerReturnOverdue e -> e.requesterContactId();
      case CaseEvent.FaultyUnitReminderDue e -> e.requesterContactId();
      default -> null;
    };
  }

  /**
   * To the requester; where the request named none, to those who registered the unit. No opt-in is
   * asked for.
   */
  @Clause("A-70")
  private void queueForAddressee(CaseFile file, Waiting mail) {
    ContactId requester = file.requester();
    SerialNumber unit = file.serialNumber();
    if (requester != null) {
      queue(mail, List.of(requester));
    } else if (unit != null) {
      registrations.contactsOrWait(unit, mail).ifPresent(told -> queue(mail, told));
    } else {
      waiting.add(file.caseId(), WaitingMails.addresseeOf(file.caseId()), mail);
    }
  }

  private static boolean hasAddressee(CaseFile file) {
    return file.requester() != null || file.serialNumber() != null;
  }

  private void queue(Waiting mail, List<ContactId> recipients) {
    deliveries.queue(mail.reason(), mail.eventId(), mail.mail(), recipients);
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
      waiting.add(caseId, WaitingMails.endOfOverdue(caseId), resumption);
    }
  }

  private void queueResumption(CaseFile file, Waiting held, Mail.ServiceResumed resumed) {
    MailRules.forResumption(file, resumed)
        .ifPresent(
            mail -> queueForAddressee(file, new Waiting(held.eventId(), held.reason(), mail)));
  }
}
