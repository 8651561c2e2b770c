package io.rmaflow.rma.cover;

import static io.rmaflow.rma.cover.Told.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.TextId;
import io.rmaflow.events.contract.CalendarEvent.CalendarChanged;
import io.rmaflow.events.contract.CalendarEvent.Holiday;
import io.rmaflow.events.contract.ContractEvent.ContractMovedToReplacement;
import io.rmaflow.events.contract.ContractEvent.ContractRenewed;
import io.rmaflow.events.contract.ContractEvent.ContractRuleOverridden;
import io.rmaflow.events.contract.ContractEvent.ContractSigned;
import io.rmaflow.events.contract.ContractEvent.Party;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdIssued;
import io.rmaflow.events.contract.CustomerEvent.CustomerIdsLinked;
import io.rmaflow.events.contract.ProductEvent.EndOfSaleAnnounced;
import io.rmaflow.events.contract.ProductEvent.HotfixTargetsNamed;
import io.rmaflow.events.contract.ProductEvent.ProductAdded;
import io.rmaflow.events.contract.ProductEvent.ReleaseDesignated;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.events.contract.ProductEvent.ReleasePublished;
import io.rmaflow.events.contract.ProductEvent.ReleaseWithdrawn;
import io.rmaflow.events.contract.SettingEvent.SettingChanged;
import io.rmaflow.events.contract.SiteCheckEvent.SiteChecked;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.events.contract.UnitEvent.Source;
import io.rmaflow.events.contract.UnitEvent.UnitMoved;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import io.rmaflow.events.contract.UnitEvent.WarrantyMovedToReplacement;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.CaseEvent.Payer;
import io.rmaflow.events.rma.CaseEvent.ReplacementDelivered;
import io.rmaflow.events.rma.CaseEvent.ReplacementShipped;
import io.rmaflow.events.rma.CaseEvent.Shipment;
import io.rmaflow.events.rma.CaseEvent.UnitExchanged;
import io.rmaflow.rma.cover.ProductKnowledge.HotfixTarget;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoverTest {

  private static final SerialNumber FAULTY = new SerialNumber("NR2A-0001");
  private static final SerialNumber REPLACEMENT = new SerialNumber("NR2A-0101");
  private static final ProductCode PRODUCT = new ProductCode("netregio2a-dhcp");
  private static final CustomerId C_1001 = new CustomerId("C-1001");
  private static final CaseId CASE = new CaseId("case-1");
  private static final RmaNumber RMA = new RmaNumber("RMA-2026-000001");
  private static final ContractId CONTRACT = new ContractId("CT-1");
  private static final Instant DELIVERED = at("2026-05-02T13:00:00+09:00");
  private static final Instant BEFORE = DELIVERED.minusNanos(1_000);
  private static final LocalDate DAY = LocalDate.parse("2026-05-07");

  private final Told told = Told.shared();

  @Test
  void aRegisteredUnitHasItsWarrantyAndItsContract() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();

          UnitCover cover = told.cover.unit(FAULTY, DELIVERED).orElseThrow();

          assertThat(cover.productCode()).isEqualTo(PRODUCT);
          assertThat(cover.customerId()).isEqualTo(C_1001);
          assertThat(cover.warranty())
              .isEqualTo(new Period(LocalDate.parse("2025-11-10"), LocalDate.parse("2026-11-09")));
          assertThat(cover.terms())
              .containsExactly(
                  new Term(
                      CONTRACT,
                      Plan.CROSS_SEND_BACK,
                      1,
                      LocalDate.parse("2025-11-20"),
                      LocalDate.parse("2026-11-19"),
                      LocalDate.parse("2025-11-12")));
          assertThat(cover.replaced()).isNull();
          assertThat(told.cover.unit(new SerialNumber("NOBODY"), DELIVERED)).isEmpty();
        });
  }

  /** U6 of the examples: concluded in 2020, taken over years later. */
  @Test
  @Clause("A-28")
  void aTermThatWasTakenOver_countsAsConcludedByItsFirstDay() {
    told.inEmptyDatabase(
        () -> {
          told.tell(
              "unit/NR2A-0001", "2026-04-01T10:00:00+09:00", registered(FAULTY, C_1001, "site-a"));
          told.tell(
              CONTRACT.value(),
              "2026-04-01T10:00:00+09:00",
              new ContractSigned(
                  CONTRACT,
                  C_1001,
                  FAULTY,
                  PRODUCT,
                  Plan.ONSITE_24X365,
                  7,
                  LocalDate.parse("2020-06-01"),
                  LocalDate.parse("2027-05-31"),
                  Party.CUSTOMER,
                  null,
                  "earlier",
                  1,
                  true));

          assertThat(told.cover.unit(FAULTY, DELIVERED).orElseThrow().terms())
              .extracting(Term::concludedOn)
              .containsExactly(LocalDate.parse("2020-06-01"));
        });
  }

  @Test
  @Clause("A-28")
  void aRuleThatWasSetAside_standsForTheTermConcludedLast() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();
          told.tell(
              CONTRACT.value(),
              "2026-11-10T10:00:00+09:00",
              new ContractRenewed(
                  CONTRACT,
                  C_1001,
                  FAULTY,
                  Plan.CROSS_SEND_BACK,
                  1,
                  LocalDate.parse("2026-11-20"),
                  LocalDate.parse("2027-11-19"),
                  Party.CUSTOMER,
                  "1",
                  1,
                  false),
              new ContractRuleOverridden(CONTRACT, "A-28", new TextId("t-1")));

          assertThat(told.cover.unit(FAULTY, DELIVERED).orElseThrow().terms())
              .extracting(Term::beyondEndOfSale)
              .containsExactly(false, true);
        });
  }

  @Test
  @Clause("CON-20")
  void coverPassesToTheReplacementAtItsDelivery_andNotAtItsShipment() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();
          told.own.on(shipped());
          assertThat(told.cover.unit(REPLACEMENT, DELIVERED)).isEmpty();

          told.own.on(delivered());

          UnitCover old = told.cover.unit(FAULTY, DELIVERED).orElseThrow();
          assertThat(old.terms()).isEmpty();
          assertThat(old.warranty()).isNull();
          assertThat(old.replaced())
              .isEqualTo(new UnitCover.Replaced(REPLACEMENT, DELIVERED, true));
          UnitCover replacement = told.cover.unit(REPLACEMENT, DELIVERED).orElseThrow();
          assertThat(replacement.termOn(DAY)).isPresent();
          assertThat(replacement.underWarranty(DAY)).isTrue();
          assertThat(replacement.customerId()).isEqualTo(C_1001);
          assertThat(replacement.siteFingerprint()).isEqualTo("site-a");
          assertThat(replacement.replaced()).isNull();

          assertThat(told.cover.unit(FAULTY, BEFORE).orElseThrow().termOn(DAY)).isPresent();
          assertThat(told.cover.unit(REPLACEMENT, BEFORE)).isEmpty();
        });
  }

  @Test
  void aDeliveryKnownBeforeItsShipmentMovesCoverOnceBothAreKnown() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();
          told.own.on(new ReplacementDelivered(CASE, RMA, C_1001, FAULTY, null, DELIVERED));
          assertThat(told.cover.unit(FAULTY, DELIVERED).orElseThrow().terms()).hasSize(1);

          told.own.on(shipped());

          assertThat(told.cover.unit(FAULTY, DELIVERED).orElseThrow().terms()).isEmpty();
          assertThat(told.cover.unit(REPLACEMENT, DELIVERED).orElseThrow().terms()).hasSize(1);
        });
  }

  @Test
  @Clause("RMA-9")
  void aCorrectedDeliveryMovesTheInstant() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();
          told.own.on(shipped());
          told.own.on(delivered());

          told.own.on(
              new FactCorrected(
                  CASE, "ReplacementDelivered", "deliveredAt", "2026-05-07T01:00:00Z", null));

          assertThat(told.cover.unit(FAULTY, DELIVERED).orElseThrow().terms()).hasSize(1);
          assertThat(told.cover.unit(FAULTY, at("2026-05-07T10:00:00+09:00")).orElseThrow().terms())
              .isEmpty();
        });
  }

  @Test
  void whatContractServiceSaysOfTheSameExchangeLaterChangesNothing() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();
          told.own.on(shipped());
          told.own.on(delivered());
          told.own.on(
              new FactCorrected(
                  CASE, "ReplacementDelivered", "deliveredAt", "2026-05-07T01:00:00Z", null));

          told.tell(
              "CT-1",
              "2026-05-02T13:00:00+09:00",
              new ContractMovedToReplacement(CONTRACT, FAULTY, REPLACEMENT, CASE, DELIVERED));
          told.tell(
              "unit/NR2A-0001",
              "2026-05-02T13:00:00+09:00",
              new WarrantyMovedToReplacement(
                  FAULTY,
                  REPLACEMENT,
                  CASE,
                  DELIVERED,
                  new Period(LocalDate.parse("2025-11-10"), LocalDate.parse("2026-11-09"))));

          Instant corrected = at("2026-05-07T10:00:00+09:00");
          assertThat(told.cover.unit(FAULTY, DELIVERED).orElseThrow().terms()).hasSize(1);
          assertThat(told.cover.unit(REPLACEMENT, corrected).orElseThrow().terms()).hasSize(1);
        });
  }

  @Test
  void anExchangeThatOnlyContractServiceKnowsMovesCoverToo() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();
          told.tell(
              "CT-1",
              "2026-05-02T13:00:00+09:00",
              new ContractMovedToReplacement(CONTRACT, FAULTY, REPLACEMENT, CASE, DELIVERED));

          UnitCover replacement = told.cover.unit(REPLACEMENT, DELIVERED).orElseThrow();
          assertThat(replacement.termOn(DAY)).isPresent();
          assertThat(replacement.productCode()).isEqualTo(PRODUCT);
        });
  }

  @Test
  void aRenewalBelongsToWhereverTheContractIs() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();
          told.own.on(shipped());
          told.own.on(delivered());
          told.tell(
              "CT-1",
              "2026-10-01T10:00:00+09:00",
              new ContractRenewed(
                  CONTRACT,
                  C_1001,
                  REPLACEMENT,
                  Plan.CROSS_SEND_BACK,
                  1,
                  LocalDate.parse("2026-11-20"),
                  LocalDate.parse("2027-11-19"),
                  Party.CUSTOMER,
                  "1",
                  1,
                  false));

          assertThat(told.cover.unit(REPLACEMENT, DELIVERED).orElseThrow().terms()).hasSize(2);
          assertThat(told.cover.unit(FAULTY, BEFORE).orElseThrow().terms()).hasSize(2);
        });
  }

  @Test
  void aUnitThatCameBackAndWentOutAgain_beginsAnewWithItsNewCustomer() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();
          told.own.on(shipped());
          told.own.on(delivered());
          SerialNumber other = new SerialNumber("NR2A-0500");
          told.tell(
              "unit/NR2A-0500",
              "2025-12-01T10:00:00+09:00",
              registered(other, new CustomerId("C-2000"), "site-b"));
          told.tell(
              "CT-2",
              "2025-12-01T10:00:00+09:00",
              signed(new ContractId("CT-2"), new CustomerId("C-2000"), other));
          CaseId second = new CaseId("case-2");
          Instant later = at("2026-07-01T10:00:00+09:00");
          told.own.on(shipped(second, other, FAULTY));
          told.own.on(
              new ReplacementDelivered(
                  second, RMA, new CustomerId("C-2000"), other, FAULTY, later));

          UnitCover again = told.cover.unit(FAULTY, later).orElseThrow();

          assertThat(again.customerId()).isEqualTo(new CustomerId("C-2000"));
          assertThat(again.siteFingerprint()).isEqualTo("site-b");
          assertThat(again.terms())
              .extracting(Term::contractId)
              .containsExactly(new ContractId("CT-2"));
          assertThat(again.replaced()).isNull();
          assertThat(told.cover.unit(REPLACEMENT, later).orElseThrow().terms())
              .extracting(Term::contractId)
              .containsExactly(CONTRACT);
        });
  }

  @Test
  @Clause("REG-5")
  void theSiteIsTheOneOfTheInstant_andTheFirstBeforeThat() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();
          told.tell(
              "unit/NR2A-0001",
              "2026-03-01T10:00:00+09:00",
              new UnitMoved(FAULTY, new SiteId("s-2"), "site-new", "owner-a"));

          assertThat(siteAt("2026-03-01T10:00:00+09:00")).isEqualTo("site-new");
          assertThat(siteAt("2026-02-28T10:00:00+09:00")).isEqualTo("site-a");
          assertThat(siteAt("2020-01-01T10:00:00+09:00")).isEqualTo("site-a");
        });
  }

  @Test
  void linkedIdsReachOverOthers() {
    told.inEmptyDatabase(
        () -> {
          told.tell(
              "customer/C-1001",
              "2026-01-05T10:00:00+09:00",
              new CustomerIdIssued(C_1001, List.of()),
              new CustomerIdsLinked(C_1001, new CustomerId("C-1002")));
          told.tell(
              "customer/C-1009",
              "2026-01-05T10:00:00+09:00",
              new CustomerIdsLinked(new CustomerId("C-1009"), new CustomerId("C-1002")));

          assertThat(told.cover.linkedIds(C_1001))
              .containsExactlyInAnyOrder(
                  C_1001, new CustomerId("C-1002"), new CustomerId("C-1009"));
          assertThat(told.cover.linkedIds(new CustomerId("C-9")))
              .containsExactly(new CustomerId("C-9"));
          assertThat(told.cover.customerKnown(C_1001)).isTrue();
          assertThat(told.cover.customerKnown(new CustomerId("C-9"))).isFalse();
          assertThat(told.linked).containsExactly("C-1001+C-1002", "C-1009+C-1002");
        });
  }

  @Test
  @Clause({"CSB-15", "VER-10", "EOS-1", "SWP-5"})
  void aProductHasItsReleasesDesignationsAndEndOfSale() {
    told.inEmptyDatabase(
        () -> {
          told.tell(
              "product/netregio2a-dhcp",
              "2026-02-10T10:00:00+09:00",
              added(),
              release("4.8.1", ReleaseKind.PERIODIC, "2024-02-08"),
              release("4.10.1", ReleaseKind.PERIODIC, "2024-05-22"),
              release("4.10.1-2300", ReleaseKind.HOTFIX, "2025-01-10"),
              release("4.12.2", ReleaseKind.PERIODIC, "2026-02-10"),
              new ReleaseDesignated(
                  PRODUCT, new SoftwareVersion("4.10.1"), null, LocalDate.parse("2026-12-31")),
              new HotfixTargetsNamed(
                  PRODUCT,
                  new SoftwareVersion("4.10.1-2300"),
                  List.of(new CustomerId("C-1001"), new CustomerId("C-1002")),
                  null),
              new EndOfSaleAnnounced(
                  PRODUCT, LocalDate.parse("2026-04-01"), LocalDate.parse("2026-09-30"), null));

          ProductKnowledge product = told.cover.product(PRODUCT).orElseThrow();

          assertThat(product.family()).isEqualTo(ProductFamily.NETREGIO);
          assertThat(told.cover.latestSoftwareVersion(PRODUCT, LocalDate.parse("2026-02-09")))
              .contains("4.10.1");
          assertThat(told.cover.latestSoftwareVersion(PRODUCT, LocalDate.parse("2026-02-10")))
              .contains("4.12.2");
          assertThat(product.updateDue(new SoftwareVersion("4.10.1-2201")))
              .contains(LocalDate.parse("2026-08-10"));
          assertThat(product.isDesignated(new SoftwareVersion("4.10.1-2201"), DAY)).isTrue();
          assertThat(product.hotfixTargets())
              .containsExactlyInAnyOrder(
                  new HotfixTarget(
                      new SoftwareVersion("4.10.1-2300"),
                      new CustomerId("C-1001"),
                      LocalDate.parse("2026-02-10")),
                  new HotfixTarget(
                      new SoftwareVersion("4.10.1-2300"),
                      new CustomerId("C-1002"),
                      LocalDate.parse("2026-02-10")));
          assertThat(
                  product.paidServiceEnd(
                      LocalDate.parse("2025-11-10"), LocalDate.parse("2025-11-20")))
              .contains(LocalDate.parse("2031-03-31"));

          told.tell(
              "product/netregio2a-dhcp",
              "2026-03-01T10:00:00+09:00",
              new ReleaseWithdrawn(PRODUCT, new SoftwareVersion("4.12.2"), null));
          assertThat(told.cover.latestSoftwareVersion(PRODUCT, DAY)).contains("4.10.1");
          assertThat(told.cover.product(new ProductCode("unheard-of"))).isEmpty();
        });
  }

  @Test
  @Clause({"CAL-3", "RMA-9"})
  void aChangedCalendarIsUsedFromThenOn_andDeadlinesAreDerivedAnew() {
    told.inEmptyDatabase(
        () -> {
          assertThat(told.cover.policy()).isEqualTo(PolicyContext.STANDARD);

          told.tell(
              "calendar",
              "2026-04-20T10:00:00+09:00",
              new CalendarChanged(
                  2,
                  List.of(new Holiday(LocalDate.parse("2026-05-08"), "創立記念日", "Foundation Day")),
                  List.of(LocalDate.parse("2026-08-13")),
                  null));

          PolicyContext policy = told.cover.policy();
          assertThat(policy.calendarVersion()).isEqualTo(2);
          assertThat(policy.calendar().isBusinessDay(LocalDate.parse("2026-05-08"))).isFalse();
          assertThat(policy.calendar().isBusinessDay(LocalDate.parse("2026-08-13"))).isTrue();
          assertThat(policy.calendar().isBusinessDay(LocalDate.parse("2026-08-14"))).isFalse();
          assertThat(told.recalculated).containsExactly(policy);
        });
  }

  @Test
  void changedSettingsAreRead_andOneThatCannotBeReadIsNotTakenIn() {
    told.inEmptyDatabase(
        () -> {
          told.tell(
              "settings",
              "2026-04-20T10:00:00+09:00",
              new SettingChanged("cutoff.noon.inclusive", "false", 2, null),
              new SettingChanged("versionSpecified.extraBusinessDays", "2", 3, null),
              new SettingChanged(
                  "notify.return.schedule",
                  "{\"businessDaysBefore\":3,\"businessDaysAfter\":2}",
                  4,
                  null),
              new SettingChanged("cutoff.clock", "\"ACCEPTED_AT\"", 5, null),
              new SettingChanged("backdating.maxDays", "14", 6, null),
              new SettingChanged("va.designatedHypervisors", "[\"KVM\",\"VMware ESXi\"]", 7, null),
              new SettingChanged("tec.waitForCustomer.businessDays", "5", 8, null));

          PolicyContext policy = told.cover.policy();
          assertThat(policy.settingsVersion()).isEqualTo(8);
          assertThat(policy.designatedHypervisors()).containsExactly("KVM", "VMware ESXi");
          assertThat(policy.waitForCustomerBusinessDays()).isEqualTo(5);
          assertThat(policy.noonInclusive()).isFalse();
          assertThat(policy.extraBusinessDays(true)).isEqualTo(2);
          assertThat(policy.extraBusinessDays(false)).isZero();
          assertThat(policy.returnReminders())
              .isEqualTo(new ReminderSchedule(3, 2, java.time.LocalTime.of(9, 0)));
          assertThat(told.remindersChanged).isEqualTo(1);
          assertThat(told.recalculated).isEmpty();
          assertThat(policy.cutOffClock()).isEqualTo(CutOffClock.ACCEPTED_AT);
          assertThat(told.cover.settings().backdatingMaxDays(7)).isEqualTo(14);

          assertThatThrownBy(
                  () ->
                      told.tell(
                          "settings",
                          "2026-04-21T10:00:00+09:00",
                          new SettingChanged("cutoff.noon.inclusive", "\"yes\"", 9, null)))
              .isInstanceOf(IllegalArgumentException.class);
          assertThat(told.cover.policy().settingsVersion()).isEqualTo(8);
        });
  }

  /**
   * Streams come in any order among each other, and this service's own facts at any time between.
   */
  @Property(tries = 60)
  void theOrderOfStreamsChangesNothing(@ForAll long seed) {
    Told real = Told.shared();
    real.inEmptyDatabase(
        () -> {
          Map<String, List<DomainEvent>> streams = streams();
          List<String> order = new ArrayList<>();
          streams.forEach((stream, events) -> events.forEach(event -> order.add(stream)));
          order.addAll(List.of("own", "own", "own"));
          java.util.Collections.shuffle(order, new Random(seed));
          List<Runnable> own =
              new ArrayList<>(
                  List.of(
                      () -> real.own.on(shipped()),
                      () -> real.own.on(delivered()),
                      () ->
                          real.own.on(
                              new FactCorrected(
                                  CASE,
                                  "ReplacementDelivered",
                                  "deliveredAt",
                                  "2026-05-07T01:00:00Z",
                                  null))));
          Map<String, List<DomainEvent>> rest = new java.util.HashMap<>();
          streams.forEach((stream, events) -> rest.put(stream, new ArrayList<>(events)));
          for (String stream : order) {
            if (stream.equals("own")) {
              own.removeFirst().run();
            } else {
              real.tell(
                  stream,
                  "2025-12-01T10:00:00+09:00",
                  Optional.ofNullable(rest.get(stream)).orElseThrow().removeFirst());
            }
          }

          Instant moved = at("2026-05-07T10:00:00+09:00");
          UnitCover before = real.cover.unit(FAULTY, moved.minusNanos(1_000)).orElseThrow();
          assertThat(before.terms()).hasSize(2);
          assertThat(before.siteFingerprint()).isEqualTo("site-new");
          UnitCover after = real.cover.unit(FAULTY, moved).orElseThrow();
          assertThat(after.terms()).isEmpty();
          assertThat(after.replaced()).isEqualTo(new UnitCover.Replaced(REPLACEMENT, moved, true));
          UnitCover replacement = real.cover.unit(REPLACEMENT, moved).orElseThrow();
          assertThat(replacement.terms()).hasSize(2);
          assertThat(replacement.underWarranty(DAY)).isTrue();
          assertThat(replacement.siteFingerprint()).isEqualTo("site-new");
          assertThat(real.cover.linkedIds(C_1001)).hasSize(3);
          assertThat(real.cover.latestSoftwareVersion(PRODUCT, DAY)).contains("4.10.1");
        });
  }

  private static Map<String, List<DomainEvent>> streams() {
    return Map.of(
        "unit/NR2A-0001",
        List.of(
            registered(FAULTY, C_1001, "site-a"),
            new UnitMoved(FAULTY, new SiteId("s-2"), "site-new", "owner-a"),
            new WarrantyMovedToReplacement(
                FAULTY,
                REPLACEMENT,
                CASE,
                DELIVERED,
                new Period(LocalDate.parse("2025-11-10"), LocalDate.parse("2026-11-09")))),
        "CT-1",
        List.of(
            signed(CONTRACT, C_1001, FAULTY),
            new ContractMovedToReplacement(CONTRACT, FAULTY, REPLACEMENT, CASE, DELIVERED),
            new ContractRenewed(
                CONTRACT,
                C_1001,
                REPLACEMENT,
                Plan.CROSS_SEND_BACK,
                1,
                LocalDate.parse("2026-11-20"),
                LocalDate.parse("2027-11-19"),
                Party.CUSTOMER,
                "1",
                1,
                false)),
        "product/netregio2a-dhcp",
        List.of(
            added(),
            release("4.8.1", ReleaseKind.PERIODIC, "2024-02-08"),
            release("4.10.1", ReleaseKind.PERIODIC, "2024-05-22")),
        "customer/C-1001",
        List.of(
            new CustomerIdIssued(C_1001, List.of(new ContactId("ct-1"))),
            new CustomerIdsLinked(C_1001, new CustomerId("C-1002"))),
        "customer/C-1009",
        List.of(new CustomerIdsLinked(new CustomerId("C-1009"), new CustomerId("C-1002"))));
  }

  @Test
  @Clause("ONS-12")
  void anExchangeOnSiteMovesCoverAtItsInstant_twiceTold_andCorrectedToo() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();
          told.own.on(exchangedOnSite());
          told.own.on(exchangedOnSite());

          assertThat(told.cover.unit(FAULTY, BEFORE).orElseThrow().terms()).hasSize(1);
          assertThat(told.cover.unit(FAULTY, DELIVERED).orElseThrow().replaced())
              .isEqualTo(new UnitCover.Replaced(REPLACEMENT, DELIVERED, true));
          UnitCover replacement = told.cover.unit(REPLACEMENT, DELIVERED).orElseThrow();
          assertThat(replacement.terms()).hasSize(1);
          assertThat(replacement.underWarranty(DAY)).isTrue();

          told.own.on(
              new FactCorrected(
                  CASE, "UnitExchanged", "exchangedAt", "2026-05-03T01:00:00Z", null));
          assertThat(told.cover.unit(FAULTY, DELIVERED).orElseThrow().terms()).hasSize(1);
          assertThat(
                  told.cover
                      .unit(REPLACEMENT, at("2026-05-03T10:00:00+09:00"))
                      .orElseThrow()
                      .terms())
              .hasSize(1);

          SerialNumber other = new SerialNumber("NR2A-0102");
          told.own.on(
              new FactCorrected(CASE, "UnitExchanged", "serialNumber", other.value(), null));
          Instant later = at("2026-05-04T10:00:00+09:00");
          assertThat(told.cover.unit(REPLACEMENT, later)).isEmpty();
          assertThat(told.cover.unit(other, later).orElseThrow().terms()).hasSize(1);
        });
  }

  @Test
  @Clause("ONS-7")
  void theTargetOfASite_isTheLastFindingAboutThatVerySite() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();
          assertThat(hoursAt("2026-01-01T00:00:00+09:00")).isNull();
          told.tell(
              "site-check/NR2A-0001",
              "2026-01-10T10:00:00+09:00",
              new SiteChecked(FAULTY, "site-a", true, 6));
          told.tell(
              "site-check/NR2A-0001",
              "2026-02-10T10:00:00+09:00",
              new SiteChecked(FAULTY, "site-b", true, 8));

          assertThat(hoursAt("2026-01-10T09:59:59+09:00")).isNull();
          assertThat(hoursAt("2026-01-10T10:00:00+09:00")).isEqualTo(6);
          assertThat(hoursAt("2026-03-01T00:00:00+09:00")).isEqualTo(6);
          told.tell(
              "unit/NR2A-0001",
              "2026-03-10T10:00:00+09:00",
              new UnitMoved(FAULTY, new SiteId("s-2"), "site-b", "owner-a"));
          assertThat(hoursAt("2026-03-10T10:00:00+09:00")).isEqualTo(8);

          told.own.on(exchangedOnSite());
          assertThat(told.cover.unit(REPLACEMENT, DELIVERED).orElseThrow().arrivalTargetHours())
              .isEqualTo(8);
        });
  }

  @Test
  @Clause("ONS-7")
  void aSiteThatNobodyCanComeTo_hasNoTarget() {
    told.inEmptyDatabase(
        () -> {
          tellUnitAndContract();
          told.tell(
              "site-check/NR2A-0001",
              "2026-01-10T10:00:00+09:00",
              new SiteChecked(FAULTY, "site-a", false, 6));

          assertThat(hoursAt("2026-01-11T10:00:00+09:00")).isNull();
        });
  }

  private @Nullable Integer hoursAt(String instant) {
    return told.cover.unit(FAULTY, at(instant)).orElseThrow().arrivalTargetHours();
  }

  private static UnitExchanged exchangedOnSite() {
    return new UnitExchanged(CASE, RMA, C_1001, FAULTY, REPLACEMENT, PRODUCT, "4.10.1", DELIVERED);
  }

  private void tellUnitAndContract() {
    told.tell("unit/NR2A-0001", "2025-11-12T10:00:00+09:00", registered(FAULTY, C_1001, "site-a"));
    told.tell("CT-1", "2025-11-12T11:00:00+09:00", signed(CONTRACT, C_1001, FAULTY));
  }

  private String siteAt(String instant) {
    return told.cover.unit(FAULTY, at(instant)).orElseThrow().siteFingerprint();
  }

  private static UnitRegistered registered(
      SerialNumber serial, CustomerId customer, String siteFingerprint) {
    return new UnitRegistered(
        serial,
        PRODUCT,
        customer,
        Source.ONLINE,
        LocalDate.parse("2025-11-10"),
        LocalDate.parse("2025-11-10"),
        ShippedBy.VENDOR,
        LocalDate.parse("2025-11-12"),
        false,
        SalesChannel.DIRECT,
        new SiteId("s-1"),
        List.of(),
        siteFingerprint,
        "owner-a",
        new Period(LocalDate.parse("2025-11-10"), LocalDate.parse("2026-11-09")),
        null,
        null);
  }

  private static ContractSigned signed(
      ContractId contract, CustomerId customer, SerialNumber serial) {
    return new ContractSigned(
        contract,
        customer,
        serial,
        PRODUCT,
        Plan.CROSS_SEND_BACK,
        1,
        LocalDate.parse("2025-11-20"),
        LocalDate.parse("2026-11-19"),
        Party.CUSTOMER,
        null,
        "1",
        1,
        false);
  }

  private static ProductAdded added() {
    return new ProductAdded(
        PRODUCT, "NetRegio2A DHCP", List.of(), ProductFamily.NETREGIO, null, false, null);
  }

  private static ReleasePublished release(String version, ReleaseKind kind, String on) {
    return new ReleasePublished(
        PRODUCT,
        new SoftwareVersion(version),
        kind,
        true,
        false,
        null,
        LocalDate.parse(on),
        false,
        false,
        List.of(),
        null);
  }

  private static ReplacementShipped shipped() {
    return shipped(CASE, FAULTY, REPLACEMENT);
  }

  private static ReplacementShipped shipped(
      CaseId caseId, SerialNumber faulty, SerialNumber replacement) {
    return new ReplacementShipped(
        caseId,
        RMA,
        C_1001,
        faulty,
        replacement,
        PRODUCT,
        "4.10.1",
        true,
        Condition.REFURBISHED,
        new Shipment(Leg.REPLACEMENT, Direction.TO_CUSTOMER, Payer.VENDOR, null, null),
        at("2026-05-01T15:00:00+09:00"));
  }

  private static ReplacementDelivered delivered() {
    return new ReplacementDelivered(CASE, RMA, C_1001, FAULTY, REPLACEMENT, DELIVERED);
  }
}
