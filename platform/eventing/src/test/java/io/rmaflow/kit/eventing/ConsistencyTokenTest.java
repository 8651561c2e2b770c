package io.rmaflow.kit.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Context;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyTokenTest {

  private static final StreamPosition UNIT =
      new StreamPosition(Context.CONTRACT, "unit/NR2A-0001", 4);
  private static final StreamPosition CASE = new StreamPosition(Context.RMA, "case-あ", 0);

  @Test
  void carriesEveryPositionThroughAHeader() {
    String token = ConsistencyToken.encode(List.of(UNIT, CASE));
    assertThat(token).matches("[A-Za-z0-9_-]+");
    assertThat(ConsistencyToken.decode(token)).containsExactly(UNIT, CASE);
  }

  @Test
  void severalTokensMayStandInOneHeader() {
    String header =
        ConsistencyToken.encode(List.of(UNIT)) + " , " + ConsistencyToken.encode(List.of(CASE));
    assertThat(ConsistencyToken.decode(header)).containsExactly(UNIT, CASE);
  }

  @Test
  void aTokenOfNothingAsksForNothing() {
    assertThat(ConsistencyToken.decode(ConsistencyToken.encode(List.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "!!!", "AQAB", "AgAA", "AQAAAA", "AQAA,", "AQAA,zz"})
  void whatNoServiceGaveIsUnreadable(String header) {
    assertThatThrownBy(() -> ConsistencyToken.decode(header)).isInstanceOf(UnreadableToken.class);
  }
}
