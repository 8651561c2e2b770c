package io.rmaflow.contract.entitlement.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.entitlement.rules.Entitlements.Denied;
import io.rmaflow.contract.entitlement.rules.Entitlements.Granted;
import io.rmaflow.contract.entitlement.rules.UnitCover.ContractTerm;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.UnitEvent.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EntitlementsTest {

  private static final ContractTerm CSB =
      term(LocalDate.of(2025, 11, 20), LocalDate.of(2026, 11, 19), null, null);

  private static ContractTerm term(
      LocalDate start, LocalDate end, @Nullable Instant heldFrom, @Nullable Instant heldTo) {
    return new ContractTerm("CT-1", Plan.CROSS_SEND_BACK, start, end, heldFrom, heldTo);
  }

  private static UnitCover unit(
      ProductFamily family,
      boolean secondHand,
      @Nullable Instant replacedAt,
      ContractTerm... terms) {
    return new UnitCover(
        new SerialNumber("S"),
        family,
        secondHand,
        LocalDate.of(2025, 6, 13),
        secondHand ? null : new Period(LocalDate.of(2025, 6, 13), LocalDate.of(2026, 6, 12)),
        null,
        replacedAt,
        replacedAt == null ? null : new SerialNumber("T"),
        null,
        List.of(terms));
  }

  private static Entitlements at(UnitCover unit, String instant) {
    return Entitlements.of(unit, OffsetDateTime.parse(instant).toInstant());
  }

  private static List<String> granted(Entitlements entitlements) {
    return entitlements.granted().stream().map(Granted::service).toList();
  }

  private static String code(Entitlements entitlements, String service) {
    return entitlements.denied().stream()
        .filter(denied -> denied.service().equals(service))
        .map(Denied::code)
        .findFirst()
        .orElse("granted");
  }

  @Test
  @Clause({
    "WAR-1", "WAR-8", "WAR-9", "WAR-10", "WAR-11", "TEC-7", "ELG-11", "ELG-12", "ELG-13", "GEN-2"
  })
  void warrantyAlone_isRepairAndSeriousDefectsUntilTheEndOfItsLastDay() {
    UnitCover unit = unit(ProductFamily.NETREGIO, false, null);

    Entitlements lastMoment = at(unit, "2026-06-12T23:59:59+09:00");
    assertThat(granted(lastMoment))
        .containsExactly("WARRANTY", "DOA_EXCHANGE", "SERIOUS_DEFECT_FIX");
    assertThat(code(lastMoment, "CROSS_SEND_BACK")).isEqualTo("NO_PAID_CONTRACT");
    assertThat(code(lastMoment, "TECHNICAL_SUPPORT")).isEqualTo("NO_PAID_CONTRACT");
    assertThat(code(lastMoment, "MANUFACTURER")).isEqualTo("PLAN_NOT_AVAILABLE_FOR_PRODUCT");

    assertThat(code(at(unit, "2026-06-13T00:00:00+09:00"), "WARRANTY"))
        .isEqualTo("WARRANTY_EXPIRED");
  }

  @Test
  @Clause({"CON-20", "CON-12", "TEC-5", "TEC-6"})
  void contract_coversFromItsFirstDayToTheEndOfItsLast_withSupport() {
    UnitCover unit = unit(ProductFamily.NETREGIO, false, null, CSB);

    assertThat(code(at(unit, "2025-11-19T23:59:59+09:00"), "CROSS_SEND_BACK"))
        .isEqualTo("CONTRACT_NOT_ACTIVE");
    assertThat(granted(at(unit, "2025-11-20T00:00:00+09:00")))
        .contains("CROSS_SEND_BACK", "TECHNICAL_SUPPORT", "SUPPORT_SITE", "SOFTWARE_DOWNLOAD");
    assertThat(granted(at(unit, "2026-11-19T23:59:59+09:00"))).contains("CROSS_SEND_BACK");
    assertThat(code(at(unit, "2026-11-20T00:00:00+09:00"), "CROSS_SEND_BACK"))
        .isEqualTo("CONTRACT_EXPIRED");
  }

  @Test
  @Clause("GEN-3")
  void secondHandUnit_isEntitledToNothing() {
    Entitlements entitlements =
        at(unit(ProductFamily.NETREGIO, true, null), "2026-05-01T10:00:00+09:00");

    assertThat(entitlements.granted()).isEmpty();
    assertThat(entitlements.denied()).extracting(Denied::code).containsOnly("SECOND_HAND_UNIT");
  }

  @Test
  void replacedUnit_hasNothingFromTheDeliveryOn() {
    Instant delivered = Instant.parse("2026-05-02T02:00:00Z");
    UnitCover replaced =
        unit(
            ProductFamily.NETREGIO,
            false,
            delivered,
            term(LocalDate.of(2025, 11, 20), LocalDate.of(2026, 11, 19), null, delivered));

    assertThat(granted(at(replaced, "2026-05-02T10:59:59+09:00")))
        .contains("WARRANTY", "CROSS_SEND_BACK");
    Entitlements after = at(replaced, "2026-05-02T11:00:00+09:00");
    assertThat(after.granted()).isEmpty();
    assertThat(code(after, "CROSS_SEND_BACK")).isEqualTo("CONTRACT_NOT_ACTIVE");
  }

  @Test
  @Clause({"ELG-8", "ELG-13"})
  void virtualApplianceAndNetWyvern_haveWhatTheirFamilyHas() {
    assertThat(
            code(
                at(unit(ProductFamily.NETNEBULAS_VA, false, null), "2026-05-01T10:00:00+09:00"),
                "WARRANTY"))
        .isEqualTo("NO_HARDWARE_SERVICE_FOR_VA");
    assertThat(
            code(
                at(unit(ProductFamily.NETWYVERN, false, null), "2026-05-01T10:00:00+09:00"),
                "SERIOUS_DEFECT_FIX"))
        .isEqualTo("PLAN_NOT_AVAILABLE_FOR_PRODUCT");
  }

  private static List<String> clauses(Entitlements entitlements, String service) {
    return Stream.concat(
            entitlements.granted().stream()
                .filter(grant -> grant.service().equals(service))
                .map(Granted::clauses),
            entitlements.denied().stream()
                .filter(denial -> denial.service().equals(service))
                .map(Denied::clauses))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(ProductFamily.class)
  void everyServiceIsEitherGrantedOrDenied_withItsClauses(ProductFamily family) {
    Entitlements entitlements = at(unit(family, false, null), "2026-05-01T10:00:00+09:00");

    assertThat(
            Stream.concat(
                entitlements.granted().stream().map(Granted::service),
                entitlements.denied().stream().map(Denied::service)))
        .containsExactlyInAnyOrder(
            "WARRANTY",
            "DOA_EXCHANGE",
            "CROSS_SEND_BACK",
            "MANUFACTURER",
            "ONSITE_WEEKDAY",
            "ONSITE_24X365",
            "TECHNICAL_SUPPORT_VA",
            "TECHNICAL_SUPPORT",
            "SUPPORT_SITE",
            "SOFTWARE_DOWNLOAD",
            "SERIOUS_DEFECT_FIX");
    assertThat(entitlements.granted()).allSatisfy(g -> assertThat(g.clauses()).isNotEmpty());
    assertThat(entitlements.denied()).allSatisfy(d -> assertThat(d.clauses()).isNotEmpty());
  }

  @Test
  @Clause({"TEC-5", "TEC-6", "TEC-8", "TEC-1", "SWP-10"})
  void technicalSupport_hasTheTermOfThePlanThatCarriesIt() {
    Entitlements entitlements =
        at(unit(ProductFamily.NETREGIO, false, null, CSB), "2026-05-01T10:00:00+09:00");

    assertThat(entitlements.granted())
        .filteredOn(
            grant ->
                List.of("TECHNICAL_SUPPORT", "SUPPORT_SITE", "SOFTWARE_DOWNLOAD")
                    .contains(grant.service()))
        .hasSize(3)
        .allSatisfy(
            grant -> {
              assertThat(grant.from()).isEqualTo(LocalDate.of(2025, 11, 20));
              assertThat(grant.to()).isEqualTo(LocalDate.of(2026, 11, 19));
              assertThat(grant.contractId()).isEqualTo("CT-1");
            });
    assertThat(clauses(entitlements, "TECHNICAL_SUPPORT")).containsExactly("TEC-1", "TEC-8");
    assertThat(clauses(entitlements, "SUPPORT_SITE")).containsExactly("TEC-6");
    assertThat(clauses(entitlements, "SOFTWARE_DOWNLOAD")).containsExactly("TEC-5", "SWP-10");
  }

  @Test
  @Clause({"VA-1", "VA-4", "VA-5", "VA-13", "VA-22"})
  void virtualApplianceUnderContract_hasSupportDocumentsAndDownloads() {
    ContractTerm support =
        new ContractTerm(
            "CT-5",
            Plan.TECHNICAL_SUPPORT_VA,
            LocalDate.of(2026, 3, 1),
            LocalDate.of(2027, 2, 28),
            null,
            null);
    Entitlements entitlements =
        at(unit(ProductFamily.NETNEBULAS_VA, false, null, support), "2026-05-01T10:00:00+09:00");

    assertThat(granted(entitlements))
        .containsExactly(
            "TECHNICAL_SUPPORT_VA", "TECHNICAL_SUPPORT", "SUPPORT_SITE", "SOFTWARE_DOWNLOAD");
    assertThat(clauses(entitlements, "SUPPORT_SITE")).containsExactly("VA-5");
    assertThat(clauses(entitlements, "SOFTWARE_DOWNLOAD")).contains("VA-4");
    assertThat(clauses(entitlements, "ONSITE_24X365")).contains("ELG-8");
  }

  private static String told(Entitlements entitlements, String service) {
    return code(entitlements, service) + " by " + String.join(" ", clauses(entitlements, service));
  }

  /** Family, then what denies CSB, MFR, both on-site plans, VAT: NO, nobody has bought it. */
  @ParameterizedTest
  @Clause({"ELG-1", "ELG-2", "ELG-3", "ELG-7", "ELG-8", "ELG-9", "ELG-10"})
  @CsvSource({
    "NETNEBULAS, NO, ELG-3, NO, ELG-7",
    "NETREGIO, NO, ELG-3, NO, ELG-7",
    "NETFLUX, NO, ELG-3, NO, ELG-7",
    "SUPERDHCP, ELG-1, NO, NO, ELG-7",
    "NETWYVERN, ELG-1, NO, NO, ELG-7",
    "NETNEBULAS_IA, ELG-2, ELG-3, NO, ELG-7",
    "NETNEBULAS_VA, ELG-8, ELG-8, ELG-8, NO"
  })
  void everyPlanThatAUnitLacks_isDeniedByTheClauseThatSaysSo(
      ProductFamily family, String csb, String mfr, String onsite, String virtual) {
    Entitlements entitlements = at(unit(family, false, null), "2026-05-01T10:00:00+09:00");

    assertThat(told(entitlements, "CROSS_SEND_BACK")).isEqualTo(denial(csb));
    assertThat(told(entitlements, "MANUFACTURER")).isEqualTo(denial(mfr));
    assertThat(told(entitlements, "ONSITE_WEEKDAY")).isEqualTo(denial(onsite));
    assertThat(told(entitlements, "ONSITE_24X365")).isEqualTo(denial(onsite));
    assertThat(told(entitlements, "TECHNICAL_SUPPORT_VA")).isEqualTo(denial(virtual));
  }

  private static String denial(String clause) {
    return clause.equals("NO")
        ? "NO_PAID_CONTRACT by GEN-2 CON-9"
        : "PLAN_NOT_AVAILABLE_FOR_PRODUCT by " + clause;
  }

  @ParameterizedTest
  @Clause({"ELG-11", "ELG-12", "ELG-13", "WAR-1", "WAR-8", "WAR-9", "WAR-10", "WAR-11", "TEC-7"})
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NETNEBULAS_VA")
  void hardwareInItsWarranty_hasWhatComesFree_andNoSupport(ProductFamily family) {
    Entitlements entitlements = at(unit(family, false, null), "2026-05-01T10:00:00+09:00");

    assertThat(told(entitlements, "WARRANTY")).isEqualTo("granted by WAR-1 ELG-11");
    assertThat(told(entitlements, "DOA_EXCHANGE")).isEqualTo("granted by ELG-12 A-50");
    assertThat(told(entitlements, "SERIOUS_DEFECT_FIX"))
        .isEqualTo(
            family == ProductFamily.NETWYVERN
                ? "PLAN_NOT_AVAILABLE_FOR_PRODUCT by ELG-13"
                : "granted by WAR-10 ELG-13");
    assertThat(told(entitlements, "TECHNICAL_SUPPORT"))
        .isEqualTo("NO_PAID_CONTRACT by WAR-8 TEC-7 WAR-11");
    assertThat(told(entitlements, "SUPPORT_SITE")).isEqualTo("NO_PAID_CONTRACT by WAR-9");
    assertThat(told(entitlements, "SOFTWARE_DOWNLOAD")).isEqualTo("NO_PAID_CONTRACT by WAR-10");
  }

  @Test
  @Clause({"ELG-8", "VA-4", "VA-5"})
  void virtualApplianceWithoutAContract_hasNothing() {
    Entitlements entitlements =
        at(unit(ProductFamily.NETNEBULAS_VA, false, null), "2026-05-01T10:00:00+09:00");

    assertThat(entitlements.granted()).isEmpty();
    for (String free : List.of("WARRANTY", "DOA_EXCHANGE", "SERIOUS_DEFECT_FIX")) {
      assertThat(told(entitlements, free)).isEqualTo("NO_HARDWARE_SERVICE_FOR_VA by ELG-8");
    }
    assertThat(told(entitlements, "TECHNICAL_SUPPORT")).isEqualTo("NO_PAID_CONTRACT by EXC-VA-20");
    assertThat(told(entitlements, "SUPPORT_SITE")).isEqualTo("NO_PAID_CONTRACT by VA-5");
    assertThat(told(entitlements, "SOFTWARE_DOWNLOAD")).isEqualTo("NO_PAID_CONTRACT by VA-4");
  }

  @Test
  @Clause({"WAR-1", "ELG-12", "ELG-13", "TEC-5", "TEC-6"})
  void withoutAContract_nothingIsLeftAfterTheWarranty_andNothingIsThereBeforeThePurchase() {
    UnitCover regio = unit(ProductFamily.NETREGIO, false, null);
    Entitlements after = at(regio, "2026-06-13T00:00:00+09:00");

    assertThat(told(after, "WARRANTY")).isEqualTo("WARRANTY_EXPIRED by WAR-1");
    assertThat(told(after, "SERIOUS_DEFECT_FIX")).isEqualTo("WARRANTY_EXPIRED by WAR-10");
    assertThat(told(after, "TECHNICAL_SUPPORT")).isEqualTo("NO_PAID_CONTRACT by EXC-TEC-20");
    assertThat(told(after, "SUPPORT_SITE")).isEqualTo("NO_PAID_CONTRACT by TEC-6");
    assertThat(told(after, "SOFTWARE_DOWNLOAD")).isEqualTo("NO_PAID_CONTRACT by TEC-5");
    assertThat(
            told(
                at(unit(ProductFamily.NETWYVERN, false, null), "2026-06-13T00:00:00+09:00"),
                "SERIOUS_DEFECT_FIX"))
        .isEqualTo("PLAN_NOT_AVAILABLE_FOR_PRODUCT by ELG-13");
    assertThat(granted(at(regio, "2025-06-12T23:59:59+09:00"))).isEmpty();
    assertThat(granted(at(regio, "2025-06-13T00:00:00+09:00")))
        .containsExactly("WARRANTY", "DOA_EXCHANGE", "SERIOUS_DEFECT_FIX");
  }
}
