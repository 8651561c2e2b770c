package io.rmaflow.rma.loaner;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.LoanerDelivered;
import io.rmaflow.events.rma.CaseEvent.LoanerDispatched;
import io.rmaflow.events.rma.CaseEvent.LoanerReturned;
import io.rmaflow.events.rma.CaseEvent.LoanerShipped;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.ShipmentOrdered;
import io.rmaflow.events.rma.LoanerEvent.LoanerAdded;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.rma.cases.CaseState;
import io.rmaflow.rma.cases.Deciding;
import io.rmaflow.rma.manufacturer.Loan;
import io.rmaflow.rma.manufacturer.LoanerReturnRule;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
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
@Component
public class LoanerPool {

  /** Why a loaner is free again: it came back. */
  private static final String RETURNED = "RETURNED";

  /** Or it was never sent to the case that it was kept for. */
  private static final String NOT_SENT = "NOT_SENT";

  private final LoanerTables tables;
  private final Commands commands;
  private final BusinessClock clock;

  LoanerPool(LoanerTables tables, Commands commands, BusinessClock clock) {
    this.tables = tables;
    this.commands = commands;
    this.clock = clock;
  }

  /** What the case is told of its loaner; empty where it waits for none and none is kept for it. */
  public Optional<LoanerPromise> promise(CaseId caseId) {
    return tables
        .promisedTo(caseId)
        .map(serial -> new LoanerPromise(serial, null))
        .or(
            () ->
                tables
                    .wantedBy(caseId)
                    .map(
                        product ->
                            new LoanerPromise(
                                null,
                                tables
                                    .nextDue(product, JapanTime.dateOf(clock.now()))
                                    .orElse(null))));
  }

  /** Whether a loaner is to be sent and has not left yet. */
  public static boolean isNeededBy(CaseState state) {
    ShipmentOrdered order = state.order();
    return state.isOpen() && order != null && order.leg() == Leg.LOANER && !state.loan().wasSent();
  }

  /** Whether another case has this loaner. */
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
  public void follow(CaseState state) {
    if (state.procedure() != Procedure.MANUFACTURER) {
      return;
    }
    CaseId caseId = state.caseId();
    Loan loan = state.loan();
    learn(state, loan);
    Optional<SerialNumber> kept = tables.promisedTo(caseId);
    LoanerReturned returned = loan.returned();
    if (returned != null) {
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
      place(state, loan);
    } else if (isNeededBy(state)) {
      if (kept.isEmpty()) {
        promiseOrWait(state);
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
  private void learn(CaseState state, Loan loan) {
    LoanerShipped shipped = loan.shipped();
    if (shipped == null) {
      return;
    }
    CaseId caseId = state.caseId();
    SerialNumber serial = shipped.serialNumber();
    tables
        .toldBy(caseId)
        .filter(told -> !Deciding.sameUnit(told, serial))
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
    if (loan.returned() != null && tables.promisedTo(caseId).isEmpty()) {
      reserve(serial, caseId, this::consequence);
    }
  }

  private void promiseOrWait(CaseState state) {
    ProductCode product = state.acceptance().productCode();
    tables.alone(product);
    Optional<SerialNumber> free = tables.takeFree(product);
    if (free.isPresent()) {
      reserve(free.get(), state.caseId(), this::consequence);
      tables.noLongerWanted(state.caseId());
    } else {
      tables.wanted(state.caseId(), product, clock.now());
    }
  }

  /** What was sent counts, whichever was promised. */
  private void sent(CaseId caseId, Loan loan, Optional<SerialNumber> kept) {
    LoanerShipped shipped = loan.shipped();
    if (shipped == null) {
      return;
    }
    Optional<SerialNumber> ofThePool =
        tables.find(shipped.serialNumber()).map(Loaner::serialNumber);
    if (ofThePool.equals(kept)) {
      return;
    }
    // what was kept is another's only after what was sent is this case's
    kept.ifPresent(serial -> giveBack(serial, caseId, NOT_SENT, clock.now()));
    ofThePool.ifPresent(serial -> reserve(serial, caseId, this::consequence));
    kept.ifPresent(serial -> promiseToFirstInLine(product(serial), this::consequence));
  }

  private void place(CaseState state, Loan loan) {
    LoanerDispatched handedOver = loan.handedOver();
    LoanerDelivered delivered = loan.delivered();
    LoanerShipped shipped = loan.shipped();
    Loaner.State where;
    Instant since;
    if (handedOver != null) {
      where = Loaner.State.DISPATCHED;
      since = handedOver.customerShippedAt();
    } else if (delivered != null) {
      where = Loaner.State.DELIVERED;
      since = delivered.deliveredAt();
    } else if (shipped != null) {
      where = Loaner.State.SHIPPED;
      since = shipped.dispatchedAt();
    } else {
      return;
    }
    tables.place(state.caseId(), where, since, LoanerReturnRule.expectedBack(state, since));
  }

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
