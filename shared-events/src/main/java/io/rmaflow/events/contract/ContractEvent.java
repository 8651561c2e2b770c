package io.rmaflow.events.contract;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Derived;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.Wire;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What can happen to one contract, renewals included; stream: the contract ID. */
public sealed interface ContractEvent extends DomainEvent {

  ContractId contractId();

  /**
   * A paid contract was concluded (CON-1).
   *
   * @param startDate first covered day, JST, from 00:00 on
   * @param expiryDate last covered day, JST, to its end (CON-16, CON-20)
   * @param agency the agency of record, absent where the customer deals directly (CON-11)
   * @param policyVersion the version of the policy it was concluded under (GEN-7)
   * @param settingsVersion the version of the settings it was decided by
   * @param takenOver whether it was concluded in an earlier system and only taken over from there:
   *     nobody is told of a conclusion that is long past
   */
  @Clause("CON-1")
  @Wire("ContractSigned")
  record ContractSigned(
      ContractId contractId,
      CustomerId customerId,
      SerialNumber serialNumber,
      ProductCode productCode,
      Plan plan,
      int termYears,
      LocalDate startDate,
      LocalDate expiryDate,
      Party appliedBy,
      @Nullable String agency,
      String policyVersion,
      int settingsVersion,
      boolean takenOver)
      implements ContractEvent {}

  /** The first covered day began: 00:00 JST of the start date (CON-20). */
  @Clause("CON-20")
  @Wire("ContractActivated")
  record ContractActivated(ContractId contractId, SerialNumber serialNumber, LocalDate startDate)
      implements ContractEvent, Derived {}

  /**
   * A further term was concluded; it begins the day after the previous one ends (CON-17).
   *
   * @param policyVersion the version of the policy that the term was concluded under (GEN-7)
   * @param settingsVersion the version of the settings it was decided by
   * @param takenOver whether it was concluded in an earlier system and only taken over from there:
   *     nobody is told of a conclusion that is long past
   * @param agency the agency that renewed it (CON-11, A-80); absent where the customer did, where
   *     it is not known which one, and in events of before it was recorded
   */
  @Clause("CON-17")
  @Wire("ContractRenewed")
  record ContractRenewed(
      ContractId contractId,
      CustomerId customerId,
      SerialNumber serialNumber,
      Plan plan,
      int termYears,
      LocalDate startDate,
      LocalDate expiryDate,
      Party renewedBy,
      String policyVersion,
      int settingsVersion,
      boolean takenOver,
      @Nullable String agency)
      implements ContractEvent {

    /** Without an agency. */
    public ContractRenewed(
        ContractId contractId,
        CustomerId customerId,
        SerialNumber serialNumber,
        Plan plan,
        int termYears,
        LocalDate startDate,
        LocalDate expiryDate,
        Party renewedBy,
        String policyVersion,
        int settingsVersion,
        boolean takenOver) {
      this(
          contractId,
          customerId,
          serialNumber,
          plan,
          termYears,
          startDate,
          expiryDate,
          renewedBy,
          policyVersion,
          settingsVersion,
          takenOver,
          null);
    }
  }

  /**
   * The customer named the agency that may renew the contract from now on (CON-11, A-80): it is the
   * one of record, in the place of any before it.
   */
  @Clause({"CON-11", "A-80"})
  @Wire("AgencyNamed")
  record AgencyNamed(ContractId contractId, String agency) implements ContractEvent {}

  /**
   * An administrator set a rule aside for the term that was concluded just before.
   *
   * @param rule the clause that gives the room, such as {@code A-28}
   */
  @Clause("A-28")
  @Wire("ContractRuleOverridden")
  record ContractRuleOverridden(ContractId contractId, String rule, TextId reasonId)
      implements ContractEvent {}

  /**
   * It is time to tell the opted-in contacts that the contract ends (NOT-1).
   *
   * @param occasion days before the expiry date: 90, 30 or 7 unless configured otherwise
   * @param settingsVersion the version of the settings by which it was due; absent in events from
   *     before it was recorded
   */
  @Clause("NOT-1")
  @Wire("ContractExpiryNoticeDue")
  record ContractExpiryNoticeDue(
      ContractId contractId,
      CustomerId customerId,
      SerialNumber serialNumber,
      int occasion,
      LocalDate expiryDate,
      @Nullable Integer settingsVersion)
      implements ContractEvent {}

  /** The last covered day is over and nobody renewed: 00:00 JST after the expiry date (CON-12). */
  @Clause("CON-12")
  @Wire("ContractExpired")
  record ContractExpired(ContractId contractId, SerialNumber serialNumber, LocalDate expiryDate)
      implements ContractEvent, Derived {}

  /**
   * The contract went over to the unit that replaced the faulty one.
   *
   * @param movedAt the replacement's delivery; the faulty unit is uncovered from this instant on
   */
  @Wire("ContractMovedToReplacement")
  record ContractMovedToReplacement(
      ContractId contractId,
      SerialNumber fromSerialNumber,
      SerialNumber toSerialNumber,
      CaseId caseId,
      Instant movedAt)
      implements ContractEvent {}

  /** Who applied for or renewed the contract (CON-11, A-80). */
  @Clause({"CON-11", "A-80"})
  enum Party {
    /** The customer itself. */
    CUSTOMER,
    /** An agency for it. */
    AGENCY
  }
}
