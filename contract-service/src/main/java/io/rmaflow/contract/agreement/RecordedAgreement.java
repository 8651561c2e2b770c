package io.rmaflow.contract.agreement;

import io.rmaflow.contract.agreement.Agreements.Agreement;
import io.rmaflow.contract.agreement.Agreements.Holding;
import io.rmaflow.contract.agreement.Agreements.SetAside;
import io.rmaflow.contract.agreement.Agreements.Term;
import io.rmaflow.contract.agreement.rules.AgreementState.Status;
import io.rmaflow.events.CaseId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.ContractEvent;
import io.rmaflow.events.contract.ContractEvent.AgencyNamed;
import io.rmaflow.events.contract.ContractEvent.ContractActivated;
import io.rmaflow.events.contract.ContractEvent.ContractExpired;
import io.rmaflow.events.contract.ContractEvent.ContractExpiryNoticeDue;
import io.rmaflow.events.contract.ContractEvent.ContractMovedToReplacement;
import io.rmaflow.events.contract.ContractEvent.ContractRenewed;
import io.rmaflow.events.contract.ContractEvent.ContractRuleOverridden;
import io.rmaflow.events.contract.ContractEvent.ContractSigned;
import io.rmaflow.events.contract.ContractEvent.Party;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A contract as its events tell it, in the words of {@link Agreements}: what its tables hold now,
 * they held after these events.
 *
 * @param holdings every unit that holds or held it, the first first
 */
public record RecordedAgreement(
    Agreement agreement, List<Term> terms, List<SetAside> setAside, List<Holding> holdings) {

  /** Copies the lists. */
  public RecordedAgreement {
    terms = List.copyOf(terms);
    setAside = List.copyOf(setAside);
    holdings = List.copyOf(holdings);
  }

  /** After these events, in the order of their recording; empty where it was not concluded yet. */
  static Optional<RecordedAgreement> after(List<EventEnvelope<?>> events) {
    Fold fold = new Fold();
    for (EventEnvelope<?> event : events) {
      fold.on((ContractEvent) event.data(), event);
    }
    return fold.result();
  }

  /**
   * As it was at an instant, by these events: what had happened by then, each move to a replacement
   * as it was told last and from its own instant on, and the status by the days of the terms.
   */
  static Optional<RecordedAgreement> trueAt(List<EventEnvelope<?>> events, Instant instant) {
    Fold fold = new Fold();
    Map<CaseId, ContractMovedToReplacement> moves = new LinkedHashMap<>();
    for (EventEnvelope<?> event : events) {
      if (event.data() instanceof ContractMovedToReplacement move) {
        moves.put(move.caseId(), move);
      } else if (!event.occurredAt().isAfter(instant)) {
        fold.on((ContractEvent) event.data(), event);
      }
    }
    moves.values().stream()
        .filter(move -> !move.movedAt().isAfter(instant))
        .sorted(Comparator.comparing(ContractMovedToReplacement::movedAt))
        .forEach(fold::moved);
    fold.statusOf(JapanTime.dateOf(instant));
    return fold.result();
  }

  private static final class Fold {
    private @Nullable ContractSigned signed;
    private @Nullable Instant signedAt;
    private @Nullable String agency;
    private Status status = Status.CONCLUDED;
    private final List<Term> terms = new ArrayList<>();
    private final List<SetAside> setAside = new ArrayList<>();
    private final Map<SerialNumber, Held> holders = new LinkedHashMap<>();
    private @Nullable SerialNumber holder;

    private record Held(@Nullable Instant from, @Nullable Instant to, @Nullable CaseId movedIn) {}

    void on(ContractEvent event, EventEnvelope<?> envelope) {
      switch (event) {
        case ContractSigned e -> signed(e, envelope.occurredAt());
        case ContractRenewed e -> {
          terms.add(term(e));
          status = status == Status.EXPIRED ? Status.ACTIVE : status;
        }
        case ContractRuleOverridden e ->
            setAside.add(
                new SetAside(e.rule(), e.reasonId(), envelope.occurredAt(), envelope.actor()));
        case AgencyNamed e -> agency = e.agency();
        case ContractActivated _ -> status = Status.ACTIVE;
        case ContractExpired _ -> status = Status.EXPIRED;
        case ContractMovedToReplacement e -> moved(e);
        case ContractExpiryNoticeDue _ -> {
          // tells somebody of it and changes nothing
        }
      }
    }

    private void signed(ContractSigned event, Instant at) {
      signed = event;
      signedAt = at;
      agency = event.agency();
      holder = event.serialNumber();
      holders.put(event.serialNumber(), new Held(null, null, null));
      terms.add(
          new Term(
              event.termYears(),
              event.plan(),
              event.startDate(),
              event.expiryDate(),
              event.appliedBy(),
              event.appliedBy(),
              event.appliedBy() == Party.AGENCY ? event.agency() : null));
    }

    private static Term term(ContractRenewed event) {
      return new Term(
          event.termYears(),
          event.plan(),
          event.startDate(),
          event.expiryDate(),
          event.renewedBy(),
          event.renewedBy(),
          event.agency());
    }

    /** The same case may move the contract again, to another instant or another unit. */
    void moved(ContractMovedToReplacement move) {
      holders
          .entrySet()
          .removeIf(
              one ->
                  move.caseId().equals(one.getValue().movedIn())
                      && !one.getKey().equals(move.toSerialNumber()));
      holders.computeIfPresent(
          move.fromSerialNumber(),
          (serial, held) -> new Held(held.from(), move.movedAt(), held.movedIn()));
      holders.merge(
          move.toSerialNumber(),
          new Held(move.movedAt(), null, move.caseId()),
          (before, now) -> new Held(now.from(), before.to(), now.movedIn()));
      holders.entrySet().stream()
          .filter(one -> one.getValue().to() == null)
          .max(
              Comparator.comparing(
                  one -> one.getValue().from(),
                  Comparator.nullsFirst(Comparator.<Instant>naturalOrder())))
          .ifPresent(one -> holder = one.getKey());
    }

    void statusOf(LocalDate day) {
      if (terms.isEmpty()) {
        return;
      }
      if (day.isBefore(terms.getFirst().startDate())) {
        status = Status.CONCLUDED;
      } else {
        status = day.isAfter(terms.getLast().expiryDate()) ? Status.EXPIRED : Status.ACTIVE;
      }
    }

    Optional<RecordedAgreement> result() {
      ContractSigned first = signed;
      if (first == null || signedAt == null || holder == null) {
        return Optional.empty();
      }
      return Optional.of(
          new RecordedAgreement(
              new Agreement(
                  first.contractId(),
                  first.customerId(),
                  holder,
                  first.productCode(),
                  status,
                  first.startDate(),
                  terms.getLast().expiryDate(),
                  first.appliedBy(),
                  agency,
                  first.policyVersion(),
                  signedAt),
              terms,
              setAside,
              holders.entrySet().stream()
                  .map(
                      one ->
                          new Holding(
                              first.contractId(),
                              one.getKey(),
                              one.getValue().from(),
                              one.getValue().to()))
                  .toList()));
    }
  }
}
