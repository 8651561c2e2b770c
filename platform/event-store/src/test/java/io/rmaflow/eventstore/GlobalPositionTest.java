package io.rmaflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

class GlobalPositionTest {

  private static final GlobalPosition EARLY = new GlobalPosition(1, 700, 9);

  @Test
  void isOrderedByEpochThenFenceThenNumber() {
    assertThat(
            List.of(
                new GlobalPosition(0, 0, 5_000),
                EARLY,
                new GlobalPosition(1, 700, 10),
                new GlobalPosition(1, 701, 8),
                // transaction IDs are unsigned
                new GlobalPosition(1, -1L, 1),
                new GlobalPosition(2, 3, 2)))
        .isSorted();
  }

  @Test
  void coversItselfAndWhatLiesBeforeIt() {
    GlobalPosition later = new GlobalPosition(1, 701, 8);

    assertThat(later.covers(EARLY)).isTrue();
    assertThat(later.covers(later)).isTrue();
    assertThat(later.covers(null)).isTrue();
    assertThat(EARLY.covers(later)).isFalse();
    assertThat(EARLY.upperBound(later)).isEqualTo(later);
    assertThat(later.lowerBound(EARLY)).isEqualTo(EARLY);
  }

  @Test
  void isNotComparedWithTheTokensOfAnotherStore() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EARLY.covers(new GlobalSequenceTrackingToken(1)));
  }

  @Test
  void isKeptAsJson_alsoWhileAReplayRuns() {
    Serializer json =
        Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(
                mapper ->
                    mapper.polymorphicTypeValidator(
                        BasicPolymorphicTypeValidator.builder()
                            .allowIfSubType("org.axonframework.")
                            .allowIfSubType("io.rmaflow.")
                            .build()))
            .build();
    TrackingToken replay = ReplayToken.createReplayToken(new GlobalPosition(2, 5, 3), EARLY);

    SerializedObject<String> stored = json.serialize(EARLY, String.class);
    assertThat(stored.getData()).isEqualTo("{\"epoch\":1,\"fence\":700,\"number\":9}");
    assertThat(json.<String, TrackingToken>deserialize(stored)).isEqualTo(EARLY);
    assertThat(json.<String, TrackingToken>deserialize(json.serialize(replay, String.class)))
        .isEqualTo(replay);
  }
}
