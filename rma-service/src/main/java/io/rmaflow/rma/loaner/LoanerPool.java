package io.rmaflow.rma.loaner;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.events.rma.LoanerEvent.LoanerAdded;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseFollower;
import io.rmaflow.rma.parts.loan.Lends;
import io.rmaflow.rma.parts.loan.Loan;
import io.rmaflow.rma.parts.loan.LoanerPromise;
import io.rmaflow.rma.parts.loan.LoanerPromises;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Promises loaners to cases (MFR-23), each to one. Everything happens in the transaction of the
 * events that it follows from: a promise that is answered stands, and one that is lost to somebody
 * faster was never answered. The tables are written here and not by a projection, because what
 * follows in the same transaction has to see them; two who take the same loaner at once are kept
 * apart by its row, by its stream, and by the constraints.
 */
@Clause("MFR-23")
@Component
public class LoanerPool implements CaseFollower, LoanerPromises {

  /** Why a loaner is free again: it came back. */
  static final String RETURNED = "RETURNED";

  /** Or it was never sent to the case that it was kept for. */
  private static final String NOT_SENT = "NOT_SENT";

  private final LoanerTables tables;
  private final Commands commands;
  private final EarlierLoaners earlier;
  private final BusinessClock clock;

  LoanerPool(LoanerTables tables, Commands commands, EarlierLoaners earlier, BusinessClock clock) {
    this.tables = tables;
    this.earlier = earlier;
    this.commands = commands;
    this.clock = clock;
  }

  @Override
  public Map<CaseId, LoanerPromise> promises(Collection<CaseId> caseIds) {
    return caseIds.isEmpty() ? Map.of() : tables.promises(caseIds, JapanTime.dateOf(clock.now()));
  }

  @Override
  public Optional<LoanerPromise> promise(CaseFile file, Instant asOf) {
    return Optional.of(earlier.promise(file, asOf));
  }

  /** Whether another case has this loaner. */
  @Override
  public boolean isPromisedElsewhere(SerialNumber serialNumber, CaseId caseId) {
    return caseOf(serialNumber).filter(holder -> !holder.equals(caseId)).isPresent();
  }

  /** The case that this loaner is promised to or out with. */
  public Optional<CaseId> caseOf(SerialNumber serialNumber) {
    return tables.find(serialNumber).map(Loaner::caseId);
  }

  /** One more loaner, which goes to whoever has waited longest. */
  void add(LoanerAdded added, Recording recording) {
    commands.send(new AddLoaner(LoanerAggregate.streamOf(added.serialNumber()), added), recording);
    tables.added(added);
    promiseToFirstInLine(
        added.productCode(), command -> commands.send(command, Recording.byService(clock.now())));
  }

  /**
   * Told, in the transaction of the case's events, how the case stands.
   *
   * @throws io.rmaflow.kit.web.StateConflict where the loaner that it says was sent is promised to
   *     another case
   */
  @Override
  public void follow(CaseFile file, Instant since) {
    file.part(Lends.class).ifPresent(lends -> follow(file, lends.loan(), since));
  }

  private void follow(CaseFile state, Loan loan, Instant since) {
    CaseId caseId = state.caseId();
    learn(state, loan);
    Optional<SerialNumber> kept = tables.promisedTo(caseId);
    if (loan.returned().isPresent()) {
      LoanerReturned returned = loan.returned().get();
      tables.cameBack(caseId, returned.condition(), returned.receivedAt());
      kept.ifPresentOrElse(
          serial -> release(serial, caseId, RETURNED, returned.receivedAt()),
          () ->
              tables
                  .lastWith(caseId)
                  .ifPresent(serial -> promiseToFirstInLine(product(serial), this::consequence)));
      tables.noLongerWanted(caseId);
    } else if (loan.wasSent()) {
      tables.noLongerWanted(caseId);
      sent(caseId, loan, kept);
      tables.place(state, loan);
    } else if (Lends.isNeededBy(state)) {
      if (kept.isEmpty()) {
        promiseOrWait(state, since);
      }
    } else {
      tables.noLongerWanted(caseId);
      kept.ifPresent(serial -> release(serial, caseId, NOT_SENT, clock.now()));
    }
  }

