package io.rmaflow.kit.web;

import io.rmaflow.events.Message;
import java.util.List;

/** {@code 400}: the request itself is wrong; each field that is wrong is named. */
public final class InvalidRequest extends Problem {

  private final List<FieldError> errors;

  public InvalidRequest(List<FieldError> errors) {
    super(400, "INVALID_REQUEST", new Message("リクエストの内容に誤りがあります。", "The request is not valid."));
    this.errors = List.copyOf(errors);
    member("errors", this.errors);
  }

  /** One wrong field. */
  public static InvalidRequest of(String field, String code, String ja, String en) {
    return new InvalidRequest(List.of(new FieldError(field, code, new Message(ja, en))));
  }

  /** Every wrong field, in the order of reading. */
  public List<FieldError> errors() {
    return errors;
  }
}
