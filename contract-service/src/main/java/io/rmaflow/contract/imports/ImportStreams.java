package io.rmaflow.contract.imports;

import io.rmaflow.contract.aggregate.AggregateShell;
import io.rmaflow.contract.agreement.rules.AgreementCommand;
import io.rmaflow.contract.agreement.rules.AgreementState;
import io.rmaflow.contract.customer.rules.ContactCommand;
import io.rmaflow.contract.customer.rules.ContactState;
import io.rmaflow.contract.customer.rules.CustomerCommand;
import io.rmaflow.contract.customer.rules.CustomerState;
import io.rmaflow.contract.decision.Decision;
import io.rmaflow.contract.decision.StreamCommand;
import io.rmaflow.contract.registration.rules.UnitCommand;
import io.rmaflow.contract.registration.rules.UnitState;
import io.rmaflow.contract.sitecheck.rules.CheckSite;
import io.rmaflow.contract.sitecheck.rules.SiteCheckState;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.contract.ContactEvent;
import io.rmaflow.events.contract.ContractEvent;
import io.rmaflow.events.contract.CustomerEvent;
import io.rmaflow.events.contract.SiteCheckEvent;
import io.rmaflow.events.contract.UnitEvent;
import io.rmaflow.kit.eventing.Appends;
import io.rmaflow.kit.eventing.Appends.Decided;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.kit.web.StateConflict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The streams that the rows of one transaction begin or continue. Each command is decided at once,
 * on the state that all before it led to; what happened is appended together. The aggregates decide
 * the same way, but one by one, each of them loaded and appended to by itself.
 */
final class ImportStreams {

  private final StoredStreams stored;
  private final Appends appends;

  /** Streams that were there before this transaction, of all that it may touch. */
  private final Set<String> begun;

  private final List<Decided> decided = new ArrayList<>();

  private final Family<CustomerState, CustomerCommand, CustomerEvent> customers =
      new Family<>(
          "CustomerAggregate",
          CustomerEvent.class,
          CustomerState.UNKNOWN,
          CustomerState::decide,
          CustomerState::evolve);

  private final Family<ContactState, ContactCommand, ContactEvent> contacts =
      new Family<>(
          "ContactAggregate",
          ContactEvent.class,
          ContactState.INITIAL,
          ContactState::decide,
          ContactState::evolve);

  private final Family<UnitState, UnitCommand, UnitEvent> units =
      new Family<>(
          "UnitAggregate",
          UnitEvent.class,
          UnitState.UNKNOWN,
          UnitState::decide,
          UnitState::evolve);

  private final Family<AgreementState, AgreementCommand, ContractEvent> agreements =
      new Family<>(
          "AgreementAggregate",
          ContractEvent.class,
          new AgreementState.NotConcluded(),
          AgreementState::decide,
          AgreementState::evolve);

  private final Family<SiteCheckState, CheckSite, SiteCheckEvent> siteChecks =
      new Family<>(
          "SiteCheckAggregate",
          SiteCheckEvent.class,
          SiteCheckState.NOT_CHECKED,
          SiteCheckState::decide,
          SiteCheckState::evolve);

  /**
   * For one transaction.
   *
   * @param begun those that have events already, of all streams that may be touched; one that is
   *     not among them is new
   */
  ImportStreams(StoredStreams stored, Appends appends, Set<String> begun) {
    this.stored = stored;
    this.appends = appends;
    this.begun = Set.copyOf(begun);
  }

  /**
   * Decides about an account.
   *
   * @throws PolicyRefused where the policy says no; so do all of these
   * @throws StateConflict where the state does; so do all of these
   */
  void decide(CustomerCommand command) {
    customers.decide(command);
  }

  void decide(ContactCommand command) {
    contacts.decide(command);
  }

  void decide(UnitCommand command) {
    units.decide(command);
  }

  void decide(AgreementCommand command) {
    agreements.decide(command);
  }

  void decide(CheckSite command) {
    siteChecks.decide(command);
  }

  /** Appends what was decided, in that order. */
  void append(Recording recording) {
    appends.append(decided, recording);
    decided.clear();
  }

  /** Where a stream stands. */
  private record Head<S>(S state, long nextSequence) {}

  /** The streams of one kind. */
  private final class Family<S, C extends StreamCommand, E extends DomainEvent> {
    private final String aggregateType;
    private final Class<E> events;
    private final S initial;
    private final BiFunction<S, C, Decision<E>> rule;
    private final BiFunction<S, E, S> after;
    private final Map<String, Head<S>> heads = new HashMap<>();

    Family(
        String aggregateType,
        Class<E> events,
        S initial,
        BiFunction<S, C, Decision<E>> rule,
        BiFunction<S, E, S> after) {
      this.aggregateType = aggregateType;
      this.events = events;
      this.initial = initial;
      this.rule = rule;
      this.after = after;
    }

    void decide(C command) {
      String stream = command.streamId();
      Head<S> head = heads.computeIfAbsent(stream, this::head);
      List<E> happens = AggregateShell.events(rule.apply(head.state(), command));
      if (!happens.isEmpty()) {
        decided.add(new Decided(aggregateType, stream, head.nextSequence(), happens));
        heads.put(stream, follow(head, happens));
      }
    }

    private Head<S> head(String stream) {
      Head<S> none = new Head<>(initial, 0);
      if (!begun.contains(stream)) {
        return none;
      }
      return follow(
          none,
          stored.events(stream).stream()
              .map(StoredEvent::envelope)
              .map(envelope -> events.cast(envelope.data()))
              .toList());
    }

    private Head<S> follow(Head<S> head, List<E> happened) {
      S state = head.state();
      for (E event : happened) {
        state = after.apply(state, event);
      }
      return new Head<>(state, head.nextSequence() + happened.size());
    }
  }
}
