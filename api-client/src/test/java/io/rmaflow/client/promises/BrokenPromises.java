package io.rmaflow.client.promises;

import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedApiResponse;
import org.openapitools.openapidiff.core.model.ChangedContent;
import org.openapitools.openapidiff.core.model.ChangedHeaders;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.ChangedParameter;
import org.openapitools.openapidiff.core.model.ChangedParameters;
import org.openapitools.openapidiff.core.model.ChangedRequestBody;
import org.openapitools.openapidiff.core.model.ChangedSchema;
import org.openapitools.openapidiff.core.model.ComposedChanged;
import org.openapitools.openapidiff.core.model.schema.ChangedEnum;
import org.openapitools.openapidiff.core.model.schema.ChangedNumericRange;
import org.openapitools.openapidiff.core.model.schema.ChangedRequired;
import tools.jackson.databind.JsonNode;

/**
 * What a document breaks of what an earlier one promised: a program that was written against the
 * earlier one and did all that it said works on. The comparison says what differs; whether that is
 * a break is decided here, as it counts too little (a field of an answer that is gone) and too much
 * (a value that an answer may have from now on).
 */
final class BrokenPromises {

  private static final String ALSO_OF_NO_USE = "it breaks, though in no way that has a name here: ";

  private final SortedSet<String> breaks = new TreeSet<>();
  private final Set<ChangedSchema> within = Collections.newSetFromMap(new IdentityHashMap<>());
  private String operation = "";

  private BrokenPromises() {}

  /** Each break in a line, which begins with the operation; none where all is kept. */
  static List<String> of(JsonNode promised, JsonNode present) {
    BrokenPromises found = new BrokenPromises();
    found.compare(
        OpenApiCompare.fromContents(
            OlderDialect.of(promised),
            OlderDialect.of(present),
            null,
            OpenApiDiffOptions.builder()
                // callers take values that they do not know
                .configProperty("incompatible.response.enum.increased", "false")
                .build()));
    return List.copyOf(found.breaks);
  }

  private void compare(ChangedOpenApi document) {
    document
        .getMissingEndpoints()
        .forEach(
            gone -> {
              operation = gone.getMethod() + " " + gone.getPathUrl();
              add("is gone");
            });
    document.getChangedOperations().forEach(this::operation);
  }

  private void operation(ChangedOperation changed) {
    operation = changed.getHttpMethod() + " " + changed.getPathUrl();
    int before = breaks.size();
    String was = changed.getOldOperation().getOperationId();
    String is = changed.getNewOperation().getOperationId();
    if (!Objects.equals(was, is)) {
      add("is called %s, no longer %s (operationId)".formatted(is, was));
    }
    parameters(changed.getParameters());
    body(changed.getRequestBody());
    answers(changed.getApiResponses());
    if (breaks.size() == before) {
      unnamed(changed);
    }
  }

  private void parameters(@Nullable ChangedParameters parameters) {
    if (parameters == null) {
      return;
    }
    parameters.getMissing().forEach(gone -> add(named(gone) + " is gone"));
    parameters.getIncreased().stream()
        .filter(added -> Boolean.TRUE.equals(added.getRequired()))
        .forEach(added -> add(named(added) + " is new and has to be sent"));
    parameters.getChanged().forEach(this::parameter);
  }

  private void parameter(ChangedParameter changed) {
    String name = named(changed.getNewParameter());
    if (changed.isChangeRequired()
        && Boolean.TRUE.equals(changed.getNewParameter().getRequired())) {
      add(name + " has to be sent, which it had not");
    }
    schema(name, changed.getSchema(), true);
  }

  private static String named(Parameter parameter) {
    return parameter.getIn() + " parameter " + parameter.getName();
  }

  private void body(@Nullable ChangedRequestBody body) {
    if (body == null) {
      return;
    }
    if (body.isChangeRequired() && Boolean.TRUE.equals(body.getNewRequestBody().getRequired())) {
      add("a body has to be sent, which it had not");
    }
    content("the request", body.getContent(), true);
  }

  private void answers(@Nullable ChangedApiResponse answers) {
    if (answers == null) {
      return;
    }
    answers.getMissing().keySet().forEach(status -> add("answers %s no more".formatted(status)));
    answers
        .getChanged()
        .forEach(
            (status, changed) -> {
              headers(status, changed.getHeaders());
              content("the answer " + status, changed.getContent(), false);
            });
  }

  private void headers(String status, @Nullable ChangedHeaders headers) {
    if (headers != null) {
      headers
          .getMissing()
          .keySet()
          .forEach(name -> add("the answer %s has no header %s any more".formatted(status, name)));
    }
  }

  private void content(String place, @Nullable ChangedContent content, boolean asked) {
    if (content == null) {
      return;
    }
    content.getMissing().keySet().forEach(type -> add("%s is no longer %s".formatted(place, type)));
    content.getChanged().values().forEach(each -> schema(place, each.getSchema(), asked));
  }

  private void schema(String place, @Nullable ChangedSchema changed, boolean asked) {
    if (changed == null || !within.add(changed)) {
      return;
    }
    kind(place, changed);
    presence(place, changed, asked);
    values(place, changed.getEnumeration(), asked);
    if (asked) {
      limits(place, changed);
    }
    changed
        .getChangedProperties()
        .forEach((name, field) -> schema(place + " field " + name, field, asked));
    schema(place + " each item", changed.getItems(), asked);
    schema(place + " each value", changed.getAddProp(), asked);
    if (changed.getOneOfSchema() != null) {
      changed
          .getOneOfSchema()
          .getChanged()
          .forEach((name, each) -> schema(place + " as " + name, each, asked));
    }
    within.remove(changed);
  }

