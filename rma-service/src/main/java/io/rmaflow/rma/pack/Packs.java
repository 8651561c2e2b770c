package io.rmaflow.rma.pack;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.kit.audit.proofs.Excerpt;
import io.rmaflow.kit.audit.proofs.ProvenEvents;
import io.rmaflow.kit.audit.proofs.ProvenStreams;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Role;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.RecordedBeside;
import io.rmaflow.rma.casefile.RecordedCases;
import io.rmaflow.rma.explanation.Explanations;
import io.rmaflow.rma.explanation.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what is put on paper of a case. */
@Component
class Packs {

  private final RecordedCases stories;
  private final Explanations explanations;
  private final PersonalStore personal;
  private final List<RecordedBeside> beside;
  private final ProvenStreams proofs;
  private final BusinessClock clock;

  Packs(
      RecordedCases stories,
      Explanations explanations,
      PersonalStore personal,
      List<RecordedBeside> beside,
      ProvenStreams proofs,
      BusinessClock clock) {
    this.stories = stories;
    this.explanations = explanations;
    this.personal = personal;
    this.beside = List.copyOf(beside);
    this.proofs = proofs;
    this.clock = clock;
  }

  /**
   * The case with all that is recorded of it.
   *
   * @param patience so long, real time, the log is waited for where it is behind
   * @throws io.rmaflow.kit.web.NotFound where there is no such case
   */
  PackedCase of(String caseId, Words words, Duration patience, Caller caller) {
    RecordedCases.Past past = stories.past(caseId, null);
    ProvenEvents proven = proofs.of(recorded(past), patience);
    return new PackedCase(
        explanations.of(past, null, words),
        parties(past, words, caller),
        proven,
        clock.now(),
        caller.subject());
  }

  /** The case's own events first, then what is recorded of it elsewhere. */
  private List<Excerpt> recorded(RecordedCases.Past past) {
    CaseId caseId = past.state().caseId();
    List<EventEnvelope<?>> events = new ArrayList<>();
    past.events().forEach(stored -> events.add(stored.envelope()));
    long last = events.getLast().streamSequence();
    List<Excerpt> excerpts = new ArrayList<>();
    excerpts.add(new Excerpt(caseId.value(), LongStream.rangeClosed(0, last).boxed().toList()));
    for (RecordedBeside other : beside) {
      other
          .of(caseId, events)
          .forEach((stream, sequences) -> excerpts.add(new Excerpt(stream, sequences)));
    }
    return excerpts;
  }

  private List<Party> parties(RecordedCases.Past past, Words words, Caller caller) {
    FailureReported reported = past.state().reported();
    RequestAccepted accepted = past.state().accepted().map(CaseFile::acceptance).orElse(null);
    CustomerId customer = accepted == null ? reported.customerId() : accepted.customerId();
    List<Party> parties = new ArrayList<>();
    if (customer != null) {
      parties.add(new Party(words.of("お客様", "Customer"), customer.value(), null, false));
    }
    person(parties, words.of("申込者", "Requester"), reported.requesterContactId(), caller);
    person(parties, words.of("届け先の担当者", "Recipient"), reported.deliverToContactId(), caller);
    place(
        parties,
        words.of("登録設置場所", "Registered site"),
        accepted == null ? null : accepted.registeredSiteId());
    place(parties, words.of("申告された設置場所", "Declared site"), reported.siteId());
    place(parties, words.of("届け先", "Delivery site"), reported.deliverToSiteId());
    return parties;
  }

  /** A name is for those alone who may read contacts. */
  private void person(
      List<Party> parties, String role, @Nullable ContactId contactId, Caller caller) {
    if (contactId == null) {
      return;
    }
    boolean mayRead = caller.role() == Role.ADMIN || caller.role() == Role.SUPPORT;
    String name = mayRead ? personal.contact(contactId).map(Contact::name).orElse(null) : null;
    parties.add(new Party(role, contactId.value(), name, personal.isErased(contactId)));
  }

  /** Where something stands is told by its reference alone. */
  private void place(List<Party> parties, String role, @Nullable SiteId siteId) {
    if (siteId != null) {
      parties.add(new Party(role, siteId.value(), null, personal.isErased(siteId)));
    }
  }
}
