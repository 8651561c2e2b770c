package io.rmaflow.contract.catalogue.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.catalogue.rules.EndOfSale.Phase;
import io.rmaflow.contract.catalogue.rules.EndOfSale.PhasePeriod;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.ProductFamily;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndOfSaleTest {

  private static final EndOfSale ANNOUNCED_2022_01_14 =
      new EndOfSale(LocalDate.of(2022, 1, 14), LocalDate.of(2022, 3, 31));

  @Test
  @Clause({"EOS-1", "A-26", "A-15"})
  void paidServiceEnds_fiveYearsAfterTheLaterOfAnnouncementAndServiceStart() {
    assertThat(
            ANNOUNCED_2022_01_14.paidServiceEnd(
                ProductFamily.NETREGIO, LocalDate.of(2022, 4, 11), LocalDate.of(2022, 4, 18)))
        .isEqualTo(LocalDate.of(2027, 4, 17));
    assertThat(
            ANNOUNCED_2022_01_14.paidServiceEnd(
                ProductFamily.NETREGIO, LocalDate.of(2020, 2, 3), LocalDate.of(2020, 2, 3)))
        .isEqualTo(LocalDate.of(2027, 1, 13));
  }

  @Test
  @Clause({"EOS-12", "VA-17", "A-29"})
  void virtualAppliance_hasTheAnnouncementAlone() {
    assertThat(
            ANNOUNCED_2022_01_14.paidServiceEnd(
                ProductFamily.NETNEBULAS_VA, LocalDate.of(2022, 4, 11), LocalDate.of(2022, 4, 18)))
        .isEqualTo(LocalDate.of(2027, 1, 13));
  }

  @Test
  @Clause({"EOS-3", "EOS-6", "A-52"})
  void softwarePhases_followTheEndOfSaleWithoutAGap() {
    assertThat(ANNOUNCED_2022_01_14.phases(ProductFamily.NETREGIO))
        .containsExactly(
            new PhasePeriod(Phase.NORMAL, LocalDate.of(2022, 3, 31), LocalDate.of(2023, 3, 30)),
            new PhasePeriod(Phase.LIMITED, LocalDate.of(2023, 3, 31), LocalDate.of(2027, 3, 30)),
            new PhasePeriod(Phase.ENDED, LocalDate.of(2027, 3, 31), null));
    assertThat(ANNOUNCED_2022_01_14.phases(ProductFamily.NETNEBULAS_VA))
        .containsExactly(
            new PhasePeriod(Phase.NORMAL, LocalDate.of(2022, 3, 31), LocalDate.of(2023, 3, 30)),
            new PhasePeriod(Phase.EXTENDED, LocalDate.of(2023, 3, 31), LocalDate.of(2027, 3, 30)),
            new PhasePeriod(Phase.ENDED, LocalDate.of(2027, 3, 31), null));
  }

  @Test
  @Clause({"EOS-4", "EOS-5", "EOS-7", "EOS-8", "EOS-9", "EOS-10", "EOS-13", "VA-18"})
  void everyPhase_saysWhatIsDoneInIt() {
    assertThat(PhaseContent.clauses(Phase.NORMAL)).contains("EOS-4", "EOS-5");
    assertThat(PhaseContent.content(Phase.NORMAL).ja()).contains("主要OS", "機能拡張・新規機能追加は行いません");
    assertThat(PhaseContent.clauses(Phase.LIMITED)).contains("EOS-7", "EOS-8");
    assertThat(PhaseContent.content(Phase.LIMITED).ja()).contains("重大と判断する問題");
    assertThat(PhaseContent.clauses(Phase.EXTENDED)).contains("VA-18");
    assertThat(PhaseContent.content(Phase.EXTENDED).ja()).contains("機能更新は行わず");
    assertThat(PhaseContent.clauses(Phase.ENDED)).contains("EOS-13");
    assertThat(PhaseContent.NOTES)
        .extracting(note -> note.clauses().getFirst())
        .containsExactly("EOS-9", "EOS-10");
  }

  /** A last-time buyer and an early one of the same product. */
  @Test
  @Clause({"EOS-1", "EOS-2", "A-26"})
  void theYearsOfThePurchaseCount_whereTheyEndLater() {
    assertThat(
            ANNOUNCED_2022_01_14.paidServiceEnd(
                ProductFamily.NETREGIO, LocalDate.of(2022, 4, 11), LocalDate.of(2022, 4, 11)))
        .isEqualTo(LocalDate.of(2027, 4, 10));
  }

  @Test
  @Clause("A-27")
  void oneDateThatIsKnown_standsForBoth() {
    LocalDate day = LocalDate.of(2022, 1, 14);

    assertThat(EndOfSale.announced(day, null)).contains(new EndOfSale(day, day));
    assertThat(EndOfSale.announced(null, day)).contains(new EndOfSale(day, day));
    assertThat(EndOfSale.announced(day, LocalDate.of(2022, 3, 31))).contains(ANNOUNCED_2022_01_14);
    assertThat(EndOfSale.announced(null, null)).isEmpty();
  }

  @Test
  @Clause("EOS-5")
  void aFeature_isRemarkedFromTheLastDayOfSaleOn() {
    assertThat(remark(ANNOUNCED_2022_01_14, false, LocalDate.of(2022, 3, 30), true)).isEmpty();
    assertThat(remark(ANNOUNCED_2022_01_14, false, LocalDate.of(2022, 3, 31), true))
        .contains("FEATURE_AFTER_END_OF_SALE");
    assertThat(remark(ANNOUNCED_2022_01_14, false, LocalDate.of(2022, 3, 31), false)).isEmpty();
    assertThat(remark(null, true, LocalDate.of(2022, 3, 31), true))
        .contains("FEATURE_AFTER_END_OF_SALE");
    assertThat(remark(null, false, LocalDate.of(2022, 3, 31), true)).isEmpty();
  }

  private static Optional<String> remark(
      @Nullable EndOfSale known, boolean mark, LocalDate publishedOn, boolean feature) {
    return EndOfSale.featureAfter(known, mark, publishedOn, feature).map(Warning::code);
  }

  @Test
  @Clause("A-65")
  void aMarkWithoutDates_isRemarkedAndLimitsNothing() {
    Message told = new Message("期限を計算できません。", "No limit can be computed.");

    assertThat(EndOfSale.datesUnknown(null, true, told))
        .contains(new Warning("END_OF_SALE_DATES_UNKNOWN", told));
    assertThat(EndOfSale.datesUnknown(null, false, told)).isEmpty();
    assertThat(EndOfSale.datesUnknown(ANNOUNCED_2022_01_14, true, told)).isEmpty();
  }
}
