package io.rmaflow.console.frame;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service said against a call, in the person's language.
 *
 * @param status of the answer
 * @param code what it is about as a whole
 * @param text the same in words
 * @param problems each reason; where the service names none but the whole, that one
 */
public record Refusals(int status, String code, String text, List<Problem> problems) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * One reason.
   *
   * @param field of the body, such as {@code contact.email}; null where it is about no single one
   * @param clauses of the policy behind it, the most specific first
   */
  public record Problem(@Nullable String field, String code, String text, List<String> clauses) {}

  /** What is in the body of such an answer. */
  public static Refusals of(RestClientResponseException refused, Person person) {
    int status = refused.getStatusCode().value();
    JsonNode body = read(refused);
    String code = body.path("code").asString("HTTP_" + status);
    String whole = text(body.path("message"), person, body.path("title").asString(code));
    List<Problem> problems = new ArrayList<>();
    for (JsonNode error : body.path("errors")) {
      problems.add(problem(error, person, error.path("field").asString(null)));
    }
    for (JsonNode refusal : body.path("refusals")) {
      problems.add(problem(refusal, person, null));
    }
    if (problems.isEmpty()) {
      problems.add(new Problem(null, code, whole, List.of()));
    }
    return new Refusals(status, code, whole, List.copyOf(problems));
  }

  /** What is said about this field; never null. */
  public List<Problem> about(String field) {
    return problems.stream().filter(problem -> field.equals(problem.field())).toList();
  }

  /** What is said about none of these fields, and so has its place above the form. */
  public List<Problem> beside(List<String> fields) {
    return problems.stream()
        .filter(problem -> problem.field() == null || !fields.contains(problem.field()))
        .toList();
  }

  private static Problem problem(JsonNode node, Person person, @Nullable String field) {
    String code = node.path("code").asString("");
    List<String> clauses = new ArrayList<>();
    node.path("clauses").forEach(clause -> clauses.add(clause.asString()));
    return new Problem(field, code, text(node.path("message"), person, code), List.copyOf(clauses));
  }

  private static String text(JsonNode message, Person person, String otherwise) {
    return message.path(person.languageTag()).asString(otherwise);
  }

  private static JsonNode read(RestClientResponseException refused) {
    try {
      JsonNode read = JSON.readTree(refused.getResponseBodyAsByteArray());
      return read.isObject() ? read : JSON.createObjectNode();
    } catch (JacksonException notJson) {
      return JSON.createObjectNode();
    }
  }
}
