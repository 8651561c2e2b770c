package io.rmaflow.console.desk;

import io.rmaflow.client.Connection;
import io.rmaflow.client.contract.api.ContractsApi;
import io.rmaflow.client.contract.api.EntitlementsApi;
import io.rmaflow.client.contract.api.PersonalDataApi;
import io.rmaflow.client.contract.api.ReleasesApi;
import io.rmaflow.client.contract.model.Denied;
import io.rmaflow.client.contract.model.Entitlement;
import io.rmaflow.client.contract.model.Granted;
import io.rmaflow.client.contract.model.Site;
import io.rmaflow.client.contract.model.SiteCheck;
import io.rmaflow.client.contract.model.Unit;
import io.rmaflow.client.contract.model.VersionSupport;
import io.rmaflow.client.rma.api.CasesApi;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.client.rma.model.Standing;
import io.rmaflow.client.rma.model.UnitCase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The verdict about a unit.
 *
 * @param the as it is registered
 * @param covers by which a failure of it is dealt with
 * @param others what else it has
 * @param denied what it does not have, with the reason
 * @param site where it stands; null where that is not for the person, or erased
 * @param check whether somebody can come there; null where that was not asked
 * @param version whether what it runs is supported; null where nobody said what that is
 * @param open its cases that go on, those of the units before and after it among them
 * @param standing of whoever has it
 */
record UnitCard(
    Unit the,
    List<Granted> covers,
    List<Granted> others,
    List<Denied> denied,
    @Nullable Site site,
    @Nullable SiteCheck check,
    @Nullable VersionSupport version,
    List<UnitCase> open,
    @Nullable Standing standing) {

  private static final int PAGE = 200;

  private static final Set<String> FOR_FAILURES =
      Set.of(
          "WARRANTY",
          "DOA_EXCHANGE",
          "CROSS_SEND_BACK",
          "MANUFACTURER",
          "ONSITE_WEEKDAY",
          "ONSITE_24X365",
          "TECHNICAL_SUPPORT_VA");

  private static final Set<CaseStatus> OVER =
      EnumSet.of(CaseStatus.CLOSED, CaseStatus.CANCELLED, CaseStatus.REFUSED);

  static UnitCard of(Unit the, Connection services) {
    String serial = the.getSerialNumber();
    Entitlement entitlement =
        new EntitlementsApi(services.contract()).entitlements(serial, null, null);
    return new UnitCard(
        the,
        entitlement.getGranted().stream().filter(UnitCard::isForFailures).toList(),
        entitlement.getGranted().stream().filter(one -> !isForFailures(one)).toList(),
        entitlement.getDenied(),
        Search.unless(() -> new PersonalDataApi(services.contract()).site(the.getSiteId())),
        Search.unless(() -> new ContractsApi(services.contract()).siteCheck(serial)),
        version(the, services),
        new CasesApi(services.rma())
            .unitHistory(serial, 0, PAGE).getItems().stream()
                .filter(one -> !OVER.contains(one.getStatus()))
                .toList(),
        CustomerCard.standing(the.getCustomerId(), services));
  }

  private static boolean isForFailures(Granted one) {
    return FOR_FAILURES.contains(one.getService());
  }

  private static @Nullable VersionSupport version(Unit the, Connection services) {
    String version = the.getSoftwareVersion();
    return version == null
        ? null
        : Search.unless(
            () ->
                new ReleasesApi(services.contract())
                    .versionSupport(the.getProductCode(), version, null));
  }

  /** Whether a failure of it is dealt with under any cover. */
  public boolean isCovered() {
    return !covers.isEmpty();
  }
}
