package io.rmaflow.notification.mail;

import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.ContractEvent;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a notice about a contract may have to say.
 *
 * @param registeredSerialNumber the unit that it was concluded for; the contacts of that unit's
 *     registration are told, whatever unit the contract has moved to since
 * @param presentSerialNumber the unit that it has moved to; absent while that is the registered one
 * @param expiryDate last covered day of the last concluded term, JST, to its end
 */
public record ContractFile(
    ContractId contractId,
    CustomerId customerId,
    SerialNumber registeredSerialNumber,
    @Nullable SerialNumber presentSerialNumber,
    ProductCode productCode,
    Plan plan,
    LocalDate expiryDate) {

  /** What is known once it is concluded. */
  public static ContractFile of(ContractEvent.ContractSigned concluded) {
    return new ContractFile(
        concluded.contractId(),
        concluded.customerId(),
        concluded.serialNumber(),
        null,
        concluded.productCode(),
        concluded.plan(),
        concluded.expiryDate());
  }

  /** What is known once this event, too, is taken in; nothing before the contract was concluded. */
  public static @Nullable ContractFile after(@Nullable ContractFile file, ContractEvent event) {
    return switch (event) {
      case ContractEvent.ContractSigned e -> of(e);
      case ContractEvent.ContractRenewed e ->
          file == null
              ? null
              : new ContractFile(
                  file.contractId,
                  file.customerId,
                  file.registeredSerialNumber,
                  file.presentSerialNumber,
                  file.productCode,
                  e.plan(),
                  e.expiryDate());
      case ContractEvent.ContractMovedToReplacement e ->
          file == null
              ? null
              : new ContractFile(
                  file.contractId,
                  file.customerId,
                  file.registeredSerialNumber,
                  e.toSerialNumber(),
                  file.productCode,
                  file.plan,
                  file.expiryDate);
      case ContractEvent.ContractActivated _,
          ContractEvent.ContractRuleOverridden _,
          ContractEvent.ContractExpiryNoticeDue _,
          ContractEvent.ContractExpired _,
          ContractEvent.AgencyNamed _ ->
          file;
    };
  }
}