  private void kind(String place, ChangedSchema changed) {
    if (changed.isChangedType() || changed.isChangeFormat()) {
      add(
          "%s is %s, no longer %s"
              .formatted(place, kindOf(changed.getNewSchema()), kindOf(changed.getOldSchema())));
    }
  }

  private static String kindOf(@Nullable Schema<?> schema) {
    if (schema == null || schema.getType() == null) {
      return "of any kind";
    }
    return schema.getFormat() == null
        ? schema.getType()
        : schema.getType() + " (" + schema.getFormat() + ")";
  }

  private void presence(String place, ChangedSchema changed, boolean asked) {
    changed
        .getMissingProperties()
        .keySet()
        .forEach(name -> add("%s has no field %s any more".formatted(place, name)));
    ChangedRequired required = changed.getRequired();
    if (required != null) {
      for (String name : asked ? required.getIncreased() : required.getMissing()) {
        if (asked) {
          add("%s field %s has to be sent, which it had not".formatted(place, name));
        } else if (!changed.getMissingProperties().containsKey(name)) {
          add("%s field %s may be absent, which it never was".formatted(place, name));
        }
      }
    }
    if (changed.getNullable() != null) {
      boolean was = Boolean.TRUE.equals(changed.getNullable().getLeft());
      boolean is = Boolean.TRUE.equals(changed.getNullable().getRight());
      if (asked && was && !is) {
        add(place + " may not be null any more");
      }
      if (!asked && is && !was) {
        add(place + " may be null, which it never was");
      }
    }
  }

  private void values(String place, @Nullable ChangedEnum<?> values, boolean asked) {
    if (values == null) {
      return;
    }
    if (asked) {
      values.getMissing().forEach(gone -> add("%s may not be %s any more".formatted(place, gone)));
    }
  }

  private void limits(String place, ChangedSchema changed) {
    if (changed.getMaxLength() != null) {
      atMost(
          place,
          "characters",
          changed.getMaxLength().getOldValue(),
          changed.getMaxLength().getNewValue());
    }
    if (changed.getMinLength() != null) {
      atLeast(
          place,
          "characters",
          changed.getMinLength().getOldValue(),
          changed.getMinLength().getNewValue());
    }
    if (changed.getMaxItems() != null) {
      atMost(
          place, "items", changed.getMaxItems().getOldValue(), changed.getMaxItems().getNewValue());
    }
    if (changed.getMinItems() != null) {
      atLeast(
          place, "items", changed.getMinItems().getOldValue(), changed.getMinItems().getNewValue());
    }
    if (changed.getPattern() != null && changed.getPattern().getNewPattern() != null) {
      add("%s has to match %s".formatted(place, changed.getPattern().getNewPattern()));
    }
    range(place, changed.getNumericRange());
  }

  private void atMost(String place, String what, @Nullable Integer was, @Nullable Integer is) {
    if (is != null && (was == null || is < was)) {
      add("%s has at most %d %s, where it had %s".formatted(place, is, what, limit(was)));
    }
  }

  private void atLeast(String place, String what, @Nullable Integer was, @Nullable Integer is) {
    if (is != null && is > (was == null ? 0 : was)) {
      add("%s has at least %d %s, where it had %s".formatted(place, is, what, limit(was)));
    }
  }

  private void range(String place, @Nullable ChangedNumericRange range) {
    if (range == null) {
      return;
    }
    if (range.isIncompatible()) {
      add(
          "%s lies within %s, where it lay within %s"
              .formatted(
                  place,
                  from(range.getNewMinimumValue()) + to(range.getNewMaximumValue()),
                  from(range.getOldMinimumValue()) + to(range.getOldMaximumValue())));
    }
  }

  private static String limit(@Nullable Integer value) {
    return value == null ? "no limit" : value.toString();
  }

  private static String from(@Nullable BigDecimal value) {
    return (value == null ? "" : value.toPlainString()) + "..";
  }

  private static String to(@Nullable BigDecimal value) {
    return value == null ? "" : value.toPlainString();
  }

  /** So that nothing which the comparison calls a break is passed over for want of a name. */
  private void unnamed(ChangedOperation changed) {
    List<Changed> leaves = new ArrayList<>();
    breaking(changed, leaves, Collections.newSetFromMap(new IdentityHashMap<>()));
    leaves.stream()
        .filter(leaf -> !isKept(leaf))
        .forEach(leaf -> add(ALSO_OF_NO_USE + leaf.getClass().getSimpleName()));
  }

  private static void breaking(Changed changed, List<Changed> leaves, Set<Changed> seen) {
    if (!changed.isIncompatible() || !seen.add(changed)) {
      return;
    }
    List<Changed> parts =
        changed instanceof ComposedChanged composed
            ? composed.getChangedElements().stream()
                .filter(part -> part != null && part.isIncompatible())
                .toList()
            : List.of();
    if (parts.isEmpty()) {
      leaves.add(changed);
    }
    parts.forEach(part -> breaking(part, leaves, seen));
  }

  /** A body that need not be sent any more, and values that an answer has no more, break nobody. */
  private static boolean isKept(Changed leaf) {
    return leaf instanceof ChangedRequestBody
        || (leaf instanceof ChangedEnum<?> values && values.getContext().isResponse());
  }

  private void add(String what) {
    breaks.add(operation + ": " + what);
  }
}
