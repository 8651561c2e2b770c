package io.rmaflow.rma.intake;

import static io.rmaflow.rma.intake.Complete.INTAKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.rma.cover.ProductKnowledge.EndOfSale;
import io.rmaflow.rma.cover.Term;
import io.rmaflow.rma.intake.rules.OverridableRule;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests for which an administrator set a rule aside. */
class SetAsideTest {

  private final Complete it = new Complete();

  @Test
  @Clause({"A-28", "EOS-2"})
  void afterTheYearsOfPaidService_aRequestIsServedWhereTheLimitWasSetAside() {
    afterTheEndOfService();
    assertThat(it.codes()).containsExactly("EOS_SERVICE_ENDED");

    it.setAside = Set.of(OverridableRule.A_28);

    assertThat(it.codes()).isEmpty();
    assertThat(INTAKE.decide(it.request(), it.known()).getLast())
        .isInstanceOfSatisfying(
            RequestAccepted.class,
            accepted -> assertThat(accepted.entitlement().service()).isEqualTo("CROSS_SEND_BACK"));
  }

  @Test
  @Clause({"A-28", "EOS-2"})
  void aTermThatWasLetEndAfterTheLimit_isServedToItsEnd() {
    afterTheEndOfService();
    it.terms =
        List.of(
            new Term(
                new ContractId("CT-1"),
                Plan.CROSS_SEND_BACK,
                7,
                LocalDate.parse("2020-02-03"),
                LocalDate.parse("2027-02-02"),
                LocalDate.parse("2020-02-03"),
                true));

    assertThat(it.codes()).isEmpty();
  }

  @Test
  @Clause({"VER-10", "VER-9"})
  void anOverdueUpdateIsNoReasonWhereTheVersionWasPutUnderService() {
    it.softwareVersion = "4.8.0-1001";
    it.submittedAt = Complete.at("2026-05-01T10:30:00+09:00");
    assertThat(it.codes()).containsExactly("SOFTWARE_UPDATE_OVERDUE");

    it.setAside = Set.of(OverridableRule.VER_10);

    assertThat(it.codes()).isEmpty();
  }

  @Test
  void whatWasSetAsideLeavesEveryOtherReasonStanding() {
    afterTheEndOfService();
    it.requestSheet = false;
    it.setAside = Set.of(OverridableRule.VER_10, OverridableRule.EOS_7);

    assertThat(it.codes()).containsExactly("REQUEST_SHEET_REQUIRED", "EOS_SERVICE_ENDED");
  }

  private void afterTheEndOfService() {
    it.purchaseDate = LocalDate.parse("2020-02-03");
    it.terms =
        List.of(
            new Term(
                new ContractId("CT-1"),
                Plan.CROSS_SEND_BACK,
                7,
                LocalDate.parse("2020-02-03"),
                LocalDate.parse("2027-02-02"),
                LocalDate.parse("2020-02-03")));
    it.endOfSale = new EndOfSale(LocalDate.parse("2019-06-03"), LocalDate.parse("2019-12-27"));
  }
}
