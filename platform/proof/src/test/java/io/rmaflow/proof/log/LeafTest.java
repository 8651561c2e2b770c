package io.rmaflow.proof.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.proof.merkle.Hash;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeafTest {

  private static final Hash HASH =
      Hash.ofHex("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

  @Test
  void isTheLabelTheStreamTheSequenceAndTheHash() {
    byte[] entry = new Leaf("case-東", 258, HASH).entry();

    assertThat(HexFormat.of().formatHex(entry))
        .isEqualTo(
            "726d61666c6f772d6576656e742f76310a" // rmaflow-event/v1
                + "0008"
                + "636173652de69db1"
                + "0000000000000102"
                + "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    assertThat(new Leaf("case-東", 258, HASH).leafHash().hex())
        .isEqualTo("99456ff176bc73b521076ec13b3cfa0182fc6ec89cab0fff48586d71494bd966");
  }

  @Test
  void isReadAsItWasWritten_andAsNothingElse() {
    byte[] entry = new Leaf("s", 0, HASH).entry();

    assertThat(Leaf.ofEntry(entry)).isEqualTo(new Leaf("s", 0, HASH));
    Stream.of(
            Arrays.copyOf(entry, entry.length - 1),
            Arrays.copyOf(entry, entry.length + 1),
            new byte[0])
        .forEach(
            other ->
                assertThatThrownBy(() -> Leaf.ofEntry(other))
                    .isInstanceOf(IllegalArgumentException.class));
    entry[19] = (byte) 0xff;
    assertThatThrownBy(() -> Leaf.ofEntry(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the entry of an event names no stream");
  }

  /** A length in front of the stream keeps what stands before and behind it apart. */
  @Test
  void isAnotherOneForAnotherEvent() {
    assertThat(
            Stream.of(
                    new Leaf("s", 1, HASH),
                    new Leaf("s1", 1, HASH),
                    new Leaf("s", 11, HASH),
                    new Leaf("s\u0000", 1, HASH),
                    new Leaf("s", 1, Hash.of(new byte[32])))
                .map(Leaf::leafHash))
        .doesNotHaveDuplicates();
  }

  @Test
  void ofAStreamThatIsTooLong_isRefused() {
    Leaf longest = new Leaf("x".repeat(1000), 1, HASH);
    Leaf longer = new Leaf("x".repeat(1001), 1, HASH);

    assertThat(Leaf.ofEntry(longest.entry())).isEqualTo(longest);
    assertThatThrownBy(longer::entry).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Leaf("", 0, HASH)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Leaf("s\ud800", 0, HASH).entry())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
