package io.rmaflow.contract.agreement.rules;

import io.rmaflow.contract.agreement.rules.AgreementCommand.ActivateContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.AnnounceExpiry;
import io.rmaflow.contract.agreement.rules.AgreementCommand.ExpireContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.MoveContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.NameAgency;
import io.rmaflow.contract.agreement.rules.AgreementCommand.RenewContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.SignContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.TakeOverContract;
import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.Refusal;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A contract as its events tell it, and the decisions on it. */
public sealed interface AgreementState {

  /** Which clauses were in force when a contract was concluded (GEN-7). */
  @Clause("GEN-7")
  String POLICY_VERSION = "1";

  /** GEN-7: what an earlier system concluded was under clauses that nobody recorded. */
  @Clause("GEN-7")
  String EARLIER_POLICY = "earlier";

  /** Where a contract stands. */
  enum Status {
    /** Concluded, and its first day is still to come. */
    CONCLUDED,
    /** Today is one of its days. */
    ACTIVE,
    /** Its last day has passed. */
    EXPIRED
  }

  /** One term, both days inclusive, JST. */
  record Term(int years, Plan plan, LocalDate startDate, LocalDate expiryDate) {}

  /** Decides a command on the contract as it is. */
  Decision<ContractEvent> decide(AgreementCommand command);

  /** The state after one more event. */
  AgreementState evolve(ContractEvent event);

  private static Party party(TakeOverTerm term) {
    return term.agency() == null ? Party.CUSTOMER : Party.AGENCY;
  }

  /** Before it was concluded. */
  record NotConcluded() implements AgreementState {

    @Override
    public Decision<ContractEvent> decide(AgreementCommand command) {
      return switch (command) {
        case SignContract application -> sign(application);
        case TakeOverContract earlier -> takeOver(earlier);
        case RenewContract _,
            ActivateContract _,
            AnnounceExpiry _,
            ExpireContract _,
            NameAgency _,
            MoveContract _ ->
            Decision.conflict(
                "NOT_CONCLUDED", "NOT_CONCLUDED", "契約は成立していません。", "There is no such contract.");
      };
    }

    @Clause({"CON-20", "CON-1", "CON-16", "GEN-7"})
    private static Decision<ContractEvent> sign(SignContract asked) {
      EndOfSaleOverride.Outcome outcome =
          EndOfSaleOverride.apply(ApplicationRules.refusals(asked), asked.beyondEndOfSale());
      KnownFacts.Unit unit = asked.known().unit();
      if (!outcome.refusals().isEmpty() || unit == null) {
        return Decision.refused(outcome.refusals());
      }
      ContractSigned signed =
          new ContractSigned(
              asked.contractId(),
              unit.customerId(),
              asked.serialNumber(),
              unit.productCode(),
              asked.plan(),
              asked.termYears(),
              asked.startDate(),
              ApplicationRules.expiry(asked.startDate(), asked.termYears()),
              asked.appliedBy(),
              asked.agency(),
              POLICY_VERSION,
              asked.known().settingsVersion(),
              false);
      List<ContractEvent> events = new ArrayList<>();
      events.add(signed);
      outcome.overridden(asked.contractId()).ifPresent(events::add);
      // CON-20: a start date that has come already is not waited for
      if (!asked.startDate().isAfter(asked.known().today())) {
        events.add(
            new ContractActivated(asked.contractId(), asked.serialNumber(), asked.startDate()));
      }
      return new Decision.Happens<>(events);
    }

    private static Decision<ContractEvent> takeOver(TakeOverContract earlier) {
      TakeOverTerm term = earlier.term();
      List<Refusal> refusals = TakeOverRules.refuseFirst(term);
      if (!refusals.isEmpty()) {
        return Decision.refused(refusals);
      }
      ContractSigned signed =
          new ContractSigned(
              earlier.contractId(),
              earlier.customerId(),
              earlier.serialNumber(),
              earlier.productCode(),
              term.plan(),
              term.years(),
              term.startDate(),
              term.expiryDate(),
              party(term),
              term.agency(),
              EARLIER_POLICY,
              earlier.settingsVersion(),
              true);
      return term.startDate().isAfter(earlier.today())
          ? Decision.happens(signed)
          : Decision.happens(
              signed,
              new ContractActivated(
                  earlier.contractId(), earlier.serialNumber(), term.startDate()));
    }

