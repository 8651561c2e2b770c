package io.rmaflow.kit.web.access;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Collects whose data an answer is, from its fields that are named so. Answers are records, lists,
 * maps and JSON trees; whatever else stands in them has no fields of that name.
 */
final class Whose {

  /** Whom data may belong to. */
  enum Kind {
    CUSTOMER,
    CONTACT,
    SITE,
    CASE
  }

  /** {@code customerId}, {@code contactIds}, {@code shipToSiteId}. */
  private static final Pattern NAME =
      Pattern.compile("(?:(customer|contact|site|case)|.+(Customer|Contact|Site|Case))Ids?");

  /** A component of a record that is an ID of somebody, or may hold some. */
  private record Component(Method accessor, @Nullable Kind kind) {}

  private static final ClassValue<List<Component>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
          List<Component> components = new ArrayList<>();
          for (RecordComponent component : type.getRecordComponents()) {
            Kind kind = kind(component.getName());
            if (kind != null || mayHold(component.getType())) {
              Method accessor = component.getAccessor();
              accessor.setAccessible(true);
              components.add(new Component(accessor, kind));
            }
          }
          return List.copyOf(components);
        }
      };

  private final Map<Kind, Set<String>> ids = new EnumMap<>(Kind.class);

  /** All of a kind, each once, in the order of their spelling. */
  List<String> all(Kind kind) {
    return List.copyOf(ids.getOrDefault(kind, Set.of()));
  }

  /** Adds a variable of the path. */
  void named(String name, String value) {
    add(kind(name), value);
  }

  /** Adds an ID. */
  void add(@Nullable Kind kind, String id) {
    if (kind != null && !id.isEmpty()) {
      ids.computeIfAbsent(kind, key -> new TreeSet<>()).add(id);
    }
  }

  /** Adds what an answer says. */
  void in(@Nullable Object answer) {
    walk(null, answer);
  }

  private void walk(@Nullable Kind kind, @Nullable Object value) {
    switch (value) {
      case null -> {
        // nobody
      }
      case Optional<?> optional -> optional.ifPresent(present -> walk(kind, present));
      case Collection<?> values -> values.forEach(each -> walk(kind, each));
      case JsonNode node -> walkJson(kind, node);
      case Map<?, ?> fields ->
          fields.forEach((name, field) -> walk(kind(String.valueOf(name)), field));
      case Object named when kind != null -> add(kind, named.toString());
      case Record record -> {
        for (Component component : COMPONENTS.get(record.getClass())) {
          walk(component.kind, valueOf(component.accessor, record));
        }
      }
      default -> {
        // no answer has IDs of anybody in anything else
      }
    }
  }

  private void walkJson(@Nullable Kind kind, JsonNode node) {
    if (node.isObject()) {
      node.properties().forEach(field -> walkJson(kind(field.getKey()), field.getValue()));
    } else if (node.isArray()) {
      node.forEach(each -> walkJson(kind, each));
    } else if (node.isString()) {
      add(kind, node.asString());
    }
  }

  private static @Nullable Object valueOf(Method accessor, Object record) {
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(accessor + " cannot be asked", e);
    }
  }

  private static boolean mayHold(Class<?> type) {
    return !type.isPrimitive()
        && !type.isEnum()
        && !type.getName().startsWith("java.time.")
        && type != String.class;
  }

  private static @Nullable Kind kind(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return null;
    }
    String found = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return Kind.valueOf(found.toUpperCase(Locale.ROOT));
  }
}
