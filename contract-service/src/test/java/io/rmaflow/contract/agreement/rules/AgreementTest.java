package io.rmaflow.contract.agreement.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.agreement.rules.AgreementCommand.AnnounceExpiry;
import io.rmaflow.contract.agreement.rules.AgreementCommand.ExpireContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.RenewContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.SignContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.TakeOverContract;
import io.rmaflow.contract.agreement.rules.KnownFacts.OtherContract;
import io.rmaflow.contract.agreement.rules.KnownFacts.SiteCheck;
import io.rmaflow.contract.catalogue.rules.EndOfSale;
import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.ContractEvent;
import io.rmaflow.events.contract.ContractEvent.AgencyNamed;
import io.rmaflow.events.contract.ContractEvent.ContractActivated;
import io.rmaflow.events.contract.ContractEvent.ContractExpired;
import io.rmaflow.events.contract.ContractEvent.ContractExpiryNoticeDue;
import io.rmaflow.events.contract.ContractEvent.ContractRenewed;
import io.rmaflow.events.contract.ContractEvent.ContractRuleOverridden;
import io.rmaflow.events.contract.ContractEvent.ContractSigned;
import io.rmaflow.events.contract.ContractEvent.Party;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {

  private static final ContractId CONTRACT = new ContractId("CT-1");
  private static final CustomerId C_1001 = new CustomerId("C-1001");
  private static final SerialNumber SERIAL = new SerialNumber("NR2A-0001");
  private static final LocalDate SHIPPED = LocalDate.of(2026, 4, 1);
  private static final LocalDate START = LocalDate.of(2026, 4, 10);

  /** A NetRegio2A, shipped 2026-04-01, registered under C-1001. */
  private static final class Given {
    private ProductFamily family = ProductFamily.NETREGIO;
    private boolean secondHand;
    private SalesChannel channel = SalesChannel.DIRECT;
    private LocalDate purchased = SHIPPED;
    private LocalDate shipped = SHIPPED;
    private @Nullable EndOfSale endOfSale;
    private @Nullable SiteCheck site;
    private @Nullable SerialNumber replacedBy;
    private boolean registered = true;
    private List<OtherContract> contracts = List.of();
    private LocalDate today = LocalDate.of(2026, 4, 8);
    private int graceDays;
    private @Nullable TextId beyondEndOfSale;

    KnownFacts facts() {
      KnownFacts.Unit unit =
          new KnownFacts.Unit(
              SERIAL,
              new ProductCode("netregio2a-dhcp"),
              family,
              C_1001,
              Set.of(C_1001, new CustomerId("C-1002")),
              secondHand,
              channel,
              purchased,
              shipped,
              endOfSale,
              false,
              site,
              replacedBy);
      return new KnownFacts(today, registered ? unit : null, contracts, 3, false, graceDays);
    }
  }

  private static SignContract application(
      Given given, @Nullable String customerId, Plan plan, int years, LocalDate start) {
    return new SignContract(
        CONTRACT,
        customerId == null ? null : new CustomerId(customerId),
        SERIAL,
        plan,
        years,
        start,
        Party.CUSTOMER,
        null,
        given.facts(),
        given.beyondEndOfSale);
  }

  private static List<String> codes(SignContract application) {
    return ApplicationRules.refusals(application).stream().map(Refusal::code).toList();
  }

  private static List<String> codes(Given given, Plan plan) {
    return codes(application(given, "C-1001", plan, 1, START));
  }

  private static AgreementState after(SignContract application) {
    AgreementState state = new AgreementState.NotConcluded();
    for (ContractEvent event : events(state.decide(application))) {
      state = state.evolve(event);
    }
    return state;
  }

  private static List<ContractEvent> events(Decision<ContractEvent> decision) {
    return decision instanceof Decision.Happens<ContractEvent>(var events) ? events : List.of();
  }

  private static List<String> codes(Decision<ContractEvent> decision) {
    return decision instanceof Decision.Refused<ContractEvent>(var refusals)
        ? refusals.stream().map(Refusal::code).toList()
        : List.of();
  }

  @Nested
  class NewContract {

    @ParameterizedTest
    @Clause({"CON-2", "CON-3", "CON-16", "CON-18", "CSB-28"})
    @CsvSource({"1, 2027-04-09", "5, 2031-04-09", "6, 2032-04-09", "7, 2033-04-09"})
    void isConcludedForTheTermsOfTheTable_andEndsTheDayBeforeTheAnniversary(
        int years, LocalDate expiry) {
      List<ContractEvent> events =
          events(
              new AgreementState.NotConcluded()
                  .decide(application(new Given(), "C-1001", Plan.CROSS_SEND_BACK, years, START)));

      assertThat(events)
          .singleElement()
          .isInstanceOfSatisfying(
              ContractSigned.class,
              signed -> {
                assertThat(signed.startDate()).isEqualTo(LocalDate.of(2026, 4, 10));
                assertThat(signed.expiryDate()).isEqualTo(expiry);
                assertThat(signed.customerId()).isEqualTo(C_1001);
              });
    }

    @ParameterizedTest
    @Clause({"CON-2", "A-14"})
    @ValueSource(ints = {2, 3, 4, 8})
    void isRefusedForOtherTerms(int years) {
      assertThat(codes(application(new Given(), "C-1001", Plan.CROSS_SEND_BACK, years, START)))
          .containsExactly("TERM_NOT_ALLOWED");
    }

    @Test
    @Clause({"CON-16", "A-12"})
    void beginningOnALeapDay_endsOnTheLastOfFebruary() {
      Given given = new Given();
      given.shipped = LocalDate.of(2028, 2, 20);
      given.today = LocalDate.of(2028, 2, 21);

      assertThat(
              events(
                  new AgreementState.NotConcluded()
                      .decide(
                          application(
                              given,
                              "C-1001",
                              Plan.CROSS_SEND_BACK,
                              1,
                              LocalDate.of(2028, 2, 29)))))
          .singleElement()
          .isInstanceOfSatisfying(
              ContractSigned.class,
              signed -> assertThat(signed.expiryDate()).isEqualTo(LocalDate.of(2029, 2, 28)));
    }

    @ParameterizedTest
    @Clause({"CON-8", "A-22", "CAL-8"})
    @CsvSource({
      "2026-03-31, false",
      "2026-04-01, true",
      "2026-05-16, true", // a Saturday, 45 days after the shipment
      "2026-05-17, false"
    })
    void mayBeginFromTheShipmentUntil45DaysAfterIt(LocalDate start, boolean allowed) {
      List<String> codes =
          codes(application(new Given(), "C-1001", Plan.CROSS_SEND_BACK, 1, start));

      if (allowed) {
        assertThat(codes).isEmpty();
      } else {
        assertThat(codes).containsExactly("START_DATE_OUT_OF_WINDOW");
      }
    }

    @Test
    @Clause({"CON-9", "A-23"})
    void isForThePurchaseOnly_byTheDayOfRecording() {
      Given given = new Given();
      given.today = LocalDate.of(2026, 5, 16);
      assertThat(codes(given, Plan.CROSS_SEND_BACK)).isEmpty();

      given.today = LocalDate.of(2026, 5, 17);
      assertThat(codes(given, Plan.CROSS_SEND_BACK))
          .containsExactly("NEW_CONTRACT_ONLY_AT_PURCHASE");
    }

    @Test
    @Clause({"CON-9", "CON-12"})
    void isRefusedWhereAnEarlierOneHasLapsed() {
      Given given = new Given();
      given.contracts = List.of(new OtherContract("CT-0", LocalDate.of(2026, 4, 7)));

      assertThat(codes(given, Plan.CROSS_SEND_BACK))
          .containsExactly("NEW_CONTRACT_ONLY_AT_PURCHASE");
    }

    @Test
    @Clause("CON-19")
    void isRefusedBesideAnotherOne_untilTheEndOfItsLastDay() {
      Given given = new Given();
      given.contracts = List.of(new OtherContract("CT-0", LocalDate.of(2026, 4, 8)));

      assertThat(codes(given, Plan.CROSS_SEND_BACK)).containsExactly("ACTIVE_CONTRACT_EXISTS");
    }

    @Test
    @Clause({"CID-8", "CID-3", "A-30"})
    void namesTheCustomerIdOfTheUnit_orOneLinkedToIt() {
      Given given = new Given();

      assertThat(codes(application(given, null, Plan.CROSS_SEND_BACK, 1, START)))
          .containsExactly("CUSTOMER_ID_REQUIRED");
      assertThat(codes(application(given, "C-9999", Plan.CROSS_SEND_BACK, 1, START)))
          .containsExactly("CUSTOMER_ID_MISMATCH");
      assertThat(codes(application(given, "C-1002", Plan.CROSS_SEND_BACK, 1, START))).isEmpty();
    }

    @Test
    @Clause({"CID-9", "CID-10"})
    void ofANetWyvern_needsNoCustomerId() {
      Given given = new Given();
      given.family = ProductFamily.NETWYVERN;
      given.site = new SiteCheck(true, 4);

      assertThat(codes(application(given, null, Plan.MANUFACTURER, 1, START))).isEmpty();
      assertThat(codes(application(given, null, Plan.ONSITE_WEEKDAY, 1, START))).isEmpty();
      given.family = ProductFamily.NETREGIO;
      assertThat(codes(application(given, null, Plan.ONSITE_WEEKDAY, 1, START)))
          .containsExactly("CUSTOMER_ID_REQUIRED");
    }

    @Test
    @Clause({"CID-1", "CID-10", "CON-1", "GEN-7"})
    void withoutAnId_isConcludedUnderTheOneOfTheRegistration_andSaysByWhichRules() {
      Given given = new Given();
      given.family = ProductFamily.NETWYVERN;

      assertThat(
              events(
                  new AgreementState.NotConcluded()
                      .decide(application(given, null, Plan.MANUFACTURER, 1, START))))
          .singleElement()
          .isInstanceOfSatisfying(
              ContractSigned.class,
              signed -> {
                assertThat(signed.customerId()).isEqualTo(C_1001);
                assertThat(signed.policyVersion()).isEqualTo("1");
                assertThat(signed.settingsVersion()).isEqualTo(3);
                assertThat(signed.takenOver()).isFalse();
              });
    }

    @ParameterizedTest
    @Clause({"VA-8", "REG-7", "VA-15", "A-22"})
    @CsvSource({"2026-03-31, false", "2026-04-01, true", "2026-05-16, true", "2026-05-17, false"})
    void ofAVirtualAppliance_mayBeginWithin45DaysOfTheRegistration(
        LocalDate start, boolean allowed) {
      Given given = new Given();
      given.family = ProductFamily.NETNEBULAS_VA;

      List<String> codes = codes(application(given, "C-1001", Plan.TECHNICAL_SUPPORT_VA, 1, start));

      assertThat(codes).isEqualTo(allowed ? List.of() : List.of("START_DATE_OUT_OF_WINDOW"));
    }

    @Test
    @Clause({"CON-6", "A-15"})
    void countsItsYearsFromTheServiceStart_notFromThePurchase() {
      Given given = new Given();
      given.purchased = LocalDate.of(2026, 2, 1);

      assertThat(
              events(
                  new AgreementState.NotConcluded()
                      .decide(application(given, "C-1001", Plan.CROSS_SEND_BACK, 5, START))))
          .singleElement()
          .isInstanceOfSatisfying(
              ContractSigned.class,
              signed -> assertThat(signed.expiryDate()).isEqualTo(LocalDate.of(2031, 4, 9)));
    }

    @Test
    @Clause("GEN-3")
    void forASecondHandUnit_isRefusedForThatAlone() {
      Given given = new Given();
      given.secondHand = true;
      given.today = LocalDate.of(2030, 1, 1);

      assertThat(codes(application(given, null, Plan.MANUFACTURER, 3, START)))
          .containsExactly("SECOND_HAND_UNIT");
    }

    @Test
    @Clause("REG-1")
    void forAnUnknownSerial_isRefusedAsNotRegistered() {
      Given given = new Given();
      given.registered = false;

      assertThat(codes(given, Plan.CROSS_SEND_BACK)).containsExactly("NOT_REGISTERED");
    }

    @ParameterizedTest
    @Clause({"ELG-1", "ELG-2", "ELG-3", "ELG-7", "ELG-8"})
    @CsvSource({
      "CROSS_SEND_BACK, NETWYVERN, ELG-1",
      "CROSS_SEND_BACK, NETNEBULAS_IA, ELG-2",
      "CROSS_SEND_BACK, NETNEBULAS_VA, ELG-8",
      "MANUFACTURER, NETREGIO, ELG-3",
      "ONSITE_WEEKDAY, NETNEBULAS_VA, ELG-8",
      "ONSITE_24X365, NETNEBULAS_VA, ELG-8",
      "TECHNICAL_SUPPORT_VA, NETREGIO, ELG-7"
    })
    void ofAPlanThatTheFamilyDoesNotHave_isRefusedByTheClauseThatDeniesIt(
        Plan plan, ProductFamily family, String clause) {
      Given given = new Given();
      given.family = family;

      assertThat(ApplicationRules.refusals(application(given, "C-1001", plan, 1, START)))
          .filteredOn(refusal -> refusal.code().equals("PLAN_NOT_AVAILABLE_FOR_PRODUCT"))
          .singleElement()
          .satisfies(refusal -> assertThat(refusal.clauses()).containsExactly(clause));
    }

    @Test
    @Clause({"ELG-5", "ELG-6"})
    void onSite_needsACheckedSiteAndNoAppliaUnit() {
      Given given = new Given();
      assertThat(codes(given, Plan.ONSITE_WEEKDAY)).containsExactly("SITE_NOT_SERVICEABLE");

      given.site = new SiteCheck(true, 4);
      assertThat(codes(given, Plan.ONSITE_WEEKDAY)).isEmpty();

      given.channel = SalesChannel.APPLIA;
      assertThat(codes(given, Plan.ONSITE_WEEKDAY)).containsExactly("ONSITE_NOT_AVAILABLE_APPLIA");
      assertThat(codes(given, Plan.CROSS_SEND_BACK)).isEmpty();
    }

    @Test
    @Clause({"EOS-1", "A-28", "A-81"})
    void ofAProductNoLongerSold_mayNotEndAfterTheLimit() {
      Given given = new Given();
      given.endOfSale = new EndOfSale(LocalDate.of(2025, 1, 14), LocalDate.of(2025, 3, 31));

      assertThat(codes(application(given, "C-1001", Plan.CROSS_SEND_BACK, 5, START))).isEmpty();
      assertThat(codes(application(given, "C-1001", Plan.CROSS_SEND_BACK, 6, START)))
          .containsExactly("EOS_LIMIT_EXCEEDED");
    }

    /** SC-113: bought early, its five years had passed before those of the announcement. */
    @Test
    @Clause({"EOS-1", "CON-5", "A-26"})
    void fiveYearsAreTheMost_alsoWhereTheEndOfSaleWouldLeaveMore() {
      Given given = new Given();
      given.purchased = LocalDate.of(2020, 2, 3);
      given.shipped = LocalDate.of(2020, 2, 3);
      given.today = LocalDate.of(2020, 2, 3);
      given.endOfSale = new EndOfSale(LocalDate.of(2022, 1, 14), LocalDate.of(2022, 3, 31));
      SignContract fiveYears =
          application(given, "C-1001", Plan.CROSS_SEND_BACK, 5, LocalDate.of(2020, 2, 3));
      AgreementState state = after(fiveYears);

      assertThat(((AgreementState.Concluded) state).expiryDate())
          .isEqualTo(LocalDate.of(2025, 2, 2));
      given.today = LocalDate.of(2025, 1, 20);
      assertThat(
              codes(
                  state.decide(
                      new RenewContract(
                          CONTRACT,
                          Plan.CROSS_SEND_BACK,
                          1,
                          Party.CUSTOMER,
                          null,
                          given.facts(),
                          null))))
          .containsExactly("MAX_TERM_EXCEEDED");
    }

    @Test
    @Clause({"A-28", "EOS-1"})
    void afterTheEndOfSaleLimit_isConcludedWhereAnAdministratorGaveAReason_whichIsRecorded() {
      Given given = new Given();
      given.endOfSale = new EndOfSale(LocalDate.of(2025, 1, 14), LocalDate.of(2025, 3, 31));
      given.beyondEndOfSale = new TextId("t-1");

      assertThat(
              events(
                  new AgreementState.NotConcluded()
                      .decide(application(given, "C-1001", Plan.CROSS_SEND_BACK, 6, START))))
          .satisfiesExactly(
              signed -> assertThat(signed).isInstanceOf(ContractSigned.class),
              overridden ->
                  assertThat(overridden)
                      .isEqualTo(new ContractRuleOverridden(CONTRACT, "A-28", new TextId("t-1"))));
      assertThat(
              events(
                  new AgreementState.NotConcluded()
                      .decide(application(given, "C-1001", Plan.CROSS_SEND_BACK, 5, START))))
          .as("within the limit there is nothing to set aside")
          .hasExactlyElementsOfTypes(ContractSigned.class);
      assertThat(
              codes(
                  new AgreementState.NotConcluded()
                      .decide(application(given, "C-1001", Plan.CROSS_SEND_BACK, 8, START))))
          .as("no other rule is set aside with it")
          .containsExactly("TERM_NOT_ALLOWED");
    }

    /** The contracts of U1 to U6, as the examples give their first and last days. */
    @ParameterizedTest
    @Clause({"CON-16", "A-11"})
    @CsvSource({
      "NETREGIO, CROSS_SEND_BACK, 2025-11-10, 1, 2025-11-20, 2026-11-19",
      "NETNEBULAS, ONSITE_WEEKDAY, 2025-11-17, 5, 2025-12-01, 2030-11-30",
      "NETNEBULAS_IA, ONSITE_24X365, 2026-01-19, 1, 2026-02-01, 2027-01-31",
      "NETWYVERN, MANUFACTURER, 2025-09-15, 1, 2025-10-01, 2026-09-30",
      "NETNEBULAS_VA, TECHNICAL_SUPPORT_VA, 2026-02-20, 1, 2026-03-01, 2027-02-28",
      "SUPERDHCP, ONSITE_24X365, 2020-05-15, 7, 2020-06-01, 2027-05-31"
    })
    void endsOnTheLastDayOfItsYears(
        ProductFamily family,
        Plan plan,
        LocalDate bought,
        int years,
        LocalDate start,
        LocalDate expiry) {
      Given given = new Given();
      given.family = family;
      given.purchased = bought;
      given.shipped = bought;
      given.today = bought;
      given.site = new SiteCheck(true, 4);

      assertThat(
              ((AgreementState.Concluded) after(application(given, "C-1001", plan, years, start)))
                  .expiryDate())
          .isEqualTo(expiry);
    }

    @Test
    void isRefusedForEveryReasonAtOnce() {
      Given given = new Given();
      given.family = ProductFamily.NETWYVERN;
      given.today = LocalDate.of(2026, 9, 1);
      given.contracts = List.of(new OtherContract("CT-0", LocalDate.of(2027, 4, 8)));
      given.endOfSale = new EndOfSale(LocalDate.of(2010, 1, 14), LocalDate.of(2010, 1, 14));

      assertThat(codes(application(given, null, Plan.CROSS_SEND_BACK, 8, LocalDate.of(2026, 9, 1))))
          .containsExactly(
              "CUSTOMER_ID_REQUIRED",
              "PLAN_NOT_AVAILABLE_FOR_PRODUCT",
              "TERM_NOT_ALLOWED",
              "START_DATE_OUT_OF_WINDOW",
              "NEW_CONTRACT_ONLY_AT_PURCHASE",
              "ACTIVE_CONTRACT_EXISTS",
              "EOS_LIMIT_EXCEEDED");
    }

    @Test
    @Clause("CON-20")
    void beginsAtOnceWhereItsFirstDayHasCome() {
      Given given = new Given();
      given.today = LocalDate.of(2026, 4, 10);

      assertThat(
              events(
                  new AgreementState.NotConcluded()
                      .decide(application(given, "C-1001", Plan.CROSS_SEND_BACK, 1, START))))
          .hasExactlyElementsOfTypes(ContractSigned.class, ContractActivated.class);
    }
  }

  @Nested
  class TakenOver {

    private static TakeOverContract term(LocalDate startDate, @Nullable String agency) {
      return new TakeOverContract(
          CONTRACT,
          C_1001,
          SERIAL,
          new ProductCode("netregio2a-dhcp"),
          new TakeOverTerm(
              Plan.CROSS_SEND_BACK,
              1,
              startDate,
              agency,
              ProductFamily.NETREGIO,
              false,
              false,
              START,
              false),
          LocalDate.of(2028, 1, 1),
          3);
    }

    @Test
    @Clause({"CON-11", "A-80"})
    void aFurtherTermByAnotherAgency_isItsOwn_andThatAgencyIsTheOneOfRecordFromThenOn() {
      AgreementState state = new AgreementState.NotConcluded();
      for (ContractEvent event : events(state.decide(term(START, "AG-7")))) {
        state = state.evolve(event);
      }
      List<ContractEvent> further = events(state.decide(term(LocalDate.of(2027, 4, 10), "AG-9")));
      for (ContractEvent event : further) {
        state = state.evolve(event);
      }

      assertThat(further)
          .containsExactly(
              new AgencyNamed(CONTRACT, "AG-9"),
              new ContractRenewed(
                  CONTRACT,
                  C_1001,
                  SERIAL,
                  Plan.CROSS_SEND_BACK,
                  1,
                  LocalDate.of(2027, 4, 10),
                  LocalDate.of(2028, 4, 9),
                  Party.AGENCY,
                  "earlier",
                  3,
                  true,
                  "AG-9"));
      assertThat(events(state.decide(term(LocalDate.of(2027, 4, 10), "AG-9")))).isEmpty();
      assertThat(events(state.decide(term(LocalDate.of(2028, 4, 10), null))))
          .singleElement()
          .isInstanceOfSatisfying(
              ContractRenewed.class,
              renewed -> {
                assertThat(renewed.renewedBy()).isEqualTo(Party.CUSTOMER);
                assertThat(renewed.agency()).isNull();
              });
    }
  }

  @Nested
  class Renewal {

    private static RenewContract renewal(Given given, Plan plan, int years) {
      return new RenewContract(
          CONTRACT, plan, years, Party.AGENCY, null, given.facts(), given.beyondEndOfSale);
    }

    private static Given on(LocalDate today) {
      Given given = new Given();
      given.today = today;
      return given;
    }

    private final AgreementState oneYear =
        after(application(new Given(), "C-1001", Plan.CROSS_SEND_BACK, 1, START));

    @Test
    @Clause({"CON-17", "CON-11", "CID-5"})
    void beginsTheDayAfterTheLastOneEnds_underTheSameCustomerId() {
      assertThat(
              events(
                  oneYear.decide(renewal(on(LocalDate.of(2027, 4, 9)), Plan.CROSS_SEND_BACK, 1))))
          .containsExactly(
              new ContractRenewed(
                  CONTRACT,
                  C_1001,
                  SERIAL,
                  Plan.CROSS_SEND_BACK,
                  1,
                  LocalDate.of(2027, 4, 10),
                  LocalDate.of(2028, 4, 9),
                  Party.AGENCY,
                  "1",
                  3,
                  false));
    }

    @Test
    @Clause({"CON-12", "CON-10", "A-24"})
    void isTakenUntilTheEndOfTheLastDay_orOfTheGrace() {
      Given dayAfter = on(LocalDate.of(2027, 4, 10));
      assertThat(codes(oneYear.decide(renewal(dayAfter, Plan.CROSS_SEND_BACK, 1))))
          .containsExactly("CONTRACT_EXPIRED");

      dayAfter.graceDays = 1;
      assertThat(codes(oneYear.decide(renewal(dayAfter, Plan.CROSS_SEND_BACK, 1)))).isEmpty();
    }

    @Test
    @Clause("CON-10")
    void isRefusedBeforeTheContractHasBegun() {
      assertThat(
              codes(oneYear.decide(renewal(on(LocalDate.of(2026, 4, 9)), Plan.CROSS_SEND_BACK, 1))))
          .containsExactly("CONTRACT_NOT_ACTIVE");
    }

    @Test
    @Clause({"CON-3", "CON-2"})
    void isOneYearAndNoLump() {
      Given given = on(LocalDate.of(2027, 3, 1));
      assertThat(codes(oneYear.decide(renewal(given, Plan.CROSS_SEND_BACK, 5))))
          .containsExactly("LUMP_ONLY_IN_FIRST_YEAR");
      assertThat(codes(oneYear.decide(renewal(given, Plan.CROSS_SEND_BACK, 4))))
          .containsExactly("TERM_NOT_ALLOWED");
    }

    @Test
    @Clause({"CON-5", "A-18"})
    void doesNotExtendALump() {
      AgreementState sixYears =
          after(application(new Given(), "C-1001", Plan.CROSS_SEND_BACK, 6, START));

      assertThat(
              codes(
                  sixYears.decide(renewal(on(LocalDate.of(2032, 4, 1)), Plan.CROSS_SEND_BACK, 1))))
          .containsExactly("MAX_TERM_EXCEEDED");
    }

    @Test
    @Clause({"VA-6", "VA-7"})
    void ofAVirtualAppliance_mayBeFourYearsAfterThreeSingleOnes() {
      Given given = new Given();
      given.family = ProductFamily.NETNEBULAS_VA;
      given.shipped = LocalDate.of(2023, 3, 20);
      given.today = LocalDate.of(2023, 3, 25);
      AgreementState state =
          after(
              application(given, "C-1001", Plan.TECHNICAL_SUPPORT_VA, 1, LocalDate.of(2023, 4, 1)));
      for (int year = 2024; year <= 2025; year++) {
        given.today = LocalDate.of(year, 3, 2);
        state =
            state.evolve(
                events(state.decide(renewal(given, Plan.TECHNICAL_SUPPORT_VA, 1))).getFirst());
      }
      given.today = LocalDate.of(2026, 3, 2);

      assertThat(events(state.decide(renewal(given, Plan.TECHNICAL_SUPPORT_VA, 4))))
          .singleElement()
          .isInstanceOfSatisfying(
              ContractRenewed.class,
              renewed -> {
                assertThat(renewed.startDate()).isEqualTo(LocalDate.of(2026, 4, 1));
                assertThat(renewed.expiryDate()).isEqualTo(LocalDate.of(2030, 3, 31));
              });
      assertThat(codes(state.decide(renewal(given, Plan.TECHNICAL_SUPPORT_VA, 5))))
          .containsExactly("MAX_TERM_EXCEEDED");
    }

    /** U3 of the examples: NetNebulas-IA on site at all hours until 2027-01-31. */
    @Test
    @Clause({"CON-13", "ONS-26"})
    void ofAnAllHoursContract_isNotForWeekdays() {
      Given given = new Given();
      given.family = ProductFamily.NETNEBULAS_IA;
      given.shipped = LocalDate.of(2026, 1, 19);
      given.today = LocalDate.of(2026, 1, 20);
      given.site = new SiteCheck(true, 4);
      AgreementState state =
          after(application(given, "C-1001", Plan.ONSITE_24X365, 1, LocalDate.of(2026, 2, 1)));
      given.today = LocalDate.of(2027, 1, 12);

      assertThat(codes(state.decide(renewal(given, Plan.ONSITE_WEEKDAY, 1))))
          .containsExactly("DOWNGRADE_NOT_ALLOWED");
      assertThat(codes(state.decide(renewal(given, Plan.ONSITE_24X365, 1)))).isEmpty();
    }

    @Test
    @Clause({"A-28", "EOS-1"})
    void afterTheEndOfSaleLimit_isConcludedWhereAnAdministratorGaveAReason() {
      Given given = on(LocalDate.of(2027, 4, 1));
      given.purchased = LocalDate.of(2021, 4, 1);
      given.endOfSale = new EndOfSale(LocalDate.of(2020, 1, 14), LocalDate.of(2020, 3, 31));
      given.family = ProductFamily.NETNEBULAS_VA;
      AgreementState state = virtualAppliance();

      assertThat(codes(state.decide(renewal(given, Plan.TECHNICAL_SUPPORT_VA, 1))))
          .containsExactly("EOS_LIMIT_EXCEEDED");
      given.beyondEndOfSale = new TextId("t-2");
      assertThat(events(state.decide(renewal(given, Plan.TECHNICAL_SUPPORT_VA, 1))))
          .hasExactlyElementsOfTypes(ContractRenewed.class, ContractRuleOverridden.class);
    }

    private static AgreementState virtualAppliance() {
      Given given = new Given();
      given.family = ProductFamily.NETNEBULAS_VA;
      return after(application(given, "C-1001", Plan.TECHNICAL_SUPPORT_VA, 1, START));
    }

    @Test
    @Clause({"CON-13", "CON-15", "ONS-26"})
    void mayKeepOrRaiseTheGrade_butNotLowerIt() {
      Given given = new Given();
      given.family = ProductFamily.NETNEBULAS;
      given.site = new SiteCheck(true, 4);
      AgreementState weekday = after(application(given, "C-1001", Plan.ONSITE_WEEKDAY, 1, START));
      given.today = LocalDate.of(2027, 1, 12);

      assertThat(codes(weekday.decide(renewal(given, Plan.CROSS_SEND_BACK, 1))))
          .containsExactly("DOWNGRADE_NOT_ALLOWED");
      assertThat(codes(weekday.decide(renewal(given, Plan.ONSITE_WEEKDAY, 1)))).isEmpty();
      assertThat(codes(weekday.decide(renewal(given, Plan.ONSITE_24X365, 1)))).isEmpty();
    }
  }

  @Nested
  class Days {

    private final AgreementState oneYear =
        after(application(new Given(), "C-1001", Plan.CROSS_SEND_BACK, 1, START));

    private static AnnounceExpiry notice(int daysBefore, LocalDate expiryDate) {
      return new AnnounceExpiry(CONTRACT, daysBefore, expiryDate, Set.of(90, 30, 7), 4);
    }

    @Test
    @Clause({"NOT-1", "VA-16", "A-63"})
    void noticeForADateThatARenewalHasMoved_isNotGiven() {
      assertThat(events(oneYear.decide(notice(90, LocalDate.of(2027, 4, 9)))))
          .containsExactly(
              new ContractExpiryNoticeDue(
                  CONTRACT, C_1001, SERIAL, 90, LocalDate.of(2027, 4, 9), 4));
      assertThat(events(oneYear.decide(notice(90, LocalDate.of(2026, 4, 9))))).isEmpty();
    }

    @Test
    @Clause({"NOT-1", "A-63"})
    void noticeAtALeadTimeThatIsNoLongerSet_isNotGiven() {
      assertThat(events(oneYear.decide(notice(60, LocalDate.of(2027, 4, 9))))).isEmpty();
    }

    @Test
    @Clause("NOT-1")
    void noticeIsGivenOnceForEachLeadTime_andAgainForTheTermThatFollows() {
      AnnounceExpiry ninety = notice(90, LocalDate.of(2027, 4, 9));
      AgreementState told = oneYear.evolve(events(oneYear.decide(ninety)).getFirst());
      assertThat(events(told.decide(ninety))).isEmpty();
      assertThat(events(told.decide(notice(30, LocalDate.of(2027, 4, 9))))).hasSize(1);

      RenewContract renewal =
          Renewal.renewal(Renewal.on(LocalDate.of(2027, 4, 1)), Plan.CROSS_SEND_BACK, 1);
      AgreementState renewed = told.evolve(events(told.decide(renewal)).getFirst());

      assertThat(events(renewed.decide(notice(90, LocalDate.of(2028, 4, 9))))).hasSize(1);
    }

    /** Whether a notice was made, sent or lost changes nothing about the end. */
    @Test
    @Clause({"NOT-3", "CON-12"})
    void contractEndsTheSame_withItsNoticesOrWithout() {
      AgreementState told =
          oneYear.evolve(events(oneYear.decide(notice(7, LocalDate.of(2027, 4, 9)))).getFirst());
      ExpireContract expire = new ExpireContract(CONTRACT, LocalDate.of(2027, 4, 9));

      assertThat(events(told.decide(expire)))
          .containsExactly(new ContractExpired(CONTRACT, SERIAL, LocalDate.of(2027, 4, 9)));
      assertThat(events(oneYear.decide(expire))).isEqualTo(events(told.decide(expire)));
    }

    @Test
    @Clause("CON-12")
    void expiryHappensOnce() {
      ExpireContract expire = new ExpireContract(CONTRACT, LocalDate.of(2027, 4, 9));
      List<ContractEvent> events = events(oneYear.decide(expire));

      assertThat(events)
          .containsExactly(new ContractExpired(CONTRACT, SERIAL, LocalDate.of(2027, 4, 9)));
      assertThat(events(oneYear.evolve(events.getFirst()).decide(expire))).isEmpty();
    }
  }
}
