package io.rmaflow.contract.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.agreement.AgreementCommand.RenewContract;
import io.rmaflow.contract.agreement.AgreementCommand.SignContract;
import io.rmaflow.contract.agreement.AgreementState.Concluded;
import io.rmaflow.contract.agreement.AgreementState.Status;
import io.rmaflow.contract.agreement.AgreementState.Term;
import io.rmaflow.contract.agreement.KnownFacts.SiteCheck;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every plan for every family, at the application and at the renewal. */
class PlansOfEveryFamilyTest {

  private static final ContractId CONTRACT = new ContractId("CT-1");
  private static final CustomerId C_1001 = new CustomerId("C-1001");
  private static final SerialNumber SERIAL = new SerialNumber("NR2A-0001");
  private static final LocalDate SHIPPED = LocalDate.of(2026, 4, 1);
  private static final LocalDate START = LocalDate.of(2026, 4, 10);
  private static final SiteCheck SERVICEABLE = new SiteCheck(true, 4);

  /** In the tables below a dash is accepted; each letter is one reason to refuse. */
  private static final Map<String, String> LETTERS =
      Map.of(
          "PLAN_NOT_AVAILABLE_FOR_PRODUCT", "P",
          "ONSITE_NOT_AVAILABLE_APPLIA", "A",
          "SITE_NOT_SERVICEABLE", "S",
          "DOWNGRADE_NOT_ALLOWED", "D");

  private static KnownFacts facts(
      ProductFamily family, SalesChannel channel, @Nullable SiteCheck site, LocalDate today) {
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
            null,
            false,
            site,
            null),
        List.of(),
        1,
        false,
        0);
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
                            facts(family, channel, site, SHIPPED),
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
    LocalDate expiry = LocalDate.of(2027, 4, 9);
    Concluded contract =
        new Concluded(
            CONTRACT,
            C_1001,
            SERIAL,
            Status.ACTIVE,
            List.of(new Term(1, present, START, expiry)),
            Map.of());
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
                            facts(family, channel, site, expiry),
                            null))))
        .collect(Collectors.joining(" "));
  }
}
