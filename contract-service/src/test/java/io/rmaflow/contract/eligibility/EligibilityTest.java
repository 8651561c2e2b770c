package io.rmaflow.contract.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EligibilityTest {

  /** Family, then whether CSB, MFR, ONS-WD, ONS-24, VAT are offered: the whole matrix. */
  @ParameterizedTest
  @Clause({"ELG-1", "ELG-2", "ELG-3", "ELG-4", "ELG-7", "ELG-8", "ELG-9", "ELG-10", "A-32"})
  @CsvSource({
    "NETNEBULAS, yes, no, yes, yes, no",
    "NETREGIO, yes, no, yes, yes, no",
    "NETFLUX, yes, no, yes, yes, no",
    "SUPERDHCP, no, yes, yes, yes, no",
    "NETWYVERN, no, yes, yes, yes, no",
    "NETNEBULAS_IA, no, no, yes, yes, no",
    "NETNEBULAS_VA, no, no, no, no, yes"
  })
  void everyFamilyHasItsPlans(
      ProductFamily family, String csb, String mfr, String weekday, String always, String va) {
    assertThat(Arrays.stream(Plan.values()).map(plan -> PlanRules.offered(plan, family)))
        .containsExactly(
            csb.equals("yes"),
            mfr.equals("yes"),
            weekday.equals("yes"),
            always.equals("yes"),
            va.equals("yes"));
  }

  @Test
  @Clause({"CON-13", "A-25"})
  void grades_rankOnsiteAllYearOverWeekdaysOverTheExchangePlans() {
    assertThat(PlanRules.grade(Plan.ONSITE_24X365))
        .isGreaterThan(PlanRules.grade(Plan.ONSITE_WEEKDAY));
    assertThat(PlanRules.grade(Plan.ONSITE_WEEKDAY))
        .isGreaterThan(PlanRules.grade(Plan.CROSS_SEND_BACK));
    assertThat(PlanRules.grade(Plan.CROSS_SEND_BACK)).isEqualTo(PlanRules.grade(Plan.MANUFACTURER));
  }

  /** Plan, family, then what a new contract of 1 to 8 years is answered; a dash is accepted. */
  @ParameterizedTest
  @Clause({"CON-2", "CON-3", "CON-4", "CON-5", "CON-7", "CSB-28", "VA-6", "A-14", "A-16", "A-19"})
  @CsvSource({
    "CROSS_SEND_BACK, NETREGIO, - T T T - - - T",
    "ONSITE_WEEKDAY, NETNEBULAS, - T T T - - - T",
    "ONSITE_24X365, NETWYVERN, - T T T - - - T",
    "ONSITE_WEEKDAY, NETNEBULAS_IA, - T T T - M M T",
    "ONSITE_24X365, NETNEBULAS_IA, - T T T - M M T",
    "MANUFACTURER, NETWYVERN, - T T T - M M T",
    "TECHNICAL_SUPPORT_VA, NETNEBULAS_VA, - T T 4 - - - T"
  })
  void newContract_hasTheTermsOfTheTable(Plan plan, ProductFamily family, String expected) {
    String[] codes = expected.split(" ", -1);
    for (int years = 1; years <= codes.length; years++) {
      assertThat(TermRules.refuseNew(plan, family, years, false).map(Refusal::code).orElse("-"))
          .as("%s %s for %d years", plan, family, years)
          .isEqualTo(code(codes[years - 1]));
    }
  }

  @Test
  @Clause("CON-7")
  void longManufacturerLumps_openWithTheirSetting() {
    assertThat(TermRules.newTerms(Plan.MANUFACTURER, ProductFamily.NETWYVERN, true))
        .containsExactly(1, 5, 6, 7);
    assertThat(TermRules.newTerms(Plan.MANUFACTURER, ProductFamily.NETWYVERN, false))
        .containsExactly(1, 5);
  }

  /** First term, years so far, then what a renewal of 1 to 8 years is answered. */
  @ParameterizedTest
  @Clause({"CON-2", "CON-3", "CON-5", "A-17", "A-18"})
  @CsvSource({
    "1, 1, - T T T L L L T",
    "1, 4, - T T T L L L T",
    "1, 5, M T T T L L L T",
    "5, 5, M T T T L L L T",
    "7, 7, M T T T L L L T"
  })
  void renewalOfAHardwarePlan_isAYearUntilFive(int first, int soFar, String expected) {
    for (Plan plan :
        List.of(Plan.CROSS_SEND_BACK, Plan.MANUFACTURER, Plan.ONSITE_WEEKDAY, Plan.ONSITE_24X365)) {
      String[] codes = expected.split(" ", -1);
      for (int years = 1; years <= codes.length; years++) {
        assertThat(
                TermRules.refuseRenewal(plan, first, soFar, years).map(Refusal::code).orElse("-"))
            .as("%s for %d years after %d", plan, years, soFar)
            .isEqualTo(code(codes[years - 1]));
      }
    }
  }

  @ParameterizedTest
  @Clause({"VA-6", "VA-7", "A-20", "A-21"})
  @CsvSource({
    "1, - T T - - - M T",
    "3, - T T - M M M T",
    "4, - T T M M M M T",
    "7, M T T M M M M T"
  })
  void renewalForAVirtualAppliance_fillsSevenYears(int soFar, String expected) {
    String[] codes = expected.split(" ", -1);
    for (int years = 1; years <= codes.length; years++) {
      assertThat(
              TermRules.refuseRenewal(Plan.TECHNICAL_SUPPORT_VA, 1, soFar, years)
                  .map(Refusal::code)
                  .orElse("-"))
          .as("%d years after %d", years, soFar)
          .isEqualTo(code(codes[years - 1]));
    }
  }

  private static String code(String letter) {
    return switch (letter) {
      case "T" -> "TERM_NOT_ALLOWED";
      case "M" -> "MAX_TERM_EXCEEDED";
      case "L" -> "LUMP_ONLY_IN_FIRST_YEAR";
      case "4" -> "TERM_4Y_RENEWAL_ONLY";
      default -> letter;
    };
  }
}
