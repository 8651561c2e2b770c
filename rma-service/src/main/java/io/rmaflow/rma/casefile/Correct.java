package io.rmaflow.rma.casefile;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.FactCorrected;
import io.rmaflow.events.rma.CaseEvent.OfAVisit;
import io.rmaflow.events.rma.CaseEvent.OtherUnitSent;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.events.rma.CorrectableField;
import io.rmaflow.events.rma.CorrectableFields;
import io.rmaflow.events.values.Parsed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recorded fact was wrong (RMA-9). A value is text in the field's own notation: an instant with
 * its offset, a whole number, a name. A corrected fact takes the place of the one that was
 * recorded, as if it had said so from the beginning.
 *
 * @param field as in the payload; {@code occurredAt} means the fact's instant
 * @param visit of which visit, where the case has such a fact of each; absent: of the last
 */
@Clause("RMA-9")
public record Correct(
    String ofEvent, String field, String value, @Nullable TextId reasonId, @Nullable Integer visit)
    implements Step {

  /** Of a fact that the case has once, or of the last. */
  public Correct(String ofEvent, String field, String value, @Nullable TextId reasonId) {
    this(ofEvent, field, value, reasonId, null);
  }

  @Override
  public Decision decide(Deciding on) {
    Optional<CorrectableFields<?>> fields = CorrectableFields.ofEvent(ofEvent);
    if (fields.isEmpty()) {
      return notCorrectable(
          "ofEvent", "訂正できる事実は次のとおりです: ", "What can be corrected: ", CorrectableFields.events());
    }
    return fields
        .get()
        .field(field)
        .map(named -> decide(on, fields.get(), named))
        .orElseGet(
            () ->
                notCorrectable(
                    "field",
                    "訂正できる項目は次のとおりです: ",
                    "What can be corrected of it: ",
                    fields.get().names()));
  }

  private Decision decide(Deciding on, CorrectableFields<?> fields, CorrectableField<?, ?> named) {
    if (!(named.parse(value) instanceof Parsed.Value<?>(Object said))) {
      return malformed(named.parse(value));
    }
    if (said instanceof Instant instant && instant.isAfter(on.now())) {
      return new Decision.Invalid(
          "value",
          "IN_THE_FUTURE",
          new Message("未来の日時は指定できません。", "An instant in the future cannot have happened."));
    }
    if (OtherUnitSent.class.isAssignableFrom(fields.fact())
        && said instanceof SerialNumber serial
        && on.isTheFaultyUnit(serial)) {
      return Deciding.theFaultyUnitItself("value");
    }
    if (visit != null && !OfAVisit.class.isAssignableFrom(fields.fact())) {
      return new Decision.Invalid(
          "visit",
          "NOT_OF_A_VISIT",
          new Message(
              "この事実は訪問ごとに記録されるものではありません。", "The case has this fact once, not of each visit."));
    }
    return on.file()
        .facts()
        .filter(fact -> fields.fact().isInstance(fact) && isOfTheVisit(fact))
        .reduce((earlier, later) -> later)
        .map(fact -> corrected(on, fact, named.name(), said.toString()))
        .orElseGet(
            () ->
                on.conflict(
                    "FACT_NOT_RECORDED",
                    "訂正する事実が記録されていません。",
                    "The fact has not been recorded, so there is nothing to correct."));
  }

  private boolean isOfTheVisit(CorrectableFact<?> fact) {
    return visit == null || (fact instanceof OfAVisit one && one.visit() == visit);
  }

  private Decision corrected(Deciding on, CorrectableFact<?> fact, String name, String said) {
    if (fact.says(name).equals(Optional.of(said))) {
      return on.conflict(
          "ALREADY_SO", "既にその値で記録されています。", "It already says so; there is nothing to correct.");
    }
    Integer ofVisit = fact instanceof OfAVisit one ? Integer.valueOf(one.visit()) : null;
    return Decision.events(new FactCorrected(on.caseId(), ofEvent, name, said, reasonId, ofVisit));
  }

  private static Decision malformed(Parsed<?> wrong) {
    Message rule =
        wrong instanceof Parsed.Wrong<?> why
            ? why.message()
            : new Message("値の形式が正しくありません。", "This is not a value of that field.");
    return new Decision.Invalid("value", "MALFORMED", rule);
  }

  private static Decision notCorrectable(String field, String ja, String en, List<String> names) {
    String list = String.join(", ", names);
    return new Decision.Invalid(field, "NOT_CORRECTABLE", new Message(ja + list, en + list));
  }
}
