package io.rmaflow.stack.demo;

import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A case in the hands of the desk; it stands where the story says, or the story ends there. */
final class RmaCase {

  private final Stage stage;
  private JsonNode view;

  RmaCase(Stage stage, JsonNode view) {
    this.stage = stage;
    this.view = view;
  }

  String id() {
    return view.path("caseId").asString();
  }

  /** The case as read back after the last step. */
  JsonNode view() {
    return view;
  }

  /** Takes a step; its answer is the case as read back. */
  RmaCase step(String resource, String json, String status) {
    view = stage.rma().post(200, path() + "/" + resource, json);
    return shows("status", status);
  }

  /** Tries a decision that the case's state does not allow. */
  RmaCase notAllowed(String resource, String json) {
    JsonNode problem = stage.rma().post(409, path() + "/" + resource, json);
    stage.narrator().problem(resource + " answers 409", problem.path("message"));
    return this;
  }

  /** Tries a step that the policy refuses. */
  RmaCase refused(String resource, String json, String code) {
    JsonNode refusal = stage.rma().post(422, path() + "/" + resource, json).at("/refusals/0");
    if (!refusal.path("code").asString().equals(code)) {
      throw new IllegalStateException(
          "case %s: expected %s of %s, got %s".formatted(id(), code, resource, refusal));
    }
    stage.narrator().refusal(refusal);
    return this;
  }

  /** Reads the case again, as a moved clock may have left it. */
  RmaCase readAgain(String status) {
    view = stage.rma().get(path());
    return shows("status", status);
  }

  /**
   * Holds the case against the story.
   *
   * @param field names joined by slashes, of a list its place: {@code shipments/0/payer}
   */
  RmaCase shows(String field, String expected) {
    String actual = text(field);
    if (!actual.equals(expected)) {
      throw new IllegalStateException(
          "case %s: expected %s of %s, got %s".formatted(id(), expected, field, actual));
    }
    return this;
  }

  /** The text of a field; empty where it is absent or null. */
  String text(String field) {
    JsonNode value = view.at("/" + field);
    return value.isMissingNode() || value.isNull() ? "" : value.asString();
  }

  /** Tells why a deadline is due when it is. */
  RmaCase because(String deadline) {
    JsonNode found =
        StreamSupport.stream(view.path("deadlines").spliterator(), false)
            .filter(each -> each.path("name").asString().equals(deadline))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("case " + id() + " shows no deadline " + deadline));
    stage.narrator().derivation(found.path("derivation"));
    return this;
  }

  /** Tells every event with the two times that it has. */
  RmaCase history() {
    for (JsonNode entry : stage.rma().get(path() + "/history?size=200").path("items")) {
      stage.narrator().historyEntry(entry);
    }
    return this;
  }

  /** The case as it was known at an instant. */
  RmaCase asKnownAt(String instant) {
    return new RmaCase(stage, stage.rma().get(path() + "?asOf=" + instant.replace("+", "%2B")));
  }

  private String path() {
    return "/api/cases/" + id();
  }
}
