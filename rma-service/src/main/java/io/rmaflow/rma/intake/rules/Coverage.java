package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.contract.UnitEvent.Period;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.cover.ProductKnowledge;
import io.rmaflow.rma.cover.Term;
import io.rmaflow.rma.cover.UnitCover;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a procedure is covered by what the unit has on a day, and if not, why not (GEN-1, CON-20,
 * RMA-10).
 */
@Clause({"GEN-1", "CON-20", "RMA-10"})
public sealed interface Coverage {

  /**
   * What has to cover a unit for a procedure.
   *
   * @param plans the paid plans, of which one is enough
   * @param warranty whether the warranty does (DOA-1, ELG-12)
   * @param hardware whether the service is one of the hardware (ELG-8)
   */
  record By(Set<Plan> plans, boolean warranty, boolean hardware) {

    /** Any paid contract, of hardware or not, and nothing but one (WAR-8). */
    @Clause("WAR-8")
    public static final By ANY_PAID_CONTRACT = new By(Set.of(Plan.values()), false, false);

    /** The warranty alone. */
    public static final By WARRANTY = new By(Set.of(), true, true);

    /** One of these plans. */
    public static By plan(Plan... plans) {
      return new By(Set.of(plans), false, true);
    }

    /** Copies the set. */
    public By {
      plans = Set.copyOf(plans);
    }
  }

  /** The procedure rests on this entitlement. */
  record Covered(Entitlement entitlement) implements Coverage {}

  /** A virtual appliance has no hardware to serve (ELG-8). */
  @Clause("ELG-8")
  record NoHardware() implements Coverage {}

  /** The unit is covered, but for these other procedures (ELG-14, CSB-25). */
  @Clause({"ELG-14", "CSB-25"})
  record CoveredOtherwise(Set<Procedure> right) implements Coverage {}

  /** The unit was exchanged; its cover is the replacement's. */
  record Replaced(UnitCover.Replaced by) implements Coverage {}

  /** The contract has not begun (CON-20). */
  @Clause("CON-20")
  record NotBegun(Term term, boolean underWarranty) implements Coverage {}

  /** The contract ended and nobody renewed it (CON-12). */
  @Clause("CON-12")
  record Lapsed(Term term, boolean underWarranty) implements Coverage {}

  /**
   * There never was a contract (GEN-2), and a warranty, if there was one, is not running (WAR-1).
   */
  @Clause({"GEN-2", "WAR-1"})
  record NeverContracted(@Nullable Period warranty) implements Coverage {}

  /** Technical support takes a paid contract, a warranty does not do (WAR-8, EXC-TEC-20). */
  @Clause({"WAR-8", "EXC-TEC-20"})
  record NoPaidContract() implements Coverage {}

  /** The years of paid service after the end of sale are over (EOS-2). */
  @Clause("EOS-2")
  record ServiceEnded(LocalDate paidServiceEnd) implements Coverage {}

  /** The best procedure that covers the unit (RMA-10), {@code CROSS_SEND_BACK} where none does. */
  @Clause("RMA-10")
  static Procedure bestProcedure(@Nullable UnitCover unit, LocalDate day) {
    if (unit == null) {
      return Procedure.CROSS_SEND_BACK;
    }
    return unit.termOn(day)
        .map(term -> procedureOf(term.plan()))
        .orElse(unit.underWarranty(day) ? Procedure.WARRANTY : Procedure.CROSS_SEND_BACK);
  }

  /** What the unit has for the procedure on that day. */
  static Coverage of(By by, UnitCover unit, @Nullable ProductKnowledge product, LocalDate day) {
    if (by.hardware() && product != null && product.family() == ProductFamily.NETNEBULAS_VA) {
      return new NoHardware();
    }
    Optional<Term> running = unit.termOn(day);
    if (running.isPresent() && by.plans().contains(running.get().plan())) {
      return endOfService(unit, product, running.get(), day)
          .<Coverage>map(ServiceEnded::new)
          .orElse(new Covered(paid(running.get())));
    }
    if (by.warranty() && unit.underWarranty(day)) {
      return new Covered(warranty(unit, day));
    }
    if (unit.replaced() != null) {
      return new Replaced(unit.replaced());
    }
    return uncovered(by, unit, day, running);
  }

  private static Coverage uncovered(By by, UnitCover unit, LocalDate day, Optional<Term> running) {
    boolean underWarranty = unit.underWarranty(day);
    if (!by.hardware()) {
      return new NoPaidContract();
    }
    if (running.isPresent()) {
      Set<Procedure> right = EnumSet.of(procedureOf(running.get().plan()));
      if (underWarranty) {
        right.add(Procedure.WARRANTY);
      }
      return new CoveredOtherwise(right);
    }
    Optional<Term> next = unit.termAfter(day);
    if (next.isPresent() && (by.plans().contains(next.get().plan()) || !underWarranty)) {
      return new NotBegun(next.get(), underWarranty);
    }
    Optional<Term> last = unit.termBefore(day);
    if (last.isPresent() && (by.plans().contains(last.get().plan()) || !underWarranty)) {
      return new Lapsed(last.get(), underWarranty);
    }
    return underWarranty
        ? new CoveredOtherwise(EnumSet.of(Procedure.WARRANTY))
        : new NeverContracted(unit.warranty());
  }

  /**
   * A lump concluded before the announcement is honoured to its end, and so is a term that an
   * administrator let end after the limit.
   */
  @Clause({"EOS-2", "A-28"})
  private static Optional<LocalDate> endOfService(
      UnitCover unit, @Nullable ProductKnowledge product, Term running, LocalDate day) {
    if (product == null || product.endOfSale() == null) {
      return Optional.empty();
    }
    if (running.beyondEndOfSale()) {
      return Optional.empty();
    }
    if (running.isLump() && running.concludedOn().isBefore(product.endOfSale().announcedOn())) {
      return Optional.empty();
    }
    LocalDate serviceStart = unit.terms().getFirst().from();
    return product
        .paidServiceEnd(unit.purchaseDate(), serviceStart)
        .filter(lastDay -> day.isAfter(lastDay));
  }

  /** RMA-10: the procedure that each paid plan is for. */
  @Clause("RMA-10")
  private static Procedure procedureOf(Plan plan) {
    return switch (plan) {
      case CROSS_SEND_BACK -> Procedure.CROSS_SEND_BACK;
      case MANUFACTURER -> Procedure.MANUFACTURER;
      case ONSITE_WEEKDAY, ONSITE_24X365 -> Procedure.ONSITE;
      case TECHNICAL_SUPPORT_VA -> Procedure.TECHNICAL_INQUIRY;
    };
  }

  private static Entitlement paid(Term term) {
    return new Entitlement(
        term.plan().name(), term.contractId(), term.from(), term.to(), List.of("GEN-1", "CON-20"));
  }

  private static Entitlement warranty(UnitCover unit, LocalDate day) {
    Period period = unit.warranty();
    if (period == null) {
      throw new IllegalStateException("no warranty on " + day + " of " + unit.serialNumber());
    }
    return new Entitlement("WARRANTY", null, period.from(), period.to(), List.of("GEN-1", "WAR-1"));
  }
}
