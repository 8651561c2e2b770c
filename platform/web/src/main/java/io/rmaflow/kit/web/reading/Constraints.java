package io.rmaflow.kit.web.reading;

import io.rmaflow.events.Message;
import io.rmaflow.kit.web.Findings;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What Jakarta Validation has to say of a record, as a problem says it: in both languages, and
 * nothing of what its reading has found wrong already.
 */
final class Constraints {

  private static final Message REQUIRED = new Message("必須項目です。", "This field is required.");

  private final ValidatorFactory validators;

  Constraints(ValidatorFactory validators) {
    this.validators = validators;
  }

  void judge(Object record, Findings findings) {
    List<ConstraintViolation<Object>> violations =
        validators.getValidator().validate(record).stream()
            .sorted(Comparator.comparing(violation -> violation.getPropertyPath().toString()))
            .toList();
    for (ConstraintViolation<Object> violation : violations) {
      String path = violation.getPropertyPath().toString();
      if (!findings.isWrong(path)) {
        String code = code(violation);
        Message message = code.equals("REQUIRED") ? REQUIRED : message(violation);
        findings.reject(path, code, message.ja(), message.en());
      }
    }
  }

  private static String code(ConstraintViolation<?> violation) {
    String constraint =
        violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
    return switch (constraint) {
      case "NotNull", "NotBlank", "NotEmpty" -> "REQUIRED";
      case "Size" -> violation.getInvalidValue() instanceof String ? "TOO_LONG" : "TOO_MANY";
      case "Pattern", "Email" -> "MALFORMED";
      case "Past", "PastOrPresent" -> "IN_THE_FUTURE";
      case "Min", "Max", "DecimalMin", "DecimalMax", "Positive", "PositiveOrZero" -> "OUT_OF_RANGE";
      default -> "INVALID";
    };
  }

  private Message message(ConstraintViolation<?> violation) {
    return new Message(said(violation, Locale.JAPANESE), said(violation, Locale.ENGLISH));
  }

  private String said(ConstraintViolation<?> violation, Locale language) {
    return validators
        .getMessageInterpolator()
        .interpolate(violation.getMessageTemplate(), new Said(violation), language);
  }

  private record Said(ConstraintViolation<?> violation) implements MessageInterpolator.Context {

    @Override
    public ConstraintDescriptor<?> getConstraintDescriptor() {
      return violation.getConstraintDescriptor();
    }

    @Override
    public Object getValidatedValue() {
      return violation.getInvalidValue();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      return violation.unwrap(type);
    }
  }
}
