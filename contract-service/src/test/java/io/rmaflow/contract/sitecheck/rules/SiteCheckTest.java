package io.rmaflow.contract.sitecheck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.Clause;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.SiteCheckEvent;
import io.rmaflow.events.contract.SiteCheckEvent.SiteChecked;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteCheckTest {

  private static final SerialNumber SERIAL = new SerialNumber("NN3-0002");

  @Test
  @Clause({"ELG-6", "ONS-7"})
  void aFinding_isRecordedWithItsTargetHoursAndTheSiteItIsAbout() {
    Decision<SiteCheckEvent> decision =
        SiteCheckState.NOT_CHECKED.decide(new CheckSite(SERIAL, "here", true, 6));

    assertThat(decision).isEqualTo(Decision.happens(new SiteChecked(SERIAL, "here", true, 6)));
  }

  @Test
  @Clause("ELG-6")
  void theSameFindingAgain_isNothing_andAnotherOneIsRecorded() {
    SiteCheckState state =
        SiteCheckState.NOT_CHECKED.evolve(new SiteChecked(SERIAL, "here", true, 4));

    assertThat(state.decide(new CheckSite(SERIAL, "here", true, 4))).isEqualTo(Decision.nothing());
    assertThat(state.decide(new CheckSite(SERIAL, "here", false, 4)))
        .isEqualTo(Decision.happens(new SiteChecked(SERIAL, "here", false, 4)));
    assertThat(state.decide(new CheckSite(SERIAL, "there", true, 4)))
        .isEqualTo(Decision.happens(new SiteChecked(SERIAL, "there", true, 4)));
  }

  @Test
  @Clause({"REG-5", "ELG-6"})
  void theSiteOfAUnitThatNobodyRegistered_isNotKnown() {
    assertThat(SiteCheckState.notRegistered(SERIAL).code()).isEqualTo("NOT_REGISTERED");
    assertThat(SiteCheckState.notRegistered(SERIAL).clauses()).containsExactly("REG-1", "ELG-6");
    assertThat(SiteCheckState.notRegistered(SERIAL).details())
        .isEqualTo(Map.of("serialNumber", "NN3-0002"));
  }
}
