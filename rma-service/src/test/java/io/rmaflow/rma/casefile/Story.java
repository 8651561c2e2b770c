package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Declarations;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.SubmittedBy;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.parts.returnduty.ReturnSteps;
import io.rmaflow.rma.parts.sending.SendingSteps;
import io.rmaflow.rma.procedures.AllProcedures;
import io.rmaflow.rma.procedures.CaseView;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.DayName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A case of unit U1 (NR2A-0001) told step by step. Instants are written without their offset, which
 * is +09:00; unless a step is said to become known later, it is recorded when it happens.
 */
final class Story {

  static final CaseId CASE = new CaseId("3f0c5f4e-0d6f-4d1b-9b0e-000000000001");
  static final RmaNumber RMA_A = new RmaNumber("RMA-2026-000001");
  static final SerialNumber FAULTY = new SerialNumber("NR2A-0001");
  static final SerialNumber SPARE = new SerialNumber("NR2A-9001");
  static final ProductCode PRODUCT = new ProductCode("netregio2a-dhcp");

  static final Procedures PROCEDURES = new AllProcedures();

  PolicyContext policy = PolicyContext.STANDARD;
  private CaseState reached = new CaseState.NotReported(PROCEDURES);

  /** As it stands. */
  CaseFile state() {
    return reached.accepted().orElseThrow();
  }

  /** The same, whatever it is. */
  CaseState reached() {
    return reached;
  }

  final List<CaseEvent> events = new ArrayList<>();

  /** Submitted and accepted at once, without a requested version. */
  static Story accepted(String submittedAt) {
    return accepted(submittedAt, null);
  }

  static Story accepted(String submittedAt, @Nullable String requestedVersion) {
    return accepted(Procedure.CROSS_SEND_BACK, submittedAt, requestedVersion);
  }

  /** The same under another procedure. */
  static Story accepted(Procedure procedure, String submittedAt) {
    return accepted(procedure, submittedAt, null);
  }

  static Story accepted(
      Procedure procedure, String submittedAt, @Nullable String requestedVersion) {
    return accepted(procedure, null, submittedAt, requestedVersion);
  }

  /** A technical inquiry about a unit of that family, with its first due time. */
  static Story inquiry(ProductFamily family, String submittedAt) {
    return inquiry(Procedure.TECHNICAL_INQUIRY, family, submittedAt);
  }

  static Story inquiry(Procedure procedure, ProductFamily family, String submittedAt) {
    Story story = accepted(procedure, family, submittedAt, null);
    return story.keep(CaseDecisions.deriveAgain(story.state(), story.policy, at(submittedAt)));
  }

  private static Story accepted(
      Procedure procedure,
      @Nullable ProductFamily family,
      String submittedAt,
      @Nullable String requestedVersion) {
    Story story = new Story();
    story.evolve(
        new FailureReported(
            CASE,
            procedure,
            Channel.FORM,
            new CustomerId("C-1001"),
            FAULTY,
            "4.10.1-2201",
            new TextId("r-text-1"),
            false,
            null,
            true,
            false,
            false,
            List.of(),
            requestedVersion,
            new ContactId("r-contact-1"),
            SubmittedBy.CUSTOMER,
            null,
            null,
            null,
            null,
            null,
            new Declarations(
                false,
                false,
                Cause.UNKNOWN,
                Purpose.REPAIR,
                List.of(),
                null,
                null,
                null,
                null,
                null),
            null,
            at(submittedAt),
            null,
            null,
            null,
            null));
    story.evolve(
        new RequestAccepted(
            CASE,
            procedure,
            new CustomerId("C-1001"),
            FAULTY,
            PRODUCT,
            new Entitlement(
                procedure.name(),
                new ContractId("CT-1"),
                LocalDate.parse("2025-11-20"),
                LocalDate.parse("2026-11-19"),
                List.of("GEN-1")),
            at(submittedAt),
            null,
            "4.12.2-2301",
            new SiteId("site-1"),
            new ContactId("r-contact-1"),
            List.of(),
            1,
            1,
            family,
            null));
    return story;
  }

  /** The same unit under a plan of on-site maintenance, as one of this family. */
  static Story onSite(Plan plan, ProductFamily family, String acceptedAt) {
    Story crossSendBack = accepted(acceptedAt);
    RequestAccepted accepted = crossSendBack.state().acceptance();
    Story story = new Story();
    story.evolve(crossSendBack.events.getFirst());
    story.evolve(
        new RequestAccepted(
            CASE,
            Procedure.ONSITE,
            accepted.customerId(),
            FAULTY,
            PRODUCT,
            new Entitlement(
                plan.name(),
                new ContractId("CT-1"),
                LocalDate.parse("2025-11-20"),
                LocalDate.parse("2026-11-19"),
                List.of("GEN-1")),
            accepted.acceptedAt(),
            null,
            accepted.latestSoftwareVersion(),
            accepted.registeredSiteId(),
            accepted.requesterContactId(),
            List.of(),
            1,
            1,
            family,
            null));
    return story;
  }

  /** The standard policy with the company closed on one day more; calendar version 2. */
  static PolicyContext closedOn(String date) {
    BusinessCalendar standard = PolicyContext.STANDARD.calendar();
    return PolicyContext.STANDARD.withCalendar(
        new BusinessCalendar(
            2, standard.companyHolidays().with(day(date), new DayName("創立記念日", "Founding Day"))));
  }

