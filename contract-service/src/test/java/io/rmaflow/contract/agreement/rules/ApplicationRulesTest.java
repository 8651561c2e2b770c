package io.rmaflow.contract.agreement.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ApplicationRulesTest {

  private static final LocalDate PURCHASED = LocalDate.of(2026, 4, 1);
  private static final LocalDate SHIPPED = LocalDate.of(2026, 4, 6);
  private static final LocalDate REGISTERED = LocalDate.of(2026, 4, 10);

  @Test
  @Clause({"CON-8", "VA-8"})
  void theStartIsChosenFromTheShipmentOn_ofAVirtualApplianceFromItsRegistrationOn() {
    assertThat(ApplicationRules.windowBase(ProductFamily.NETREGIO, SHIPPED, REGISTERED, PURCHASED))
        .isEqualTo(SHIPPED);
    assertThat(
            ApplicationRules.windowBase(
                ProductFamily.NETNEBULAS_VA, SHIPPED, REGISTERED, PURCHASED))
        .isEqualTo(REGISTERED);
    assertThat(ApplicationRules.windowBase(ProductFamily.NETREGIO, null, REGISTERED, PURCHASED))
        .isEqualTo(PURCHASED);
    assertThat(ApplicationRules.windowBase(ProductFamily.NETNEBULAS_VA, SHIPPED, null, PURCHASED))
        .isEqualTo(PURCHASED);
  }

  @Test
  @Clause("A-42")
  void appliaSoldAUnit_whereItSoldThisOneOrSellsTheModel() {
    assertThat(ApplicationRules.soldOnApplia(true, SalesChannel.PARTNER)).isTrue();
    assertThat(ApplicationRules.soldOnApplia(false, SalesChannel.APPLIA)).isTrue();
    assertThat(ApplicationRules.soldOnApplia(false, SalesChannel.DIRECT)).isFalse();
    assertThat(ApplicationRules.soldOnApplia(false, null)).isFalse();
  }

  @Test
  @Clause("CON-14")
  void noGradeIsChangedWithinATerm() {
    assertThat(RenewalRules.NO_CHANGE_WITHIN_A_TERM.code())
        .isEqualTo("MIDTERM_GRADE_CHANGE_NOT_ALLOWED");
    assertThat(RenewalRules.NO_CHANGE_WITHIN_A_TERM.clauses()).containsExactly("CON-14");
  }
}
