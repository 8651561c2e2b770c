package io.rmaflow.contract.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.catalogue.EndOfSale.Phase;
import io.rmaflow.contract.catalogue.EndOfSale.PhasePeriod;
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
  @Clause({"EOS-12", "A-29"})
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
    assertThat(ANNOUNCED_2022_01_14.phases(ProductFamily.NETNEBULAS_VA).get(1).phase())
        .isEqualTo(Phase.EXTENDED);
  }
}
