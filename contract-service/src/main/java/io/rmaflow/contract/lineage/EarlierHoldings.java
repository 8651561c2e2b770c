package io.rmaflow.contract.lineage;

import io.rmaflow.contract.agreement.Agreements;
import io.rmaflow.contract.agreement.EarlierAgreements;
import io.rmaflow.contract.agreement.RecordedAgreement;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.web.AsOf;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which contracts a unit had been recorded, or was, to hold at an instant. */
@Component
public class EarlierHoldings {

  private final Told told;
  private final Agreements agreements;
  private final EarlierAgreements earlier;

  EarlierHoldings(Told told, Agreements agreements, EarlierAgreements earlier) {
    this.told = told;
    this.agreements = agreements;
    this.earlier = earlier;
  }

  /**
   * A unit's hold on a contract.
   *
   * @param contract with all its terms
   * @param holding since and until when the unit held it
   */
  public record Held(RecordedAgreement contract, Agreements.Holding holding) {}

  /** Every contract that the unit holds or ever held, the oldest first. */
  public List<Held> of(SerialNumber serial, AsOf then) {
    // a contract goes to none but a unit that took the place of one that held it
    Set<ContractId> contracts =
        told.family(Set.of(serial)).stream()
            .flatMap(one -> agreements.holdings(one).stream())
            .map(Agreements.Holding::contractId)
            .collect(Collectors.toSet());
    return contracts.stream()
        .flatMap(id -> earlier.find(id, then).stream())
        .flatMap(
            contract ->
                contract.holdings().stream()
                    .filter(holding -> holding.serialNumber().equals(serial))
                    .map(holding -> new Held(contract, holding)))
        .sorted(
            Comparator.comparing((Held held) -> held.contract().agreement().startDate())
                .thenComparing(held -> held.holding().contractId().value()))
        .toList();
  }
}
