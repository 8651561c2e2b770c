package io.rmaflow.kit.web.openapi;

import io.rmaflow.events.Clause;
import io.rmaflow.kit.web.Access;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Takes;
import io.rmaflow.kit.web.reading.RequestField;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what an operation takes and answers: by the parameters of the method, as the kit reads them,
 * by its type, by what its comment says and by its annotations. Whatever springdoc has found out of
 * that by itself is replaced.
 */
final class Operations implements GlobalOperationCustomizer {

  private static final String JSON = "application/json";
  private static final String IN_FILE = "classpath:";

  /** What the kit gives to methods that is none of the caller's business. */
  private static final Set<Class<?>> UNSEEN =
      Set.of(
          Caller.class,
          Findings.class,
          WriteRequest.class,
          HttpServletRequest.class,
          HttpServletResponse.class,
          Locale.class);

  private final Schemas schemas;
  private final OperationAnswers answers;

  Operations(Schemas schemas, OperationAnswers answers) {
    this.schemas = schemas;
    this.answers = answers;
  }

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    try {
      describe(operation, handler);
    } catch (IllegalStateException unsaid) {
      throw new IllegalStateException(
          handler.getShortLogMessage() + ": " + unsaid.getMessage(), unsaid);
    }
    return operation;
  }

  private void describe(Operation operation, HandlerMethod handler) {
    Method method = handler.getMethod();
    Comments.OfMethod said = Comments.of(method);
    Access access = Access.to(handler);
    operation.setOperationId(name(method));
    Tag own = method.getAnnotation(Tag.class);
    if (own != null) {
      operation.setTags(List.of(own.name()));
    }
    operation.setSummary(said.summary());
    operation.setDescription(description(method, said, access));
    if (access.withoutToken()) {
      operation.setSecurity(List.of());
    } else {
      operation.setSecurity(List.of(new SecurityRequirement().addList("bearer")));
      operation.addExtension("x-roles", roles(access));
    }
    operation.setParameters(parameters(handler, said));
    operation.setRequestBody(body(method));
    operation.setResponses(answers.of(handler, isRead(method), takesBody(method)));
  }

  private static String name(Method method) {
    io.swagger.v3.oas.annotations.Operation given =
        method.getAnnotation(io.swagger.v3.oas.annotations.Operation.class);
    return given == null || given.operationId().isEmpty() ? method.getName() : given.operationId();
  }

  private static String description(Method method, Comments.OfMethod said, Access access) {
    List<String> parts = new ArrayList<>();
    parts.add(said.rest());
    InJapanese japanese = method.getAnnotation(InJapanese.class);
    parts.add(japanese == null ? "" : japanese.value());
    Clause clauses = method.getAnnotation(Clause.class);
    parts.add(clauses == null ? "" : "Clauses: " + String.join(", ", clauses.value()));
    parts.add(access.withoutToken() ? "" : "Roles: " + String.join(", ", roles(access)));
    return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
  }

  private static List<String> roles(Access access) {
    return access.roles().stream().map(Role::wireName).toList();
  }

  private static boolean isRead(Method method) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
    return mapping != null && List.of(mapping.method()).contains(RequestMethod.GET);
  }

  private static boolean takesBody(Method method) {
    return method.isAnnotationPresent(Takes.class)
        || method.isAnnotationPresent(Takes.All.class)
        || Arrays.stream(method.getParameters())
            .anyMatch(
                parameter ->
                    parameter.isAnnotationPresent(
                        org.springframework.web.bind.annotation.RequestBody.class));
  }

  // --- parameters --------------------------------------------------------------------------------

  private List<Parameter> parameters(HandlerMethod handler, Comments.OfMethod said) {
    Method method = handler.getMethod();
    List<Parameter> found = new ArrayList<>();
    for (java.lang.reflect.Parameter parameter : method.getParameters()) {
      found.addAll(parameters(parameter, said.parameters().getOrDefault(parameter.getName(), "")));
    }
    boolean writes = Arrays.asList(method.getParameterTypes()).contains(WriteRequest.class);
    if (writes) {
      found.add(reference("IdempotencyKey"));
    }
    if (writes || (isRead(method) && !Access.to(handler).withoutToken())) {
      found.add(reference("ConsistencyToken"));
    }
    if (OperationAnswers.comparesVersions(handler)) {
      found.add(reference("IfMatch"));
    }
    if (method.isAnnotationPresent(ReadsPersonalData.class)
        || method.isAnnotationPresent(AdministrativeAct.class)) {
      found.add(reference("AccessReason"));
    }
    return found;
  }

  private List<Parameter> parameters(java.lang.reflect.Parameter parameter, String said) {
    Class<?> type = parameter.getType();
    PathVariable variable = parameter.getAnnotation(PathVariable.class);
    if (variable != null) {
      Parameter path = parameter("path", nameOr(variable.value(), parameter), said);
      return List.of(path.required(true).schema(schemas.ofAnswer(type)));
    }
    RequestParam asked = parameter.getAnnotation(RequestParam.class);
    if (asked != null) {
      Parameter query = parameter("query", nameOr(asked.value(), parameter), said);
      return List.of(
          query.required(asked.required()).schema(schemas.ofAnswer(parameter.getAnnotatedType())));
    }
    RequestHeader sent = parameter.getAnnotation(RequestHeader.class);
    if (sent != null) {
      // its usual ones are described for all operations
      return List.of();
    }
    if (parameter.isAnnotationPresent(ModelAttribute.class)) {
      return ofRecord(type, RequestField.of(type));
    }
    if (type == PageRequest.class) {
      return ofPage();
    }
    if (UNSEEN.contains(type)
        || parameter.isAnnotationPresent(
            org.springframework.web.bind.annotation.RequestBody.class)) {
      return List.of();
    }
    throw new IllegalStateException(
        "nobody says how the parameter "
            + parameter.getName()
            + " is described, a "
            + type.getName());
  }

  private List<Parameter> ofRecord(Class<?> record, List<RequestField> fields) {
    Map<String, String> said = Comments.ofComponents(record);
    return fields.stream()
        .map(
            field ->
                parameter("query", field.name(), said.getOrDefault(field.name(), ""))
                    .required(Schemas.isRequired(record, field) ? true : null)
                    .example(example(record, field))
                    .schema(schemas.ofParameter(record, field)))
        .toList();
  }

  private static @Nullable String example(Class<?> record, RequestField field) {
    for (RecordComponent component : record.getRecordComponents()) {
      Example said = component.getAnnotation(Example.class);
      if (said != null && component.getName().equals(field.name())) {
        return said.value();
      }
    }
    return null;
  }

  private List<Parameter> ofPage() {
    Map<String, String> said = Comments.ofComponents(PageRequest.class);
    return RequestField.ofPage().stream()
        .map(
            field ->
                parameter("query", field.name(), said.getOrDefault(field.name(), ""))
                    .schema(schemas.ofField(field)))
        .toList();
  }

  private static String nameOr(String given, java.lang.reflect.Parameter parameter) {
    return given.isEmpty() ? parameter.getName() : given;
  }

  private static Parameter parameter(String in, String name, String said) {
    Parameter parameter = new Parameter().in(in).name(name);
    return said.isEmpty() ? parameter : parameter.description(said);
  }

  private static Parameter reference(String name) {
    return new Parameter().$ref("#/components/parameters/" + name);
  }

  // --- bodies ------------------------------------------------------------------------------------

  private @Nullable RequestBody body(Method method) {
    Content content = new Content();
    for (Takes takes : method.getAnnotationsByType(Takes.class)) {
      content.addMediaType(takes.type(), new MediaType().schema(file(takes)));
    }
    boolean required = !content.isEmpty();
    for (java.lang.reflect.Parameter parameter : method.getParameters()) {
      org.springframework.web.bind.annotation.RequestBody body =
          parameter.getAnnotation(org.springframework.web.bind.annotation.RequestBody.class);
      if (body != null) {
        required = body.required();
        content.addMediaType(JSON, new MediaType().schema(schemas.ofRequest(parameter.getType())));
      }
    }
    addExamples(content, method.getAnnotationsByType(Example.class));
    return content.isEmpty() ? null : new RequestBody().required(required).content(content);
  }

  private Schema<?> file(Takes takes) {
    if (takes.parts() != Void.class) {
      return schemas.ofForm(takes.parts());
    }
    return Schemas.ofFile();
  }

  private static void addExamples(Content content, Example[] examples) {
    Map<String, List<Example>> byType = new LinkedHashMap<>();
    for (Example example : examples) {
      byType.computeIfAbsent(example.type(), none -> new ArrayList<>()).add(example);
    }
    byType.forEach((type, ofOne) -> addExamples(type, content.get(type), ofOne));
  }

  private static void addExamples(String type, @Nullable MediaType body, List<Example> examples) {
    if (body == null) {
      throw new IllegalStateException("it takes no " + type + " that could have an example");
    }
    Map<String, io.swagger.v3.oas.models.examples.Example> named = new LinkedHashMap<>();
    for (Example example : examples) {
      if (examples.size() == 1 && example.name().isEmpty()) {
        body.setExample(value(example));
        return;
      }
      io.swagger.v3.oas.models.examples.Example shown =
          new io.swagger.v3.oas.models.examples.Example()
              .summary(example.name())
              .value(value(example));
      String name = example.name().replaceAll("[^A-Za-z0-9]+", "-");
      if (name.isEmpty() || named.put(name, shown) != null) {
        throw new IllegalStateException("each of several examples needs a name of its own");
      }
    }
    body.setExamples(named);
  }

  /** JSON as maps and lists, which every version of Jackson writes alike. */
  private static Object value(Example example) {
    String text = text(example.value());
    return example.type().equals(JSON) ? JsonMapper.shared().readValue(text, Object.class) : text;
  }

  private static String text(String value) {
    if (!value.startsWith(IN_FILE)) {
      return value;
    }
    try {
      return new ClassPathResource(value.substring(IN_FILE.length()))
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(value + " cannot be read", e);
    }
  }
}
