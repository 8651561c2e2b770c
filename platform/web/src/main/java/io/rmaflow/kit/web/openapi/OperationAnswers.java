package io.rmaflow.kit.web.openapi;

import io.rmaflow.kit.web.Access;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.api.AlwaysRefused;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Refuses;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;

/**
 * What an operation answers: its result, and whatever it may be answered instead. What any
 * operation of its kind may be answered is known here; the rest, {@link Refuses} says.
 */
final class OperationAnswers {

  private static final String JSON = "application/json";
  private static final int NO_CONTENT = 204;
  private static final int CREATED = 201;
  private static final int OUTDATED = 412;

  /** By the status, the problem as it is described for all operations. */
  private static final Map<Integer, String> PROBLEMS =
      Map.ofEntries(
          Map.entry(400, "BadRequest"),
          Map.entry(401, "Unauthenticated"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "NotFound"),
          Map.entry(406, "NotAcceptable"),
          Map.entry(408, "TooSlow"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Gone"),
          Map.entry(412, "Outdated"),
          Map.entry(413, "TooLarge"),
          Map.entry(415, "Unsupported"),
          Map.entry(422, "Refused"),
          Map.entry(429, "TooMany"),
          Map.entry(503, "Unavailable"));

  private final Schemas schemas;
  private final Components common;

  /**
   * @param common the problems that all operations share
   */
  OperationAnswers(Schemas schemas, Components common) {
    this.schemas = schemas;
    this.common = common;
  }

  /** Whether it takes an {@code If-Match} and answers an {@code ETag}. */
  static boolean comparesVersions(HandlerMethod handler) {
    return refusals(handler).anyMatch(refusal -> refusal.status() == OUTDATED);
  }

  /** All that the operation may answer, by status. */
  ApiResponses of(HandlerMethod handler, boolean read, boolean takesBody) {
    ApiResponses all = new ApiResponses();
    results(handler, read).forEach((status, result) -> all.addApiResponse("" + status, result));
    problems(handler, read, takesBody)
        .forEach((status, problem) -> all.addApiResponse("" + status, problem));
    return all;
  }

  // --- results -----------------------------------------------------------------------------------

  private SortedMap<Integer, ApiResponse> results(HandlerMethod handler, boolean read) {
    SortedMap<Integer, ApiResponse> results = new TreeMap<>();
    Method method = handler.getMethod();
    if (method.isAnnotationPresent(AlwaysRefused.class)) {
      return results;
    }
    Answers[] said = method.getAnnotationsByType(Answers.class);
    AnnotatedType type = type(method);
    for (Answers answers : said) {
      ApiResponse result =
          results.computeIfAbsent(
              answers.status(),
              status ->
                  new ApiResponse()
                      .description(
                          answers.when().isEmpty() ? usual(status, read) : answers.when()));
      addHeaders(result, handler, answers.status());
      for (String header : answers.headers()) {
        String[] parts = header.split(":", 2);
        result.addHeaderObject(
            parts[0].strip(), new Header().description(parts[1].strip()).schema(text()));
      }
      if (answers.status() != NO_CONTENT) {
        Content content = result.getContent() == null ? new Content() : result.getContent();
        result.setContent(
            content.addMediaType(answers.type(), new MediaType().schema(body(answers, type))));
      }
    }
    if (said.length == 0) {
      int status = isNothing(type) ? NO_CONTENT : 200;
      ApiResponse result = new ApiResponse().description(usual(status, read));
      addHeaders(result, handler, status);
      if (status != NO_CONTENT) {
        result.setContent(
            new Content().addMediaType(JSON, new MediaType().schema(schemas.ofAnswer(type))));
      }
      results.put(status, result);
    }
    return results;
  }

  private Schema<?> body(Answers answers, AnnotatedType type) {
    if (answers.body().length == 0) {
      if (answers.type().endsWith("json")) {
        return schemas.ofAnswer(type);
      }
      return answers.type().startsWith("text/") ? text() : Schemas.ofFile();
    }
    if (answers.body().length == 1) {
      return schemas.ofAnswer(answers.body()[0]);
    }
    Schema<?> any = new Schema<>(SpecVersion.V31);
    for (Class<?> one : answers.body()) {
      any.addAnyOfItem(schemas.ofAnswer(one));
    }
    return any;
  }

  private static String usual(int status, boolean read) {
    if (status == NO_CONTENT) {
      return "Done";
    }
    return read ? "As asked" : "Recorded";
  }

  private static void addHeaders(ApiResponse result, HandlerMethod handler, int status) {
    if (writes(handler)) {
      result.addHeaderObject("Consistency-Token", header("ConsistencyToken"));
    }
    if (comparesVersions(handler)) {
      result.addHeaderObject("ETag", header("Version"));
    }
    if (status == CREATED) {
      result.addHeaderObject("Location", header("Location"));
    }
  }

  private static Header header(String name) {
    return new Header().$ref("#/components/headers/" + name);
  }

  private static Schema<?> text() {
    return Schemas.of("string");
  }

  /** What a method returns, without what is around it. */
  private static AnnotatedType type(Method method) {
    AnnotatedType returned = method.getAnnotatedReturnType();
    if (method.getReturnType() == ResponseEntity.class) {
      AnnotatedType of =
          ((AnnotatedParameterizedType) returned).getAnnotatedActualTypeArguments()[0];
      if (of instanceof AnnotatedWildcardType) {
        throw new IllegalStateException("it does not say what it answers: ResponseEntity<?>");
      }
      return of;
    }
    return returned;
  }

  private static boolean isNothing(AnnotatedType type) {
    return type.getType() == Void.class || type.getType() == void.class;
  }

  // --- problems ----------------------------------------------------------------------------------

  private SortedMap<Integer, ApiResponse> problems(
      HandlerMethod handler, boolean read, boolean takesBody) {
    SortedMap<Integer, List<String>> codes = new TreeMap<>();
    SortedMap<Integer, List<String>> reasons = new TreeMap<>();
    ofItsKind(handler, read, takesBody).forEach(status -> codes.put(status, new ArrayList<>()));
    refusals(handler)
        .forEach(
            refusal -> {
              List<String> known =
                  codes.computeIfAbsent(refusal.status(), none -> new ArrayList<>());
              Arrays.stream(refusal.codes())
                  .filter(code -> !known.contains(code))
                  .forEach(known::add);
              if (!refusal.when().isEmpty()) {
                reasons
                    .computeIfAbsent(refusal.status(), none -> new ArrayList<>())
                    .add(refusal.when());
              }
            });
    SortedMap<Integer, ApiResponse> problems = new TreeMap<>();
    codes.forEach(
        (status, ofThis) ->
            problems.put(
                status,
                problem(status, ofThis, reasons.getOrDefault(status, List.of()), writes(handler))));
    return problems;
  }

  /** The statuses that any operation with such parameters may have. */
  private static Set<Integer> ofItsKind(HandlerMethod handler, boolean read, boolean takesBody) {
    Set<Integer> statuses = new TreeSet<>();
    Access access = Access.to(handler);
    statuses.add(400);
    statuses.add(429);
    if (!access.withoutToken()) {
      statuses.addAll(Set.of(401, 403));
    }
    boolean named =
        Arrays.stream(handler.getMethod().getParameters())
            .anyMatch(parameter -> parameter.isAnnotationPresent(PathVariable.class));
    if (named) {
      statuses.add(404);
    }
    boolean writes = writes(handler);
    if (takesBody || writes) {
      statuses.addAll(Set.of(408, 413, 415));
    }
    if (writes) {
      statuses.addAll(Set.of(406, 409, 422));
      if (!handler.hasMethodAnnotation(AlwaysRefused.class)) {
        // what has no version yet cannot have the one that is named
        statuses.add(OUTDATED);
      }
    }
    if (writes || (read && !access.withoutToken())) {
      statuses.add(503);
    }
    return statuses;
  }

  private ApiResponse problem(
      int status, List<String> codes, List<String> reasons, boolean writes) {
    String name = PROBLEMS.getOrDefault(status, "Problem");
    ApiResponse shared = Objects.requireNonNull(common.getResponses().get(name), name);
    List<String> usual = codes(shared);
    // a key that is repeated is what only a write knows
    boolean usualHolds = writes || (status != 409 && status != 422);
    if (usualHolds && reasons.isEmpty() && usual.containsAll(codes) && !name.equals("Problem")) {
      return new ApiResponse().$ref("#/components/responses/" + name);
    }
    List<String> all = new ArrayList<>(codes);
    if (usualHolds) {
      usual.stream().filter(code -> !all.contains(code)).forEach(all::add);
    }
    ApiResponse own =
        new ApiResponse()
            .description(
                (reasons.isEmpty() ? shared.getDescription() : String.join("; ", reasons))
                    + (all.isEmpty() ? "" : ". Codes: " + String.join(", ", all)))
            .content(shared.getContent())
            .headers(shared.getHeaders());
    own.addExtension("x-codes", all);
    return own;
  }

  private static List<String> codes(ApiResponse shared) {
    Object said = shared.getExtensions() == null ? null : shared.getExtensions().get("x-codes");
    return said instanceof List<?> list ? list.stream().map(Object::toString).toList() : List.of();
  }

  private static Stream<Refuses> refusals(HandlerMethod handler) {
    return Stream.concat(
        Arrays.stream(handler.getMethod().getAnnotationsByType(Refuses.class)),
        Arrays.stream(handler.getBeanType().getAnnotationsByType(Refuses.class)));
  }

  private static boolean writes(HandlerMethod handler) {
    return Arrays.asList(handler.getMethod().getParameterTypes()).contains(WriteRequest.class);
  }
}
