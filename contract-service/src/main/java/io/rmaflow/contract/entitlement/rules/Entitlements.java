package io.rmaflow.contract.entitlement.rules;

import io.rmaflow.contract.eligibility.rules.PlanRules;
import io.rmaflow.contract.entitlement.rules.UnitCover.ContractTerm;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a unit is entitled to at an instant (GEN-1), and what it is denied.
 *
 * @param granted each with the clauses that grant it
 * @param denied each with the clauses that deny it
 */
@Clause("GEN-1")
public record Entitlements(List<Granted> granted, List<Denied> denied) {

  static final String WARRANTY = "WARRANTY";
  static final String DOA_EXCHANGE = "DOA_EXCHANGE";
  static final String TECHNICAL_SUPPORT = "TECHNICAL_SUPPORT";
  static final String SUPPORT_SITE = "SUPPORT_SITE";
  static final String SOFTWARE_DOWNLOAD = "SOFTWARE_DOWNLOAD";
  static final String SERIOUS_DEFECT_FIX = "SERIOUS_DEFECT_FIX";

  public Entitlements {
    granted = List.copyOf(granted);
    denied = List.copyOf(denied);
  }

  /**
   * A service that the unit has.
   *
   * @param service {@code WARRANTY}, {@code DOA_EXCHANGE}, a plan, {@code TECHNICAL_SUPPORT},
   *     {@code SUPPORT_SITE}, {@code SOFTWARE_DOWNLOAD} or {@code SERIOUS_DEFECT_FIX}
   * @param from first day, JST inclusive; null where no day is set
   * @param to last day, JST inclusive; null where no day is set
   * @param clauses that grant it
   * @param contractId the contract behind it; null where there is none
   */
  public record Granted(
      String service,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      List<String> clauses,
      @Nullable String contractId) {}

  /** Whether the service is granted. */
  public boolean has(String service) {
    return granted.stream().anyMatch(grant -> grant.service().equals(service));
  }

  /**
   * A service that the unit does not have.
   *
   * @param service {@code WARRANTY}, {@code DOA_EXCHANGE}, a plan, {@code TECHNICAL_SUPPORT},
   *     {@code SUPPORT_SITE}, {@code SOFTWARE_DOWNLOAD} or {@code SERIOUS_DEFECT_FIX}
   * @param code why, such as {@code NO_PAID_CONTRACT}
   * @param clauses that deny it
   */
  public record Denied(String service, String code, List<String> clauses) {}

  /**
   * Works out everything for a unit at an instant (CID-4: the unit is entitled, never an ID). A
   * unit that is not registered has none of it (REG-3, REG-4, WAR-7).
   */
  @Clause({"CID-4", "REG-3", "REG-4", "WAR-7"})
  public static Entitlements of(UnitCover unit, Instant at) {
    Collector result = new Collector(unit, at);
    result.warranty();
    result.initialFailure();
    for (Plan plan : Plan.values()) {
      result.plan(plan);
    }
    result.support();
    result.seriousDefectFix();
    return new Entitlements(result.granted, result.denied);
  }

  private static final class Collector {
    private final UnitCover unit;
    private final Instant at;
    private final LocalDate day;
    private final List<Granted> granted = new ArrayList<>();
    private final List<Denied> denied = new ArrayList<>();

    Collector(UnitCover unit, Instant at) {
      this.unit = unit;
      this.at = at;
      this.day = JapanTime.dateOf(at);
    }

    /** WAR-1, WAR-2; a unit that has been replaced has handed its warranty on. */
    @Clause({"WAR-1", "WAR-2", "GEN-3", "ELG-8", "ELG-11"})
    void warranty() {
      Period period = unit.warranty();
      if (unit.secondHand()) {
        deny(WARRANTY, "SECOND_HAND_UNIT", "GEN-3");
      } else if (!PlanRules.isHardware(unit.family())) {
        deny(WARRANTY, "NO_HARDWARE_SERVICE_FOR_VA", "ELG-8");
      } else if (period == null || replaced() || notYetHeld() || !period.contains(day)) {
        deny(WARRANTY, "WARRANTY_EXPIRED", "WAR-1");
      } else {
        granted.add(
            new Granted(WARRANTY, period.from(), period.to(), List.of("WAR-1", "ELG-11"), null));
      }
    }

