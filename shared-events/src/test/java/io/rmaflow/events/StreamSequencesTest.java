package io.rmaflow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.StreamSequences.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StreamSequencesTest {

  private final Map<String, Long> kept = new HashMap<>();
  private final StreamSequences sequences =
      new StreamSequences(
          new StreamSequences.Places() {
            @Override
            public OptionalLong last(String streamId) {
              Long last = kept.get(streamId);
              return last == null ? OptionalLong.empty() : OptionalLong.of(last);
            }

            @Override
            public void save(String streamId, long sequence) {
              kept.put(streamId, sequence);
            }
          });

  @Test
  void aStreamBeginsAtZeroAndGoesOnWithoutAGap() {
    assertThat(sequences.verdict("a", 0)).isEqualTo(Verdict.APPLY);
    assertThat(sequences.verdict("a", 1)).isEqualTo(Verdict.GAP);
    sequences.applied("a", 0);
    assertThat(sequences.verdict("a", 0)).isEqualTo(Verdict.DUPLICATE);
    assertThat(sequences.verdict("a", 1)).isEqualTo(Verdict.APPLY);
    assertThat(sequences.verdict("a", 2)).isEqualTo(Verdict.GAP);
    assertThat(sequences.verdict("b", 0)).isEqualTo(Verdict.APPLY);
  }

  @Test
  void onlyTheNextOneIsApplied() {
    assertThatThrownBy(() -> sequences.applied("a", 1)).isInstanceOf(IllegalStateException.class);
    sequences.applied("a", 0);
    assertThatThrownBy(() -> sequences.applied("a", 0)).isInstanceOf(IllegalStateException.class);
    assertThat(sequences.next("a")).isEqualTo(1);
  }
}
