package io.rmaflow.contract.catalogue.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.time.Durations;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An announced end of sale (販売終了) and what it limits.
 *
 * @param announcedOn starts the paid-service limit (EOS-1, A-27), JST
 * @param endsOn the end-of-sale date, starts the software phases (EOS-3), JST
 */
public record EndOfSale(LocalDate announcedOn, LocalDate endsOn) {

  private static final int YEARS_OF_SERVICE = 5;

  /** How much software maintenance there is. */
  public enum Phase {
    /** Defects are corrected and newly released major OSs connected to (EOS-3 to EOS-5). */
    NORMAL,
    /** Problems that the vendor deems serious are dealt with (EOS-6). */
    @Clause("EOS-6")
    LIMITED,
    /** What the hardware page calls limited, for a virtual appliance (EOS-12, VA-17, VA-18). */
    @Clause({"EOS-12", "VA-17", "VA-18"})
    EXTENDED,
    /** There is none any more (EOS-13). */
    ENDED
  }

  /**
   * A phase.
   *
   * @param to last day, inclusive; absent for the last phase
   */
  public record PhasePeriod(Phase phase, LocalDate from, @Nullable LocalDate to) {}

  /**
   * the end of sale of which both dates are known, or one that then stands for both; nothing
   * where neither is.
   */
  @Clause("A-27")
  public static Optional<EndOfSale> announced(
      @Nullable LocalDate announcedOn, @Nullable LocalDate endsOn) {
    LocalDate announced = announcedOn == null ? endsOn : announcedOn;
    LocalDate ends = endsOn == null ? announcedOn : endsOn;
    return announced == null || ends == null
        ? Optional.empty()
        : Optional.of(new EndOfSale(announced, ends));
  }

  /**
   * EOS-5: nothing new after the end of sale; what is registered all the same is remarked.
   *
   * @param known absent where no dates were announced
   * @param mark whether the published table marks the product
   */
  @Clause("EOS-5")
  public static Optional<Warning> featureAfter(
      @Nullable EndOfSale known, boolean mark, LocalDate publishedOn, boolean containsFeature) {
    boolean ended = known == null ? mark : !publishedOn.isBefore(known.endsOn());
    return ended && containsFeature
        ? Optional.of(
            new Warning(
                "FEATURE_AFTER_END_OF_SALE",
                new Message(
                    "販売終了後の製品に機能拡張・新規機能追加は行わないこととされています。",
                    "The policy foresees no new features for a product that is no longer sold.")))
        : Optional.empty();
  }

  /** a mark without dates limits nothing yet; {@code told} says so. */
  @Clause("A-65")
  public static Optional<Warning> datesUnknown(
      @Nullable EndOfSale known, boolean mark, Message told) {
    return mark && known == null
        ? Optional.of(new Warning("END_OF_SALE_DATES_UNKNOWN", told))
        : Optional.empty();
  }

  /** The software phases, one after the other without a gap (EOS-3, EOS-6, EOS-12, A-29, A-52). */
  @Clause({"EOS-3", "EOS-6", "EOS-12", "A-29", "A-52"})
  public List<PhasePeriod> phases(ProductFamily family) {
    LocalDate normalEnd = Durations.lastDayOfYears(endsOn, 1);
    LocalDate limitedEnd = Durations.lastDayOfYears(endsOn, YEARS_OF_SERVICE);
    Phase second = virtual(family) ? Phase.EXTENDED : Phase.LIMITED;
    return List.of(
        new PhasePeriod(Phase.NORMAL, endsOn, normalEnd),
        new PhasePeriod(second, normalEnd.plusDays(1), limitedEnd),
        new PhasePeriod(Phase.ENDED, limitedEnd.plusDays(1), null));
  }

  /** The last day of paid service that the announcement alone allows, inclusive. */
  public LocalDate paidServiceEnd() {
    return Durations.lastDayOfYears(announcedOn, YEARS_OF_SERVICE);
  }

  /**
   * EOS-1, A-26: the last day of paid service for one unit, inclusive: five years from the
   * announcement or from the later of purchase and service start, whichever ends later; a
   * virtual appliance has the announcement alone (EOS-12, A-29).
   */
  @Clause({"EOS-1", "A-26", "A-15", "EOS-12", "A-29"})
  public LocalDate paidServiceEnd(
      ProductFamily family, LocalDate purchaseDate, LocalDate serviceStart) {
    if (virtual(family)) {
      return paidServiceEnd();
    }
    LocalDate base = purchaseDate.isAfter(serviceStart) ? purchaseDate : serviceStart;
    LocalDate byPurchase = Durations.lastDayOfYears(base, YEARS_OF_SERVICE);
    return byPurchase.isAfter(paidServiceEnd()) ? byPurchase : paidServiceEnd();
  }

  private static boolean virtual(ProductFamily family) {
    return family == ProductFamily.NETNEBULAS_VA;
  }
}
