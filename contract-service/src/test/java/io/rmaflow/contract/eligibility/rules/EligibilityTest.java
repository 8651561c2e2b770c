package io.rmaflow.contract.eligibility.rules;

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
  @Clause({
    "CON-2", "CON-3", "CON-4", "CON-5", "CON-7", "CSB-28", "MFR-31", "ONS-26", "VA-6", "TEC-8",
    "A-14", "A-16", "A-19"
  })
  @CsvSource({
    "CROSS_SEND_BACK, NETNEBULAS, - T T T - - - T T",
    "CROSS_SEND_BACK, NETREGIO, - T T T - - - T T",
    "CROSS_SEND_BACK, NETFLUX, - T T T - - - T T",
    "ONSITE_WEEKDAY, NETNEBULAS, - T T T - - - T T",
    "ONSITE_WEEKDAY, NETREGIO, - T T T - - - T T",
    "ONSITE_WEEKDAY, NETFLUX, - T T T - - - T T",
    "ONSITE_WEEKDAY, NETWYVERN, - T T T - - - T T",
    "ONSITE_WEEKDAY, SUPERDHCP, - T T T - - - T T",
    "ONSITE_WEEKDAY, NETNEBULAS_IA, - T T T - M M T T",
    "ONSITE_24X365, NETNEBULAS, - T T T - - - T T",
    "ONSITE_24X365, NETREGIO, - T T T - - - T T",
    "ONSITE_24X365, NETFLUX, - T T T - - - T T",
    "ONSITE_24X365, NETWYVERN, - T T T - - - T T",
    "ONSITE_24X365, SUPERDHCP, - T T T - - - T T",
    "ONSITE_24X365, NETNEBULAS_IA, - T T T - M M T T",
    "MANUFACTURER, NETWYVERN, - T T T - M M T T",
    "MANUFACTURER, SUPERDHCP, - T T T - M M T T",
    "TECHNICAL_SUPPORT_VA, NETNEBULAS_VA, - T T 4 - - - T T"
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
    "1, 1, - T T T L L L T T",
    "1, 2, - T T T L L L T T",
    "1, 3, - T T T L L L T T",
    "1, 4, - T T T L L L T T",
    "1, 5, M T T T L L L T T",
    "5, 5, M T T T L L L T T",
    "6, 6, M T T T L L L T T",
    "7, 7, M T T T L L L T T"
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
    "1, - T T - - - M T T",
    "2, - T T - - M M T T",
    "3, - T T - M M M T T",
    "4, - T T M M M M T T",
    "5, - T T M M M M T T",
    "6, - T T M M M M T T",
    "7, M T T M M M M T T"
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

  /** Family, then warranty, initial failure exchange, serious-defect software: the free columns. */
  @ParameterizedTest
  @Clause({"ELG-8", "ELG-11", "ELG-12", "ELG-13", "WAR-10", "A-32"})
  @CsvSource({
    "NETNEBULAS, true, true",
    "NETREGIO, true, true",
    "NETFLUX, true, true",
    "SUPERDHCP, true, true",
    "NETWYVERN, true, false",
    "NETNEBULAS_IA, true, true",
    "NETNEBULAS_VA, false, false"
  })
  void everyFamilyHasWhatComesFree(ProductFamily family, boolean hardware, boolean software) {
    assertThat(PlanRules.isHardware(family)).isEqualTo(hardware);
    assertThat(PlanRules.seriousDefectSoftwareInWarranty(family)).isEqualTo(software);
  }

  /** Family, then whether CSB, MFR, ONS-WD, ONS-24, VAT ask for a customer ID. */
  @ParameterizedTest
  @Clause({"CID-8", "CID-9", "CID-10"})
  @CsvSource({
    "NETNEBULAS, true, false, true",
    "NETREGIO, true, false, true",
    "NETFLUX, true, false, true",
    "SUPERDHCP, true, false, false",
    "NETWYVERN, true, false, false",
    "NETNEBULAS_IA, true, false, true"
  })
  void whoNamesACustomerId(
      ProductFamily family, boolean crossSendBack, boolean manufacturer, boolean onsite) {
    assertThat(PlanRules.customerIdNeeded(Plan.CROSS_SEND_BACK, family)).isEqualTo(crossSendBack);
    assertThat(PlanRules.customerIdNeeded(Plan.MANUFACTURER, family)).isEqualTo(manufacturer);
    assertThat(PlanRules.customerIdNeeded(Plan.ONSITE_WEEKDAY, family)).isEqualTo(onsite);
    assertThat(PlanRules.customerIdNeeded(Plan.ONSITE_24X365, family)).isEqualTo(onsite);
  }

  @Test
  @Clause({"GEN-4", "GEN-5", "ONS-1"})
  void paidPlans_areAClosedList_withOneOfItsOwnForVirtualAppliances() {
    assertThat(Plan.values())
        .extracting(Plan::name)
        .containsExactly(
            "CROSS_SEND_BACK",
            "MANUFACTURER",
            "ONSITE_WEEKDAY",
            "ONSITE_24X365",
            "TECHNICAL_SUPPORT_VA");
    assertThat(PlanRules.plansFor(ProductFamily.NETNEBULAS_VA))
        .containsExactly(Plan.TECHNICAL_SUPPORT_VA);
  }

  @Test
  @Clause({"GEN-9", "A-38", "WAR-11", "VA-2", "CON-1"})
  void comparison_hasTheWarrantyAndEveryPlan_andOnlyTheWarrantyIsFree() {
    assertThat(PlanComparison.COLUMNS)
        .extracting(PlanComparison.PlanColumn::plan)
        .containsExactly(
            "WARRANTY",
            "CROSS_SEND_BACK",
            "MANUFACTURER",
            "ONSITE_WEEKDAY",
            "ONSITE_24X365",
            "TECHNICAL_SUPPORT_VA");
    assertThat(PlanComparison.COLUMNS.stream().skip(1))
        .allSatisfy(column -> assertThat(column.contractUnit().ja()).startsWith("有償"));
    assertThat(PlanComparison.COLUMNS.getFirst().contractUnit().ja()).isEqualTo("初年度のみ、無償");
    assertThat(PlanComparison.COLUMNS.getFirst().technicalSupport().ja()).isEqualTo("無し");
    // technical support keeps weekdays also under the plan of all hours
    assertThat(PlanComparison.COLUMNS.get(4).hours().ja()).isEqualTo("24時間365日");
    assertThat(PlanComparison.COLUMNS.get(4).technicalSupport().ja()).isEqualTo("平日 9:00-17:00");
  }

  /**
   * Plan, hours, exchange unit, substitute, software, support site: the cells as A-38 reads them.
   */
  @ParameterizedTest
  @Clause({"GEN-9", "A-38", "WAR-4", "WAR-5", "WAR-6", "WAR-9", "TEC-5", "TEC-6", "VA-4", "VA-5"})
  @CsvSource(
      delimiter = '|',
      value = {
        "WARRANTY | 平日 9:00-17:00 | 無し(修理後返却) | 無し | 弊社が重大な不具合と見なした場合のみ | 無し",
        "CROSS_SEND_BACK | 平日 9:00-17:00 | 先出し。12時までの受付は当日、以降は翌営業日に発送 | 無し"
            + " | サポート専用サイトよりダウンロード | 有り(ドキュメント、FAQ)",
        "MANUFACTURER | 平日 9:00-17:00 | 無し | 貸出機。12時までの受付は当日、以降は翌営業日に発送"
            + " | サポート専用サイトよりダウンロード | 有り(ドキュメント、FAQ)",
        "ONSITE_WEEKDAY | 平日 9:00-17:00 | 現地交換 | 無し | サポート専用サイトよりダウンロード | 有り(ドキュメント、FAQ)",
        "ONSITE_24X365 | 24時間365日 | 現地交換 | 無し | サポート専用サイトよりダウンロード | 有り(ドキュメント、FAQ)",
        "TECHNICAL_SUPPORT_VA | 平日 9:00-17:00 | 無し | 無し | サポート専用サイトよりダウンロード | 有り(ドキュメント、FAQ)"
      })
  void everyCellOfTheComparison_isThatOfThePublishedTables(
      String plan, String hours, String exchange, String substitute, String software, String site) {
    PlanComparison.PlanColumn column =
        PlanComparison.COLUMNS.stream()
            .filter(one -> one.plan().equals(plan))
            .findFirst()
            .orElseThrow();

    assertThat(column.hours().ja()).isEqualTo(hours);
    assertThat(column.replacement().ja()).isEqualTo(exchange);
    assertThat(column.substitute().ja()).isEqualTo(substitute);
    assertThat(column.software().ja()).isEqualTo(software);
    assertThat(column.supportSite().ja()).isEqualTo(site);
  }

  @Test
  @Clause({"CON-2", "CON-3", "CON-4", "CON-7", "VA-6", "TEC-8"})
  void contractUnits_nameTheTermsOfEachPlan() {
    assertThat(PlanComparison.COLUMNS)
        .extracting(column -> column.contractUnit().ja())
        .containsExactly(
            "初年度のみ、無償",
            "有償。1年単位(5年が上限)、または5・6・7年一括(初回のみ)。NetNebulas-IAは最長5年",
            "有償。1年単位、または5年一括(初回のみ)",
            "有償。1年単位(5年が上限)、または5・6・7年一括(初回のみ)。NetNebulas-IAは最長5年",
            "有償。1年単位(5年が上限)、または5・6・7年一括(初回のみ)。NetNebulas-IAは最長5年",
            "有償。1年単位、または4(更新時のみ)・5・6・7年一括");
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
