package io.rmaflow.contract.agreement.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.agreement.rules.AgreementCommand.RenewContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.SignContract;
import io.rmaflow.contract.agreement.rules.AgreementState.Concluded;
import io.rmaflow.contract.agreement.rules.AgreementState.Status;
import io.rmaflow.contract.agreement.rules.AgreementState.Term;
import io.rmaflow.contract.agreement.rules.KnownFacts.SiteCheck;
import io.rmaflow.contract.catalogue.rules.EndOfSale;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.ContractEvent.Party;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every plan for every family, at the application and at the renewal, with every reason told. */
class PlansOfEveryFamilyTest {

  private static final ContractId CONTRACT = new ContractId("CT-1");
  private static final CustomerId C_1001 = new CustomerId("C-1001");
  private static final SerialNumber SERIAL = new SerialNumber("NR2A-0001");
  private static final LocalDate SHIPPED = LocalDate.of(2026, 4, 1);
  private static final LocalDate START = LocalDate.of(2026, 4, 10);
  private static final LocalDate EXPIRY = LocalDate.of(2027, 4, 9);
  private static final SiteCheck SERVICEABLE = new SiteCheck(true, 4);

  /** In the tables below a dash is accepted; each letter is one reason to refuse. */
  private static final Map<String, String> LETTERS =
      Map.of(
          "PLAN_NOT_AVAILABLE_FOR_PRODUCT", "P",
          "ONSITE_NOT_AVAILABLE_APPLIA", "A",
          "SITE_NOT_SERVICEABLE", "S",
          "DOWNGRADE_NOT_ALLOWED", "D");

  private static KnownFacts facts(
      ProductFamily family,
      SalesChannel channel,
      @Nullable SiteCheck site,
      LocalDate today,
      @Nullable EndOfSale endOfSale) {
    return new KnownFacts(
        today,
        new KnownFacts.Unit(
            SERIAL,
            new ProductCode("p"),
            family,
            C_1001,
            Set.of(C_1001),
            false,
            channel,
            SHIPPED,
            SHIPPED,
            endOfSale,
            false,
            site,
            null),
        List.of(),
        1,
        false,
        0);
  }

  /** One year of the plan, from 2026-04-10 to 2027-04-09. */
  private static Concluded contractUnder(Plan plan) {
    return new Concluded(
        CONTRACT,
        C_1001,
        SERIAL,
        null,
        Status.ACTIVE,
        List.of(new Term(1, plan, START, EXPIRY)),
        Set.of(),
        Map.of());
  }

  private static String applications(
      ProductFamily family, SalesChannel channel, @Nullable SiteCheck site) {
    return Arrays.stream(Plan.values())
        .map(
            plan ->
                letters(
                    ApplicationRules.refusals(
                        new SignContract(
                            CONTRACT,
                            C_1001,
                            SERIAL,
                            plan,
                            1,
                            START,
                            Party.CUSTOMER,
                            null,
                            facts(family, channel, site, SHIPPED, null),
                            null))))
        .collect(Collectors.joining(" "));
  }

  private static String letters(List<Refusal> refusals) {
    return refusals.isEmpty()
        ? "-"
        : refusals.stream()
            .map(refusal -> LETTERS.getOrDefault(refusal.code(), refusal.code()))
            .collect(Collectors.joining());
  }

  /**
   * Family, then what an application for CSB, MFR, ONS-WD, ONS-24, VAT is answered: ordinarily, for
   * a unit sold by applia, and for a site that nobody has checked.
   */
  @ParameterizedTest
  @Clause({
    "ELG-1", "ELG-2", "ELG-3", "ELG-4", "ELG-5", "ELG-6", "ELG-7", "ELG-8", "ELG-9", "ELG-10",
    "CSB-28", "MFR-31", "ONS-26", "VA-1"
  })
  @CsvSource({
    "NETNEBULAS, - P - - P, - P A A P, - P S S P",
    "NETREGIO, - P - - P, - P A A P, - P S S P",
    "NETFLUX, - P - - P, - P A A P, - P S S P",
    "SUPERDHCP, P - - - P, P - A A P, P - S S P",
    "NETWYVERN, P - - - P, P - A A P, P - S S P",
    "NETNEBULAS_IA, P P - - P, P P A A P, P P S S P",
    "NETNEBULAS_VA, P P P P -, P P PA PA -, P P PS PS -"
  })
  void application_isAnsweredByTheMatrix(
      ProductFamily family, String ordinarily, String soldByApplia, String unchecked) {
    assertThat(applications(family, SalesChannel.DIRECT, SERVICEABLE)).isEqualTo(ordinarily);
    assertThat(applications(family, SalesChannel.PARTNER, SERVICEABLE)).isEqualTo(ordinarily);
    assertThat(applications(family, SalesChannel.APPLIA, SERVICEABLE)).isEqualTo(soldByApplia);
    assertThat(applications(family, SalesChannel.DIRECT, null)).isEqualTo(unchecked);
    assertThat(applications(family, SalesChannel.DIRECT, new SiteCheck(false, 4)))
        .isEqualTo(unchecked);
  }

