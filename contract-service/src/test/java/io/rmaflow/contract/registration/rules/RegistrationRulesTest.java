package io.rmaflow.contract.registration.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.UnitEvent.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationRulesTest {

  @ParameterizedTest
  @Clause({"REG-1", "REG-2"})
  @CsvSource({
    "NETNEBULAS, ONLINE",
    "NETREGIO, ONLINE",
    "NETFLUX, ONLINE",
    "NETNEBULAS_IA, ONLINE",
    "NETNEBULAS_VA, ONLINE",
    "NETWYVERN, FORM",
    "SUPERDHCP, FORM",
  })
  void aUnitIsRegisteredFromItsOwnScreen_orByAFormWhereItHasNone(
      ProductFamily family, Source source) {
    assertThat(RegistrationRules.source(family)).isEqualTo(source);
  }

  @Test
  @Clause({"CON-8", "VA-8"})
  void hardwareIsShipped_andAVirtualApplianceNot() {
    assertThat(RegistrationRules.isShipped(ProductFamily.NETREGIO)).isTrue();
    assertThat(RegistrationRules.isShipped(ProductFamily.NETNEBULAS_VA)).isFalse();
  }

  @Test
  void aUnitThatReplacedAnotherOne_isNotRegisteredAnew() {
    assertThat(
            RegistrationRules.knownReplacement(
                new SerialNumber("NR2A-0002"),
                new CustomerId("C-1001"),
                new ProductCode("netregio2a"),
                new SerialNumber("NR2A-0001")))
        .isEqualTo(
            Decision.conflict(
                Map.of(
                    "serialNumber", new SerialNumber("NR2A-0002"),
                    "customerId", new CustomerId("C-1001"),
                    "productCode", new ProductCode("netregio2a"),
                    "replaces", "NR2A-0001"),
                "ALREADY_REGISTERED",
                "交換機として登録済みです。",
                "The unit is known already: it replaced another one."));
  }
}