    @Override
    public AgreementState evolve(ContractEvent event) {
      if (event instanceof ContractSigned signed) {
        return new Concluded(
            signed.contractId(),
            signed.customerId(),
            signed.serialNumber(),
            signed.agency(),
            Status.CONCLUDED,
            List.of(
                new Term(
                    signed.termYears(), signed.plan(), signed.startDate(), signed.expiryDate())),
            Set.of(),
            Map.of());
      }
      throw new IllegalStateException("a contract begins with ContractSigned, not " + event);
    }
  }

  /**
   * From its conclusion on.
   *
   * @param serialNumber the unit that it covers now
   * @param agency the agency of record, which may renew it (CON-11); absent where there is none
   * @param terms in the order of their conclusion, which is that of their days
   * @param noticesGiven the lead times, in days, at which notice of the present expiry date was
   *     given (NOT-1)
   * @param moves the moves to a replacement, by the case that caused them
   */
  record Concluded(
      ContractId contractId,
      CustomerId customerId,
      SerialNumber serialNumber,
      @Nullable String agency,
      Status status,
      List<Term> terms,
      Set<Integer> noticesGiven,
      Map<CaseId, ContractMovedToReplacement> moves)
      implements AgreementState {

    public Concluded {
      terms = List.copyOf(terms);
      noticesGiven = Set.copyOf(noticesGiven);
      moves = Map.copyOf(moves);
    }

    /** The initial contract. */
    Term firstTerm() {
      return terms.getFirst();
    }

    /** The term that ends last. */
    Term lastTerm() {
      return terms.getLast();
    }

    /** Last covered day of all terms, JST inclusive. */
    LocalDate expiryDate() {
      return lastTerm().expiryDate();
    }

    /** Years of all terms together (CON-5). */
    @Clause("CON-5")
    int years() {
      return terms.stream().mapToInt(Term::years).sum();
    }

    @Override
    public Decision<ContractEvent> decide(AgreementCommand command) {
      return switch (command) {
        case SignContract _ ->
            Decision.conflict(
                status, "ALREADY_CONCLUDED", "契約は成立済みです。", "The contract is concluded already.");
        case RenewContract renewal -> renew(renewal);
        case NameAgency(var id, var named) ->
            named.equals(agency)
                ? Decision.nothing()
                : Decision.happens(new AgencyNamed(id, named));
        case TakeOverContract earlier -> takeOver(earlier);
        case ActivateContract _ -> activate();
        case AnnounceExpiry notice -> announce(notice);
        case ExpireContract(var id, var expiry) -> expire(expiry);
        case MoveContract move -> move(move);
      };
    }

    @Clause({"CON-10", "CON-16", "CON-17", "A-28"})
    private Decision<ContractEvent> renew(RenewContract asked) {
      EndOfSaleOverride.Outcome outcome =
          EndOfSaleOverride.apply(RenewalRules.refusals(this, asked), asked.beyondEndOfSale());
      if (!outcome.refusals().isEmpty()) {
        return Decision.refused(outcome.refusals());
      }
      LocalDate start = expiryDate().plusDays(1);
      List<ContractEvent> events = new ArrayList<>();
      events.add(
          new ContractRenewed(
              contractId,
              customerId,
              serialNumber,
              asked.plan(),
              asked.termYears(),
              start,
              ApplicationRules.expiry(start, asked.termYears()),
              asked.renewedBy(),
              POLICY_VERSION,
              asked.known().settingsVersion(),
              false,
              asked.renewedBy() == Party.AGENCY ? agency : null));
      outcome.overridden(contractId).ifPresent(events::add);
      return new Decision.Happens<>(events);
    }

    /** CON-17: the term that follows the last one; the same one again is nothing. */
    @Clause("CON-17")
    private Decision<ContractEvent> takeOver(TakeOverContract earlier) {
      TakeOverTerm term = earlier.term();
      boolean known =
          terms.contains(new Term(term.years(), term.plan(), term.startDate(), term.expiryDate()));
      if (known) {
        return Decision.nothing();
      }
      List<Refusal> refusals =
          TakeOverRules.refuseFurther(
              term, firstTerm().years(), years(), lastTerm().plan(), expiryDate());
      if (!refusals.isEmpty()) {
        return Decision.refused(refusals);
      }
      ContractRenewed renewed =
          new ContractRenewed(
              contractId,
              customerId,
              serialNumber,
              term.plan(),
              term.years(),
              term.startDate(),
              term.expiryDate(),
              party(term),
              EARLIER_POLICY,
              earlier.settingsVersion(),
              true,
              term.agency());
      return term.agency() == null || term.agency().equals(agency)
          ? Decision.happens(renewed)
          : Decision.happens(new AgencyNamed(contractId, term.agency()), renewed);
    }

    private Decision<ContractEvent> activate() {
      return status == Status.CONCLUDED
          ? Decision.happens(
              new ContractActivated(contractId, serialNumber, firstTerm().startDate()))
          : Decision.nothing();
    }

    /**
     * none after a renewal, which gave the contract another expiry date, and none that is not
     * wanted any more. NOT-1: each once.
     */
    @Clause({"A-63", "NOT-1"})
    private Decision<ContractEvent> announce(AnnounceExpiry notice) {
      boolean wanted =
          notice.expiryDate().equals(expiryDate())
              && status != Status.EXPIRED
              && notice.leadDays().contains(notice.occasion())
              && !noticesGiven.contains(notice.occasion());
      return wanted
          ? Decision.happens(
              new ContractExpiryNoticeDue(
                  contractId,
                  customerId,
                  serialNumber,
                  notice.occasion(),
                  notice.expiryDate(),
                  notice.settingsVersion()))
          : Decision.nothing();
    }

    private Decision<ContractEvent> expire(LocalDate expiry) {
      return expiry.equals(expiryDate()) && status != Status.EXPIRED
          ? Decision.happens(new ContractExpired(contractId, serialNumber, expiry))
          : Decision.nothing();
    }

    private Decision<ContractEvent> move(MoveContract command) {
      ContractMovedToReplacement wanted =
          new ContractMovedToReplacement(
              contractId,
              command.fromSerialNumber(),
              command.toSerialNumber(),
              command.caseId(),
              command.movedAt());
      return wanted.equals(moves.get(command.caseId()))
          ? Decision.nothing()
          : Decision.happens(wanted);
    }

    @Override
    public AgreementState evolve(ContractEvent event) {
      return switch (event) {
        case ContractSigned _, ContractRuleOverridden _ -> this;
        case ContractExpiryNoticeDue notice -> {
          Set<Integer> more = new HashSet<>(noticesGiven);
          more.add(notice.occasion());
          yield new Concluded(
              contractId, customerId, serialNumber, agency, status, terms, more, moves);
        }
        case AgencyNamed named ->
            new Concluded(
                contractId,
                customerId,
                serialNumber,
                named.agency(),
                status,
                terms,
                noticesGiven,
                moves);
        case ContractActivated _ -> with(Status.ACTIVE);
        case ContractExpired _ -> with(Status.EXPIRED);
        case ContractRenewed renewed -> {
          List<Term> more = new ArrayList<>(terms);
          more.add(
              new Term(
                  renewed.termYears(), renewed.plan(), renewed.startDate(), renewed.expiryDate()));
          Status afterwards = status == Status.EXPIRED ? Status.ACTIVE : status;
          yield new Concluded(
              contractId, customerId, serialNumber, agency, afterwards, more, Set.of(), moves);
        }
        case ContractMovedToReplacement move -> {
          Map<CaseId, ContractMovedToReplacement> more = new HashMap<>(moves);
          var before = more.put(move.caseId(), move);
          // a corrected move of an earlier case leaves the present holder as it is
          SerialNumber replaced =
              before == null ? move.fromSerialNumber() : before.toSerialNumber();
          SerialNumber holder =
              replaced.equals(serialNumber) || before == null
                  ? move.toSerialNumber()
                  : serialNumber;
          yield new Concluded(
              contractId, customerId, holder, agency, status, terms, noticesGiven, more);
        }
      };
    }

    private Concluded with(Status other) {
      return new Concluded(
          contractId, customerId, serialNumber, agency, other, terms, noticesGiven, moves);
    }
  }
}
