package io.rmaflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.stack.demo.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {

  @Test
  void playsCrossSendBackWhereNothingElseIsAskedFor() {
    assertThat(Demo.chosen(List.of())).containsExactly(Story.CROSS_SEND_BACK);
  }

  @Test
  void playsTheStoryThatIsNamed() {
    assertThat(Demo.chosen(List.of("--procedure", "MANUFACTURER")))
        .containsExactly(Story.MANUFACTURER);
  }

  @Test
  void playsBothOnSitePlansByTheNameOfTheProcedure() {
    assertThat(Demo.chosen(List.of("--procedure", "ONSITE")))
        .containsExactly(Story.ONSITE_WEEKDAY, Story.ONSITE_24X365);
  }

  @Test
  void playsAllInTheOrderOfTheirDates_asOneClockOnlyGoesForward() {
    assertThat(Demo.chosen(List.of("--procedure", "all")))
        .containsExactly(Story.values())
        .isSortedAccordingTo((one, other) -> one.startsAt().compareTo(other.startsAt()));
  }

  @Test
  void saysWhichNamesThereAre() {
    assertThatThrownBy(() -> Demo.chosen(List.of("--procedure", "REFUND")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no story \"REFUND\"; there are CROSS_SEND_BACK, ")
        .hasMessageContaining("MANUFACTURER")
        .hasMessageEndingWith(", ONSITE, all");
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> Demo.chosen(List.of("--procedure")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--procedure needs a name, or all");
    assertThatThrownBy(() -> Demo.chosen(List.of("--fast")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("demo does not know --fast");
  }
}
