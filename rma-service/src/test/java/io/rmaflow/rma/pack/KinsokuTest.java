package io.rmaflow.rma.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a printed line may end. */
class KinsokuTest {

  @ParameterizedTest
  @CsvSource({
    // between Japanese letters, and between them and Latin ones
    "故,障,true",
    "件,R,true",
    "R,件,true",
    "。,次,true",
    "）,は,true",
    "は,（,true",
    // no line begins with what ends something
    "す,。,false",
    "は,、,false",
    "果,」,false",
    "済,）,false",
    "タ,ー,false",
    "あ,っ,false",
    "シ,ョ,false",
    "A,。,false",
    "日,.,false",
    // no line ends with what begins something
    "「,保,false",
    "（,土,false",
    "（,A,false",
    // Latin words and numbers stay whole
    "R,M,false",
    "2,0,false",
    "-,2,false",
    "a,.,false",
  })
  void aLineMayEnd_whereJapanesePrintersEndOne(char last, char first, boolean may) {
    assertThat(Kinsoku.mayBreak(last, first)).isEqualTo(may);
  }

  @Test
  void afterABlankALineMayEnd_beforeOneItMayNot() {
    assertThat(Kinsoku.mayBreak(' ', 'a')).isTrue();
    assertThat(Kinsoku.mayBreak('a', ' ')).isFalse();
    assertThat(Kinsoku.mayBreak('　', '故')).isTrue();
  }

  /** The same marks are looked for in every document that the tests make. */
  static List<String> against(List<String> lines) {
    List<String> wrong = new ArrayList<>();
    for (String line : lines) {
      if (!line.isEmpty()
          && ("。、，．」』）］】".indexOf(line.charAt(0)) >= 0
              || "「『（［【".indexOf(line.charAt(line.length() - 1)) >= 0)) {
        wrong.add(line);
      }
    }
    return wrong;
  }

  @Test
  void aLineThatBreaksTheRule_isFound() {
    assertThat(against(List.of("返却は", "。期限", "次の「", "保守"))).containsExactly("。期限", "次の「");
  }
}
