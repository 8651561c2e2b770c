package io.rmaflow.contract.catalogue.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.catalogue.rules.CatalogueCommand.ApproveHotfix;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.NameHotfixTargets;
import io.rmaflow.contract.decision.Decision;
import io.rmaflow.contract.entitlement.rules.Entitlements;
import io.rmaflow.contract.entitlement.rules.SoftwareAccess;
import io.rmaflow.contract.entitlement.rules.SoftwareAccess.Download;
import io.rmaflow.contract.entitlement.rules.UnitCover;
import io.rmaflow.contract.entitlement.rules.UnitCover.ContractTerm;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.contract.ProductEvent.Approver;
import io.rmaflow.events.contract.ProductEvent.HotfixApproved;
import io.rmaflow.events.contract.ProductEvent.HotfixTargetsNamed;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import io.rmaflow.events.contract.ProductEvent.ReleasePublished;
import io.rmaflow.events.contract.UnitEvent.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HotfixTest {

  private static final ProductCode PRODUCT = new ProductCode("netregio2a-dhcp");
  private static final SoftwareVersion HOTFIX = new SoftwareVersion("4.10.1-2202");
  private static final CustomerId TARGET = new CustomerId("C-1001");
  private static final CustomerId OTHER = new CustomerId("C-1003");
  private static final Instant NOW = Instant.parse("2026-05-01T01:00:00Z");

  private static ReleasePublished release(String version, ReleaseKind kind, boolean serious) {
    return new ReleasePublished(
        PRODUCT,
        new SoftwareVersion(version),
        kind,
        true,
        false,
        null,
        LocalDate.of(2026, 4, 1),
        false,
        serious,
        List.of(),
        null);
  }

  private static ProductState after(ProductEvent... events) {
    ProductState state =
        ProductState.UNKNOWN
            .evolve(release("4.10.1-2201", ReleaseKind.PERIODIC, false))
            .evolve(release("4.10.1-2202", ReleaseKind.HOTFIX, false));
    for (ProductEvent event : events) {
      state = state.evolve(event);
    }
    return state;
  }

  private static HotfixApproved approved(Approver by) {
    return new HotfixApproved(PRODUCT, HOTFIX, by, false, null);
  }

  private static Decision<ProductEvent> approve(
      ProductState state, Approver by, boolean workaround) {
    return CatalogueRules.decide(state, new ApproveHotfix(PRODUCT, HOTFIX, by, workaround, null));
  }

  private static Decision<ProductEvent> handOut(ProductState state) {
    return CatalogueRules.decide(
        state, new NameHotfixTargets(PRODUCT, HOTFIX, List.of(TARGET), null));
  }

  private static Refusal refusal(Decision<ProductEvent> decision) {
    return decision instanceof Decision.Refused<ProductEvent>(var refusals)
        ? refusals.getFirst()
        : new Refusal("none", List.of(), new io.rmaflow.events.Message("", ""), java.util.Map.of());
  }

  @Test
  @Clause({"SWP-1", "SWP-2", "VA-20"})
  void isHandedOut_onlyAfterSupportJudgedAndDevelopmentAgreed() {
    assertThat(refusal(handOut(after())).code()).isEqualTo("HOTFIX_APPROVAL_MISSING");
    Refusal one = refusal(handOut(after(approved(Approver.SUPPORT))));
    assertThat(one.code()).isEqualTo("HOTFIX_APPROVAL_MISSING");
    assertThat(one.details()).containsEntry("missing", List.of(Approver.DEVELOPMENT));

    assertThat(handOut(after(approved(Approver.SUPPORT), approved(Approver.DEVELOPMENT))))
        .isEqualTo(
            Decision.happens(new HotfixTargetsNamed(PRODUCT, HOTFIX, List.of(TARGET), null)));
    assertThat(approve(after(approved(Approver.SUPPORT)), Approver.SUPPORT, false))
        .isEqualTo(Decision.<ProductEvent>nothing());
  }

  @Test
  @Clause({"SWP-4", "SWP-9"})
  void isNotForDefectsThatCanBeWorkedAround() {
    Refusal refusal = refusal(approve(after(), Approver.SUPPORT, true));

    assertThat(refusal.code()).isEqualTo("WORKAROUND_EXISTS");
    assertThat(refusal.details()).containsEntry("route", ReleaseKind.PERIODIC);
  }

  private static Entitlements entitlements(boolean underContract) {
    return Entitlements.of(
        new UnitCover(
            new SerialNumber("S"),
            ProductFamily.NETREGIO,
            false,
            LocalDate.of(2025, 11, 10),
            new Period(LocalDate.of(2025, 11, 10), LocalDate.of(2026, 11, 9)),
            null,
            null,
            null,
            null,
            underContract
                ? List.of(
                    new ContractTerm(
                        "CT-1",
                        Plan.CROSS_SEND_BACK,
                        LocalDate.of(2025, 11, 20),
                        LocalDate.of(2026, 11, 19),
                        null,
                        null))
                : List.of()),
        NOW);
  }

  private static Download download(ProductState state, boolean underContract, CustomerId who) {
    return SoftwareAccess.of(entitlements(underContract), state, Set.of(who), NOW).getFirst();
  }

  @Test
  @Clause({"SWP-3", "SWP-5", "SWP-6", "SWP-10"})
  void isDownloadedByItsTargetsAlone_withAWarning() {
    ProductState state =
        after(
            approved(Approver.SUPPORT),
            approved(Approver.DEVELOPMENT),
            new HotfixTargetsNamed(PRODUCT, HOTFIX, List.of(TARGET), null));

    Download target = download(state, true, TARGET);
    assertThat(target.version()).isEqualTo(HOTFIX);
    assertThat(target.granted()).isTrue();
    assertThat(target.warning()).isNotNull();
    Download other = download(state, true, OTHER);
    assertThat(other.granted()).isFalse();
    assertThat(other.clauses()).containsExactly("SWP-5");
    assertThat(download(after(), true, TARGET).code()).isEqualTo("HOTFIX_APPROVAL_MISSING");
  }

  @Test
  @Clause({"SWP-8", "TEC-5", "WAR-10"})
  void periodicReleases_areForContracts_andForTheWarrantyWhereADefectIsSerious() {
    ProductState state =
        ProductState.UNKNOWN
            .evolve(release("4.10.1-2201", ReleaseKind.PERIODIC, false))
            .evolve(release("4.12.2-2300", ReleaseKind.PERIODIC, true));

    assertThat(SoftwareAccess.of(entitlements(true), state, Set.of(TARGET), NOW))
        .extracting(Download::granted, Download::supported)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(true, true),
            org.assertj.core.groups.Tuple.tuple(true, false));
    List<Download> inWarranty = SoftwareAccess.of(entitlements(false), state, Set.of(TARGET), NOW);
    assertThat(inWarranty.get(0).clauses()).containsExactly("WAR-10", "ELG-13");
    assertThat(inWarranty.get(0).granted()).isTrue();
    assertThat(inWarranty.get(1).code()).isEqualTo("NO_PAID_CONTRACT");
  }
}