  static Instant at(String japanTime) {
    return OffsetDateTime.parse(japanTime + "+09:00").toInstant();
  }

  static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  static Step.When when(String japanTime) {
    return new Step.When(at(japanTime), true);
  }

  // ---- steps

  Story judged(String at) {
    return take(new CommonSteps.Judge(true, null, RMA_A, at(at)), at);
  }

  Story judgedSound(String at) {
    return take(new CommonSteps.Judge(false, null, RMA_A, at(at)), at);
  }

  Story shipped(String at) {
    return take(shipment(at), at);
  }

  static SendingSteps.ShipReplacement shipment(String at) {
    return new SendingSteps.ShipReplacement(
        SPARE,
        null,
        null,
        null,
        Condition.REFURBISHED,
        new Step.Carriage("Yamato", "1234-5678"),
        "4.12.2-2301",
        when(at));
  }

  /** Of an initial failure: the condition is the vendor's to see to (DOA-6). */
  static SendingSteps.ShipReplacement newUnitShipment(String at) {
    return new SendingSteps.ShipReplacement(
        SPARE,
        null,
        null,
        null,
        null,
        new Step.Carriage("Yamato", "1234-5678"),
        "4.12.2-2301",
        when(at));
  }

  Story delivered(String at) {
    return delivered(at, at);
  }

  Story delivered(String at, String knownAt) {
    return take(new SendingSteps.DeliverReplacement(when(at)), knownAt);
  }

  Story handedOver(String at) {
    return handedOver(at, at);
  }

  Story handedOver(String at, String knownAt) {
    return take(handOver(at), knownAt);
  }

  static ReturnSteps.DispatchFaultyUnit handOver(String at) {
    return new ReturnSteps.DispatchFaultyUnit(new Step.Carriage("Sagawa", "77-1"), when(at));
  }

  Story received(String at) {
    return take(receipt(at), at);
  }

  static ReturnSteps.ReceiveFaultyUnit receipt(String at) {
    return new ReturnSteps.ReceiveFaultyUnit(FAULTY, Condition.DAMAGED, when(at));
  }

  Story corrected(String ofEvent, String field, String value, String knownAt) {
    return take(new Correct(ofEvent, field, value, null), knownAt);
  }

  /** Midnight after the due day comes. */
  Story dueDayOver(String due) {
    Instant midnight = at(LocalDate.parse(due).plusDays(1) + "T00:00:00");
    Decision decision =
        CaseDecisions.dueTimePassed(
            state(), dayPassed(Deadline.Name.RETURN, Moment.Kind.OVER, due), policy, midnight);
    return keep(decision);
  }

  /** This moment of what is due on that day. */
  static DueTimePassed dayPassed(Deadline.Name name, Moment.Kind moment, String due) {
    return new DueTimePassed(CASE, name, moment, day(due), null);
  }

  /** This moment of the first contact that is due at 17:00 on 2026-06-11. */
  static DueTimePassed firstContactPassed(Moment.Kind moment) {
    return new DueTimePassed(
        CASE, Deadline.Name.FIRST_CONTACT, moment, null, at("2026-06-11T17:00:00"));
  }

  /** One more event, as it was once recorded. */
  Story tell(CaseEvent event) {
    evolve(event);
    return this;
  }

  /** What a fact says in that field, as it stands. */
  String says(String event, String field) {
    return state()
        .facts()
        .filter(fact -> fact.correctable().event().equals(event))
        .reduce((earlier, later) -> later)
        .flatMap(fact -> fact.says(field))
        .orElseThrow();
  }

  /** A value in the notation of the events: instants in UTC, all else as it is typed. */
  static String written(String value) {
    return value.contains("+09:00") ? OffsetDateTime.parse(value).toInstant().toString() : value;
  }

  Story take(Step step, String knownAt) {
    Decision decision = decide(step, knownAt);
    if (!(decision instanceof Decision.Taken)) {
      throw new AssertionError(step + " was not taken: " + decision);
    }
    return keep(decision);
  }

  Decision decide(Step step, String knownAt) {
    return CaseDecisions.decide(state(), step, policy, at(knownAt));
  }

  Story keep(Decision decision) {
    ((Decision.Taken) decision).events().forEach(this::evolve);
    return this;
  }

  private void evolve(CaseEvent event) {
    events.add(event);
    reached = reached.evolve(event);
  }

  // ---- what came of it

  /** As it is read back, without anybody's words. */
  CaseView view() {
    return CaseView.of(
        state(),
        1,
        Optional.empty(),
        new Reading(policy, id -> Optional.empty(), id -> id, Audience.DESK));
  }

  LocalDate returnDue() {
    return state().dueTimes().of(Deadline.Name.RETURN).orElseThrow().dueDay();
  }

  LocalDate dispatchDue() {
    return state().dueTimes().of(Deadline.Name.DISPATCH).orElseThrow().dueDay();
  }

  DueTime.State returnState() {
    return state().dueTimes().of(Deadline.Name.RETURN).orElseThrow().state();
  }

  <E extends CaseEvent> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The names of the events that the last steps added, from this many on. */
  List<String> namesFrom(int first) {
    return events.subList(first, events.size()).stream()
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }
}
