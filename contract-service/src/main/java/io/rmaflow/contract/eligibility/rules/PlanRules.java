package io.rmaflow.contract.eligibility.rules;

import static io.rmaflow.events.Plan.CROSS_SEND_BACK;
import static io.rmaflow.events.Plan.MANUFACTURER;
import static io.rmaflow.events.Plan.ONSITE_24X365;
import static io.rmaflow.events.Plan.ONSITE_WEEKDAY;
import static io.rmaflow.events.Plan.TECHNICAL_SUPPORT_VA;
import static io.rmaflow.events.ProductFamily.NETFLUX;
import static io.rmaflow.events.ProductFamily.NETNEBULAS;
import static io.rmaflow.events.ProductFamily.NETNEBULAS_IA;
import static io.rmaflow.events.ProductFamily.NETNEBULAS_VA;
import static io.rmaflow.events.ProductFamily.NETREGIO;
import static io.rmaflow.events.ProductFamily.NETWYVERN;
import static io.rmaflow.events.ProductFamily.SUPERDHCP;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The eligibility matrix (ELG-1 to ELG-13) as data: which family may have which plan. */
@Clause({"ELG-1", "ELG-2", "ELG-3", "ELG-4", "ELG-7", "ELG-8", "ELG-9", "ELG-10", "MFR-1", "VA-1"})
public final class PlanRules {

  private static final Map<Plan, Set<ProductFamily>> OFFERED = new EnumMap<>(Plan.class);
  private static final Map<Plan, List<String>> CLAUSES = new EnumMap<>(Plan.class);

  /** ELG-13, WAR-10, with IA counted as NetNebulas. */
  @Clause({"ELG-13", "WAR-10", "A-32"})
  private static final Set<ProductFamily> SERIOUS_DEFECT_SOFTWARE_IN_WARRANTY =
      EnumSet.of(NETNEBULAS, NETREGIO, NETFLUX, SUPERDHCP, NETNEBULAS_IA);

  /** CID-8, CID-9: the families whose applications for on-site service name a customer ID. */
  @Clause({"CID-8", "CID-9"})
  private static final Set<ProductFamily> ID_FOR_ONSITE =
      EnumSet.of(NETNEBULAS, NETREGIO, NETFLUX, NETNEBULAS_IA);

  static {
    Set<ProductFamily> hardware = EnumSet.complementOf(EnumSet.of(NETNEBULAS_VA));
    offer(CROSS_SEND_BACK, EnumSet.of(NETNEBULAS, NETREGIO, NETFLUX), "ELG-1", "ELG-2", "CSB-28");
    offer(MANUFACTURER, EnumSet.of(NETWYVERN, SUPERDHCP), "ELG-3", "MFR-31");
    offer(ONSITE_WEEKDAY, hardware, "ELG-4", "ELG-8", "ONS-1", "ONS-26");
    offer(ONSITE_24X365, hardware, "ELG-4", "ELG-8", "ONS-1", "ONS-26");
    offer(TECHNICAL_SUPPORT_VA, EnumSet.of(NETNEBULAS_VA), "ELG-7", "VA-1");
  }

  private PlanRules() {}

  /** Whether the plan exists for the family. */
  public static boolean offered(Plan plan, ProductFamily family) {
    return familiesOf(plan).contains(family);
  }

  /** The clauses that say which families the plan is for. */
  public static List<String> clauses(Plan plan) {
    return CLAUSES.getOrDefault(plan, List.of());
  }

  /** The clause by which a family that is not offered the plan cannot have it. */
  @Clause({"ELG-8", "ELG-2", "ELG-1", "ELG-3", "ELG-7"})
  public static String deniedBy(Plan plan, ProductFamily family) {
    return switch (plan) {
      case CROSS_SEND_BACK ->
          switch (family) {
            case NETNEBULAS_VA -> "ELG-8";
            case NETNEBULAS_IA -> "ELG-2";
            case NETNEBULAS, NETREGIO, NETFLUX, NETWYVERN, SUPERDHCP -> "ELG-1";
          };
      case MANUFACTURER -> family == NETNEBULAS_VA ? "ELG-8" : "ELG-3";
      case ONSITE_WEEKDAY, ONSITE_24X365 -> "ELG-8";
      case TECHNICAL_SUPPORT_VA -> "ELG-7";
    };
  }

  /**
   * Every plan of the family, in the order of {@link Plan}: for NetNebulas-IA the two on-site plans
   * (ELG-9), for NetWyvern also the manufacturer's (ELG-10).
   */
  @Clause({"ELG-9", "ELG-10"})
  public static List<Plan> plansFor(ProductFamily family) {
    return OFFERED.keySet().stream().filter(plan -> offered(plan, family)).toList();
  }

  /** Whether the family is hardware: warranty and exchange exist for it (ELG-8, ELG-11). */
  @Clause({"ELG-8", "ELG-11"})
  public static boolean isHardware(ProductFamily family) {
    return family != NETNEBULAS_VA;
  }

  /** Whether software that corrects a serious defect is provided in the warranty (ELG-13). */
  @Clause("ELG-13")
  public static boolean seriousDefectSoftwareInWarranty(ProductFamily family) {
    return SERIOUS_DEFECT_SOFTWARE_IN_WARRANTY.contains(family);
  }

  /** Whether an application for the plan has to name a customer ID (CID-8, CID-9, CID-10). */
  @Clause({"CID-8", "CID-9", "CID-10"})
  public static boolean customerIdNeeded(Plan plan, ProductFamily family) {
    return switch (plan) {
      case CROSS_SEND_BACK -> true;
      case ONSITE_WEEKDAY, ONSITE_24X365 -> ID_FOR_ONSITE.contains(family);
      case MANUFACTURER, TECHNICAL_SUPPORT_VA -> false;
    };
  }

  /** Whether engineers visit the site under the plan. */
  public static boolean isOnsite(Plan plan) {
    return plan == ONSITE_WEEKDAY || plan == ONSITE_24X365;
  }

  /** The grade of a plan (CON-13, A-25); a larger number is a higher grade. */
  @Clause({"CON-13", "A-25"})
  public static int grade(Plan plan) {
    return switch (plan) {
      case CROSS_SEND_BACK, MANUFACTURER, TECHNICAL_SUPPORT_VA -> 1;
      case ONSITE_WEEKDAY -> 2;
      case ONSITE_24X365 -> 3;
    };
  }

  private static Set<ProductFamily> familiesOf(Plan plan) {
    return OFFERED.getOrDefault(plan, Set.of());
  }

  private static void offer(Plan plan, Set<ProductFamily> families, String... clauses) {
    OFFERED.put(plan, families);
    CLAUSES.put(plan, List.of(clauses));
  }
}
