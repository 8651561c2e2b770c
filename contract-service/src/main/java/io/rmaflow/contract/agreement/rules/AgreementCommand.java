package io.rmaflow.contract.agreement.rules;

import io.rmaflow.contract.decision.StreamCommand;
import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.ContractEvent.Party;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be asked of one contract. */
public sealed interface AgreementCommand extends StreamCommand {

  ContractId contractId();

  @Override
  default String streamId() {
    return contractId().value();
  }

  /**
   * An application for a new contract.
   *
   * @param customerId as the applicant named it, absent where none was named
   * @param startDate first day wished for, JST
   * @param known what other streams say about the unit at the instant of recording
   * @param beyondEndOfSale why the term may end after the end-of-sale limit although the rule says
   *     no; absent where nobody set the rule aside
   */
  record SignContract(
      ContractId contractId,
      @Nullable CustomerId customerId,
      SerialNumber serialNumber,
      Plan plan,
      int termYears,
      LocalDate startDate,
      Party appliedBy,
      @Nullable String agency,
      KnownFacts known,
      @Nullable TextId beyondEndOfSale)
      implements AgreementCommand {}

  /**
   * A further term from the day after the present one ends (CON-11, CON-17).
   *
   * @param agency the agency that asks for it, as it named itself; absent where the customer does,
   *     or where the one of record is meant
   * @param beyondEndOfSale as for a new contract
   */
  record RenewContract(
      ContractId contractId,
      Plan plan,
      int termYears,
      Party renewedBy,
      @Nullable String agency,
      KnownFacts known,
      @Nullable TextId beyondEndOfSale)
      implements AgreementCommand {}

  /** The customer names the agency that may renew the contract (CON-11, A-80). */
  record NameAgency(ContractId contractId, String agency) implements AgreementCommand {}

  /**
   * A term of an earlier system is taken over: the first one of a contract, or the one that follows
   * the last.
   *
   * @param today the day of recording, JST
   * @param settingsVersion the version of the settings that it is judged by
   */
  record TakeOverContract(
      ContractId contractId,
      CustomerId customerId,
      SerialNumber serialNumber,
      ProductCode productCode,
      TakeOverTerm term,
      LocalDate today,
      int settingsVersion)
      implements AgreementCommand {}

  /** The start date has come (CON-20). */
  record ActivateContract(ContractId contractId) implements AgreementCommand {}

  /**
   * A lead time before the expiry date has come (NOT-1).
   *
   * @param occasion days before the expiry date
   * @param expiryDate the expiry date that the notice is for; another by now: no notice
   * @param leadDays the setting {@code notify.expiry.leadDays} as it is now
   * @param settingsVersion the version of the settings that they are taken from
   */
  record AnnounceExpiry(
      ContractId contractId,
      int occasion,
      LocalDate expiryDate,
      Set<Integer> leadDays,
      int settingsVersion)
      implements AgreementCommand {
    public AnnounceExpiry {
      leadDays = Set.copyOf(leadDays);
    }
  }

  /** The last covered day is over (CON-12). */
  record ExpireContract(ContractId contractId, LocalDate expiryDate) implements AgreementCommand {}

  /** The unit under contract was replaced; the contract goes over at the delivery. */
  record MoveContract(
      ContractId contractId,
      SerialNumber fromSerialNumber,
      SerialNumber toSerialNumber,
      CaseId caseId,
      Instant movedAt)
      implements AgreementCommand {}
}
