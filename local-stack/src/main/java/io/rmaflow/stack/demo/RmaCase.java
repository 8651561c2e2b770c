package io.rmaflow.stack.demo;

import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.CaseStatus;
import io.rmaflow.client.rma.model.Deadline;
import io.rmaflow.client.rma.model.Problem;
import io.rmaflow.client.rma.model.Refusal;
import io.rmaflow.client.rma.model.RefusedProblem;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientResponseException;

/** A case in the hands of the desk; it stands where the story says, or the story ends there. */
final class RmaCase {

  private final Stage stage;
  private CaseAnswer view;

  RmaCase(Stage stage, CaseAnswer view) {
    this.stage = stage;
    this.view = view;
  }

  /** A call that takes a step of a case. */
  @FunctionalInterface
  interface Step {
    CaseAnswer take(Desk desk, String caseId);
  }

  String id() {
    return view.getCaseId();
  }

  /** The case as read back after the last step. */
  CaseAnswer view() {
    return view;
  }

  /** Its number, which it has from the judgement on. */
  String rmaNumber() {
    return Objects.requireNonNull(view.getRmaNumber(), "the case has no RMA number");
  }

  /** Takes a step; its answer is the case as read back. */
  RmaCase step(CaseStatus leadsTo, Step step) {
    view = step.take(stage.desk(), id());
    return shows(CaseAnswer::getStatus, leadsTo);
  }

  /** Tries a decision that the case's state does not allow. */
  RmaCase notAllowed(String what, Step step) {
    Problem problem =
        Objects.requireNonNull(refusal(409, what, step).getResponseBodyAs(Problem.class));
    stage.narrator().problem(what + " answers 409", problem.getMessage());
    return this;
  }

  /** Tries a step that the policy refuses. */
  RmaCase refused(String code, String what, Step step) {
    RefusedProblem problem =
        Objects.requireNonNull(refusal(422, what, step).getResponseBodyAs(RefusedProblem.class));
    Refusal refusal = Objects.requireNonNull(problem.getRefusals()).getFirst();
    if (!refusal.getCode().equals(code)) {
      throw otherwise(code, refusal);
    }
    stage.narrator().refusal(refusal);
    return this;
  }

  private RestClientResponseException refusal(int status, String what, Step step) {
    try {
      step.take(stage.desk(), id());
    } catch (RestClientResponseException e) {
      if (e.getStatusCode().value() == status) {
        return e;
      }
      throw e;
    }
    throw new IllegalStateException("case " + id() + ": " + what + " is taken");
  }

  /** Reads the case again, as a moved clock may have left it. */
  RmaCase readAgain(CaseStatus status) {
    view = stage.desk().cases().readCase(id(), null, null);
    return shows(CaseAnswer::getStatus, status);
  }

  /** Holds the case against the story. */
  RmaCase shows(Function<CaseAnswer, @Nullable Object> field, @Nullable Object expected) {
    Object actual = field.apply(view);
    if (!Objects.equals(actual, expected)) {
      throw otherwise(expected, actual);
    }
    return this;
  }

  private IllegalStateException otherwise(@Nullable Object expected, @Nullable Object actual) {
    return new IllegalStateException(
        "case %s: expected %s, got %s, of%n%s".formatted(id(), expected, actual, view));
  }

  /** Tells why a deadline is due when it is. */
  RmaCase because(String name) {
    Deadline found =
        view.getDeadlines().stream()
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("case " + id() + " shows no deadline " + name));
    stage.narrator().derivation(found.getDerivation());
    return this;
  }

  /** Tells every event with the two times that it has. */
  RmaCase history() {
    stage
        .desk()
        .cases()
        .caseHistory(id(), null, null, 200)
        .getItems()
        .forEach(stage.narrator()::historyEntry);
    return this;
  }

  /** The case as it was known at an instant. */
  RmaCase asKnownAt(String instant) {
    return new RmaCase(
        stage, stage.desk().cases().readCase(id(), OffsetDateTime.parse(instant), null));
  }
}
