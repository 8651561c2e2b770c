package io.rmaflow.rma.procedures.doa;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.DoaCertified;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Deciding;
import io.rmaflow.rma.casefile.Decision;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.parts.returnduty.BuyOut;
import io.rmaflow.rma.parts.returnduty.FaultyUnit;
import io.rmaflow.rma.parts.returnduty.OwesReturn;
import io.rmaflow.rma.parts.returnduty.ReturnReminders;
import io.rmaflow.rma.parts.returnduty.ReturnRule;
import io.rmaflow.rma.parts.sending.Sending;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the exchange of an initial failure has.
 *
 * @param certified that a person said it is one (DOA-6)
 */
record DoaState(
    Optional<DoaCertified> certified,
    Sending sending,
    FaultyUnit faultyUnit,
    ReturnReminders reminders,
    BuyOut buyOut)
    implements ProcedureState, OwesReturn {

  static final DoaState BEGUN =
      new DoaState(
          Optional.empty(),
          Sending.NONE,
          FaultyUnit.NONE,
          ReturnReminders.NONE,
          new BuyOut.NotWanted());

  @Override
  public DoaState evolve(CaseEvent event) {
    return new DoaState(
        event instanceof DoaCertified e ? Optional.of(e) : certified,
        sending.evolve(event),
        faultyUnit.evolve(event),
        reminders.evolve(event),
        buyOut.evolve(event));
  }

  @Override
  public Stream<CorrectableFact<?>> facts() {
    return Stream.concat(
        certified.stream(),
        Stream.of(sending.facts(), faultyUnit.facts(), buyOut.facts()).flatMap(facts -> facts));
  }

  @Override
  public boolean unitIsOut() {
    return sending.isOut();
  }

  @Override
  public boolean chargeable() {
    return buyOut.agreedAt().isPresent();
  }

  @Override
  public boolean shipsReplacement() {
    return true;
  }

  /** DOA-6: it takes a new unit of the same. */
  @Clause("DOA-6")
  @Override
  public boolean mayOfferEquivalent() {
    return false;
  }

  /** DOA-6. */
  @Clause("DOA-6")
  @Override
  public Optional<Decision> forbidsShipping(Deciding on) {
    return certified.isPresent()
        ? Optional.empty()
        : Optional.of(
            on.conflict(
                "DOA_NOT_CERTIFIED",
                "初期不良の認定前には発送できません。",
                "Nothing is sent before the initial failure is certified (DOA-6)."));
  }

  /** DOA-6. */
  @Clause("DOA-6")
  @Override
  public Optional<Refusal> refusesToSend(@Nullable Condition condition) {
    return Optional.ofNullable(condition)
        .filter(said -> said != Condition.NEW)
        .map(DoaRule::requiresNewUnit);
  }

  @Override
  public Condition condition() {
    return Condition.NEW;
  }

  /** DOA-7. */
  @Clause("DOA-7")
  @Override
  public Deadline dispatchDue(CaseFile file, Leg leg, PolicyContext policy) {
    return certified
        .map(event -> DoaRule.deadline(event.certifiedAt(), policy))
        .orElseGet(() -> OwesReturn.super.dispatchDue(file, leg, policy));
  }

  /** DOA-8. */
  @Clause("DOA-8")
  @Override
  public Deadline returnDue(Instant deliveredAt, PolicyContext policy) {
    return ReturnRule.deadline(deliveredAt, true, policy);
  }
}
