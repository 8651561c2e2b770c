package io.rmaflow.contract.registration.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.contract.UnitEvent.Period;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class WarrantyTest {

  private static final LocalDate BOUGHT = LocalDate.of(2025, 6, 13);

  @Test
  @Clause({"WAR-1", "A-11"})
  void lastsOneYear_theDayBeforeTheAnniversaryIncluded() {
    assertThat(Warranty.of(ProductFamily.NETREGIO, false, BOUGHT))
        .contains(new Period(LocalDate.of(2025, 6, 13), LocalDate.of(2026, 6, 12)));
  }

  @Test
  @Clause("A-12")
  void boughtOnALeapDay_endsOnTheLastOfFebruary() {
    assertThat(Warranty.of(ProductFamily.NETREGIO, false, LocalDate.of(2024, 2, 29)))
        .contains(new Period(LocalDate.of(2024, 2, 29), LocalDate.of(2025, 2, 28)));
  }

  @Test
  @Clause({"GEN-3", "ELG-8"})
  void doesNotExistForSecondHandUnitsAndVirtualAppliances() {
    assertThat(Warranty.of(ProductFamily.NETREGIO, true, BOUGHT)).isEmpty();
    assertThat(Warranty.of(ProductFamily.NETNEBULAS_VA, false, BOUGHT)).isEmpty();
  }

  @Test
  @Clause("WAR-2")
  void isNotRenewedByAnybody() {
    assertThat(Warranty.NOT_RENEWABLE.code()).isEqualTo("WARRANTY_NOT_RENEWABLE");
    assertThat(Warranty.NOT_RENEWABLE.clauses()).containsExactly("WAR-2");
    assertThat(Warranty.NOT_RENEWABLE.message().ja()).isEqualTo("製品保証は初年度のみで、延長・更新はできません。");
  }
}
