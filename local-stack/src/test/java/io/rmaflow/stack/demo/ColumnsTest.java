package io.rmaflow.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void japaneseTakesTwoColumns_andHalfWidthKatakanaOne() {
    assertThat(Columns.of("RMA番号")).isEqualTo(7);
    assertThat(Columns.of("ｱｲｳ")).isEqualTo(3);
    assertThat(Columns.padded("期限", 6)).isEqualTo("期限  ");
  }

  @Test
  void longTextIsBrokenAtASpaceWhereThereIsOne_elseBetweenCharacters() {
    assertThat(Columns.wrapped("send it back by Friday", 16))
        .containsExactly("send it back by", "Friday");
    assertThat(Columns.wrapped("故障機をお送りください", 10)).containsExactly("故障機をお", "送りくださ", "い");
  }

  @Test
  void aLineDoesNotBeginWithClosingPunctuation_andKeepsItsIndent() {
    assertThat(Columns.wrapped("返送です。次に", 8)).containsExactly("返送です。", "次に");
    assertThat(Columns.wrapped("  one two", 7)).containsExactly("  one", "  two");
  }
}
