package io.rmaflow.contract.catalogue.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.catalogue.rules.EndOfSale.Phase;
import io.rmaflow.contract.catalogue.rules.EndOfSale.PhasePeriod;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductFamily;
import java.time.LocalDate;
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
}
