package io.rmaflow.contract.agreement.rules;

import io.rmaflow.contract.agreement.rules.AgreementCommand.SignContract;
import java.time.LocalDate;

/**
 * An application together with the unit that it is for: what the rules of a new contract look at.
 */
record Application(SignContract asked, KnownFacts.Unit unit, LocalDate expiryDate) {

  LocalDate today() {
    return asked.known().today();
  }
}