  /** Family and present plan, then what a renewal to CSB, MFR, ONS-WD, ONS-24, VAT is answered. */
  @ParameterizedTest
  @Clause({"CON-13", "CON-15", "A-25", "ELG-5", "ELG-6", "ONS-26", "VA-15"})
  @CsvSource({
    "NETREGIO, CROSS_SEND_BACK, - P - - P, - P A A P, - P S S P",
    "NETREGIO, ONSITE_WEEKDAY, D DP - - DP, D DP - A DP, D DP - S DP",
    "NETREGIO, ONSITE_24X365, D DP D - DP, D DP DA - DP, D DP DS - DP",
    "NETWYVERN, MANUFACTURER, P - - - P, P - A A P, P - S S P",
    "NETWYVERN, ONSITE_WEEKDAY, DP D - - DP, DP D - A DP, DP D - S DP",
    "NETWYVERN, ONSITE_24X365, DP D D - DP, DP D DA - DP, DP D DS - DP",
    "NETNEBULAS_IA, ONSITE_WEEKDAY, DP DP - - DP, DP DP - A DP, DP DP - S DP",
    "NETNEBULAS_IA, ONSITE_24X365, DP DP D - DP, DP DP DA - DP, DP DP DS - DP",
    "NETNEBULAS_VA, TECHNICAL_SUPPORT_VA, P P P P -, P P PA PA -, P P PS PS -"
  })
  void renewal_keepsThePlanOrRaisesIt(
      ProductFamily family,
      Plan present,
      String ordinarily,
      String soldByApplia,
      String unchecked) {
    assertThat(renewals(family, present, SalesChannel.DIRECT, SERVICEABLE)).isEqualTo(ordinarily);
    assertThat(renewals(family, present, SalesChannel.APPLIA, SERVICEABLE)).isEqualTo(soldByApplia);
    assertThat(renewals(family, present, SalesChannel.DIRECT, null)).isEqualTo(unchecked);
  }

  private static String renewals(
      ProductFamily family, Plan present, SalesChannel channel, @Nullable SiteCheck site) {
    Concluded contract = contractUnder(present);
    return Arrays.stream(Plan.values())
        .map(
            plan ->
                letters(
                    RenewalRules.refusals(
                        contract,
                        new RenewContract(
                            CONTRACT,
                            plan,
                            1,
                            Party.AGENCY,
                            null,
                            facts(family, channel, site, EXPIRY, null),
                            null))))
        .collect(Collectors.joining(" "));
  }

  /** IA on site at all hours until 2027-04-09, of a product that was announced to end in 2020. */
  @Test
  @Clause({"CON-12", "CON-13", "CON-3", "CON-17", "EOS-1", "A-28"})
  void renewalThatFailsForManyReasons_isToldAllOfThem() {
    KnownFacts facts =
        facts(
            ProductFamily.NETNEBULAS_IA,
            SalesChannel.APPLIA,
            SERVICEABLE,
            LocalDate.of(2027, 4, 10),
            new EndOfSale(LocalDate.of(2020, 1, 14), LocalDate.of(2020, 3, 31)));

    assertThat(
            RenewalRules.refusals(
                contractUnder(Plan.ONSITE_24X365),
                new RenewContract(
                    CONTRACT, Plan.ONSITE_WEEKDAY, 6, Party.CUSTOMER, null, facts, null)))
        .extracting(Refusal::code)
        .containsExactly(
            "CONTRACT_EXPIRED",
            "DOWNGRADE_NOT_ALLOWED",
            "LUMP_ONLY_IN_FIRST_YEAR",
            "ONSITE_NOT_AVAILABLE_APPLIA",
            "EOS_LIMIT_EXCEEDED");
  }

  /** A second year until 2028-04-09, five years after the announcement of 2023-04-10. */
  @ParameterizedTest
  @Clause({"EOS-12", "VA-17", "A-29"})
  @CsvSource({"2023-04-10, -", "2023-04-09, EOS_LIMIT_EXCEEDED"})
  void renewalOfAVirtualAppliance_mayEndOnTheLastDayThatTheAnnouncementLeaves(
      LocalDate announced, String answer) {
    KnownFacts facts =
        facts(
            ProductFamily.NETNEBULAS_VA,
            SalesChannel.DIRECT,
            null,
            EXPIRY,
            new EndOfSale(announced, announced));

    assertThat(
            letters(
                RenewalRules.refusals(
                    contractUnder(Plan.TECHNICAL_SUPPORT_VA),
                    new RenewContract(
                        CONTRACT,
                        Plan.TECHNICAL_SUPPORT_VA,
                        1,
                        Party.CUSTOMER,
                        null,
                        facts,
                        null))))
        .isEqualTo(answer);
  }
}
