package io.rmaflow.rma.loaner;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.LoanerEvent;
import io.rmaflow.events.rma.LoanerEvent.LoanerAdded;
import io.rmaflow.events.rma.LoanerEvent.LoanerReleased;
import io.rmaflow.events.rma.LoanerEvent.LoanerRemoved;
import io.rmaflow.events.rma.LoanerEvent.LoanerReserved;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.RecordedCases;
import io.rmaflow.rma.casefile.SearchText;
import io.rmaflow.rma.cover.EarlierCover;
import io.rmaflow.rma.parts.loan.Lends;
import io.rmaflow.rma.parts.loan.Loan;
import io.rmaflow.rma.parts.loan.LoanerPromise;
import io.rmaflow.rma.parts.loan.LoanerReturnRule;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The pool as it had been recorded by an instant, out of the loaners' own events and those of the
 * cases that had them.
 */
@Component
class EarlierLoaners {

  private final StoredStreams streams;
  private final RecordedCases cases;
  private final EarlierCover cover;
  private final LoanerTables tables;

  EarlierLoaners(
      StoredStreams streams, RecordedCases cases, EarlierCover cover, LoanerTables tables) {
    this.streams = streams;
    this.cases = cases;
    this.cover = cover;
    this.tables = tables;
  }

  /** By product, then the free ones, then by when they were expected back. */
  List<Loaner> list(@Nullable ProductCode product, Loaner.@Nullable State state, Instant asOf) {
    return tables.everKnown(product).stream()
        .flatMap(serial -> find(serial, asOf).stream())
        .filter(loaner -> product == null || loaner.productCode().equals(product))
        .filter(loaner -> state == null || loaner.state() == state)
        .sorted(
            Comparator.comparing((Loaner loaner) -> loaner.productCode().value())
                .thenComparing(
                    Loaner::expectedBack, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(loaner -> SearchText.of(loaner.serialNumber().value())))
        .toList();
  }

  /** What was kept for a case that needed a loaner; else when the next one was due back. */
  LoanerPromise promise(CaseFile file, Instant asOf) {
    List<Loaner> pool = list(file.acceptance().productCode(), null, asOf);
    LocalDate today = JapanTime.dateOf(asOf);
    return pool.stream()
        .filter(loaner -> file.caseId().equals(loaner.caseId()))
        .findFirst()
        .map(kept -> new LoanerPromise(kept.serialNumber(), null))
        .orElseGet(
            () ->
                new LoanerPromise(
                    null,
                    pool.stream()
                        .flatMap(loaner -> Optional.ofNullable(loaner.expectedBack()).stream())
                        .min(Comparator.naturalOrder())
                        .map(next -> next.isBefore(today) ? today : next)
                        .orElse(null)));
  }

  private Optional<Loaner> find(SerialNumber serial, Instant asOf) {
    List<EventEnvelope<?>> told =
        new AsOf(asOf, null).recorded(streams, LoanerAggregate.streamOf(serial));
    Known known = Known.NOTHING;
    for (EventEnvelope<?> event : told) {
      known = known.evolve((LoanerEvent) event.data(), event.recordedAt());
    }
    LoanerAdded added = known.added();
    return added == null
        ? Optional.empty()
        : Optional.of(
            known.reserved() == null ? free(added, known, asOf) : out(added, known, asOf));
  }

  private Loaner free(LoanerAdded added, Known known, Instant asOf) {
    Optional<LoanerReturned> back = returned(known, asOf);
    LoanerReleased released = known.released();
    Instant since =
        released == null
            ? added.addedAt()
            : back.filter(any -> released.caseId().equals(known.returnedFrom()))
                .map(LoanerReturned::receivedAt)
                .orElse(released.releasedAt());
    Condition condition = back.map(LoanerReturned::condition).orElse(null);
    return new Loaner(
        added.serialNumber(),
        added.productCode(),
        added.softwareVersion(),
        condition == Condition.DAMAGED ? Loaner.State.DAMAGED : Loaner.State.FREE,
        since,
        condition,
        null,
        null,
        null,
        null);
  }

  private Loaner out(LoanerAdded added, Known known, Instant asOf) {
    LoanerReserved reserved = Objects.requireNonNull(known.reserved());
    Optional<CaseFile> file = file(reserved.caseId(), asOf);
    Place place =
        file.flatMap(EarlierLoaners::sent)
            .orElseGet(
                () ->
                    new Place(
                        Loaner.State.PROMISED,
                        reserved.reservedAt(),
                        LoanerReturnRule.expectedBack(reserved.reservedAt())));
    return new Loaner(
        added.serialNumber(),
        added.productCode(),
        added.softwareVersion(),
        place.where(),
        place.since(),
        returned(known, Objects.requireNonNull(known.reservedAt()))
            .map(LoanerReturned::condition)
            .orElse(null),
        reserved.caseId(),
        file.flatMap(CaseFile::rmaNumber).orElse(null),
        file.map(one -> present(one.customerId(), asOf)).orElse(null),
        place.back());
  }

  private CustomerId present(CustomerId named, Instant asOf) {
    return cover.presentIds(List.of(named), asOf).getOrDefault(named, named);
  }

  private record Place(Loaner.State where, Instant since, LocalDate back) {}

  private static Optional<Place> sent(CaseFile file) {
    return file.part(Lends.class)
        .map(Lends::loan)
        .filter(Loan::wasSent)
        .flatMap(LoanerPool::place)
        .map(
            place ->
                new Place(
                    place.where(),
                    place.since(),
                    LoanerReturnRule.expectedBack(file, place.since())));
  }

  /** How it last came back, by what had been recorded by then; empty where it never did. */
  private Optional<LoanerReturned> returned(Known known, Instant by) {
    CaseId from = known.returnedFrom();
    return from == null
        ? Optional.empty()
        : file(from, by)
            .flatMap(file -> file.part(Lends.class))
            .flatMap(lends -> lends.loan().returned());
  }

  private Optional<CaseFile> file(CaseId caseId, Instant asOf) {
    try {
      return cases.state(caseId.value(), new AsOf(asOf, null)).accepted();
    } catch (NotFound notYet) {
      return Optional.empty();
    }
  }

  /**
   * What its own events say.
   *
   * @param added null where the pool did not have it
   * @param reservedAt when that was recorded
   * @param returnedFrom the case that had it out last and sent it back
   */
  private record Known(
      @Nullable LoanerAdded added,
      @Nullable LoanerReserved reserved,
      @Nullable Instant reservedAt,
      @Nullable LoanerReleased released,
      @Nullable CaseId returnedFrom) {

    static final Known NOTHING = new Known(null, null, null, null, null);

    Known evolve(LoanerEvent event, Instant recordedAt) {
      return switch (event) {
        case LoanerAdded e -> new Known(e, null, null, null, null);
        case LoanerRemoved _ -> NOTHING;
        case LoanerReserved e -> new Known(added, e, recordedAt, released, returnedFrom);
        case LoanerReleased e ->
            new Known(
                added,
                null,
                null,
                e,
                e.because().equals(LoanerPool.RETURNED) ? e.caseId() : returnedFrom);
      };
    }
  }
}
