package io.rmaflow.contract.customer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.customer.rules.AccountRules.AliasUse;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountRulesTest {

  @ParameterizedTest
  @Clause({"CID-6", "A-31"})
  @CsvSource({
    "OLD-1,  OLD-1,  false, FREE",
    "OLD-1,  C-1001, false, KNOWN",
    "C-1001, C-1001, true,  OWN",
    "OLD-1,  C-1002, false, TAKEN",
    "C-1002, C-1002, true,  TAKEN",
  })
  void anIdOfTheEarlierSystem_meansOneAccountOnly(
      String alias, String meant, boolean issued, AliasUse use) {
    assertThat(
            AccountRules.use(
                new CustomerId("C-1001"), new CustomerId(alias), new CustomerId(meant), issued))
        .isEqualTo(use);
  }

  @Test
  @Clause({"CID-3", "A-30"})
  void anIdThatWasNeverIssued_isRefusedByName() {
    assertThat(AccountRules.neverIssued(new CustomerId("C-9999")).code())
        .isEqualTo("CUSTOMER_ID_MISMATCH");
    assertThat(AccountRules.neverIssued(new CustomerId("C-9999")).clauses())
        .containsExactly("CID-3", "A-30");
    assertThat(AccountRules.neverIssued(new CustomerId("C-9999")).details())
        .isEqualTo(Map.of("customerId", "C-9999"));
    assertThat(
            AccountRules.neverIssued(List.of(new CustomerId("C-9998"), new CustomerId("C-9999")))
                .details())
        .isEqualTo(Map.of("customerIds", List.of("C-9998", "C-9999")));
  }
}