    /** ELG-12, A-50: open to every registered hardware unit; the operator certifies the rest. */
    @Clause({"ELG-12", "A-50", "GEN-3", "ELG-8"})
    void initialFailure() {
      LocalDate bought = unit.purchaseDate();
      Integer window = unit.doaWindowDays();
      if (unit.secondHand()) {
        deny(DOA_EXCHANGE, "SECOND_HAND_UNIT", "GEN-3");
      } else if (!PlanRules.isHardware(unit.family())) {
        deny(DOA_EXCHANGE, "NO_HARDWARE_SERVICE_FOR_VA", "ELG-8");
      } else if (bought == null || day.isBefore(bought) || replaced()) {
        deny(DOA_EXCHANGE, "DOA_CONDITIONS_NOT_MET", "ELG-12");
      } else if (window != null && day.isAfter(bought.plusDays(window))) {
        deny(DOA_EXCHANGE, "DOA_CONDITIONS_NOT_MET", "A-50", "ELG-12");
      } else {
        LocalDate last = window == null ? null : bought.plusDays(window);
        granted.add(new Granted(DOA_EXCHANGE, bought, last, List.of("ELG-12", "A-50"), null));
      }
    }

    /** GEN-2, CON-12, CON-20. */
    @Clause({"GEN-2", "CON-12", "CON-20", "GEN-3"})
    void plan(Plan plan) {
      Optional<ContractTerm> covering = covering(plan);
      if (covering.isPresent()) {
        ContractTerm term = covering.get();
        List<String> clauses = new ArrayList<>(PlanRules.clauses(plan));
        clauses.add("CON-20");
        granted.add(
            new Granted(
                plan.name(), term.startDate(), term.expiryDate(), clauses, term.contractId()));
      } else if (unit.secondHand()) {
        deny(plan.name(), "SECOND_HAND_UNIT", "GEN-3");
      } else if (!PlanRules.offered(plan, unit.family())) {
        deny(
            plan.name(), "PLAN_NOT_AVAILABLE_FOR_PRODUCT", PlanRules.deniedBy(plan, unit.family()));
      } else {
        denyMissing(plan);
      }
    }

    @Clause({"CON-20", "CON-12", "GEN-2", "CON-9"})
    private void denyMissing(Plan plan) {
      List<ContractTerm> ofPlan =
          unit.terms().stream().filter(term -> term.plan() == plan).toList();
      boolean handedOn = ofPlan.stream().anyMatch(term -> !term.holds(at));
      boolean toCome = ofPlan.stream().anyMatch(term -> day.isBefore(term.startDate()));
      if (handedOn || toCome) {
        deny(plan.name(), "CONTRACT_NOT_ACTIVE", "CON-20");
      } else if (!ofPlan.isEmpty()) {
        deny(plan.name(), "CONTRACT_EXPIRED", "CON-12");
      } else {
        deny(plan.name(), "NO_PAID_CONTRACT", "GEN-2", "CON-9");
      }
    }

    /** TEC-1, TEC-5, TEC-6 and VA-4, VA-5: with every paid plan; none in the warranty (WAR-8). */
    @Clause({
      "TEC-1", "TEC-5", "TEC-6", "VA-4", "VA-5", "WAR-8", "GEN-3", "TEC-8", "VA-1", "VA-13",
      "VA-22", "SWP-10", "VA-20"
    })
    void support() {
      Optional<ContractTerm> paid =
          unit.terms().stream()
              .filter(this::covers)
              .max(Comparator.comparing(ContractTerm::expiryDate));
      if (unit.secondHand()) {
        denySupport("SECOND_HAND_UNIT", List.of("GEN-3"), "GEN-3", "GEN-3");
        return;
      }
      if (paid.isEmpty()) {
        denyUnpaidSupport();
        return;
      }
      boolean virtual = !PlanRules.isHardware(unit.family());
      ContractTerm term = paid.get();
      // TEC-8: its term is that of the plan that carries it
      if (virtual) {
        grant(TECHNICAL_SUPPORT, term, "VA-1", "VA-13", "VA-22");
        grant(SUPPORT_SITE, term, "VA-5");
        grant(SOFTWARE_DOWNLOAD, term, "VA-4", "SWP-10", "VA-20");
      } else {
        grant(TECHNICAL_SUPPORT, term, "TEC-1", "TEC-8");
        grant(SUPPORT_SITE, term, "TEC-6");
        grant(SOFTWARE_DOWNLOAD, term, "TEC-5", "SWP-10");
      }
    }

