package io.rmaflow.rma.parts.returnduty;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.BuyOutAgreed;
import io.rmaflow.events.rma.CaseEvent.BuyOutDeclined;
import io.rmaflow.events.rma.CaseEvent.BuyOutRequested;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.rma.casefile.Duty;
import io.rmaflow.rma.casefile.ProcedureState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The customer's wish to keep the faulty unit for a fee (CSB-27, EXC-CSB-17, A-59). */
@Clause({"CSB-27", "EXC-CSB-17", "A-59"})
public sealed interface BuyOut {

  /** A case in which the faulty unit can be bought. */
  interface Possible {
    BuyOut buyOut();
  }

  /** Nobody asked for it. */
  record NotWanted() implements BuyOut {}

  /** The vendor has not answered. */
  record Pending(Instant requestedAt) implements BuyOut {}

  /** The vendor agreed, for a price. */
  record Agreed(Instant requestedAt, BuyOutAgreed fact) implements BuyOut {}

  /** The vendor declined; it can be asked for again. */
  record Declined(Instant requestedAt, Instant decidedAt) implements BuyOut {}

  /** What is known of it in a case that followed another procedure until now. */
  static BuyOut before(ProcedureState before) {
    return before instanceof Possible possible ? possible.buyOut() : new NotWanted();
  }

  /** The same after one more event of the case. */
  default BuyOut evolve(CaseEvent event) {
    return switch (event) {
      case BuyOutRequested e -> new Pending(e.requestedAt());
      case BuyOutAgreed e -> new Agreed(wantedSince().orElse(e.agreedAt()), e);
      case BuyOutDeclined e -> new Declined(wantedSince().orElse(e.declinedAt()), e.declinedAt());
      default -> this;
    };
  }

  /** When it was asked for. */
  default Optional<Instant> wantedSince() {
    return switch (this) {
      case NotWanted _ -> Optional.empty();
      case Pending(Instant at) -> Optional.of(at);
      case Agreed(Instant at, var _) -> Optional.of(at);
      case Declined(Instant at, var _) -> Optional.of(at);
    };
  }

  /** When the vendor answered; empty while it has not. */
  default Optional<Instant> answeredAt() {
    return switch (this) {
      case NotWanted _, Pending _ -> Optional.empty();
      case Agreed(var _, var fact) -> Optional.of(fact.agreedAt());
      case Declined(var _, Instant at) -> Optional.of(at);
    };
  }

  /** When the unit became the customer's. */
  default Optional<Instant> agreedAt() {
    return this instanceof Agreed ? answeredAt() : Optional.empty();
  }

  /** The facts that can be corrected. */
  default Stream<CorrectableFact<?>> facts() {
    return this instanceof Agreed(var _, var fact) ? Stream.of(fact) : Stream.empty();
  }

  /** The vendor's answer. */
  default List<Duty> duties() {
    return this instanceof Pending ? List.of(Duty.vendor("BUY_OUT_DECISION")) : List.of();
  }
}