  /**
   * What a case has sent is a loaner, whether somebody had added it or not (MFR-5); a serial number
   * that was corrected never was one.
   */
  @Clause("MFR-5")
  private void learn(CaseFile file, Loan loan) {
    loan.shipped().ifPresent(shipped -> learn(file, loan, shipped));
  }

  private void learn(CaseFile state, Loan loan, LoanerShipped shipped) {
    CaseId caseId = state.caseId();
    SerialNumber serial = shipped.serialNumber();
    tables
        .toldBy(caseId)
        .filter(told -> !told.equals(serial))
        .ifPresent(
            told -> {
              consequence(new RemoveLoaner(LoanerAggregate.streamOf(told), caseId, clock.now()));
              tables.removed(told);
            });
    if (tables.find(serial).isPresent()) {
      return;
    }
    LoanerAdded added =
        new LoanerAdded(
            serial,
            state.acceptance().productCode(),
            shipped.softwareVersion(),
            shipped.dispatchedAt(),
            caseId);
    consequence(new AddLoaner(LoanerAggregate.streamOf(serial), added));
    tables.added(added);
    if (loan.returned().isPresent() && tables.promisedTo(caseId).isEmpty()) {
      reserve(serial, caseId, this::consequence);
    }
  }

  private void promiseOrWait(CaseFile state, Instant since) {
    ProductCode product = state.acceptance().productCode();
    tables.alone(product);
    Optional<SerialNumber> free = tables.takeFree(product);
    if (free.isPresent()) {
      reserve(free.get(), state.caseId(), this::consequence);
      tables.noLongerWanted(state.caseId());
    } else {
      tables.wanted(state.caseId(), product, since);
    }
  }

  /** What was sent counts, whichever was promised. */
  private void sent(CaseId caseId, Loan loan, Optional<SerialNumber> kept) {
    Optional<SerialNumber> ofThePool =
        loan.serialNumber().flatMap(tables::find).map(Loaner::serialNumber);
    if (loan.shipped().isEmpty() || ofThePool.equals(kept)) {
      return;
    }
    // what was kept is another's only after what was sent is this case's
    kept.ifPresent(serial -> giveBack(serial, caseId, NOT_SENT, clock.now()));
    ofThePool.ifPresent(serial -> reserve(serial, caseId, this::consequence));
    kept.ifPresent(serial -> promiseToFirstInLine(product(serial), this::consequence));
  }

  /** Where a loaner is that was sent; empty where it is only known that it was. */
  static Optional<Place> place(Loan loan) {
    return loan.handedOver()
        .map(fact -> new Place(Loaner.State.DISPATCHED, fact.customerShippedAt()))
        .or(() -> loan.delivered().map(f -> new Place(Loaner.State.DELIVERED, f.deliveredAt())))
        .or(() -> loan.shipped().map(f -> new Place(Loaner.State.SHIPPED, f.dispatchedAt())));
  }

  /** Where a loaner is, and since when. */
  record Place(Loaner.State where, Instant since) {}

  private void release(SerialNumber serial, CaseId caseId, String because, Instant at) {
    giveBack(serial, caseId, because, at);
    promiseToFirstInLine(product(serial), this::consequence);
  }

  private void giveBack(SerialNumber serial, CaseId caseId, String because, Instant at) {
    consequence(new ReleaseLoaner(LoanerAggregate.streamOf(serial), caseId, because, at));
    tables.release(serial, caseId, because.equals(RETURNED), at);
  }

  private void promiseToFirstInLine(ProductCode product, Consumer<Object> send) {
    tables.alone(product);
    Optional<CaseId> first = tables.firstInLine(product);
    Optional<SerialNumber> free = first.isEmpty() ? Optional.empty() : tables.takeFree(product);
    if (first.isPresent() && free.isPresent()) {
      reserve(free.get(), first.get(), send);
      tables.noLongerWanted(first.get());
    }
  }

  private ProductCode product(SerialNumber serial) {
    return tables.find(serial).map(Loaner::productCode).orElseThrow();
  }

  private void reserve(SerialNumber serial, CaseId caseId, Consumer<Object> send) {
    Instant now = clock.now();
    send.accept(new ReserveLoaner(LoanerAggregate.streamOf(serial), caseId, now));
    tables.reserve(serial, caseId, now);
  }

  private void consequence(Object command) {
    commands.sendConsequence(command);
  }
}