    /** Without a paid contract: in the warranty, after it, and of a virtual appliance. */
    @Clause({
      "EXC-VA-20",
      "VA-5",
      "VA-4",
      "WAR-11",
      "WAR-8",
      "TEC-7",
      "WAR-9",
      "WAR-10",
      "EXC-TEC-20",
      "TEC-6",
      "TEC-5"
    })
    private void denyUnpaidSupport() {
      String code = "NO_PAID_CONTRACT";
      if (!PlanRules.isHardware(unit.family())) {
        denySupport(code, List.of("EXC-VA-20"), "VA-5", "VA-4");
      } else if (warrantyGrant().isPresent()) {
        // WAR-11: there is nothing to buy that would bring it to the warranty
        denySupport(code, List.of("WAR-8", "TEC-7", "WAR-11"), "WAR-9", "WAR-10");
      } else {
        denySupport(code, List.of("EXC-TEC-20"), "TEC-6", "TEC-5");
      }
    }

    private void denySupport(String code, List<String> support, String site, String download) {
      denied.add(new Denied(TECHNICAL_SUPPORT, code, support));
      deny(SUPPORT_SITE, code, site);
      deny(SOFTWARE_DOWNLOAD, code, download);
    }

    private Optional<Granted> warrantyGrant() {
      return granted.stream().filter(grant -> grant.service().equals(WARRANTY)).findFirst();
    }

    /** WAR-10, ELG-13: software that corrects a serious defect, while the warranty runs. */
    @Clause({"WAR-10", "ELG-13", "GEN-3", "ELG-8"})
    void seriousDefectFix() {
      Optional<Granted> warranty = warrantyGrant();
      if (unit.secondHand()) {
        deny(SERIOUS_DEFECT_FIX, "SECOND_HAND_UNIT", "GEN-3");
      } else if (!PlanRules.isHardware(unit.family())) {
        deny(SERIOUS_DEFECT_FIX, "NO_HARDWARE_SERVICE_FOR_VA", "ELG-8");
      } else if (!PlanRules.seriousDefectSoftwareInWarranty(unit.family())) {
        deny(SERIOUS_DEFECT_FIX, "PLAN_NOT_AVAILABLE_FOR_PRODUCT", "ELG-13");
      } else if (warranty.isEmpty()) {
        deny(SERIOUS_DEFECT_FIX, "WARRANTY_EXPIRED", "WAR-10");
      } else {
        granted.add(
            new Granted(
                SERIOUS_DEFECT_FIX,
                warranty.get().from(),
                warranty.get().to(),
                List.of("WAR-10", "ELG-13"),
                null));
      }
    }

    private Optional<ContractTerm> covering(Plan plan) {
      return unit.terms().stream()
          .filter(term -> term.plan() == plan)
          .filter(this::covers)
          .findFirst();
    }

    private boolean covers(ContractTerm term) {
      return term.holds(at) && !day.isBefore(term.startDate()) && !day.isAfter(term.expiryDate());
    }

    private boolean replaced() {
      return unit.replacedAt() != null && !at.isBefore(unit.replacedAt());
    }

    private boolean notYetHeld() {
      return unit.heldFrom() != null && at.isBefore(unit.heldFrom());
    }

    private void grant(String service, ContractTerm term, String... clauses) {
      granted.add(
          new Granted(
              service, term.startDate(), term.expiryDate(), List.of(clauses), term.contractId()));
    }

    private void deny(String service, String code, String... clauses) {
      denied.add(new Denied(service, code, List.of(clauses)));
    }
  }
}
