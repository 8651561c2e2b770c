package io.rmaflow.kit.web.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Message;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.FieldError;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.StrictJson;
import io.rmaflow.kit.web.fields.Line;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Constraints of Jakarta that the reading of a record knows nothing of. */
class ConstraintsTest {

  private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

  record Item(@Positive int count) {}

  record Order(
      @Line(max = 9) @Pattern(regexp = "[A-Z]+") String code,
      @AssertTrue @Nullable Boolean agreed,
      List<@Valid Item> items) {}

  private static List<FieldError> errors(String json) {
    Findings findings =
        Findings.ofBody(new Caller("desk", Role.SUPPORT, Set.of()), Instant.EPOCH, () -> 7);
    Object order = RecordReader.of(Order.class).read(findings, StrictJson.object(json));
    new Constraints(VALIDATORS).judge(order, findings);
    return findings.errors();
  }

  @Test
  void areToldInBothLanguagesByThePathOfTheField() {
    assertThat(
            errors(
                "{\"code\": \"a\", \"agreed\": false, \"items\": [{\"count\": 1}, {\"count\": 0}]}"))
        .containsExactly(
            new FieldError("agreed", "INVALID", new Message("true にしてください", "must be true")),
            new FieldError(
                "code",
                "MALFORMED",
                new Message("正規表現 \"[A-Z]+\" にマッチさせてください", "must match \"[A-Z]+\"")),
            new FieldError(
                "items[1].count",
                "OUT_OF_RANGE",
                new Message("0 より大きな値にしてください", "must be greater than 0")));
  }

  @Test
  void sayNothingOfAFieldThatIsWrongAlready() {
    assertThat(errors("{\"code\": 5, \"agreed\": 5, \"items\": [{\"count\": \"x\"}]}"))
        .extracting(error -> error.field() + " " + error.code())
        .containsExactly("code WRONG_TYPE", "agreed WRONG_TYPE", "items[0].count WRONG_TYPE");
  }
}
