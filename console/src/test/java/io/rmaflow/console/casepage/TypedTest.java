package io.rmaflow.console.casepage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypedTest {

  @Test
  void aTimeIsSentAsATimeInJapan_aNumberAsANumber_andWhatWasLeftEmptyIsNotSent() {
    assertThat(
            body(
                "buy-out-decision",
                Map.of(
                    "agreed",
                    List.of("true"),
                    "priceYen",
                    List.of(" 50000 "),
                    "reason",
                    List.of(""),
                    "occurredAt",
                    List.of("2026-05-13T09:30"))))
        .isEqualTo(
            Map.of("agreed", true, "priceYen", 50_000L, "occurredAt", "2026-05-13T09:30:00+09:00"));
  }

  @Test
  void whatCannotBeReadIsSentAsItWasTyped_soThatTheServiceSaysWhatIsWrongWithIt() {
    assertThat(
            body(
                "buy-out-decision",
                Map.of("priceYen", List.of("五万円"), "occurredAt", List.of("昨日"))))
        .isEqualTo(Map.of("priceYen", "五万円", "occurredAt", "昨日"));
  }

  @Test
  void aListHasALineForEach_andEmptyLinesAreNone() {
    assertThat(body("inspection", Map.of("chargeableParts", List.of("電源\r\n\r\n 筐体 \r\n"))))
        .isEqualTo(Map.of("chargeableParts", List.of("電源", "筐体")));
  }

  @Test
  void severalOfAListAreSentTogether_andFilesByKindAndId() {
    assertThat(body("demand", Map.of("requestedWork", List.of("LOANER", "REPORT"))))
        .isEqualTo(Map.of("requestedWork", List.of("LOANER", "REPORT")));
    assertThat(body("information", Map.of("attachments", List.of("LOG:7f3e"))))
        .isEqualTo(Map.of("attachments", List.of(Map.of("kind", "LOG", "attachmentId", "7f3e"))));
  }

  @Test
  void noAnswerToAQuestionIsNotNo() {
    assertThat(body("judgement", Map.of())).isEmpty();
    assertThat(body("judgement", Map.of("hardwareFault", List.of("false"))))
        .isEqualTo(Map.of("hardwareFault", false));
  }

  @Test
  void whatTheFormHasBesideTheStepIsNotSent() {
    assertThat(
            body(
                "replacement-delivery",
                Map.of("key", List.of("k"), "version", List.of("3"), "status", List.of("CLOSED"))))
        .isEmpty();
  }

  private static Map<String, Object> body(String step, Map<String, List<String>> typed) {
    return new Typed(typed).body(Steps.named(step).orElseThrow());
  }
}
